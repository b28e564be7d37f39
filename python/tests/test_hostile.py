"""Bad input: every entry point answers, or raises an exception of the package."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any, Callable

import pytest
from conftest import ROOT, TESTDATA, files, name

import oma_imps

FOLDERS = (
    TESTDATA / "regressions",
    TESTDATA / "inputs",
    TESTDATA / "bad",
    TESTDATA / "provisioning",
    ROOT / "fuzz/seeds",
)
INPUTS = [path for folder in FOLDERS for path in files(folder, "**/*")]

BAD = re.findall(
    r"^\| `([^`]+)` \| (\w+) \| .* \| (\d+|-) \| \S+ \|$",
    (TESTDATA / "bad/README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def attempt(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Call a function, which may raise only an `ImpsError`: no panic, and no other exception."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", oma_imps.LossWarning)
        try:
            return function(*arguments, **options)
        except oma_imps.ImpsError as error:
            text = str(error)
            assert text and "\n" not in text and len(text) < 4000
            assert error.offset is None or error.offset >= 0
            assert error.kind != "other"
            return error


def every_entry_point(data: bytes) -> None:
    """Hand some bytes to every function that takes bytes."""
    for from_ in (None, "wbxml", "xml", "pts", "json"):
        for options in ({}, {"strict": True}, {"csp_version": "1.3"}):
            decoded = attempt(oma_imps.decode, data, from_=from_, **options)
            if isinstance(decoded, dict):
                for to in ("wbxml", "xml", "json", "pts"):
                    written = attempt(oma_imps.encode, decoded, to)
                    if isinstance(written, bytes) and to == "json":
                        assert oma_imps.decode(written) == decoded
                    if isinstance(written, bytes) and to == "wbxml":
                        # Words of content without types have one form there.
                        again = oma_imps.decode(written)
                        assert oma_imps.decode(oma_imps.encode(again)) == again
            elif decoded.offset is not None and "xml" not in (from_, oma_imps.guess(data)["kind"]):
                assert decoded.offset <= len(data)
        for to in ("wbxml", "xml", "json", "pts"):
            attempt(oma_imps.convert, data, to, from_=from_)
            attempt(oma_imps.convert, data, to, from_=from_, to_version="1.1")
        findings = oma_imps.validate(data, from_=from_)
        assert all(finding["rule"] in oma_imps.explain(finding["rule"])["rule"] for finding in findings)
        attempt(oma_imps.inspect, data, from_=from_)
    assert oma_imps.guess(data)["kind"]
    assert len(oma_imps.unwrap(data)) >= 1
    attempt(oma_imps.timeline, data, bodies=True, validate=True)


@pytest.mark.parametrize("path", INPUTS, ids=name)
def test_the_corpora_of_the_fuzzers_raise_only_our_exceptions(path: Path) -> None:
    every_entry_point(path.read_bytes())


@pytest.mark.parametrize(("file", "kind", "offset"), BAD, ids=lambda value: str(value))
def test_a_broken_document_is_refused_at_its_fault(file: str, kind: str, offset: str) -> None:
    data = (TESTDATA / "bad" / file).read_bytes()
    found = attempt(oma_imps.decode, data)
    # Lenient reading keeps a number that no table names.
    if kind in ("grammar", "limit"):
        assert isinstance(found, oma_imps.DecodeError)
        # The place may be the token before or behind it.
        assert found.offset is not None
        assert offset == "-" or abs(found.offset - int(offset)) < 60
    assert isinstance(found, (dict, oma_imps.DecodeError))


def test_every_broken_document_has_a_row() -> None:
    assert {file for file, _, _ in BAD} == {
        path.name for path in files(TESTDATA / "bad", "*") if path.suffix != ".md"
    }


def test_cut_documents_raise_only_our_exceptions(login: bytes) -> None:
    for end in range(len(login)):
        error = attempt(oma_imps.decode, login[:end])
        assert isinstance(error, oma_imps.DecodeError)


def test_a_deep_document_is_refused_and_not_a_crash() -> None:
    document = b"\x03\x11\x6a\x00\x6d" + b"\x6e" * 200_000
    assert isinstance(attempt(oma_imps.decode, document), oma_imps.ImpsError)
    xml = b"<WV-CSP-Message>" + b"<a>" * 200_000
    assert isinstance(attempt(oma_imps.decode, xml), oma_imps.LimitError)
    nested: Any = {}
    for _ in range(100_000):
        nested = {"Session": nested}
    error = attempt(oma_imps.encode, {"version": "1.2", "WV-CSP-Message": nested})
    assert isinstance(error, oma_imps.EncodeError)


def test_a_dictionary_inside_itself_is_refused() -> None:
    document: dict[str, Any] = {"version": "1.2"}
    document["WV-CSP-Message"] = {"Session": document}
    with pytest.raises(oma_imps.EncodeError, match="levels"):
        oma_imps.encode(document)
