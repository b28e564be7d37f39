#!/usr/bin/env bash
# Converts the test documents with libwbxml and with `oma_imps::convert`, and prints how many times longer libwbxml takes.
# Both run in one process each, called again and again, because starting `wbxml2xml` takes a hundred times longer than its work.
# The XML for the way back is what libwbxml wrote, because it refuses XML without a document type.
# libwbxml is called from Python without its string table, which is its quick way; the cost of such a call is measured and taken off.
# Exit code: 0 measured, 2 a tool is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v python3 > /dev/null || { echo "needs python3" >&2; exit 2; }
cargo build -q -p imps-benches --profile bench --example convert_each
python3 - "${CARGO_TARGET_DIR:-target}/release/examples/convert_each" <<'PYTHON'
import ctypes, ctypes.util, subprocess, sys, tempfile, time
from pathlib import Path

name = ctypes.util.find_library("wbxml2")
if name is None:
    sys.exit("needs libwbxml (Debian: libwbxml2-utils)")
library, free = ctypes.CDLL(name), ctypes.CDLL(None).free
free.argtypes = [ctypes.c_void_p]
REPEATS, BUDGET = 5, 0.03


def converter(kind):
    """A function that converts a document `repeats` times and returns the last result; `None` if libwbxml refuses it."""
    run = getattr(library, f"wbxml_conv_{kind}_run")
    run.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_void_p]
    settings = ctypes.c_void_p()
    getattr(library, f"wbxml_conv_{kind}_create")(ctypes.byref(settings))
    if kind == "wbxml2xml":
        library.wbxml_conv_wbxml2xml_set_gen_type(settings, 0)  # compact
    else:
        library.wbxml_conv_xml2wbxml_disable_string_table(settings)
    out, length = ctypes.c_void_p(), ctypes.c_ulong()
    to_out, to_length = ctypes.addressof(out), ctypes.addressof(length)

    def convert(document, repeats=1):
        result = b""
        size = len(document)
        for left in reversed(range(repeats)):
            if run(settings, document, size, to_out, to_length) != 0:
                return None
            if left == 0:
                result = ctypes.string_at(out, length.value)
            free(out)
        return result

    return convert


def least(convert, document, repeats=REPEATS):
    start, best = time.perf_counter(), float("inf")
    while time.perf_counter() - start < BUDGET:
        before = time.perf_counter()
        convert(document, repeats)
        best = min(best, (time.perf_counter() - before) / repeats)
    return best


def compare(kind, paths):
    """Prints the ratio for the documents that both convert."""
    convert = converter(kind)
    output = subprocess.run([sys.argv[1], *map(str, paths)], check=True, capture_output=True, text=True).stdout
    ours = {path: float(seconds) for path, seconds in (line.split("\t") for line in output.splitlines())}
    # An empty document is refused at once: what is left is the call.
    call = least(convert, b"", 1)
    documents = {path: Path(path).read_bytes() for path in ours}
    theirs = {path: least(convert, document) - call for path, document in documents.items() if convert(document)}
    ratios = sorted(theirs[path] / ours[path] for path in theirs)
    total = sum(theirs.values()) / sum(ours[path] for path in theirs)
    print(
        f"{kind}: libwbxml takes {total:.1f} times as long as convert for {len(theirs)} of {len(paths)} documents together"
        f" ({ratios[0]:.1f} to {ratios[-1]:.1f}, median {ratios[len(ratios) // 2]:.1f}; a call from Python: {call * 1e6:.1f} µs)"
    )


paths = sorted(Path("testdata/csp").glob("*/*.wbxml"))
compare("wbxml2xml", paths)
# libwbxml finds the language in the document type, which its own XML has.
to_xml = converter("wbxml2xml")
with tempfile.TemporaryDirectory() as folder:
    written = []
    for number, xml in enumerate(filter(None, (to_xml(path.read_bytes()) for path in paths))):
        written.append(Path(folder, f"{number}.xml"))
        written[-1].write_bytes(xml)
    compare("xml2wbxml", written)
PYTHON
