"""The documents of testdata/, and what every test of an entry point wants."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(os.environ.get("OMA_IMPS_ROOT", Path(__file__).parents[2])).resolve()
TESTDATA = ROOT / "testdata"

# In CI the same cases each time: chance does not refuse a change for an older fault.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def files(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder, of which there must be some."""
    found = sorted(path for path in folder.glob(pattern) if path.is_file())
    assert found, f"no {pattern} in {folder}"
    return found


def rows(table: Path) -> list[list[str]]:
    """Return the rows of a table of facts, without its comments."""
    lines = table.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def name(path: Path) -> str:
    """Return the name of a test for a file."""
    return str(path.relative_to(ROOT))


@pytest.fixture
def login() -> bytes:
    """Return a login request of version 1.2 in binary XML."""
    return (TESTDATA / "csp/1.2/login-request.wbxml").read_bytes()
