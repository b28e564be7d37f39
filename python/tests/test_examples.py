"""The examples."""

from __future__ import annotations

import csv
import importlib.util
import io
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT, TESTDATA, files

import oma_imps

EXAMPLES = ROOT / "python/examples"
CAPTURE = TESTDATA / "captures/conversation.pcapng"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(EXAMPLES / "pcap_table.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_table_of_a_capture_has_a_row_per_event() -> None:
    events = oma_imps.timeline(CAPTURE)["events"]
    as_csv = run(str(CAPTURE), "--csv")
    assert as_csv.returncode == 0 and not as_csv.stderr
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert [row["primitive"] for row in rows] == [event.get("primitive", event["kind"]) for event in events]
    assert [row["status"] for row in rows] == [str(event.get("status", "")) for event in events]
    assert (
        rows[0]["answer"] == "2" and rows[0]["milliseconds"] == "180" and rows[-1]["answer"] == "unanswered"
    )
    as_text = run(str(CAPTURE))
    lines = as_text.stdout.splitlines()
    assert as_text.returncode == 0 and len(lines) == len(events) + 1
    column = lines[0].index("primitive")
    assert lines[1][column:].startswith("Login-Request ")


def test_the_table_names_what_it_cannot_read(tmp_path: Path) -> None:
    text = tmp_path / "text.pcap"
    text.write_text("some text")
    for path in (text, tmp_path / "missing.pcap"):
        failed = run(str(path))
        assert failed.returncode == 1 and str(path) in failed.stderr and "Traceback" not in failed.stderr
    assert run().returncode == 2


@pytest.fixture(scope="module")
def addon() -> ModuleType:
    """Load the addon as mitmproxy does."""
    pytest.importorskip("mitmproxy", reason="mitmproxy is not installed")
    spec = importlib.util.spec_from_file_location("addon", EXAMPLES / "mitmproxy_contentview.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_mitmproxy_shows_our_messages_as_xml(addon: ModuleType, login: bytes) -> None:
    from mitmproxy import contentviews, http
    from mitmproxy.test import tflow

    if not hasattr(addon, "VIEW"):
        pytest.skip("mitmproxy 12 or newer has another view")
    addon.load(None)
    try:
        for content_type in ("application/vnd.wv.csp.wbxml", "application/octet-stream", ""):
            flow = tflow.tflow()
            flow.request = http.Request.make(
                "POST", "http://imps.example/csp", login, {"content-type": content_type}
            )
            description, lines, error = contentviews.get_message_content_view("auto", flow.request, flow)
            text = "\n".join("".join(part for _, part in line) for line in lines)
            assert description.strip() == "OMA IMPS (binary xml)" and not error
            assert text == (TESTDATA / "csp/1.2/login-request.xml").read_text(encoding="utf-8").rstrip("\n")
        flow.request.content = login[:-20]
        description, lines, error = contentviews.get_message_content_view("auto", flow.request, flow)
        text = "\n".join("".join(part for _, part in line) for line in lines)
        assert "ends too early at byte" in description and "<Login-Request>" in text and not error
        flow.request = http.Request.make(
            "POST", "http://other.example/", b'{"a": 1}', {"content-type": "application/json"}
        )
        assert "IMPS" not in contentviews.get_message_content_view("auto", flow.request, flow)[0]
    finally:
        addon.done()
    assert contentviews.get("OMA IMPS") is None


def test_mitmproxy_survives_any_body(addon: ModuleType) -> None:
    for path in files(TESTDATA / "bad", "*") + files(TESTDATA / "regressions", "**/*"):
        data = path.read_bytes()
        for content_type in (None, "text/xml; charset=utf-16", "a/b; charset=klingon"):
            if hasattr(addon, "VIEW"):
                addon.VIEW.render_priority(data, content_type=content_type, flow=None)
                _, lines = addon.VIEW(data, content_type=content_type, flow=None, http_message=None)
                assert all(isinstance(line, list) for line in lines)
            else:
                from mitmproxy.contentviews import Metadata

                metadata = Metadata(content_type=content_type)
                assert addon.ImpsEditor().render_priority(data, metadata) in (0, 2)
                assert addon.ImpsEditor().prettify(data, metadata)


def test_mitmproxy_12_shows_our_messages_and_sends_what_is_edited(addon: ModuleType, login: bytes) -> None:
    if not hasattr(addon, "ImpsEditor"):
        pytest.skip("mitmproxy 11 or older has another view")
    from mitmproxy import contentviews, http
    from mitmproxy.test import taddons, tflow

    with taddons.context():
        flow = tflow.tflow()
        for content_type in ("application/vnd.wv.csp.wbxml", "application/octet-stream", ""):
            flow.request = http.Request.make(
                "POST", "http://imps.example/csp", login, {"content-type": content_type}
            )
            found = contentviews.prettify_message(flow.request, flow)
            assert found.view_name == "OMA IMPS" and found.syntax_highlight == "xml"
            assert found.text == (TESTDATA / "csp/1.2/login-request.xml").read_text(encoding="utf-8")
        edited = found.text.replace("p4ss w0rd", "other")
        again = contentviews.reencode_message(edited, flow.request, flow, "OMA IMPS")
        assert oma_imps.guess(again)["kind"] == "wbxml" and addon.shown(again) == edited
        with pytest.raises(oma_imps.DecodeError):
            contentviews.reencode_message(edited[:-20], flow.request, flow, "OMA IMPS")
        flow.request.content = login[:-20]
        broken = contentviews.prettify_message(flow.request, flow)
        assert "ends too early at byte" in broken.text and "<Login-Request>" in broken.text
        flow.request = http.Request.make(
            "POST", "http://other.example/", b'{"a": 1}', {"content-type": "application/json"}
        )
        assert contentviews.prettify_message(flow.request, flow).view_name != "OMA IMPS"


def test_edited_xml_becomes_binary_xml_again(addon: ModuleType, login: bytes) -> None:
    edited = addon.shown(login).replace("p4ss w0rd", "other")
    again = addon.written(edited, login)
    assert oma_imps.guess(again)["kind"] == "wbxml"
    assert addon.shown(again) == edited


def test_the_speed_is_printed() -> None:
    command = [sys.executable, str(ROOT / "python/speed.py"), "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 8 and "times json.loads" in done.stdout
