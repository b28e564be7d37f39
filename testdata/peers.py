"""What verify-with-peers.sh and differential.sh share: what wbxml2xml (libwbxml) and tshark (Wireshark) read in documents,
as events that can be compared with those of our XML, and the known differences of these peers."""
import base64, codecs, contextlib, functools, re, subprocess
import xml.etree.ElementTree as tree
from pathlib import Path
from xml.parsers import expat

# What the peers are known to read otherwise than the tables under testdata/spec/. README.md says more.
# Applied to what the peer shows, everything else of the document is still compared.
NAMES = {  # (peer, version): the peer's name -> ours
    ("wbxml2xml", "1.1"): {
        "AcceptedCharset": "AcceptedCharSet",
        "PreferredContent": "ReferredContent",
        "PreferredvCard": "ReferredvCard",
    },
    ("wbxml2xml", "1.2"): {
        "AcceptedCharset": "AcceptedCharSet",
        "unknown": "CIRURL",
        "Auto-Subscribe": "AutoSubscribe",
        "Extended-Data": "ExtendedData",
        "PreferredContent": "ReferredContent",
        "PreferredvCard": "ReferredvCard",
    },
    ("tshark", "1.1"): {
        "AcceptedCharset": "AcceptedCharSet",
        "BlockUser-Request": "BlockEntity-Request",
    },
    ("tshark", "1.2"): {
        "AcceptedCharset": "AcceptedCharSet",
        "Auto-Subscribe": "AutoSubscribe",
        "WV-CSP-NSDiscovery-Request": "WV-CSP-VersionDiscovery-Request",
        "WV-CSP-NSDiscovery-Response": "WV-CSP-VersionDiscovery-Response",
    },
    ("tshark", "1.3"): {
        "token 1E": "AutoSubscribe",
        "WV-CSP-NSDiscovery-Request": "WV-CSP-VersionDiscovery-Request",
        "WV-CSP-NSDiscovery-Response": "WV-CSP-VersionDiscovery-Response",
    },
}
DATES = {"DateTime", "DeliveryTime"}
# Integers tshark shows as bytes.
UNTYPED = {"AcceptedCharset", "SearchFindings", "SearchID", "SearchIndex", "SearchLimit",
           "WatcherCount", "AnswerOptionID", "ChosenOptionID"}


def events_of_xml(bytes):
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
    parser.Parse(bytes, True)
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
    """The ContentData texts that are BASE64 pictures: {index: bytes}. They travel as raw bytes."""
    found, encoding, media = {}, None, None
    for i, event in enumerate(events):
        if event[0] == "text":
            name = events[i - 1][1]
            if name == "ContentEncoding":
                encoding = event[1]
            elif name == "ContentType":
                media = event[1]
            elif name == "ContentData" and encoding == "BASE64" and (media or "").startswith("image/"):
                with contextlib.suppress(ValueError):  # said to be base64, and is not
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

def escaped(bytes):
    for raw, entity in ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&quot;")):
        bytes = bytes.replace(raw, entity)
    return bytes


def events_of_wbxml2xml(path, version, expected, notes, scratch):
    out = scratch / f"{path.stem}.out.xml"
    out.unlink(missing_ok=True)
    # It knows no number for the public id of 1.2 and has to be told.
    language = ["-l", "CSP12"] if version == "1.2" else []
    run = subprocess.run(["wbxml2xml", "-k", *language, "-o", out, path], capture_output=True, timeout=60)
    if run.returncode or not out.exists():
        raise ValueError((run.stderr + run.stdout).decode(errors="replace").strip())
    shown = re.sub(rb"<!DOCTYPE[^>]*>", b"", out.read_bytes())
    for bytes in set(pictures(expected).values()):
        # The bytes of a picture are no text: put the base64 form there, where exactly these bytes stand.
        if escaped(bytes) in shown:
            shown = shown.replace(escaped(bytes), base64.b64encode(bytes))
            notes.add("picture shown raw")
    try:
        return events_of_xml(shown)
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed: {error}") from error


# ---- tshark ------------------------------------------------------------------------------------

def capture(paths, scratch):
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
    """Every packet's list of (field, what tshark shows, how it names that, bytes)."""
    # What tshark says of thousands of documents is too long to be held at once.
    parser, decode = tree.XMLPullParser(["end"]), codecs.getincrementaldecoder("utf-8")("replace").decode
    with subprocess.Popen(["tshark", "-n", "-r", pcap, "-T", "pdml", "-J", "wbxml"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as tshark:
        while chunk := tshark.stdout.read(1 << 20):
            # tshark copies bytes that are no text into its XML.
            parser.feed(re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", decode(chunk)))
            for _, element in parser.read_events():
                if element.tag == "packet":
                    yield fields_of(element)
                    element.clear()
    if tshark.returncode:
        raise RuntimeError(f"tshark ended with {tshark.returncode}")


def fields_of(packet):
    protocol = next((p for p in packet.findall("proto") if p.get("name") == "wbxml"), ())
    return [(field.get("name")[6:], field.get("show", ""), field.get("showname", ""), bytes.fromhex(field.get("value") or ""))
            for field in (protocol.iter("field") if len(protocol) else ()) if field.get("name", "").startswith("wbxml.")]


def events_of_tshark(fields):
    """Names, values and token boundaries as tshark reads them. Raises ValueError at what it cannot name."""
    events, text, attribute, element = [], [], None, []

    def flush():
        if text:
            joined = "".join(text)
            if joined:
                events.append(("text", joined))
            text.clear()

    for name, show, showname, bytes in fields:
        rendering = showname.split("|")[-1].strip() if "|" in showname else show
        if name.startswith("literal") and "(Literal Attribute)" in showname:
            name = "literal_attribute"
        if name == "known_tag" or name.startswith("literal") and name != "literal_attribute":
            flush()
            tag = re.match(r"</?([^\s<>/]+)", rendering)
            if not tag:
                raise ValueError(f"no name for {showname!r}")
            known = f"token {bytes[0] & 0x3F:02X}" if "token not defined" in show else tag[1]
            events.append(("start", known, {}))
            if bytes[0] & 0x40:
                element.append((known, show if "token not defined" in show else tag[1]))
            else:
                events.append(("end", known))
        elif name == "end_attribute_list" or rendering == "/>":
            attribute = None
        elif name in ("end_known_tag", "end_literal_tag"):
            flush()
            known, shown = element.pop()
            if show != shown:
                raise ValueError(f"END of {known} shown as END of {show}")
            events.append(("end", known))
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
            value = leaf(name, rendering, bytes)
            if attribute:
                attribute[0][attribute[1]] += value
            else:
                text.append(value)
    flush()
    if element:
        raise ValueError(f"{len(element)} elements left open")
    return events


def leaf(name, rendering, bytes):
    if name == "str_i":
        return bytes[1:-1].decode()  # the bytes tshark gives to this token, without STR_I and NUL
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
    if value := re.match(r"WV-CSP DateTime: (\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([A-Z]?)$", rendering):
        return "%s%s%sT%s%s%s%s" % value.groups()
    if value := re.match(r"\((\d+) bytes of unparsed opaque data\)$", rendering):
        return base64.b64encode(bytes[-int(value[1]):]).decode()
    raise ValueError(f"opaque shown as {rendering!r}")


# ---- differences -------------------------------------------------------------------------------

@functools.cache
def value_tokens(version):
    """{word: token in hexadecimal} by the tables"""
    rows = (row.split("\t") for row in (Path(__file__).parent / "spec/wbxml/values.tsv").read_text("utf-8").splitlines())
    return {row[2]: row[1].removeprefix("0x") for row in rows if row[0] == version}


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
                if re.fullmatch(r"-\d+", value):
                    event = ("text", str(int(value) + 2**32))
                    notes.add("integers shown signed")
                elif element in UNTYPED:
                    event = ("text", str(int.from_bytes(base64.b64decode(value), "big")))
                    notes.add(f"{element} shown as bytes")
                elif element == "SearchElement" and version == "1.3" and value == "History":
                    event = ("text", "GROUP_ID")
                    notes.add("value 3D always read as History")
                elif element == "ContentData" and wanted[1].encode() == base64.b64decode(value):
                    event = wanted
                    notes.add("text in OPAQUE shown as bytes")
            elif peer == "xml2wbxml":
                token = value_tokens("1.2").get(wanted[1])
                if version == "1.1" and value == f"unknown-80-{token}" and token not in value_tokens("1.1").values():
                    event = wanted
                    notes.add(f"the value token of 1.2 for {wanted[1]}, which 1.1 does not have")
            elif element in DATES and (time := re.fullmatch(r"(\d{8}T\d{4})(\d\d)?([A-Z])", value)):
                if time[2] is None:
                    notes.add("seconds 00 left out")
                zone = time[3]
                if zone == "Z" and wanted[1][-1:].isdigit():
                    zone = ""
                    notes.add("a time without zone shown as UTC")
                event = ("text", time[1] + (time[2] or "00") + zone)
        undone.append(event)
    return undone
