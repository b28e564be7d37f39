"""Every document of testdata/ has the meaning that the file beside it states."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTDATA, files, name, rows

import oma_imps

MESSAGES = files(TESTDATA / "csp", "1.*/*.wbxml")
ODD = files(TESTDATA / "csp/odd", "*.wbxml")
SERVERS = files(TESTDATA / "ssp", "*.xml")
LINES = [row for row in rows(TESTDATA / "pts/manifest.tsv")[1:]]

# The XML of these states bytes in base64; the binary form has the bytes themselves.
WITH_BYTES = {
    "overlong-length",
    "picture-as-bytes",
    "picture-as-bytes-plain",
    "prefix-tokens",
    "text-in-opaque",
}
# In these lines an unknown parameter comes elsewhere, or a name is there and empty.
LINES_APART = {"26-client-capability-response", "34-create-list-request", "35-create-list-request-single"}
# These have content without a meaning, or bytes behind them.
WITH_LOSS = {"extension-tokens", "pi-before-body", "pi-inside-and-after", "trailing-bytes"}


def test_there_are_as_many_messages_as_the_readme_states() -> None:
    assert len(MESSAGES) == 114 + 109 + 126


@pytest.mark.parametrize("path", MESSAGES, ids=name)
def test_a_message_is_the_same_in_every_form(path: Path) -> None:
    binary, text = path.read_bytes(), path.with_suffix(".xml").read_text(encoding="utf-8")
    decoded = oma_imps.decode(binary)
    assert decoded["version"] == path.parent.name or path.name.startswith("version-discovery")
    assert decoded == oma_imps.decode(text)
    assert oma_imps.encode(decoded) == binary
    assert oma_imps.encode(decoded, "xml").decode() == text
    assert oma_imps.convert(binary).text == text
    assert oma_imps.convert(text).data == binary
    as_json = oma_imps.convert(binary, "json")
    assert as_json.is_whole and not as_json.notes
    assert json.loads(as_json.text) == decoded == json.loads(json.dumps(decoded))
    assert oma_imps.decode(as_json.text) == decoded
    assert oma_imps.encode(decoded, "json").decode() == as_json.text


@pytest.mark.parametrize("path", MESSAGES, ids=name)
def test_the_names_and_values_are_those_of_the_xml(path: Path) -> None:
    """Compare with the parser of Python, which knows nothing of the protocol."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(path.with_suffix(".xml").read_bytes())
    stated = [(each.tag.rpartition("}")[2], (each.text or "").strip()) for each in root.iter()]
    leaves = sorted(text for tag, text in stated if text and tag not in ("DateTime",))
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)
        elif isinstance(value, bool):
            found.append("T" if value else "F")
        else:
            found.append(str(value).strip())

    decoded = oma_imps.decode(path.read_bytes())
    decoded.pop("version")
    walk(decoded)
    # The dictionary may have more: attributes, and names of extensions.
    rest = list(found)
    missing = [text for text in leaves if text not in rest or rest.remove(text)]
    assert not missing


@pytest.mark.parametrize("path", ODD, ids=name)
def test_an_odd_document_reads_as_the_xml_beside_it(path: Path) -> None:
    binary, text = path.read_bytes(), path.with_suffix(".xml").read_text(encoding="utf-8")
    converted = oma_imps.convert(binary)
    assert converted.text == text
    assert converted.is_whole == (path.stem not in WITH_LOSS)
    if path.stem in WITH_LOSS:
        with pytest.warns(oma_imps.LossWarning, match="left out"):
            decoded = oma_imps.decode(binary)
    else:
        decoded = oma_imps.decode(binary)
    assert (decoded == oma_imps.decode(text)) == (path.stem not in WITH_BYTES)


@pytest.mark.parametrize("path", SERVERS, ids=name)
def test_a_message_between_servers_is_the_same_in_xml_and_json(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    decoded = oma_imps.decode(text)
    assert "WV-SSP-Message" in decoded
    assert oma_imps.decode(oma_imps.encode(decoded, "xml")) == decoded
    assert oma_imps.convert(text).syntax == "json"
    assert json.loads(oma_imps.convert(text).text) == decoded
    with pytest.raises(oma_imps.EncodeError) as caught:
        oma_imps.encode(decoded, "wbxml")
    assert caught.value.kind == "no-mapping"


@pytest.mark.parametrize(("stem", "key"), [row[:2] for row in LINES], ids=lambda value: str(value))
def test_a_line_of_plain_text_has_the_meaning_of_its_xml(stem: str, key: str) -> None:
    line = (TESTDATA / f"pts/{stem}.pts").read_text(encoding="utf-8").removesuffix("\n")
    text = (TESTDATA / f"pts/{stem}.xml").read_text(encoding="utf-8")
    if key in ("E", "F"):
        assert oma_imps.convert(text, "pts").text == line
    try:
        meant = oma_imps.decode(text)
    except oma_imps.DecodeError as error:
        # The values of some lines are not of their types.
        with pytest.raises(oma_imps.DecodeError) as caught:
            oma_imps.decode(line)
        assert caught.value.kind == error.kind
        return
    with warnings.catch_warnings():
        # Some lines have codes that no table has.
        warnings.simplefilter("ignore", oma_imps.LossWarning)
        decoded = oma_imps.decode(line)
    assert (decoded == meant) == (stem not in LINES_APART)
    assert oma_imps.decode(oma_imps.encode(decoded, "pts")) == decoded or stem in LINES_APART


@pytest.mark.parametrize("row", rows(TESTDATA / "pts/refused.tsv")[1:], ids=lambda row: row[1])
def test_a_line_that_the_public_client_refuses_is_refused(row: list[str]) -> None:
    line = row[0].encode().decode("unicode_escape") if row[0].isascii() else row[0]
    if line.strip("\r\n") != line:
        pytest.skip("an input of several lines has line ends around them")
    with pytest.raises(oma_imps.DecodeError):
        oma_imps.decode(line, from_="pts")


@pytest.mark.parametrize("row", rows(TESTDATA / "faults/faults.tsv")[1:], ids=lambda row: row[0])
def test_the_validator_finds_the_seeded_fault(row: list[str]) -> None:
    file, rule, severity, offset, version, role = row[:6]
    document = (TESTDATA / "faults" / file).read_bytes()
    options = {} if role == "-" else {"role": role}
    found = oma_imps.validate(document, **options)
    if file == "two-roots.xml":
        # An input may have several documents: the second root is one.
        assert [each["document"] for each in found] == [2, 2]
        return
    assert (rule, severity, int(offset)) in [
        (finding["rule"], finding["severity"], finding["offset"]) for finding in found
    ]
    explained = oma_imps.explain(rule)
    assert explained["rule"] == rule and explained["says"]


@pytest.mark.parametrize("path", MESSAGES, ids=name)
def test_a_message_of_the_standard_has_no_error(path: Path) -> None:
    for form in (path.read_bytes(), path.with_suffix(".xml").read_text(encoding="utf-8")):
        assert not [each for each in oma_imps.validate(form) if each["severity"] == "error"]


@pytest.mark.parametrize("path", MESSAGES, ids=name)
def test_the_rows_of_a_message_are_all_its_bytes(path: Path) -> None:
    binary = path.read_bytes()
    rows = oma_imps.inspect(binary)
    assert b"".join(row["bytes"] for row in rows) == binary
    assert all(row["kind"] != "fault" for row in rows)
    assert [row["offset"] for row in rows] == sorted(row["offset"] for row in rows)


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3"])
@pytest.mark.parametrize("path", files(TESTDATA / "csp/1.3", "*.wbxml"), ids=name)
def test_a_message_in_another_version_names_its_losses(path: Path, version: str) -> None:
    if path.name.startswith("version-discovery"):
        pytest.skip("has no version")
    converted = oma_imps.convert(path.read_bytes(), "xml", to_version=version)
    if version == "1.3":
        assert converted.is_whole
        # The version has two forms of a search, and the bridge writes one.
        if not path.name.startswith("search-request"):
            assert converted.text == path.with_suffix(".xml").read_text(encoding="utf-8")
    elif converted.data:
        assert oma_imps.decode(converted.data)["version"] == version
    else:
        assert converted.losses or converted.answers
        assert not converted.is_whole
