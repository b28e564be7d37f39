#!/usr/bin/env bash
# Proves the documents and pushes of imps-provisioning with decoders this project did not write: libwbxml (xml2wbxml, wbxml2xml),
# tshark (Wireshark), and the HMAC of Python. The example `documents` prints them.
# Prints a line per difference and a summary. Exit code: 0 all agree, 1 a difference, 2 a tool is missing (nothing was compared).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
missing=$(for tool in python3 xml2wbxml wbxml2xml text2pcap tshark; do command -v "$tool" > /dev/null || printf ' %s' "$tool"; done)
if [ -n "$missing" ]; then
    echo "skipped client provisioning: no$missing (Debian: python3 libwbxml2-utils tshark wireshark-common)" >&2
    exit 2
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cargo build -q -p imps-provisioning --features push --example documents
documents() { cargo run -q -p imps-provisioning --features push --example documents -- "$@"; }
documents > "$scratch/all"
python3 - "$scratch" <<'SPLIT'
import sys
folder = sys.argv[1]
for line in open(folder + "/all"):
    name, syntax, digits = line.split()
    with open(f"{folder}/{name}.{syntax}", "wb") as file:
        file.write(bytes.fromhex(digits))
SPLIT

fail() { echo "DIFFERS: $*"; touch "$scratch/failed"; }

# libwbxml reads our binary XML as our XML, and we read what it makes of our XML.
compared=0
for xml in "$scratch"/*.xml; do
    stem=${xml%.xml}
    name=${stem##*/}
    xml2wbxml -o "$stem.theirs" "$xml" > /dev/null 2>&1 || fail "$name: xml2wbxml refuses the document"
    wbxml2xml -o "$stem.of-ours" "$stem.wbxml" > /dev/null 2>&1 || fail "$name: wbxml2xml refuses the document"
    wbxml2xml -o "$stem.of-theirs" "$stem.theirs" > /dev/null 2>&1 || fail "$name: wbxml2xml refuses its own document"
    cmp -s "$stem.of-ours" "$stem.of-theirs" || fail "$name: wbxml2xml reads our document otherwise than its own"
    documents "$stem.theirs" | cmp -s - "$xml" || fail "$name: we read the document of xml2wbxml otherwise"
    compared=$((compared + 1))
done

# tshark reads the pushes: type, method and check value, and the document in them.
pushes=0
for push in "$scratch"/*.push; do
    name=${push##*/}
    name=${name%.push}
    xxd=$(python3 -c 'import sys; print("0000 " + open(sys.argv[1], "rb").read().hex(" "))' "$push")
    text2pcap -q -u 9200,2948 - "$scratch/pcap" <<< "$xxd" 2> /dev/null
    tshark -r "$scratch/pcap" -V 2> /dev/null > "$scratch/shown"
    python3 - "$scratch" "$name" <<'COMPARE' || fail "$name: $(cat "$scratch/difference")"
import hashlib, hmac, re, sys
from xml.etree import ElementTree
folder, name = sys.argv[1:]
shown = open(folder + "/shown", encoding="utf-8").read()

def check(is_good, what):
    if not is_good:
        open(folder + "/difference", "w").write(what)
        sys.exit(1)

def type_of(shown):
    return re.search(r"^    Content-Type: (.*)$", shown, re.M).group(1)

if name.endswith("-xml"):
    check(type_of(shown).startswith("text/vnd.wap.connectivity-xml"), type_of(shown))
    sys.exit()
stem, method = name.rsplit("-", 1)
document = open(f"{folder}/{stem}.wbxml", "rb").read()
imsi, pin = bytes.fromhex("4966291330412525"), b"0000"
key = {"none": None, "netwpin": imsi, "userpin": pin, "usernetwpin": imsi + pin}[method]
expected = "application/vnd.wap.connectivity-wbxml"
if key is not None:
    mac = hmac.new(key, document, hashlib.sha1).hexdigest().upper()
    expected += f"; SEC={method.upper()}; MAC={mac}"
check(type_of(shown) == expected, f"tshark reads {type_of(shown)} and not {expected}")

# Compares the names and values in the last column, in order, with our XML.
pieces = []
for line in shown.split("Data representation")[1].splitlines():
    cell = line.rsplit("|", 1)[-1].strip() if line.count("|") >= 4 else ""
    attribute = re.match(r"(\w+)=(?:'(.*)')?$", cell)
    if attribute:
        pieces.append([attribute.group(1), attribute.group(2) or ""])
    elif cell.startswith("'") and pieces:
        pieces[-1][1] += cell[1:-1]
def attributes(element):
    yield from ([key, value] for key, value in element.attrib.items())
    for child in element:
        yield from attributes(child)
meant = list(attributes(ElementTree.parse(f"{folder}/{stem}.xml").getroot()))
if all(value.isascii() for _, value in meant):
    check(pieces == meant, f"tshark reads {pieces} and not {meant}")
COMPARE
    pushes=$((pushes + 1))
done

[ ! -e "$scratch/failed" ] || exit 1
echo "libwbxml agrees on $compared documents in both directions, and tshark on $pushes pushes"
