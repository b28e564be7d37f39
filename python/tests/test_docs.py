"""The examples in docstrings, in the README and in the chapter of the guide."""

from __future__ import annotations

import doctest
import importlib

import pytest
from conftest import ROOT


@pytest.fixture(autouse=True)
def in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples name files of testdata/ from the folder of the package."""
    monkeypatch.chdir(ROOT / "python")


@pytest.mark.parametrize(("module", "least"), [("_codec", 8), ("_tools", 9)])
def test_the_docstrings_are_true(module: str, least: int) -> None:
    failed, attempted = doctest.testmod(importlib.import_module(f"oma_imps.{module}"))
    assert failed == 0 and attempted >= least


def test_the_readme_is_true() -> None:
    failed, attempted = doctest.testfile(str(ROOT / "python/README.md"), module_relative=False)
    assert failed == 0 and attempted >= 20


def test_the_chapter_of_the_guide_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    chapter = ROOT / "crates/oma-imps/src/guide/python.md"
    failed, attempted = doctest.testfile(str(chapter), module_relative=False)
    assert failed == 0 and attempted >= 20
