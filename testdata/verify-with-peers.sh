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
python3 - "$here" "$scratch" <<'PYTHON'
import base64, re, subprocess, sys
import xml.etree.ElementTree as tree
from pathlib import Path
from xml.parsers import expat

here, scratch = Path(sys.argv[1]), Path(sys.argv[2])

# What the peers are known to read otherwise than the tables under testdata/spec/. README.md says more.
# Applied to what the peer shows, everything else of the document is still compared.
NAMES = {  # (peer, version): the peer's name -> ours
    ("wbxml2xml", "1.1"): {
        "BlockEntity-Request": "BlockUser-Request",
        "PreferredContent": "ReferredContent",
        "PreferredvCard": "ReferredvCard",
    },
    ("wbxml2xml", "1.2"): {
        "unknown": "CIRURL",
        "Auto-Subscribe": "AutoSubscribe",
        "Extended-Data": "ExtendedData",
        "PreferredContent": "ReferredContent",
        "PreferredvCard": "ReferredvCard",
    },
    ("tshark", "1.2"): {
        "Auto-Subscribe": "AutoSubscribe",
        "WV-CSP-NSDiscovery-Request": "WV-CSP-VersionDiscovery-Request",
        "WV-CSP-NSDiscovery-Response": "WV-CSP-VersionDiscovery-Response",
    },
    ("tshark", "1.3"): {
        "WV-CSP-NSDiscovery-Request": "WV-CSP-VersionDiscovery-Request",
        "WV-CSP-NSDiscovery-Response": "WV-CSP-VersionDiscovery-Response",
    },
}
# Integers tshark shows as octets.
UNTYPED = {"AcceptedCharset", "SearchFindings", "SearchID", "SearchIndex", "SearchLimit",
           "WatcherCount", "AnswerOptionID", "ChosenOptionID"}
# Documents without xmlns: the XML has the canonical ones, the peers show none.
WITHOUT_XMLNS = {"odd/no-xmlns", "odd/public-id-fpi", "odd/public-id-fpi-other-spelling"}
# Documents a peer cannot read, with the reason. One that becomes readable is reported: the entry has to go.
UNREADABLE = {
    ("tshark", "odd/charset-iso-8859-1"): "shows the octets of every charset as UTF-8",
    ("tshark", "odd/charset-utf-16be"): "ends every string at the first zero octet",
    ("tshark", "odd/charset-utf-16le"): "ends every string at the first zero octet",
    ("tshark", "odd/charset-unknown-00"): "takes charset 00 for the string table and reads on one octet early",
    ("tshark", "odd/extension-tokens"): "shows the extension tokens where nothing is to be shown",
    ("tshark", "odd/pi-before-body"): "stops at a processing instruction",
    ("tshark", "odd/pi-inside-and-after"): "stops at a processing instruction",
    ("tshark", "odd/public-id-10-xmlns-1.2"): "goes by the public id, which the namespace contradicts",
    ("tshark", "odd/table-without-last-nul"): "reads the last string on into the body",
    ("tshark", "odd/zero-as-empty-opaque"): "refuses an integer of no octets",
    ("wbxml2xml", "odd/charset-iso-8859-1"): "this build converts no charsets",
    ("wbxml2xml", "odd/charset-utf-16be"): "this build converts no charsets",
    ("wbxml2xml", "odd/charset-utf-16le"): "this build converts no charsets",
    ("tshark", "odd/picture-as-octets-plain"): "does not state the base64 that XML needs",
    ("wbxml2xml", "odd/picture-as-octets-plain"): "does not state the base64 that XML needs",
    ("wbxml2xml", "odd/text-split"): "keeps the low octets of an ENTITY above FFFF",
}


def events_of_xml(octets):
    """[('start', name, {attribute: value}), ('text', t), ('end', name)] without namespace processing."""
    events, text = [], []

    def flush():
        joined = "".join(text)
        text.clear()
        if joined:
            events.append(("text", joined))

    def start(name, attributes):
        flush()
        events.append(("start", name, dict(attributes)))

    def end(name):
        flush()
        events.append(("end", name))

    parser = expat.ParserCreate("UTF-8")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    parser.Parse(octets, True)
    return without_layout(events)


def without_layout(events):
    """Drops blank text beside other elements: indentation."""
    kept = []
    for i, event in enumerate(events):
        if event[0] == "text" and not event[1].strip():
            leaf = events[i - 1][0] == "start" and events[i + 1][0] == "end"
            if not leaf:
                continue
        kept.append(event)
    return kept


def pictures(events):
    """The ContentData texts that are BASE64 pictures: {index: octets}. They travel as raw octets."""
    found, encoding, media = {}, None, None
    for i, event in enumerate(events):
        if event[0] == "text":
            name = events[i - 1][1]
            if name == "ContentEncoding":
                encoding = event[1]
            elif name == "ContentType":
                media = event[1]
            elif name == "ContentData" and encoding == "BASE64" and (media or "").startswith("image/"):
                found[i] = base64.b64decode(event[1], validate=True)
    return found


def difference(expected, seen):
    for i, (a, b) in enumerate(zip(expected, seen)):
        if a != b:
            return f"event {i}: expected {a}, peer shows {b}"
    if len(expected) != len(seen):
        return f"expected {len(expected)} events, peer shows {len(seen)}"
    return None


# ---- wbxml2xml ---------------------------------------------------------------------------------

def escaped(octets):
    for raw, entity in ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&quot;")):
        octets = octets.replace(raw, entity)
    return octets


def events_of_wbxml2xml(path, version, expected, notes):
    out = scratch / "out.xml"
    out.unlink(missing_ok=True)
    # It knows no number for the public id of 1.2 and has to be told.
    language = ["-l", "CSP12"] if version == "1.2" else []
    run = subprocess.run(["wbxml2xml", "-k", *language, "-o", out, path], capture_output=True, timeout=60)
    if run.returncode or not out.exists():
        raise ValueError((run.stderr + run.stdout).decode(errors="replace").strip())
    shown = re.sub(rb"<!DOCTYPE[^>]*>", b"", out.read_bytes())
    for octets in set(pictures(expected).values()):
        # The octets of a picture are no text: put the base64 form there, where exactly these octets stand.
        if escaped(octets) in shown:
            shown = shown.replace(escaped(octets), base64.b64encode(octets))
            notes.add("picture shown raw")
    try:
        return events_of_xml(shown)
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed: {error}") from error


# ---- tshark ------------------------------------------------------------------------------------

def capture(paths):
    """One HTTP POST a document, one packet each."""
    dump = scratch / "dump.txt"
    with dump.open("w") as f:
        for path in paths:
            body = path.read_bytes()
            post = (b"POST /csp HTTP/1.1\r\nHost: peer\r\nContent-Type: application/vnd.wv.csp.wbxml\r\n"
                    b"Content-Length: %d\r\n\r\n" % len(body)) + body
            for at in range(0, len(post), 16):
                f.write("%06x %s\n" % (at, " ".join("%02x" % o for o in post[at:at + 16])))
            f.write("\n")
    pcap = scratch / "documents.pcap"
    subprocess.run(["text2pcap", "-q", "-T", "40000,80", dump, pcap], check=True, capture_output=True)
    return pcap


def packets(pcap):
    """Every packet's list of (field, what tshark shows, octets)."""
    run = subprocess.run(["tshark", "-n", "-r", pcap, "-T", "pdml", "-J", "wbxml"], check=True, capture_output=True)
    # tshark copies octets that are no text into its XML.
    shown = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", run.stdout.decode("utf-8", "replace"))
    for packet in tree.fromstring(shown):
        if packet.tag != "packet":
            continue
        protocol = next((p for p in packet.findall("proto") if p.get("name") == "wbxml"), None)
        fields = []
        if protocol is not None:
            for field in protocol.iter("field"):
                if field.get("name", "").startswith("wbxml."):
                    fields.append((field.get("name")[6:], field.get("show", ""), field.get("showname", ""),
                                   bytes.fromhex(field.get("value") or "")))
        yield fields


def events_of_tshark(fields):
    """Names, values and token boundaries as tshark reads them. Raises ValueError at what it cannot name."""
    events, text, attribute, element = [], [], None, []

    def flush():
        if text:
            joined = "".join(text)
            if joined:
                events.append(("text", joined))
            text.clear()

    for name, show, showname, octets in fields:
        rendering = showname.split("|")[-1].strip() if "|" in showname else show
        if name.startswith("literal") and "(Literal Attribute)" in showname:
            name = "literal_attribute"
        if name == "known_tag" or name.startswith("literal") and name != "literal_attribute":
            flush()
            tag = re.match(r"</?([^\s<>/]+)", rendering)
            if not tag:
                raise ValueError(f"no name for {showname!r}")
            events.append(("start", tag[1], {}))
            if octets[0] & 0x40:
                element.append(tag[1])
            else:
                events.append(("end", tag[1]))
        elif name == "end_attribute_list" or rendering == "/>":
            attribute = None
        elif name in ("end_known_tag", "end_literal_tag"):
            flush()
            if show != element[-1]:
                raise ValueError(f"END of {element[-1]} shown as END of {show}")
            events.append(("end", element.pop()))
        elif name in ("known_attrstart", "literal_attribute"):
            at = next(i for i in reversed(range(len(events))) if events[i][0] == "start")
            attributes = events[at][2]
            if name == "known_attrstart":
                key, value = re.match(r"(\S+?)(?:=| )'?([^']*)'?$", rendering).groups()
            else:
                key, value = re.match(r"<(\S+) />", rendering)[1], ""
            attributes[key] = value
            attribute = (attributes, key)
        elif name in ("str_i", "str_t", "entity", "ext_t", "opaque_data"):
            value = leaf(name, rendering, octets)
            if attribute:
                attribute[0][attribute[1]] += value
            else:
                text.append(value)
    flush()
    if element:
        raise ValueError(f"{len(element)} elements left open")
    return events


def leaf(name, rendering, octets):
    if name == "str_i":
        return octets[1:-1].decode()  # the octets tshark gives to this token, without STR_I and NUL
    if name == "str_t":
        return re.search(r"'(.*)'$", rendering, re.S)[1]
    if name == "entity":
        return chr(int(re.search(r"&#(\d+);", rendering)[1]))
    if name == "ext_t":
        value = re.match(r"Common Value: '(.*)'$", rendering)
        if not value or value[1].startswith("<Unknown"):
            raise ValueError(rendering)
        return value[1]
    if value := re.match(r"WV-CSP Integer: (-?\d+)$", rendering):
        return value[1]
    if value := re.match(r"WV-CSP DateTime: (\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$", rendering):
        return "%s%s%sT%s%s%sZ" % value.groups()
    if value := re.match(r"\((\d+) bytes of unparsed opaque data\)$", rendering):
        return base64.b64encode(octets[-int(value[1]):]).decode()
    raise ValueError(f"opaque shown as {rendering!r}")


# ---- all of them -------------------------------------------------------------------------------

def allowing(peer, version, expected, events, notes):
    """The peer's events with its known differences undone, each noted."""
    names = NAMES.get((peer, version), {})
    undone = []
    for i, event in enumerate(events):
        kind, value = event[0], event[1]
        wanted = expected[len(undone)] if len(undone) < len(expected) else None
        if (peer, version, kind) == ("wbxml2xml", "1.2", "end") and wanted in (("text", "SHTTP"), ("text", "SSMS")):
            undone.append(wanted)
            notes.add("no value tokens A4 and A5")
        elif kind in ("start", "end") and value in names:
            notes.add(f"calls {names[value]} {value}")
            event = (kind, names[value], *event[2:])
        elif kind == "text" and event != wanted and wanted is not None:
            element = events[i - 1][1]
            if peer == "tshark":
                if element in UNTYPED:
                    event = ("text", str(int.from_bytes(base64.b64decode(value), "big")))
                    notes.add(f"{element} shown as octets")
                elif element == "SearchElement" and version == "1.3" and value == "History":
                    event = ("text", "GROUP_ID")
                    notes.add("value 3D always read as History")
                elif element == "ContentData" and wanted[1].encode() == base64.b64decode(value):
                    event = wanted
                    notes.add("text in OPAQUE shown as octets")
                elif value == "-1":
                    event = ("text", str(2**32 - 1))
                    notes.add("integers shown signed")
            elif element in ("DateTime", "DeliveryTime") and re.fullmatch(r"\d{8}T\d{4}Z", value):
                event = ("text", value[:-1] + "00Z")
                notes.add("seconds 00 left out")
        undone.append(event)
    return undone


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
    fields = dict(zip(paths, packets(capture(paths)), strict=True))
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
            readers["wbxml2xml"] = lambda notes: events_of_wbxml2xml(path, version, expected, notes)
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
