"""Print the conversation in a capture as a table: python pcap_table.py CAPTURE [--csv]

It needs nothing but oma_imps. A spreadsheet or a data frame reads the form with --csv.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from typing import Any

import oma_imps

COLUMNS = (
    "number",
    "seconds",
    "way",
    "session",
    "user",
    "primitive",
    "argument",
    "status",
    "answer",
    "milliseconds",
)


def table(capture: Any) -> list[list[str]]:
    """Return a row per message of a capture: its path, or its bytes."""
    return [row(event) for event in oma_imps.timeline(capture)["events"]]


def row(event: oma_imps.shapes.Event) -> list[str]:
    """Return the row of an event. A field that the event lacks is empty."""
    outcome = event.get("outcome", "")
    answered = outcome.get("answered", {}) if isinstance(outcome, dict) else {}
    values = (
        event["number"],
        f"{event['at']:.3f}",
        "->" if event["direction"] == "to-server" else "<-",
        event.get("session"),
        event.get("user"),
        event.get("primitive", event["kind"]),
        event.get("argument", {}).get("value"),
        event.get("status"),
        answered.get("number", outcome or None),
        round(answered["after"] * 1000) if answered else None,
    )
    return ["" if value is None else str(value) for value in values]


def aligned(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as text in columns."""
    lines = [list(cells) for cells in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*lines)]
    return "".join("  ".join(map(str.ljust, cells, widths)).rstrip() + "\n" for cells in lines)


def main(arguments: list[str]) -> int:
    """Print the table. Return 1 if the capture cannot be read."""
    paths = [each for each in arguments if each != "--csv"]
    if len(paths) != 1:
        print(__doc__.splitlines()[0] if __doc__ else "", file=sys.stderr)
        return 2
    try:
        rows = [list(COLUMNS), *table(paths[0])]
    except (OSError, oma_imps.CaptureError) as error:
        print(f"{paths[0]}: {error}", file=sys.stderr)
        return 1
    if "--csv" in arguments:
        csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
    else:
        sys.stdout.write(aligned(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
