"""Print the time of the codec per document, beside `json` with the same content: python speed.py

The documents are the messages of testdata/csp. Each number is the best of several passes over all.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import oma_imps

DOCUMENTS = sorted((Path(__file__).resolve().parents[1] / "testdata/csp").glob("1.*/*.wbxml"))


def microseconds(function: Callable[[Any], object], arguments: Sequence[Any], passes: int) -> float:
    """Return the time of one call."""
    best = float("inf")
    for _ in range(passes):
        start = time.perf_counter()
        for each in arguments:
            function(each)
        best = min(best, time.perf_counter() - start)
    return best / len(arguments) * 1e6


def main(passes: int) -> None:
    """Print a line per function."""
    binary = [path.read_bytes() for path in DOCUMENTS]
    decoded = [oma_imps.decode(each) for each in binary]
    text = [json.dumps(each) for each in decoded]
    base = microseconds(json.loads, text, passes)
    print(f"{len(binary)} documents of {sum(map(len, binary)) // len(binary)} bytes on average")
    functions: list[tuple[str, Callable[[Any], object], Sequence[Any]]] = [
        ("json.loads", json.loads, text),
        ("json.dumps", json.dumps, decoded),
        ("decode", oma_imps.decode, binary),
        ("encode", oma_imps.encode, decoded),
        ("convert to xml", lambda each: oma_imps.convert(each, "xml"), binary),
        ("validate", oma_imps.validate, binary),
        ("inspect", oma_imps.inspect, binary),
    ]
    for name, function, arguments in functions:
        time_of_it = microseconds(function, arguments, passes)
        print(f"{name:15} {time_of_it:6.1f} us {time_of_it / base:6.2f} times json.loads")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
