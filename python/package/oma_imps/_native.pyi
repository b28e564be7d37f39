from collections.abc import Mapping
from typing import Any, Optional

from ._arguments import Reading, Writing
from .shapes import Explanation, Finding, Row, Timeline, Unwrapped

__all__ = [
    "convert",
    "decode",
    "encode",
    "explain",
    "guess",
    "inspect",
    "rules",
    "timeline",
    "unwrap",
    "validate",
]

def decode(document: bytes, reading: Reading, unknown: str) -> tuple[dict[str, Any], list[str]]: ...
def encode(document: Mapping[str, Any], to: str, writing: Writing) -> bytes: ...
def convert(
    document: bytes, reading: Reading, to: Optional[str], to_version: Optional[str], writing: Writing
) -> tuple[bytes, str, dict[str, Any]]: ...
def validate(document: bytes, reading: Reading, role: Optional[str]) -> list[Finding]: ...
def explain(rule: str) -> Optional[Explanation]: ...
def rules() -> list[str]: ...
def guess(document: bytes) -> tuple[str, Optional[str], str, Optional[int]]: ...
def unwrap(input: bytes) -> list[Unwrapped]: ...
def inspect(
    document: bytes, reading: Reading, max_depth: Optional[int], media_type: Optional[str]
) -> list[Row]: ...
def timeline(
    capture: Optional[bytes],
    path: str,
    filter: tuple[list[str], list[str], list[str], list[int], bool, list[str], list[str]],
    bodies: bool,
    validate: bool,
    redact: bool,
) -> Timeline: ...
