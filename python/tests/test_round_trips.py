"""Dictionaries and bytes made by chance, from the documents of testdata/."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Union

import hypothesis.strategies as st
from conftest import TESTDATA, files
from hypothesis import given, settings
from test_hostile import attempt

import oma_imps

DOCUMENTS = [path.read_bytes() for path in files(TESTDATA / "csp", "1.*/*.wbxml")]
DECODED = [oma_imps.decode(document) for document in DOCUMENTS]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LEAVES: st.SearchStrategy[Any] = st.one_of(
    TEXT, st.integers(0, 2**32 - 1), st.booleans(), st.sampled_from(["T", "F", "Request", "20010925T134013Z"])
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.one_of(LEAVES, st.none(), st.floats(), st.binary(max_size=8), st.text(max_size=8), st.integers()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def places(value: Any) -> Iterator[tuple[Union[dict[str, Any], list[Any]], Any]]:
    """Return every container of a document with every key or index in it."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from places(value[key])


def made_again(document: dict[str, Any]) -> None:
    """Write a document in each syntax and read it, or get an error of the package."""
    for to in ("wbxml", "xml", "json"):
        written = attempt(oma_imps.encode, document, to)
        if isinstance(written, bytes):
            again = oma_imps.decode(written)
            if to == "json":
                assert oma_imps.encode(again, to) == written
            # The next pass changes nothing more.
            assert oma_imps.decode(oma_imps.encode(again, to)) == again
            # The validator checks JSON as XML, which has no control characters.
            rules = [each["rule"] for each in oma_imps.validate(written)]
            assert to == "json" or "syntax" not in rules
        else:
            assert isinstance(written, oma_imps.EncodeError) and written.offset is None


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_leaf_comes_back(data: st.DataObject) -> None:
    """Replace a text by another: nothing else changes."""
    document = copy.deepcopy(data.draw(st.sampled_from(DECODED)))
    session = document.get("WV-CSP-Message", {}).get("Session", {})
    texts = [
        (container, key)
        for container, key in places(session)
        if isinstance(container, dict)
        and key in ("UserID", "ClientID", "TransactionID", "SessionID", "Password")
        and isinstance(container[key], str)
    ]
    if not texts:
        return
    container, key = data.draw(st.sampled_from(texts))
    # Readers take the white space around a value off, and binary XML ends a string with NUL.
    container[key] = data.draw(TEXT).strip().replace("\0", "")
    assert oma_imps.decode(oma_imps.encode(document)) == document
    # XML keeps no control characters, and reads line ends as the standard of XML says.
    if container[key].isprintable():
        assert oma_imps.decode(oma_imps.encode(document, "xml", compact=True)) == document


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_document_with_a_change_is_written_or_refused(data: st.DataObject) -> None:
    document = copy.deepcopy(data.draw(st.sampled_from(DECODED)))
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(list(places(document))))
        change = data.draw(st.sampled_from(["replace", "remove", "repeat", "rename", "add"]))
        if change == "replace":
            container[key] = data.draw(LEAVES if data.draw(st.booleans()) else ANYTHING)
        elif change == "remove":
            del container[key]
        elif change == "repeat":
            if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
            else:
                container[key] = [container[key], copy.deepcopy(container[key])]
        elif isinstance(container, dict):
            if change == "rename":
                container[data.draw(st.text(max_size=12))] = container.pop(key)
            else:
                container[data.draw(st.text(max_size=12))] = data.draw(ANYTHING)
        if not document:
            break
    made_again(document)


@given(ANYTHING)
@settings(max_examples=150, deadline=None)
def test_no_dictionary_makes_trouble(content: Any) -> None:
    made_again({"version": "1.2", "WV-CSP-Message": content})
    made_again({"version": content, "WV-CSP-Message": {}})


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_damaged_bytes_raise_only_our_exceptions(data: st.DataObject) -> None:
    document = bytearray(data.draw(st.sampled_from(DOCUMENTS)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(document) - 1))
        document[at] = data.draw(st.integers(0, 255))
    for function in (oma_imps.decode, oma_imps.convert, oma_imps.inspect, oma_imps.unwrap, oma_imps.guess):
        attempt(function, document)
    oma_imps.validate(document, strict=True)


@given(st.binary(max_size=200) | st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes_and_texts_raise_only_our_exceptions(content: Union[bytes, str]) -> None:
    if isinstance(content, str) and "\0" <= content[:1] <= "\3":
        return
    for function in (oma_imps.decode, oma_imps.convert, oma_imps.inspect, oma_imps.unwrap, oma_imps.guess):
        attempt(function, content)
