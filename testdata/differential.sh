#!/usr/bin/env bash
# Compares this project with libwbxml and tshark on messages made by chance: differential.sh [COUNT [SEED]]
# COUNT messages of each version (2000 unless given), the same ones for the same SEED (1 unless given):
#   ours read by tshark (all versions) and by wbxml2xml (1.1 and 1.2), theirs from xml2wbxml read by us (1.1 and 1.2).
# Prints how many agree, and of the others how many for which known cause; README.md explains the causes.
# Exit code: 0 all explained, 1 a difference without a cause (printed, and the documents are kept), 2 a tool is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
count=${1:-2000} seed=${2:-1}
for tool in cargo python3 wbxml2xml xml2wbxml text2pcap tshark; do
    command -v "$tool" >/dev/null || { echo "needs $tool (Debian: python3 libwbxml2-utils tshark wireshark-common)" >&2; exit 2; }
done
scratch=$(mktemp -d)
status=0
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here python3 - "$scratch" "$here/../Cargo.toml" "$count" "$seed" <<'PYTHON' || status=$?
import re, subprocess, sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from peers import NAMES, allowing, capture, difference, events_of_tshark, events_of_wbxml2xml, events_of_xml, packets

scratch, manifest, count, seed = Path(sys.argv[1]), *sys.argv[2:]
# What xml2wbxml has no token for, and so cannot write: it makes no string table.
WITHOUT_TOKEN = {"Vendor": "an element of a vendor", "CIRURL": "CIRURL"}


def compared(peer, version, expected, read):
    """-> (known causes, the difference that they leave)"""
    notes = set()
    try:
        return notes, difference(expected, allowing(peer, version, expected, read(notes), notes))
    except Beyond as reason:
        return {str(reason)}, None
    except (ValueError, IndexError, TypeError, AttributeError, StopIteration) as error:
        return notes, f"cannot read: {error}"


class Beyond(Exception):
    """The peer is known not to manage the document."""


def ours(*arguments):
    cargo = ["cargo", "run", "-q", "--manifest-path", manifest, "-p", "imps-fuzz", "--example", "random_documents", "--"]
    subprocess.run([*cargo, *arguments], check=True)


def encode(path, version):
    """Lets xml2wbxml write what we are to read. It knows the language by the document type only."""
    doctype = f'<!DOCTYPE WV-CSP-Message PUBLIC "-//OMA//DTD WV-CSP {version}//EN" "http://www.openmobilealliance.org/DTD/WV-CSP.DTD">'
    typed = path.with_suffix(".typed")
    xml = path.with_suffix(".xml").read_text("utf-8").replace("?>", "?>" + doctype, 1)
    # It goes by its own names, and writes no literals.
    for theirs, name in NAMES["wbxml2xml", version].items():
        xml = re.sub(f"(</?){name}\\b", f"\\1{theirs}", xml)
    typed.write_text(xml, "utf-8")
    run = subprocess.run(["xml2wbxml", "-k", "-o", path.with_suffix(".peer"), typed], capture_output=True, timeout=60)
    if run.returncode:
        path.with_suffix(".peer").unlink(missing_ok=True)
        path.with_suffix(".back").write_bytes(b"error: xml2wbxml: " + run.stderr + run.stdout)


def events_of_xml2wbxml(path, version, expected, notes):
    bytes = path.with_suffix(".back").read_bytes()
    names = {event[1] for event in expected if event[0] == "start"}
    if bytes.startswith(b"error: "):
        if b"can't encode Literal" in bytes and names & WITHOUT_TOKEN.keys():
            raise Beyond("refused: no token, and no string table, for " + WITHOUT_TOKEN[min(names & WITHOUT_TOKEN.keys())])
        raise ValueError(bytes.decode(errors="replace").strip())
    notes.update(f"was given {theirs} for {name}" for theirs, name in NAMES["wbxml2xml", version].items() if name in names)
    return events_of_xml(bytes)


def results(version, paths, expected):
    """Of each peer: (document, known causes, unexplained difference)"""
    shown = packets(capture(paths, scratch))
    yield "ours read by tshark", [
        (path, *compared("tshark", version, expected[path], lambda _: events_of_tshark(fields)))
        for path, fields in zip(paths, shown, strict=True)
    ]
    if version == "1.3":
        return

    def decoded(path):
        reader = lambda notes: events_of_wbxml2xml(path, version, expected[path], notes, scratch)
        return path, *compared("wbxml2xml", version, expected[path], reader)

    with ThreadPoolExecutor() as pool:
        yield "ours read by wbxml2xml", list(pool.map(decoded, paths))
        list(pool.map(lambda path: encode(path, version), paths))
    ours("read", scratch / version)
    yield "xml2wbxml's read by us", [
        (path, *compared("xml2wbxml", version, expected[path],
                         lambda notes: events_of_xml2wbxml(path, version, expected[path], notes))) for path in paths
    ]


def main():
    unexplained = 0
    for version in ("1.1", "1.2", "1.3"):
        (scratch / version).mkdir()
        ours("write", version, count, seed, scratch / version)
        paths = sorted((scratch / version).glob("*.wbxml"))
        expected = {path: events_of_xml(path.with_suffix(".xml").read_bytes()) for path in paths}
        names = {event[1] for events in expected.values() for event in events if event[0] == "start"}
        print(f"{version}: {len(paths)} messages, {len(names)} elements")
        for direction, documents in results(version, paths, expected):
            wrong = [(path, found) for path, _, found in documents if found is not None]
            causes = [notes for _, notes, found in documents if found is None]
            print(f"  {direction}: {sum(not notes for notes in causes)} equal, "
                  f"{sum(bool(notes) for notes in causes)} but for known causes, {len(wrong)} DIFFER")
            for cause, number in sorted(Counter(cause for notes in causes for cause in notes).items()):
                print(f"    {number} {cause}")
            for path, found in wrong[:20]:
                print(f"    {path.name} DIFFERS: {found[:400]}")
            unexplained += len(wrong)
    return unexplained > 0


sys.exit(1 if main() else 0)
PYTHON
if [ "$status" = 0 ]; then
    rm -rf "$scratch"
else
    echo "the documents are in $scratch (seed $seed)"
fi
exit "$status"
