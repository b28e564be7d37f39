#!/usr/bin/env bash
# Proves the WSP of imps-transport with a gateway this project did not write: Kannel carries a login of each version, in binary XML,
# from the client of the example `wsp_server` to three HTTP servers and back. bearerbox and wapbox run on loopback, with UDP port 9200.
# The first server is a few lines of Python: it wants the media type of the version and a document that arrived unchanged
# (`imps validate` finds no fault), and it answers with the login response of testdata/csp. The second is the example `http_server`, the third the
# command `imps-lab`.
# Exit code: 0 all logins came back, 1 a difference, 2 a tool is missing or a port is in use (nothing was compared).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PATH=$PATH:/usr/sbin
missing=$(for tool in bearerbox wapbox python3; do command -v "$tool" > /dev/null || printf ' %s' "$tool"; done)
if [ -n "$missing" ]; then
    echo "skipped the logins through a gateway: no$missing (Debian: kannel python3)" >&2
    exit 2
fi
cargo build -q -p imps-transport --example wsp_server --example http_server
cargo build -q -p imps-cli -p imps-lab

scratch=$(mktemp -d)
started=()
stop() {
    # The boxes end slowly after a TERM, and they have nothing to save.
    for id in "${started[@]}"; do kill -KILL "$id" 2> /dev/null || true; done
    rm -rf "$scratch"
}
trap stop EXIT

cat > "$scratch/kannel.conf" <<CONF
group = core
admin-port = 13900
admin-password = none
admin-deny-ip = "*.*.*.*"
admin-allow-ip = "127.0.0.1"
wapbox-port = 13902
wdp-interface-name = "127.0.0.1"
log-file = "$scratch/bearerbox.log"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"

group = wapbox
bearerbox-host = 127.0.0.1
log-file = "$scratch/wapbox.log"
CONF

cat > "$scratch/server.py" <<'PYTHON'
import subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

scratch, imps = Path(sys.argv[1]), sys.argv[2]
# The third byte of the public identifier: 1.1, 1.2, 1.3.
VERSIONS = {0x10: "1.1", 0x11: "1.2", 0x12: "1.3"}


class Server(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        version = VERSIONS[body[1]]
        name = "application/vnd.wv.csp" + ("+" if version == "1.3" else ".") + "wbxml"
        document = scratch / f"login-{version}.wbxml"
        document.write_bytes(body)
        fits = subprocess.run([imps, "validate", document], capture_output=True).returncode == 0
        print(version, self.headers["Content-Type"], "valid" if fits else "INVALID", self.headers["Via"], flush=True)
        answer = Path(f"testdata/csp/{version}/login-response.wbxml").read_bytes()
        self.send_response(200 if fits and self.headers["Content-Type"] == name else 400)
        self.send_header("Content-Type", name)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Server)
(scratch / "port.new").write_text(str(server.server_port))
(scratch / "port.new").rename(scratch / "port")
server.serve_forever()
PYTHON

target=${CARGO_TARGET_DIR:-target}
bearerbox "$scratch/kannel.conf" > /dev/null 2>&1 & started+=($!); disown
python3 "$scratch/server.py" "$scratch" "$target/debug/imps" > "$scratch/server.log" & started+=($!); disown
"$target/debug/examples/http_server" 127.0.0.1:0 > "$scratch/example.log" & started+=($!); disown
cat > "$scratch/users.toml" <<TOML
domain = "example.com"
[[user]]
id = "ann"
password = "secret"
TOML
"$target/debug/imps-lab" --listen 127.0.0.1:0 --wap none --cir-tcp none --users "$scratch/users.toml" > "$scratch/lab.log" &
started+=($!); disown
sleep 2
wapbox "$scratch/kannel.conf" > /dev/null 2>&1 & started+=($!); disown
# The gateway is ready when the last box has opened the port.
for _ in $(seq 30); do
    [ -s "$scratch/port" ] && grep -q 'wapbox' "$scratch/bearerbox.log" 2> /dev/null && break
    sleep 1
done
sleep 2
for id in "${started[@]}"; do
    if ! kill -0 "$id" 2> /dev/null; then
        echo "skipped: a box ended at once; is one of the ports 9200, 13900, 13902 in use?" >&2
        tail -n 5 "$scratch"/*.log >&2
        exit 2
    fi
done

log_in() {
    if ! "$target/debug/examples/wsp_server" 127.0.0.1:9200 "$1"; then
        tail -n 20 "$scratch"/*.log >&2
        exit 1
    fi
}
log_in "http://127.0.0.1:$(cat "$scratch/port")/csp"
sed 's/^/server: /' "$scratch/server.log"
log_in "http://$(sed -n 's/^http on \([^,]*\),.*/\1/p' "$scratch/example.log")/"
log_in "$(sed -n 's/^  server (SAP) address *//p' "$scratch/lab.log")"
grep -F -- '-> server Login; 200' "$scratch/lab.log" | sed 's/^/server: /'
