"""Types and options: what is accepted, and what is refused with which error."""

from __future__ import annotations

import array
import collections
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from conftest import TESTDATA

import oma_imps

XML = (TESTDATA / "csp/1.2/login-request.xml").read_text(encoding="utf-8")


def test_every_buffer_is_a_document(login: bytes) -> None:
    decoded = oma_imps.decode(login)
    doubled = bytes(byte for byte in login for _ in range(2))
    for buffer in (bytearray(login), memoryview(login), array.array("B", login), memoryview(doubled)[::2]):
        assert oma_imps.decode(buffer) == decoded
        assert oma_imps.convert(buffer).text == XML
        assert oma_imps.validate(buffer) == oma_imps.validate(login)
        assert oma_imps.inspect(buffer) == oma_imps.inspect(login)
        assert oma_imps.guess(buffer) == oma_imps.guess(login)
        assert oma_imps.unwrap(buffer) == oma_imps.unwrap(login)


@pytest.mark.parametrize("wrong", [None, 5, 1.5, ["x"], object(), Path("x")])
def test_nothing_else_is_one(wrong: Any) -> None:
    for function in (oma_imps.decode, oma_imps.convert, oma_imps.validate, oma_imps.inspect, oma_imps.guess):
        with pytest.raises(TypeError, match="expected bytes, bytearray, memoryview or str"):
            function(wrong)
    with pytest.raises(TypeError, match="expected a dict"):
        oma_imps.encode(wrong)


def test_a_str_is_text_whatever_its_declaration_states() -> None:
    text = XML.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').replace("p4ss w0rd", "pässwörd")
    decoded = oma_imps.decode(text)
    assert "pässwörd" in str(decoded)
    assert oma_imps.decode(text.encode("latin-1")) == decoded
    assert oma_imps.decode("\ufeff" + text) == decoded


def test_a_str_is_no_binary_xml_and_has_no_charset(login: bytes) -> None:
    with pytest.raises(TypeError, match="binary xml"):
        oma_imps.decode(login.decode("latin-1"))
    assert oma_imps.guess("\3\x11j\0")["kind"] == "wbxml" and oma_imps.unwrap("\0")[0]["bytes"] == b"\0"
    with pytest.raises(oma_imps.DecodeError, match="surrogate"):
        oma_imps.guess("\ud800")
    with pytest.raises(ValueError, match="charset"):
        oma_imps.decode(XML, charset="utf-8")
    with pytest.raises(oma_imps.DecodeError, match="surrogate"):
        oma_imps.decode(XML.replace("p4ss", "\ud800"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"from_": "html"}, 'from_ is "html", expected wbxml, xml, pts or json'),
        ({"csp_version": "2.0"}, 'csp_version is "2.0", expected 1.1, 1.2 or 1.3'),
        ({"charset": "klingon"}, 'charset is "klingon"'),
        ({"unknown": "drop"}, 'unknown is "drop", expected keep, skip or refuse'),
        ({"table": "nonsense"}, "table: "),
    ],
)
def test_a_wrong_option_names_the_right_ones(login: bytes, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        oma_imps.decode(login, **options)
    assert str(caught.value).startswith(message)
    assert not isinstance(caught.value, oma_imps.ImpsError)


def test_the_options_of_the_other_functions_are_checked_too(login: bytes) -> None:
    decoded = oma_imps.decode(login)
    for call in (
        lambda: oma_imps.encode(decoded, "html"),
        lambda: oma_imps.encode(decoded, "pts", transaction_id=1000),
        lambda: oma_imps.encode(decoded, "pts", transaction_id=-1),
        lambda: oma_imps.convert(login, "html"),
        lambda: oma_imps.convert(login, to_version="1.4"),
        lambda: oma_imps.validate(login, role="phone"),
        lambda: oma_imps.explain("no-such-rule"),
        lambda: oma_imps.inspect(login, max_depth=-1),
        lambda: oma_imps.inspect(bytes(17 << 20)),
    ):
        with pytest.raises(ValueError):
            call()


def test_an_option_of_a_wrong_type_names_the_right_one(login: bytes) -> None:
    for name in ("from_", "csp_version", "charset", "table", "unknown"):
        with pytest.raises(TypeError, match=f"{name} is of type int, expected str"):
            oma_imps.decode(login, **{name: 5})  # type: ignore[arg-type]
        with pytest.raises(ValueError, match=name):
            oma_imps.decode(login, **{name: "\ud800"})  # type: ignore[arg-type]
    wrong: Any = [5]
    for call in (
        lambda: oma_imps.encode({}, wrong),
        lambda: oma_imps.encode({}, transaction_id="5"),  # type: ignore[arg-type]
        lambda: oma_imps.convert(login, to_version=wrong),
        lambda: oma_imps.validate(login, role=wrong),
        lambda: oma_imps.explain(wrong),
        lambda: oma_imps.inspect(login, media_type=wrong),
        lambda: oma_imps.inspect(login, max_depth=wrong),
        lambda: oma_imps.timeline(login, user=wrong),
        lambda: oma_imps.timeline(login, status="200"),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError, match="is of type"):
            call()
    with pytest.raises(ValueError, match="max_depth"):
        oma_imps.inspect(login, max_depth=2**70)


def test_the_options_for_reading_act(login: bytes) -> None:
    latin = b"\x03\x11\x00\x00\xc9\x08\x031.2\0\x01\x6d\x6e\x70\x80\x11\x01\x6f\x03Jos\xe9\0\x01\x01\x01\x01"
    read = oma_imps.decode(latin, charset="iso-8859-1")
    assert read["WV-CSP-Message"]["Session"]["SessionDescriptor"]["SessionID"] == "José"
    with pytest.raises(oma_imps.DecodeError):
        oma_imps.decode(latin)
    assert oma_imps.decode(login, csp_version="1.3")["version"] == "1.3"
    zero = (TESTDATA / "csp/odd/zero-as-empty-opaque.wbxml").read_bytes()
    with pytest.raises(oma_imps.StrictError) as caught:
        oma_imps.decode(zero, strict=True)
    assert caught.value.rule == "integer-length" and oma_imps.explain(caught.value.rule)["says"]

    session = b"\x03\x11\x6a\x00\xc9\x08\x031.2\0\x01\x6d\x6e\x70\x80\x19\x01\x01"
    vendor = session + b"\x00\x21\x7f\x03fine\0\x01\x01\x01"
    kept = oma_imps.decode(vendor)
    assert "unknown-21-3F" in str(kept)
    assert oma_imps.encode(kept) == vendor
    assert "Mood" in str(oma_imps.decode(vendor, table="tag\t0x21\t3F\tMood\n"))
    assert "extensions" not in str(oma_imps.decode(vendor, unknown="skip"))
    with pytest.raises(oma_imps.DecodeError):
        oma_imps.decode(vendor, unknown="refuse")


def test_the_options_for_writing_act(login: bytes) -> None:
    decoded = oma_imps.decode(login)
    assert oma_imps.encode(decoded, "xml", compact=True).count(b"\n") < oma_imps.encode(decoded, "xml").count(
        b"\n"
    )
    request = decoded["WV-CSP-Message"]["Session"]["Transaction"][0]["TransactionContent"]["Login-Request"]
    with pytest.raises(oma_imps.EncodeError, match="MSISDN has no pts mapping"):
        oma_imps.encode(decoded, "pts", transaction_id=7)
    del request["ClientID"]["MSISDN"]
    assert oma_imps.encode(decoded, "pts", transaction_id=7).startswith(b"WV12LR7 ")
    with pytest.raises(oma_imps.EncodeError, match="transaction id"):
        oma_imps.encode(decoded, "pts")
    many = (TESTDATA / "csp/1.3/get-list-response.wbxml").read_bytes()
    assert len(oma_imps.encode(oma_imps.decode(many), string_table=True)) <= len(many)


def test_other_mappings_tuples_bytes_and_none_are_written(login: bytes) -> None:
    decoded = oma_imps.decode(login)
    session = decoded["WV-CSP-Message"]["Session"]
    session["Transaction"] = tuple(MappingProxyType(each) for each in session["Transaction"])
    session["Poll"] = None
    assert oma_imps.encode(collections.OrderedDict(decoded)) == login
    assert oma_imps.encode(collections.UserDict(decoded)) == login
    picture = oma_imps.decode((TESTDATA / "csp/odd/picture-as-bytes.wbxml").read_bytes())
    content = picture["WV-CSP-Message"]["Session"]["Transaction"][0]["TransactionContent"]["NewMessage"]
    before = oma_imps.encode(picture)
    assert content["ContentData"].keys() == {"base64"}
    import base64

    content["ContentData"] = base64.b64decode(content["ContentData"]["base64"])
    assert oma_imps.encode(picture) == before


@pytest.mark.parametrize(
    ("change", "message", "path"),
    [
        ({"UserIDs": "x"}, 'unexpected entry "UserIDs"', "/UserIDs"),
        ({"UserID": 5}, "invalid type: int 5, expected a string", "/UserID"),
        ({"UserID": {"a": []}}, "invalid type: dict, expected a string", "/UserID"),
        (
            {"TimeToLive": "soon"},
            'invalid type: str "soon", expected an int from 0 to 4294967295',
            "/TimeToLive",
        ),
        ({"TimeToLive": -1}, "invalid value, expected a number from 0 to 4294967295", "/TimeToLive"),
        (
            {"TimeToLive": 1.5},
            "invalid value, expected a dict, list, str, int, bool or bytes, found float",
            "/TimeToLive",
        ),
        ({"UserID": "\ud800"}, "invalid value, expected text without surrogates", "/UserID"),
        ({7: "x"}, "invalid value, expected a str as the name of each entry", ""),
    ],
)
def test_a_fault_in_a_dictionary_has_its_path(
    login: bytes, change: dict[Any, Any], message: str, path: str
) -> None:
    decoded = oma_imps.decode(login)
    request = decoded["WV-CSP-Message"]["Session"]["Transaction"][0]["TransactionContent"]["Login-Request"]
    request.update(change)
    with pytest.raises(oma_imps.EncodeError) as caught:
        oma_imps.encode(decoded)
    around = "WV-CSP-Message/Session/Transaction[0]/TransactionContent/Login-Request"
    error = caught.value
    assert str(error) == f"{message} in {around}{path}"
    assert error.path == around + path
    assert error.offset is None
    assert error.kind == "invalid-shape"


def test_a_fault_in_a_document_has_its_place() -> None:
    with pytest.raises(oma_imps.DecodeError) as caught:
        oma_imps.decode((TESTDATA / "bad/integer-negative.xml").read_bytes())
    error = caught.value
    assert error.kind == "invalid-value" and error.offset == 448
    assert error.path.endswith("KeepAlive-Request/TimeToLive")
    assert error.expected == "a number from 0 to 4294967295"
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is oma_imps.DecodeError
    assert (str(again), again.offset, again.path) == (str(error), error.offset, error.path)
    assert oma_imps.ImpsError("x").offset is None and oma_imps.StrictError("x").rule == ""


def test_the_classes_are_those_of_the_documentation() -> None:
    for base, classes in {
        oma_imps.DecodeError: (oma_imps.OtherLanguageError, oma_imps.LimitError, oma_imps.StrictError),
        oma_imps.ImpsError: (oma_imps.DecodeError, oma_imps.EncodeError, oma_imps.CaptureError),
        Exception: (oma_imps.ImpsError,),
        UserWarning: (oma_imps.LossWarning,),
    }.items():
        assert all(issubclass(each, base) for each in classes)
    with pytest.raises(oma_imps.OtherLanguageError, match="gzip"):
        oma_imps.decode(b"\x1f\x8b\x08\x00")
    with pytest.raises(oma_imps.LimitError):
        oma_imps.decode((TESTDATA / "bad/too-deep.wbxml").read_bytes())


def test_convert_returns_what_the_documentation_says(login: bytes) -> None:
    converted = oma_imps.convert(login)
    assert (converted.syntax, converted.is_whole) == ("xml", True)
    with pytest.raises(ValueError, match="no text"):
        _ = oma_imps.convert(converted.data).text
    two = oma_imps.convert(login + b"\0" + login, "xml")
    assert [note["text"] for note in two.notes] == [
        f"1 byte of padding behind the document, from byte {len(login)} on",
        "2 documents, one behind the other; all are converted",
    ]
    older = oma_imps.convert(login + b"\0" + login, "xml", to_version="1.1")
    assert [note["text"] for note in older.notes] == [note["text"] for note in two.notes]
    assert older.text.count("CSP1.1") >= 2
    rest = oma_imps.convert(login + b"some text", "xml")
    assert not rest.is_whole and rest.notes[0]["is_loss"]
    with pytest.raises(oma_imps.StrictError):
        oma_imps.convert(login + b"some text", "xml", strict=True)
    with pytest.raises(oma_imps.DecodeError) as caught:
        oma_imps.convert(login + login[:60], "xml", to_version="1.1")
    assert caught.value.offset is not None and caught.value.offset > len(login)


def test_a_request_that_a_version_lacks_has_an_answer() -> None:
    request = (TESTDATA / "csp/1.3/extend-conversation-request.wbxml").read_bytes()
    converted = oma_imps.convert(request, "xml", to_version="1.1")
    assert converted.data == b"" and not converted.is_whole
    [answer] = converted.answers
    assert answer["answer"] == 506 and answer["transaction"]


def test_unwrap_takes_http_off(login: bytes) -> None:
    head = b"POST /csp HTTP/1.1\r\nContent-Type: application/vnd.wv.csp.wbxml\r\nContent-Length: %d\r\n\r\n"
    stream = head % len(login) + login
    [found] = oma_imps.unwrap(stream)
    assert found["bytes"] == login and found["direction"] == "request"
    assert found["offset"] == len(stream) - len(login) and found["wrappings"]
    [bare] = oma_imps.unwrap(login)
    assert bare["wrappings"] == [] and bare["offset"] == 0


def test_other_threads_run_while_a_document_is_read() -> None:
    """Read a large document in one thread: the other one counts meanwhile."""
    user = "<User><UserID>wv:a@example.com</UserID></User>"
    head, tail = (
        XML.split("<Login-Request>")[0],
        "</TransactionContent></Transaction></Session></WV-CSP-Message>",
    )
    long = head + "<GetPresence-Request>" + user * 60_000 + "</GetPresence-Request>" + tail
    is_done = threading.Event()
    counts: list[bool] = []

    def read() -> None:
        oma_imps.validate(long)
        is_done.set()

    thread = threading.Thread(target=read)
    interval = sys.getswitchinterval()
    # A thread gives the lock away only if it waits, or if the native half releases it.
    sys.setswitchinterval(1000)
    try:
        thread.start()
        while not is_done.is_set():
            time.sleep(0.0001)
            counts.append(is_done.is_set())
        thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert False in counts


def test_a_warning_may_be_an_error(login: bytes) -> None:
    script = (
        "import sys, oma_imps\n"
        "try: oma_imps.decode(bytes.fromhex(sys.argv[1]))\n"
        "except oma_imps.LossWarning as loss: print(loss)"
    )
    document = (login + b"some text").hex()
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, document], capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith("left out: 9 bytes behind the document")
