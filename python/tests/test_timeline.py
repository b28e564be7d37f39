"""Timelines of the capture in testdata/, which a conversation of two users made."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTDATA

import oma_imps

CAPTURE = TESTDATA / "captures/conversation.pcapng"


@pytest.fixture(scope="module")
def all_of_it() -> oma_imps.shapes.Timeline:
    return oma_imps.timeline(CAPTURE)


def test_every_kind_of_argument_gives_the_same(all_of_it: oma_imps.shapes.Timeline) -> None:
    data = CAPTURE.read_bytes()
    for capture in (str(CAPTURE), data, bytearray(data), memoryview(data), gzip.compress(data)):
        assert oma_imps.timeline(capture) == all_of_it


def test_the_conversation_has_its_sessions_and_answers(all_of_it: oma_imps.shapes.Timeline) -> None:
    assert all_of_it["fault"] is None and all_of_it["packets"] > 0
    events = all_of_it["events"]
    assert [event["number"] for event in events] == list(range(1, len(events) + 1))
    login = next(event for event in events if event.get("primitive") == "Login-Request")
    answered = login["outcome"]["answered"]
    answer = events[answered["number"] - 1]
    assert answer["primitive"] == "Login-Response" and answer["answers"]["number"] == login["number"]
    assert answer["status"] == answered["status"] == 200
    assert answer["at"] - login["at"] == pytest.approx(answered["after"])
    ids = {session["id"] for session in all_of_it["sessions"]}
    assert {event["session"] for event in events if "session" in event} <= ids
    assert all(
        session["state"] in ("open", "closed", "expired", "refused") for session in all_of_it["sessions"]
    )


def test_the_bodies_are_documents_of_their_events() -> None:
    with_bodies = oma_imps.timeline(CAPTURE, bodies=True, validate=True)
    messages = [event for event in with_bodies["events"] if event["kind"] == "message"]
    assert messages
    for event in messages:
        decoded = oma_imps.decode(event["body"])
        assert decoded["version"] == event["version"]
        assert event["primitive"] in str(decoded)
    har = {
        "log": {
            "entries": [
                {
                    "startedDateTime": "2026-01-02T03:04:05Z",
                    "time": 1,
                    "request": {
                        "method": "POST",
                        "url": "http://imps.example/csp",
                        "headers": [],
                        "postData": {
                            "mimeType": "text/xml",
                            "text": "<WV-CSP-Message><Session/></WV-CSP-Message>",
                        },
                    },
                    "response": {"status": 200, "headers": [], "content": {}},
                }
            ]
        }
    }
    found = oma_imps.timeline(json.dumps(har).encode(), validate=True)["events"][0]
    assert "missing SessionDescriptor" in "".join(found["findings"] + found.get("problems", []))


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        ({"primitive": "login"}, lambda event: event["primitive"].startswith("Login")),
        ({"primitive": ["Login-Request", "Logout"]}, lambda event: event["primitive"][:3] == "Log"),
        ({"status": 200}, lambda event: event["status"] == 200),
        ({"status": (700, 409)}, lambda event: event["status"] == 700),
        ({"errors": True}, lambda event: event["is_error"]),
        ({"user": "mary"}, lambda event: "mary" in str(event)),
        ({"where": "Recipient/User/UserID"}, lambda event: event["kind"] == "message"),
    ],
)
def test_a_selection_has_only_what_fits(
    all_of_it: oma_imps.shapes.Timeline, options: dict[str, Any], holds: Any
) -> None:
    chosen = oma_imps.timeline(CAPTURE, **options)["events"]
    assert chosen and all(holds(event) for event in chosen)
    assert [event for event in all_of_it["events"] if event in chosen] == chosen


def test_a_session_and_a_state_select_their_events(all_of_it: oma_imps.shapes.Timeline) -> None:
    first = all_of_it["sessions"][0]
    chosen = oma_imps.timeline(CAPTURE, session=first["id"])
    assert chosen["sessions"] == [first]
    assert chosen["events"] == [event for event in all_of_it["events"] if event.get("session") == first["id"]]
    for state in ("open", "closed", "expired", "refused"):
        for session in oma_imps.timeline(CAPTURE, state=state)["sessions"]:
            assert session["state"] == state


def test_redaction_leaves_no_name(all_of_it: oma_imps.shapes.Timeline) -> None:
    users = {session["user"] for session in all_of_it["sessions"] if "user" in session}
    redacted = str(oma_imps.timeline(CAPTURE, redact=True))
    assert users and not [user for user in users if user in redacted]


def test_a_cut_capture_says_so_and_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    data = CAPTURE.read_bytes()
    cut = oma_imps.timeline(data[: len(data) // 2])
    assert cut["fault"] and cut["events"]
    with pytest.raises(oma_imps.CaptureError, match="not a capture"):
        oma_imps.timeline(b"some text")
    with pytest.raises(FileNotFoundError, match="missing.pcap"):
        oma_imps.timeline(tmp_path / "missing.pcap")
    with pytest.raises(OSError):
        oma_imps.timeline(tmp_path)
    with pytest.raises(TypeError):
        oma_imps.timeline(7)  # type: ignore[arg-type]
    for wrong in ({"state": "asleep"}, {"status": 70000}, {"where": "a b"}, {"bodies": True, "redact": True}):
        with pytest.raises(ValueError):
            oma_imps.timeline(data, **wrong)  # type: ignore[arg-type]
