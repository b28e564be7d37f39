#!/usr/bin/env bash
# Compares the timeline of the committed capture with tshark (Wireshark): the packet and the time of each message, the times from
# request to response, and the bodies, without chunks and compression.
# Prints a line per difference and a summary. Exit code: 0 all equal, 1 a difference, 2 a tool is missing (nothing was compared).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
missing=$(for tool in python3 tshark; do command -v "$tool" > /dev/null || printf ' %s' "$tool"; done)
if [ -n "$missing" ]; then
    echo "skipped the capture: no$missing (Debian: python3 tshark)" >&2
    exit 2
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
capture=${1:-testdata/captures/conversation.pcapng}

mkdir "$scratch/ours"
cargo run -q -p imps-cli -- timeline --json "$capture" > "$scratch/ours.json"
cargo run -q -p imps-cli -- timeline -o "$scratch/ours/" "$capture" > /dev/null

# Packets out of order are joined only with this setting.
peer() { tshark -r "$capture" -o tcp.reassemble_out_of_order:TRUE "$@" 2> /dev/null; }
peer -Y 'http or wsp' -T fields -E separator='|' -e frame.number -e frame.time_epoch -e frame.protocols \
    -e http.request_in -e http.time -e wsp.pdu_type > "$scratch/peer"
# Lines of CIR have no decoder: the payload is the line.
peer -Y 'tcp.port == 3171 and tcp.len > 0 or udp.port == 3717' -T fields -E separator='|' -e frame.number -e frame.time_epoch \
    -e tcp.payload -e udp.payload -e data > "$scratch/peer-lines"
peer -q --export-objects "http,$scratch/peer-bodies" > /dev/null

python3 - "$scratch" <<'PYTHON'
import glob, json, os, re, sys

scratch = sys.argv[1]
events = [event for event in map(json.loads, open(scratch + "/ours.json")) if "number" in event]
differences, compared = [], 0

def same(what, ours, peers):
    global compared
    compared += 1
    if ours != peers:
        differences.append(f"{what}: ours {ours!r}, tshark {peers!r}")

def micros(seconds):
    return round(float(seconds) * 1_000_000)

by_packet = {event["packet"]: event for event in events}
by_number = {event["number"]: event for event in events}

messages = {}
for line in open(scratch + "/peer"):
    number, time, protocols, request_in, response_time, _ = line.rstrip("\n").split("|")
    messages[int(number)] = (time, "wsp" if "wsp" in protocols else "http", request_in, response_time)
ours = sorted(event["packet"] for event in events if event["bearer"] in ("http", "wsp"))
same("packets of messages", ours, sorted(messages))
for number, (time, bearer, request_in, response_time) in messages.items():
    event = by_packet.get(number)
    if event is None:
        continue
    same(f"packet {number}: time", micros(event["time"]), micros(time))
    same(f"packet {number}: bearer", event["bearer"], bearer)
    if request_in and "answers" in event:
        request = by_number[event["answers"]["number"]]
        if request["packet"] == int(request_in):
            same(f"packet {number}: time to the response", micros(event["answers"]["after"]), micros(response_time))

lines = [line.rstrip("\n").split("|") for line in open(scratch + "/peer-lines")]
same("lines of cir", sorted(e["packet"] for e in events if e["bearer"].startswith("cir")), [int(line[0]) for line in lines])
for number, time, *payloads in lines:
    event = by_packet.get(int(number))
    if event is None:
        continue
    payload = bytes.fromhex(next(filter(None, payloads), "")).strip()
    [path] = glob.glob(f"{scratch}/ours/{event['number']:04}-*")
    same(f"packet {number}: line", open(path, "rb").read().strip(), payload)
    same(f"packet {number}: time", micros(event["time"]), micros(time))

def order(path):
    found = re.search(r"\((\d+)\)", path)
    return int(found[1]) if found else 0

http = [event["number"] for event in events if event["bearer"] == "http" and event["length"]]
read = lambda path: open(path, "rb").read()
own = [read(glob.glob(f"{scratch}/ours/{number:04}-*")[0]) for number in http]
peers = [read(path) for path in sorted(glob.glob(scratch + "/peer-bodies/*"), key=order)]
same("number of bodies", len(own), len([body for body in peers if body]))
for number, body in zip(http, own):
    same(f"body of message {number}", body in peers, True)

for difference in differences:
    print("DIFFERS", difference)
print(f"{compared} facts of {len(messages)} messages and {len(lines)} lines compared, {len(differences)} differ")
sys.exit(1 if differences else 0)
PYTHON
