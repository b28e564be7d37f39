#!/usr/bin/env bash
# Counts how decoders end on damaged documents: damaged-with-peers.sh [COUNT [SEED]]
# COUNT documents (2000 unless given) are the ones of testdata/csp/1.1 and 1.2 in binary XML, each with one to three faults made by
# chance, the same ones for the same SEED (1 unless given): cut, a changed bit, bytes put in, taken out, or repeated.
#   `imps convert` and `wbxml2xml` (libwbxml) start once per document; tshark (Wireshark) reads all of them as one capture.
# Exit code: 0 ours never crashed or hung, 1 it did (the documents are kept), 2 a tool is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
count=${1:-2000} seed=${2:-1}
for tool in cargo python3 wbxml2xml text2pcap tshark; do
    command -v "$tool" >/dev/null || { echo "needs $tool (Debian: python3 libwbxml2-utils tshark wireshark-common)" >&2; exit 2; }
done
cargo build -q --manifest-path "$here/../Cargo.toml" -p imps-cli
scratch=$(mktemp -d)
status=0
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here python3 - "$here" "$scratch" "${CARGO_TARGET_DIR:-$here/../target}/debug/imps" "$count" "$seed" <<'PYTHON' || status=$?
import random, subprocess, sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.parsers import expat
from peers import capture

here, scratch, imps = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
count, chance = int(sys.argv[4]), random.Random(int(sys.argv[5]))
SECONDS = 20


def damaged(document):
    """The document with a fault."""
    at = chance.randrange(len(document))
    some = chance.randrange(1, 9)
    kind = chance.randrange(5)
    if kind == 0:
        return document[:at] or document
    if kind == 1:
        return document[:at] + bytes([document[at] ^ 1 << chance.randrange(8)]) + document[at + 1:]
    if kind == 2:
        return document[:at] + chance.randbytes(some) + document[at:]
    if kind == 3:
        return document[:at] + document[at + some:] or document
    return document[:at + some] + document[at:]


def ending(command, writes_xml=True):
    """How a program ends: converted, refused, crashed (a signal, or a panic of Rust), hung; "bad XML" if no parser reads its output."""
    try:
        run = subprocess.run(command, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return "hung"
    if run.returncode < 0 or run.returncode == 101:
        return "crashed"
    if run.returncode != 0:
        return "refused"
    try:
        if writes_xml:
            expat.ParserCreate().Parse(run.stdout, True)
    except expat.ExpatError:
        return "bad XML"
    return "converted"


originals = sorted(path for version in ("1.1", "1.2") for path in (here / "csp" / version).glob("*.wbxml"))
paths, languages = [], []
for number in range(count):
    original = chance.choice(originals)
    document = original.read_bytes()
    for _ in range(chance.randrange(1, 4)):
        document = damaged(document)
    path = scratch / f"{number:06}.wbxml"
    path.write_bytes(document)
    paths.append(path)
    # libwbxml knows no number for the public identifier of 1.2.
    languages.append(["-l", "CSP12"] if original.parent.name == "1.2" else [])

decoders = {
    "imps convert": [[imps, "convert", "--from", "wbxml", "--to", "xml", path] for path in paths],
    "wbxml2xml": [["wbxml2xml", *language, "-o", "-", path] for path, language in zip(paths, languages)],
}
ends = {}
with ThreadPoolExecutor(2) as pool:
    for name, commands in decoders.items():
        ends[name] = list(pool.map(ending, commands))
        counts = Counter(ends[name])
        bad = counts["crashed"] + counts["hung"]
        print(f"{name}: {counts['converted']} converted, {counts['bad XML']} to bad XML, {counts['refused']} refused, "
              f"{counts['crashed']} crashed, {counts['hung']} hung ({100 * bad / count:.2f} %)")

SECONDS = 600
print("tshark, one process:", ending(["tshark", "-V", "-r", capture(paths, scratch)], False).replace("converted", "read all"))

faults = [path for path, end in zip(paths, ends["imps convert"]) if end in ("crashed", "hung")]
for path in faults:
    print("ours:", path)
sys.exit(bool(faults))
PYTHON
[ "$status" = 1 ] || rm -rf "$scratch"
exit "$status"
