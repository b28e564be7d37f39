#!/usr/bin/env bash
# Proves the .wbxml fixtures with decoders this project did not write:
#   wbxml2xml (libwbxml) for the documents of CSP 1.1 and 1.2, tshark (Wireshark) for all versions.
# Each must see the elements, attributes and texts of the .xml file of the same name.
# Prints one line a file and a summary: equal, allowing (equal but for known differences of the peer),
# unreadable (known to be beyond the peer), stale (listed as unreadable, but read), DIFFERS (unexplained).
# Exit code: 0 all explained, 1 something stale or unexplained, 2 a tool is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for tool in python3 wbxml2xml text2pcap tshark; do
    command -v "$tool" >/dev/null || { echo "needs $tool (Debian: python3 libwbxml2-utils tshark wireshark-common)" >&2; exit 2; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here python3 - "$here" "$scratch" <<'PYTHON'
import re, sys
from pathlib import Path
from peers import allowing, capture, difference, events_of_tshark, events_of_wbxml2xml, events_of_xml, packets

here, scratch = Path(sys.argv[1]), Path(sys.argv[2])

# Documents without xmlns: the XML has the canonical ones, the peers show none.
WITHOUT_XMLNS = {"odd/no-xmlns", "odd/public-id-fpi", "odd/public-id-fpi-other-spelling"}
# Documents a peer cannot read, with the reason. One that becomes readable is reported: the entry has to go.
UNREADABLE = {
    ("tshark", "odd/charset-iso-8859-1"): "shows the bytes of every charset as UTF-8",
    ("tshark", "odd/charset-utf-16be"): "ends every string at the first zero byte",
    ("tshark", "odd/charset-utf-16le"): "ends every string at the first zero byte",
    ("tshark", "odd/charset-unknown-00"): "takes charset 00 for the string table and reads on one byte early",
    ("tshark", "odd/extension-tokens"): "shows the extension tokens where nothing is to be shown",
    ("tshark", "odd/pi-before-body"): "stops at a processing instruction",
    ("tshark", "odd/pi-inside-and-after"): "stops at a processing instruction",
    ("tshark", "odd/public-id-10-xmlns-1.2"): "goes by the public id, which the namespace contradicts",
    ("tshark", "odd/table-without-last-nul"): "reads the last string on into the body",
    ("tshark", "odd/zero-as-empty-opaque"): "refuses an integer of no bytes",
    ("wbxml2xml", "odd/charset-iso-8859-1"): "this build converts no charsets",
    ("wbxml2xml", "odd/charset-utf-16be"): "this build converts no charsets",
    ("wbxml2xml", "odd/charset-utf-16le"): "this build converts no charsets",
    ("tshark", "odd/picture-as-bytes-plain"): "does not state the base64 that XML needs",
    ("wbxml2xml", "odd/picture-as-bytes-plain"): "does not state the base64 that XML needs",
    ("wbxml2xml", "odd/text-split"): "keeps the low bytes of an ENTITY above FFFF",
}


def version_of(path, xml):
    if found := re.search(rb'xmlns="[^"]*CSP(1\.\d)"', xml):
        return found[1].decode()
    return path.parent.name if path.parent.name != "odd" else "1.2"


def compare(peer, key, version, expected, read):
    """-> (outcome, what to print)"""
    notes = set()
    reason = UNREADABLE.get((peer, key))
    try:
        found = difference(expected, allowing(peer, version, expected, read(notes), notes))
    except (ValueError, IndexError, TypeError, AttributeError, StopIteration) as error:
        found = f"cannot read: {error}"
    if reason is not None:
        return ("stale", f"equal, yet listed as unreadable ({reason})") if found is None else ("unreadable", reason)
    if found is not None:
        return "DIFFERS", found
    return ("allowing", ", ".join(sorted(notes))) if notes else ("equal", "")


def main():
    paths = sorted(here.glob("csp/*/*.wbxml"))
    fields = dict(zip(paths, packets(capture(paths, scratch)), strict=True))
    counts = {}
    for path in paths:
        key = f"{path.parent.name}/{path.stem}"
        xml = path.with_suffix(".xml").read_bytes()
        version = version_of(path, xml)
        expected = events_of_xml(xml)
        if key in WITHOUT_XMLNS:
            expected = [(e[0], e[1], {}) if e[0] == "start" else e for e in expected]
        readers = {"tshark": lambda notes: events_of_tshark(fields[path])}
        if version != "1.3":
            readers["wbxml2xml"] = lambda notes: events_of_wbxml2xml(path, version, expected, notes, scratch)
        line = []
        for peer, read in readers.items():
            outcome, text = compare(peer, key, version, expected, read)
            counts[peer, outcome] = counts.get((peer, outcome), 0) + 1
            line.append(f"{peer} {outcome}" + (f" ({text})" if text else ""))
        print(f"{key}: {'; '.join(line)}")
    print(f"\n{len(paths)} documents")
    for peer in ("tshark", "wbxml2xml"):
        figures = (f"{counts.get((peer, o), 0)} {o}" for o in ("equal", "allowing", "unreadable", "stale", "DIFFERS"))
        print(f"{peer}: {', '.join(figures)}")
    return any(outcome in ("stale", "DIFFERS") for _, outcome in counts)


sys.exit(1 if main() else 0)
PYTHON
