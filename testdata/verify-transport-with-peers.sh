#!/usr/bin/env bash
# Proves the datagrams of imps-transport with a decoder this project did not write: tshark (Wireshark) reads each as meant.
# The example `wires` prints the datagrams; the table below says what each of them means.
# Prints a line per difference and a summary. Exit code: 0 all as meant, 1 a difference, 2 a tool is missing (nothing was compared).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
missing=$(for tool in text2pcap tshark; do command -v "$tool" > /dev/null || printf ' %s' "$tool"; done)
if [ -n "$missing" ]; then
    echo "skipped the pushes and PDUs of WSP: no$missing (Debian: tshark wireshark-common)" >&2
    exit 2
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# name|transaction|PDU|URI|status|content type|Accept|application id|document
# tshark hands documents in XML and in binary XML of CSP 1.1 and 1.2 to decoders of their own, which say nothing of these.
cat > "$scratch/meant" <<'TABLE'
push-short|0x01|0x06|||application/vnd.wv.csp.cir||x-wap-application:wv.ua|WVCI 1.2 wv:phone.12345
push-text|0x02|0x06|||application/vnd.wv.csp.cir||x-wap-application:wv.ua|WVCI 1.2 wv:phone.12345
push-charset|0x03|0x06|||application/vnd.wv.csp+xml; charset=UTF-8||x-wap-application:wv.ua|
post-1.1|0x21|0x60|http://imps.example/csp||application/vnd.wv.csp.wbxml|*/*||
post-1.2|0x22|0x60|http://imps.example/csp||application/vnd.wv.csp.wbxml|*/*||
post-1.3|0x23|0x60|http://imps.example/csp||application/vnd.wv.csp+wbxml|*/*||document
get|0x30|0x40|http://imps.example/cir/5|||*/*||
reply-200|0x40|0x04||200 OK (0x20)|application/vnd.wv.csp+wbxml|||document
reply-204|0x40|0x04||204 No Content (0x24)|application/vnd.wv.csp+wbxml|||document
reply-400|0x40|0x04||400 Bad Request (0x40)|application/vnd.wv.csp+wbxml|||document
reply-404|0x40|0x04||404 Not Found (0x44)|application/vnd.wv.csp+wbxml|||document
reply-406|0x40|0x04||406 Not Acceptable (0x46)|application/vnd.wv.csp+wbxml|||document
reply-415|0x40|0x04||415 Unsupported Media Type (0x4f)|application/vnd.wv.csp+wbxml|||document
reply-417|0x40|0x04||417 Expectation Failed (0x51)|application/vnd.wv.csp+wbxml|||document
reply-500|0x40|0x04||500 Internal Server Error (0x60)|application/vnd.wv.csp+wbxml|||document
reply-501|0x40|0x04||501 Not Implemented (0x61)|application/vnd.wv.csp+wbxml|||document
reply-503|0x40|0x04||503 Service Unavailable (0x63)|application/vnd.wv.csp+wbxml|||document
get-headers|0x50|0x40|http://imps.example/|||application/vnd.wv.csp+wbxml||
TABLE

cargo run -q -p imps-transport --example wires > "$scratch/wires"
# Each port is a capture of its own, in the order of its datagrams.
for port in $(cut -d ' ' -f 2 "$scratch/wires" | sort -u); do
    awk -v port="$port" '$2 == port { print $1 }' "$scratch/wires" > "$scratch/names"
    awk -v port="$port" '$2 == port { gsub(/../, "& ", $3); print "0000 " $3 }' "$scratch/wires" > "$scratch/hex"
    text2pcap -q -u "40000,$port" "$scratch/hex" "$scratch/pcap" 2> /dev/null
    tshark -r "$scratch/pcap" -V 2> /dev/null | awk -v names="$scratch/names" '
        function finish() {
            if (getline name < names <= 0) name = "nameless"
            print name "|" tid "|" pdu "|" uri "|" status "|" type "|" accept "|" id "|" document
        }
        function value(line) { sub(/^ *[^:]*: /, "", line); return line }
        /^Wireless Session Protocol/ {
            if (seen++) finish()
            tid = pdu = uri = status = type = accept = id = document = ""
        }
        /^    Transaction ID:/ { tid = value($0) }
        /^    PDU Type:/ { pdu = value($0); sub(/.*\(/, "", pdu); sub(/\).*/, "", pdu) }
        /^    URI:/ { uri = value($0) }
        /^    Status:/ { status = value($0) }
        /^    Content-Type: / { type = value($0) }
        /^ +Accept: / { accept = value($0) }
        /^ +X-Wap-Application-Id: / { id = value($0) }
        END { if (seen) finish() }
    ' > "$scratch/read"
    # The document, which the long form does not show.
    tshark -r "$scratch/pcap" -T fields -e media.type 2> /dev/null | while read -r hex; do
        printf '%b\n' "$(sed 's/../\\x&/g' <<< "$hex")"
    done > "$scratch/documents"
    paste -d '' "$scratch/read" "$scratch/documents"
done | sort > "$scratch/found"
sort "$scratch/meant" -o "$scratch/meant"
if ! diff "$scratch/meant" "$scratch/found" > "$scratch/difference"; then
    sed -n 's/^</meant:/p; s/^>/read: /p' "$scratch/difference"
    exit 1
fi
echo "tshark reads $(wc -l < "$scratch/meant") datagrams as meant"
