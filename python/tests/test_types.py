"""The types: the package and the examples by mypy, and the stub of the native half by stubtest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import oma_imps

pytest.importorskip("mypy", reason="mypy is not installed")
PYTHON = ROOT / "python"


def run(*arguments: str, cwd: Path) -> str:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_package_has_types(tmp_path: Path) -> None:
    assert not run("mypy", "--strict", "-p", "oma_imps", cwd=tmp_path)


def test_the_stub_of_the_native_half_is_true(tmp_path: Path) -> None:
    # A name for type checkers alone.
    allowed = tmp_path / "allowed"
    allowed.write_text("oma_imps._arguments.Content\n")
    assert not run("mypy.stubtest", "oma_imps", "--concise", "--allowlist", str(allowed), cwd=tmp_path)


def test_a_program_is_checked_against_the_types(tmp_path: Path) -> None:
    right = tmp_path / "right.py"
    right.write_text(
        "import oma_imps\n"
        "text: str = oma_imps.convert(memoryview(b''), 'xml').text\n"
        "offset: int = oma_imps.validate('x', role='client')[0]['offset']\n"
        "data: bytes = oma_imps.encode(oma_imps.decode(bytearray()))\n"
        "user: str = oma_imps.timeline('a.pcap', status=[200])['sessions'][0]['user']\n"
    )
    assert not run("mypy", "--strict", str(right), cwd=tmp_path)
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "import oma_imps\noma_imps.decode(5)\noma_imps.inspect(b'')[0]['offzet']\noma_imps.encode('x')\n"
    )
    assert run("mypy", "--strict", str(wrong), cwd=tmp_path).count("error:") == 3


@pytest.mark.parametrize("example", ["pcap_table", "mitmproxy_contentview"])
def test_the_examples_have_types(example: str, tmp_path: Path) -> None:
    path = PYTHON / f"examples/{example}.py"
    # Each version of mitmproxy has one of the two classes.
    options = ["--disable-error-code=name-defined", "--disable-error-code=misc"] if "mitm" in example else []
    found = run("mypy", "--strict", "--ignore-missing-imports", *options, str(path), cwd=tmp_path)
    assert not found


def test_every_public_name_has_a_docstring() -> None:
    for name in oma_imps.__all__:
        value = getattr(oma_imps, name)
        assert name == "RULES" or (value.__doc__ or "").strip(), name
