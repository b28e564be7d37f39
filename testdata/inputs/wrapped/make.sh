#!/usr/bin/env bash
# Makes the inputs of this folder with the usual tools: testdata/inputs/wrapped/make.sh
# Needs xxd, od, hexdump, base64, gzip, curl, tshark, node and python3.
set -euo pipefail
cd "$(dirname "$0")"
status=../../csp/1.2/status.wbxml
request=../../csp/1.2/polling-request.wbxml
xml=../../csp/1.2/status.xml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Dumps.
xxd $status >xxd.txt
xxd -u -c 8 -g 1 $status >xxd-bytes.txt
xxd -d $status >xxd-decimal-offsets.txt
xxd -o 4096 $status >xxd-offset.txt
xxd -b $status >xxd-bits.txt
xxd -e $status >xxd-words.txt
xxd -e -g 2 $status >xxd-words-2.txt
xxd -e -g 8 $status >xxd-words-8.txt
xxd -p $status >xxd-plain.txt
xxd -i <$status >xxd-include-list.txt
(cd ../../csp/1.2 && xxd -i status.wbxml) >xxd-include.txt
hexdump -C $status >hexdump-canonical.txt
hexdump $status >hexdump-words.txt
hexdump -x $status >hexdump-words-wide.txt
hexdump -d $status >hexdump-decimal.txt
hexdump -o $status >hexdump-octal.txt
hexdump -b $status >hexdump-octal-bytes.txt
hexdump -c $status >hexdump-characters.txt
od $status >od.txt
for format in x1 x2 x4 x8 o1 o2 o4 o8 u1 u2 u4 u8 d1 d2 d4 d8 x1z c; do od -t $format $status >od-$format.txt; done
for base in d x n; do od -A $base -t x1 $status >od-offsets-$base.txt; done
for base in d x; do od -A $base -t x2 $status >od-words-offsets-$base.txt; done
od -t x2 --endian=big $status >od-words-big.txt
od -A n -t o1 $status >od-no-offsets-octal.txt
od -A n -t u1 $status >od-no-offsets-decimal.txt
# An odd number of bytes, and lines that are the same.
python3 - "$work" <<'PY'
import sys
text = b"\x03" + b"a" * 160 + b"\0"
open(sys.argv[1] + "/same", "wb").write(b"\x03\x11\x6a\x00\x6d" + text + b"\x01")
PY
head -c 91 $status >"$work/cut"
od -t x2 "$work/cut" >od-words-odd.txt
hexdump "$work/cut" >hexdump-words-odd.txt
cp "$work/same" same.bin
hexdump "$work/same" >hexdump-words-folded.txt
hexdump -C "$work/same" >hexdump-canonical-folded.txt
xxd -a "$work/same" >xxd-same.txt

# Encodings.
base64 -w 0 $status >base64.txt
base64 -w 40 $status >base64-lines.txt
base64 -w 0 $xml | tr '+/' '-_' >base64-url.txt
gzip -9 -n <$status >gzip.bin
python3 - $status $request $xml <<'PY'
import sys, zlib, quopri, urllib.parse, base64, json
status, request, xml = (open(name, "rb").read() for name in sys.argv[1:])
def put(name, data):
    open(name, "wb").write(data.encode() if isinstance(data, str) else data)
raw = zlib.compressobj(9, zlib.DEFLATED, -15)
raw = raw.compress(status) + raw.flush()
put("zlib.bin", zlib.compress(status, 9))
put("deflate.bin", raw)
put("quoted-printable.txt", quopri.encodestring(status))
put("percent.txt", urllib.parse.quote_from_bytes(status))
put("percent-form.txt", "body=" + urllib.parse.quote_plus(xml.decode()))
put("data-address.txt", "data:application/vnd.wv.csp.wbxml;base64," + base64.b64encode(status).decode())
put("pem.txt", "-----BEGIN WV CSP-----\n" + base64.encodebytes(status).decode() + "-----END WV CSP-----\n")
put("hex-quoted.txt", '"' + status.hex() + '"\n')
put("hex-colons.txt", status.hex(":") + "\n")
put("one-number.txt", "0x" + status.hex())
# Source code.
put("python-repr.txt", repr(status) + "\n")
put("python-list.txt", str(list(status)) + "\n")
put("python-bytearray.py.txt", "message = " + repr(bytearray(status)) + "\n")
signed = ", ".join(str(b - 256 if b > 127 else b) for b in status)
put("java-to-string.txt", "[" + signed + "]\n")
put("java-casts.txt", "byte[] message = new byte[] {\n" + ", ".join(f"(byte) 0x{b:02X}" for b in status) + "\n};\n")
put("go.txt", "message := []byte{" + ", ".join(f"{b:#x}" for b in status) + "}\n")
put("go-print.txt", "[" + " ".join(str(b) for b in status) + "]\n")
put("javascript.txt", "const message = Uint8Array.of(" + ",".join(str(b) for b in status) + ");\n")
put("kotlin.txt", "val message = byteArrayOf(" + ", ".join(f"0x{b:02x}.toByte()" for b in status) + ")\n")
put("erlang.txt", "<<" + ",".join(str(b) for b in status) + ">>\n")
put("c-string.txt", "const char message[] =\n" + "".join('    "' + "".join(f"\\x{b:02x}" for b in status[i:i+16]) + '"\n' for i in range(0, len(status), 16)) + ";\n")
put("c-octal.txt", 'const char message[] = "' + "".join(f"\\{b:03o}" for b in status) + '";\n')
put("java-string.txt", 'String message = "' + "".join(f"\\u{b:04x}" for b in status) + '";\n')
put("json-string.txt", json.dumps({"direction": "in", "body": status.decode("latin-1")}) + "\n")
put("json-base64.txt", json.dumps({"body": {"encoding": "base64", "text": base64.b64encode(status).decode()}}) + "\n")
put("two-arrays.txt", "static const unsigned char request[] = { %s };\nstatic const unsigned char answer[] = { %s };\n" % tuple(", ".join(f"0x{b:02x}" for b in m) for m in (request, status)))
# Wireshark.
lines = [status[i:i+16] for i in range(0, len(status), 16)]
put("wireshark-escaped-string.txt", "\n".join('"' + "".join(f"\\x{b:02x}" for b in l) + '"' + (" \\" if i + 1 < len(lines) else "") for i, l in enumerate(lines)) + "\n")
def http(first, body):
    return (first + "\r\nContent-Type: application/vnd.wv.csp.wbxml\r\nContent-Length: %d\r\n\r\n" % len(body)).encode() + body
ask, answer = http("POST /imps HTTP/1.1\r\nHost: imps.example.com", request), http("HTTP/1.1 200 OK", status)
def array(name, packet, data):
    rows = ",\n".join(", ".join(f"0x{b:02x}" for b in data[i:i+8]) for i in range(0, len(data), 8))
    return "char %s[] = { /* Packet %d */\n%s };\n" % (name, packet, rows)
put("wireshark-follow-arrays.txt", array("peer0_0", 4, ask[:100]) + array("peer0_1", 5, ask[100:]) + array("peer1_0", 7, answer))
def text(data):
    return "".join(chr(b) if 32 <= b < 127 else "." for b in data)
# Netty, Kannel, mitmproxy.
def netty(title, data):
    out = ["10:11:12.013 [nioEventLoopGroup-3-1] DEBUG wire - [id: 0x5a1b, L:/10.0.0.2:80 - R:/10.0.0.1:40000] %s: %dB" % (title, len(data)),
        "         +-------------------------------------------------+", "         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |",
        "+--------+-------------------------------------------------+----------------+"]
    for i in range(0, len(data), 16):
        row = data[i:i+16]
        out.append("|%08x| %-48s|%-16s|" % (i, row.hex(" ") + " ", text(row)))
    return "\n".join(out + [out[3]]) + "\n"
put("netty.txt", netty("READ", status))
put("netty-both.txt", netty("READ", ask) + netty("WRITE", answer))
stamp = "2024-10-02 10:11:12 [4711] [8] DEBUG: "
kannel = [stamp + "Octet string at 0x8e2b0a0:", stamp + "  len:  %d" % len(status), stamp + "  size: 1024", stamp + "  immutable: 0"]
for i in range(0, len(status), 16):
    row = status[i:i+16]
    kannel.append(stamp + ("  data: " if i == 0 else "        ") + "%-48s  %s" % (row.hex(" "), text(row)))
put("kannel.txt", "\n".join(kannel + [stamp + "Octet string dump ends."]) + "\n")
put("mitmproxy.txt", "".join("%010x %-48s %s\n" % (i, status[i:i+16].hex(" "), text(status[i:i+16])) for i in range(0, len(status), 16)))
put("logcat.txt", "".join("10-02 10:11:12.000  1234  1250 D Imps    : %04x: %-48s %s\n" % (i, status[i:i+16].hex(" "), text(status[i:i+16])) for i in range(0, len(status), 16)))
# Logs.
put("log-xml.txt", b"2024-10-02 10:11:12 INFO recv: " + b"".join(l.strip() for l in xml.splitlines()) + b" (12 ms)\n2024-10-02 10:11:13 INFO done\n")
put("log-xml-lines.txt", b"2024-10-02 10:11:12 INFO recv:\n" + xml + b"2024-10-02 10:11:13 INFO done\n")
put("log-two.txt", "10:11:12 send %s\n10:11:13 recv %s\n" % (base64.b64encode(request).decode(), base64.b64encode(status).decode()))
put("log-hex.txt", "10:11:12 [7] recv 92 bytes: %s\n" % status.hex(" ").upper())
put("log-hex-dense.txt", "10:11:12 [7] recv payload=%s len=92\n" % status.hex())
put("log-pts.txt", "10:11:12 sms from +15550100: WV12LR1 SI=a\n")
# HTTP.
def chunks(data, size=40):
    return b"".join(b"%x\r\n%s\r\n" % (len(data[i:i+size]), data[i:i+size]) for i in range(0, len(data), size)) + b"0\r\n\r\n"
head = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.wv.csp.wbxml\r\n"
put("http-chunked-gzip.bin", head + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + chunks(open("gzip.bin", "rb").read()))
put("http-deflate-zlib.bin", head + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(status, 9))
put("http-deflate-raw.bin", head + b"Content-Encoding: deflate\r\n\r\n" + raw)
put("http-gzip-named-plain.bin", head + b"Content-Encoding: gzip\r\n\r\n" + status)
put("http-base64.bin", head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(status))
put("http-length-too-large.bin", head + b"Content-Length: 999\r\n\r\n" + status)
put("http-length-too-small.bin", head + b"Content-Length: 50\r\n\r\n" + status)
go_on = b"HTTP/1.1 100 Continue\r\n\r\n"
put("http-stream.bin", ask + go_on + answer + ask + head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks(status) + http("HTTP/1.1 404 Not Found", b"no such page"))
put("http-pipelined.bin", ask + ask + ask)
boundary = b"\r\n--x\r\nContent-Type: "
put("http-multipart.bin", b"POST / HTTP/1.1\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHello" + boundary + b"application/vnd.wv.csp.wbxml\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(status) + boundary + b"application/vnd.wv.csp.wbxml\r\n\r\n" + request + b"\r\n--x--\r\n")
put("mail.eml", b"From: alice@example.com\nMIME-Version: 1.0\nContent-Type: application/vnd.wv.csp.wbxml\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(status))
put("length-16.bin", len(status).to_bytes(2, "big") + status)
put("length-32-little.bin", len(status).to_bytes(4, "little") + status)
put("chunk-alone.bin", b"%x\r\n" % len(status) + status + b"\r\n")
put("blank-lines.bin", b"\r\n\r\n" + status)
PY
node -e 'console.log(require("fs").readFileSync(process.argv[1]).subarray(0, 50))' $status >node-buffer.txt
node -e 'console.log(JSON.stringify(require("fs").readFileSync(process.argv[1])))' $status >node-buffer-json.txt

# Frames: a conversation over TCP with a segment that came twice and one out of order, and datagrams.
python3 - "$work" $status $request <<'PY'
import struct, sys
work, status, request = sys.argv[1], open(sys.argv[2], "rb").read(), open(sys.argv[3], "rb").read()
def http(first, body):
    return (first + "\r\nContent-Type: application/vnd.wv.csp.wbxml\r\nContent-Length: %d\r\n\r\n" % len(body)).encode() + body
ask, answer = http("POST /imps HTTP/1.1\r\nHost: imps.example.com", request), http("HTTP/1.1 200 OK", status)
def sum16(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return total ^ 0xffff
def ip(source, target, protocol, data):
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(data), 1, 0, 64, protocol, 0, source, target)
    return head[:10] + struct.pack("!H", sum16(head)) + head[12:] + data
client, server = bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2])
def segment(up, seq, flags, data):
    ends, ports = ((client, server), (40000, 80)) if up else ((server, client), (80, 40000))
    tcp = struct.pack("!HHIIBBHHH", *ports, seq, 1, 0x50, flags, 8192, 0, 0) + data
    pseudo = ends[0] + ends[1] + struct.pack("!BBH", 0, 6, len(tcp))
    tcp = tcp[:16] + struct.pack("!H", sum16(pseudo + tcp)) + tcp[18:]
    # The addresses begin as binary XML does.
    macs = (bytes.fromhex("03116a00c908"), bytes.fromhex("020001020304"))
    return b"".join(macs if up else macs[::-1]) + b"\x08\x00" + ip(*ends, 6, tcp)
frames = [segment(True, 100, 2, b""), segment(False, 900, 0x12, b""), segment(True, 101, 0x10, b""),
    segment(True, 101, 0x18, ask[:90]), segment(True, 101, 0x18, ask[:90]), segment(True, 191, 0x18, ask[90:]),
    segment(False, 981, 0x18, answer[80:]), segment(False, 901, 0x18, answer[:80])]
def pcap(name, link, frames):
    out = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, link)
    for number, frame in enumerate(frames):
        out += struct.pack("<IIII", 1700000000, number, len(frame), len(frame)) + frame
    open(work + "/" + name, "wb").write(out)
pcap("tcp.pcap", 1, frames)
pcap("ack.pcap", 1, frames[2:3])
pcap("one.pcap", 1, [segment(True, 101, 0x18, ask)])
udp = struct.pack("!HHHH", 9200, 9200, 8 + len(status), 0) + status
pcap("cooked.pcap", 113, [struct.pack("!HHH8sH", 4, 1, 6, b"\x03\x11\x6a\0\0\0\0\0", 0x800) + ip(client, server, 17, udp)])
open("frame-ip.bin", "wb").write(ip(client, server, 17, udp))
PY
tshark -r "$work/one.pcap" -x >tshark-one-frame.txt 2>/dev/null
tshark -r "$work/tcp.pcap" -x >tshark-frames.txt 2>/dev/null
tshark -r "$work/ack.pcap" -x >tshark-frame-without-data.txt 2>/dev/null
tshark -r "$work/cooked.pcap" -x >tshark-cooked.txt 2>/dev/null
tshark -r "$work/tcp.pcap" -q -z follow,tcp,hex,0 >tshark-follow-hex.txt 2>/dev/null
tshark -r "$work/tcp.pcap" -q -z follow,tcp,raw,0 >tshark-follow-raw.txt 2>/dev/null

# A trace of curl.
python3 - $status "$work/port" <<'PY' &
import http.server, sys
body = open(sys.argv[1], "rb").read()
class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response_only(200)
        self.send_header("Content-Type", "application/vnd.wv.csp.wbxml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
open(sys.argv[2], "w").write(str(server.server_port))
server.handle_request()
PY
while [ ! -s "$work/port" ]; do sleep 0.1; done
curl -s --noproxy '*' --trace curl-trace.txt -o /dev/null -H 'Content-Type: application/vnd.wv.csp.wbxml' \
    --data-binary @$request "http://127.0.0.1:$(cat "$work/port")/imps"
wait
