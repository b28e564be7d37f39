"""Documents as dictionaries, and in other syntaxes and versions."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Optional

from . import _native
from ._arguments import as_document, as_text, reading, writing
from ._errors import LossWarning
from .shapes import Answer, Document, Loss, Note

if TYPE_CHECKING:
    from ._arguments import Content


def decode(
    document: Content,
    *,
    from_: Optional[str] = None,
    csp_version: Optional[str] = None,
    charset: Optional[str] = None,
    strict: bool = False,
    unknown: str = "keep",
    table: Optional[str] = None,
) -> Document:
    r"""Read a document into a dictionary with the names of the standard.

    >>> wbxml = b"\x03\x11\x6a\0\xc9\x08\x031.2\0\x01\x6d\x6e\x70\x80\x19\x01\x01\x01\x01"
    >>> message = decode(wbxml)
    >>> message["version"], message["WV-CSP-Message"]
    ('1.2', {'Session': {'SessionDescriptor': {'SessionType': 'Outband'}}})

    Structures are dicts of their children, repeated children lists, numbers ``int``, booleans
    ``bool``, everything else ``str``; `oma_imps.shapes` has the details. The root is
    ``WV-CSP-Message`` between clients and servers, ``WV-SSP-Message`` between servers, or one of
    the two of version discovery.

    Args:
        document: one document, as bytes, or as str if it is XML, JSON or plain text.
        from_: its syntax, ``"wbxml"``, ``"xml"``, ``"pts"`` or ``"json"``. Default: detected.
        csp_version: reads it as version ``"1.1"``, ``"1.2"`` or ``"1.3"``. Default: the version
            that it states, else 1.2.
        charset: the character set that the transport states, by name or number, such as
            ``"gb2312"``; it wins over the set of the document. For bytes only.
        strict: refuses the output of known faulty writers.
        unknown: ``"keep"`` keeps content that the standard does not have, under ``"extensions"``;
            ``"skip"`` leaves it out; ``"refuse"`` raises.
        table: the tokens of a vendor in binary XML, one row per line:
            ``tag<TAB>0x21<TAB>3F<TAB>Mood``.

    Returns:
        A new dictionary of ``"version"`` and the root.

    Raises:
        OtherLanguageError: the bytes are no document of IMPS.
        LimitError: the document exceeds a limit.
        StrictError: the document breaks a rule of strict reading.
        DecodeError: any other fault. The three above are subclasses.
        ValueError: an option has an unknown value.
        TypeError: the document is neither bytes nor str.

    Warns:
        LossWarning: bytes that are not padding follow the document, or it has content without a
            meaning in the language. The dictionary lacks them.

    >>> decode(b"<html/>")
    Traceback (most recent call last):
    oma_imps.OtherLanguageError: not an imps document: found document element html at byte 0
    """
    data, charset = as_document(document, charset)
    options = reading(from_, csp_version, charset, strict, table)
    decoded, losses = _native.decode(data, options, as_text("unknown", unknown) or "")
    for loss in losses:
        warnings.warn(loss, LossWarning, stacklevel=2)
    return decoded


def encode(
    document: Mapping[str, Any],
    to: str = "wbxml",
    *,
    compact: bool = False,
    string_table: bool = False,
    transaction_id: Optional[int] = None,
) -> bytes:
    r"""Write a dictionary as a document.

    >>> message = {"version": "1.2", "WV-CSP-Message": {"Session": {"SessionDescriptor": {
    ...     "SessionType": "Inband", "SessionID": "s1"}}}}
    >>> encode(message).hex()
    '03116a00c90803312e3200016d6e708011016f0373310001010101'
    >>> print(encode(message, "xml").decode())
    <?xml version="1.0" encoding="UTF-8"?>
    <WV-CSP-Message xmlns="http://www.openmobilealliance.org/DTD/WV-CSP1.2">
      <Session>
        <SessionDescriptor>
          <SessionType>Inband</SessionType>
          <SessionID>s1</SessionID>
        </SessionDescriptor>
      </Session>
    </WV-CSP-Message>
    <BLANKLINE>

    Args:
        document: a dictionary of the shape that `decode` returns. An entry of value ``None`` counts
            as missing, a tuple as a list, and ``bytes`` as content in base64.
        to: the syntax, ``"wbxml"``, ``"xml"``, ``"pts"`` or ``"json"``.
        compact: writes XML and JSON without added white space. Default: indented by two blanks.
        string_table: writes repeated strings of binary XML once, if that is shorter.
        transaction_id: writes this id, 0 to 999, in plain text. Default: the id of the document.

    Returns:
        The document. XML, plain text and JSON are in UTF-8.

    Raises:
        EncodeError: the dictionary is no document: its ``path`` names the place. Or the syntax
            cannot carry the content: plain text has codes for a part of the protocol only.
        ValueError: an option has an unknown value.
        TypeError: `document` is no dictionary.

    >>> encode({"version": "1.2", "WV-CSP-Message": {"Session": {}}})
    Traceback (most recent call last):
    oma_imps.EncodeError: missing element SessionDescriptor in WV-CSP-Message/Session
    """
    if not isinstance(document, Mapping):
        raise TypeError(f"document is of type {type(document).__name__}, expected a dict")
    return _native.encode(document, as_text("to", to) or "", writing(compact, string_table, transaction_id))


@dataclass(frozen=True)
class Converted:
    """The result of `convert`."""

    data: bytes = field(repr=False)
    """The documents in the target syntax, in the order of the input."""

    syntax: str
    """The target syntax."""

    notes: list[Note]
    """Omissions, changes and assumptions."""

    losses: list[Loss]
    """The content that another version did not carry, if ``to_version`` was stated."""

    answers: list[Answer]
    """The requests that another version lacks, and the answers of their senders."""

    @property
    def text(self) -> str:
        """The documents as text. Raises ValueError for binary XML."""
        if self.syntax == "wbxml":
            raise ValueError("binary xml is no text: use data")
        return self.data.decode()

    @property
    def is_whole(self) -> bool:
        """Whether the output has all content of the input."""
        return not (self.losses or self.answers or any(note["is_loss"] for note in self.notes))


def convert(
    document: Content,
    to: Optional[str] = None,
    *,
    to_version: Optional[str] = None,
    compact: bool = False,
    string_table: bool = False,
    transaction_id: Optional[int] = None,
    from_: Optional[str] = None,
    csp_version: Optional[str] = None,
    charset: Optional[str] = None,
    strict: bool = False,
    table: Optional[str] = None,
) -> Converted:
    r"""Convert documents to another syntax, and to another version of the protocol.

    Nothing is lost between binary XML and XML: names without a code become literals, and codes
    without a name become names such as ``unknown-01-3F``.

    >>> wbxml = b"\x03\x11\x6a\0\xc9\x08\x031.2\0\x01\x6d\x6e\x70\x80\x19\x01\x01\x01\x01"
    >>> print(convert(wbxml).text)
    <?xml version="1.0" encoding="UTF-8"?>
    <WV-CSP-Message xmlns="http://www.openmobilealliance.org/DTD/WV-CSP1.2">
      <Session>
        <SessionDescriptor>
          <SessionType>Outband</SessionType>
        </SessionDescriptor>
      </Session>
    </WV-CSP-Message>
    <BLANKLINE>
    >>> convert(convert(wbxml).text).data == wbxml
    True

    Args:
        document: documents one behind the other, as bytes, or as str if they are text.
        to: the target syntax. Default: the other one. Binary XML, plain text and messages between
            servers in JSON become XML; XML becomes binary XML, or JSON between servers.
        to_version: converts messages to version ``"1.1"``, ``"1.2"`` or ``"1.3"``, and names the
            losses.
        compact, string_table, transaction_id: as for `encode`.
        from_, csp_version, charset, strict, table: as for `decode`.

    Returns:
        A `Converted`: ``data`` (bytes) and ``text`` (str), the ``syntax``, ``notes``, and for
        another version ``losses`` and ``answers``, which are lists of dicts.

    Raises:
        DecodeError: a document cannot be read, with the same subclasses as for `decode`. The offset
            counts from the start of the input.
        EncodeError: the target syntax cannot carry the content.
        ValueError, TypeError: as for `decode`.
    """
    data, charset = as_document(document, charset)
    converted, syntax, report = _native.convert(
        data,
        reading(from_, csp_version, charset, strict, table),
        as_text("to", to),
        as_text("to_version", to_version),
        writing(compact, string_table, transaction_id),
    )
    return Converted(converted, syntax, report["notes"], report["losses"], report["answers"])
