"""Arguments on their way to the native half."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Union

from ._errors import DecodeError

if TYPE_CHECKING:
    from typing_extensions import Buffer

    Content = Union[str, Buffer]

Reading = tuple[Optional[str], Optional[str], Optional[str], bool, Optional[str]]
Writing = tuple[bool, bool, Optional[int]]


def as_bytes(data: Buffer, what: str) -> bytes:
    """Return the bytes of a buffer. Not of an `int`, which `bytes` would take for a length."""
    if isinstance(data, bytes):
        return data
    try:
        return bytes(memoryview(data))
    except TypeError:
        found = type(data).__name__
        raise TypeError(f"{what} is of type {found}, expected bytes, bytearray, memoryview or str") from None


def as_data(data: Content) -> bytes:
    """Return the bytes of anything: of text in UTF-8."""
    if not isinstance(data, str):
        return as_bytes(data, "data")
    try:
        return data.encode()
    except UnicodeEncodeError as error:
        raise DecodeError(f"surrogate at character {error.start} of the text") from None


def as_document(document: Content, charset: Optional[str]) -> tuple[bytes, Optional[str]]:
    """Return the bytes of a document, and their character set if it is sure."""
    if not isinstance(document, str):
        return as_bytes(document, "document"), charset
    if charset is not None:
        raise ValueError("charset is for bytes: a str has no character set")
    if "\x00" <= document[:1] <= "\x03":
        raise TypeError("document is binary xml in a str, expected bytes")
    # Whatever its declaration states.
    return as_data(document), "utf-8"


def as_text(name: str, value: Optional[str]) -> Optional[str]:
    """Return an option that is text, or is missing."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"{name} is of type {type(value).__name__}, expected str")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name} is {value[:40]!r}, expected text without surrogates") from None
    return value


def as_number(name: str, value: Optional[int], least: int, most: int) -> Optional[int]:
    """Return an option that is a number in a range, or is missing."""
    if value is None:
        return None
    if not isinstance(value, int):
        raise TypeError(f"{name} is of type {type(value).__name__}, expected int")
    if not least <= value <= most:
        raise ValueError(f"{name} is {value}, expected a number from {least} to {most}")
    return value


def reading(
    from_: Optional[str],
    csp_version: Optional[str],
    charset: Optional[str],
    strict: bool,
    table: Optional[str],
) -> Reading:
    """Return the options for reading in the order of the native half."""
    return (
        as_text("from_", from_),
        as_text("csp_version", csp_version),
        as_text("charset", charset),
        bool(strict),
        as_text("table", table),
    )


def writing(compact: bool, string_table: bool, transaction_id: Optional[int]) -> Writing:
    """Return the options for writing in the order of the native half."""
    return (bool(compact), bool(string_table), as_number("transaction_id", transaction_id, 0, 999))
