"""Checks and explanations of documents, and timelines of captures."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Optional, Union

from . import _native
from ._arguments import as_bytes, as_data, as_document, as_number, as_text, reading
from ._codec import encode
from .shapes import Explanation, Finding, Guess, Row, Timeline, Unwrapped

if TYPE_CHECKING:
    from typing_extensions import Buffer

    from ._arguments import Content

RULES: tuple[str, ...] = tuple(_native.rules())
"""The names of all rules that `validate` checks between clients and servers."""


def validate(
    document: Union[Content, Mapping[str, Any]],
    *,
    role: Optional[str] = None,
    from_: Optional[str] = None,
    csp_version: Optional[str] = None,
    charset: Optional[str] = None,
    strict: bool = False,
    table: Optional[str] = None,
) -> list[Finding]:
    """Find the faults of documents by the rules of the standard.

    It checks order, number and choice of elements, values, versions, and the rules of sessions and
    transactions.

    >>> namespace = "http://www.wireless-village.org/CSP1.1"
    >>> xml = f"<WV-CSP-Message xmlns='{namespace}'><Session/></WV-CSP-Message>"
    >>> fault = validate(xml)[0]
    >>> fault["rule"], fault["severity"], fault["offset"], fault["expected"]
    ('missing-element', 'error', 63, 'SessionDescriptor')
    >>> fault["text"].partition(": ")[2]
    'missing SessionDescriptor in Session'

    Args:
        document: documents one behind the other, or a dictionary of the shape of `decode`.
        role: the writer, ``"client"`` or ``"server"``. Default: the side that may send the first
            primitive.
        strict: reports content that only lenient readers accept as errors.
        from_, csp_version, charset, table: as for `decode`; not for a dictionary, except
            ``csp_version``.

    Returns:
        The findings in the order of the documents; an empty list if there is no fault. Each is a
        dict with ``rule``, ``severity`` (``"error"``, ``"warning"`` or ``"note"``), ``offset``,
        ``path``, ``found``, ``expected``, and ``text``, which is all of it on one line. At most
        1000 per document. A document that cannot be read is a finding too, of rule ``"syntax"``.

    Raises:
        EncodeError: a dictionary has no shape of a document.
        ValueError, TypeError: as for `decode`.
    """
    if isinstance(document, Mapping):
        data, charset, from_ = encode(document, "json"), None, "json"
    else:
        data, charset = as_document(document, charset)
    return _native.validate(data, reading(from_, csp_version, charset, strict, table), as_text("role", role))


def explain(rule: str) -> Explanation:
    """Explain a rule of `validate`, or of a `StrictError`: a dict with ``says``, ``bad``, ``good``.

    >>> explain("missing-element")["good"]
    '<Result><Code>200</Code></Result>'

    Raises:
        ValueError: there is no such rule. `RULES` has their names.
    """
    explained = _native.explain(as_text("rule", rule) or "")
    if explained is None:
        raise ValueError(f"rule is {rule[:40]!r}, expected one of RULES")
    return explained


def inspect(
    document: Content,
    *,
    max_depth: Optional[int] = None,
    media_type: Optional[str] = None,
    from_: Optional[str] = None,
    csp_version: Optional[str] = None,
    charset: Optional[str] = None,
    table: Optional[str] = None,
) -> list[Row]:
    r"""Explain each piece of documents: its bytes, its code, its element, its meaning.

    >>> for row in inspect(b"\x03\x11\x6a\0\xc9\x08\x031.2\0\x01\x6d\x01\x01"):
    ...     print(f"{row['offset']:2} {row['bytes'].hex():10} {row['token']:17} {row['meaning']}".rstrip())
     0 03         version           wbxml 1.3
     1 11         public id 0x11    -//OMA//DTD WV-CSP 1.2//EN
     2 6a         charset 106       UTF-8
     3 00         string table      empty
     4 c9         <WV-CSP-Message>
     5 08         @xmlns            "http://www.openmobilealliance.org/DTD/WV-CSP" ...
     6 03312e3200 "1.2"             "http://www.openmobilealliance.org/DTD/WV-CSP1.2"
    11 01         end of attributes
    12 6d         <Session>
    13 01         </Session>
    14 01         </WV-CSP-Message>

    A fault has a row of kind ``"fault"`` at its place, behind the rows of everything before it.
    Binary XML of other languages has rows too, with numbers unless a table names them.

    Args:
        document: documents one behind the other: binary XML, XML or plain text. JSON has no rows.
            At most 16 MiB; the rows take many times the memory.
        max_depth: only rows inside at most so many elements, and faults.
        media_type: the content type that the transport states, for binary XML without public id.
        from_, csp_version, charset, table: as for `decode`.

    Returns:
        A list of dicts with ``offset``, ``length``, ``bytes``, ``line`` and ``column`` (in text),
        ``kind``, ``depth``, ``token``, ``code``, ``path`` and ``meaning``; see
        `oma_imps.shapes.Row`.

    Raises:
        OtherLanguageError: the input has no rows.
        ValueError, TypeError: as for `decode`. ValueError too for an input that is too long.
    """
    data, charset = as_document(document, charset)
    depth = as_number("max_depth", max_depth, 0, sys.maxsize)
    options = reading(from_, csp_version, charset, False, table)
    return _native.inspect(data, options, depth, as_text("media_type", media_type))


def guess(data: Content) -> Guess:
    r"""Guess the form of some bytes: its ``kind``, the ``syntax`` for `decode`, and a ``text``.

    >>> guess(b"\x1f\x8b\x08\0")
    {'kind': 'gzip', 'syntax': None, 'text': 'gzip data', 'body': None}
    >>> guess("POST / HTTP/1.1\r\n\r\n<a/>")["body"]
    19

    Raises:
        DecodeError: text has surrogates.
        TypeError: `data` is neither bytes nor str.
    """
    kind, syntax, text, body = _native.guess(as_data(data))
    return {"kind": kind, "syntax": syntax, "text": text, "body": body}


def unwrap(data: Content) -> list[Unwrapped]:
    """Remove what surrounds documents: HTTP, compression, dumps, network frames, source code,
    base64, log lines, and a mix of them.

    >>> [found] = unwrap("00000000: 0311 6a00 c908 0331 2e32 0001 6d01 01  ..j....1.2..m..")
    >>> found["bytes"].hex()
    '03116a00c90803312e3200016d0101'
    >>> found["wrappings"]
    ['a dump in hexadecimal of 15 bytes; offsets count in the decoded bytes']

    Returns:
        The documents; at least one: an input without wrappings is its own document. Each is a dict
        with ``bytes``, ``offset``, ``charset``, ``direction``, ``media_type``, ``wrappings`` and
        ``anomalies``. Data are unpacked to at most 32 MiB and four times the length of the input.

    Raises:
        DecodeError: text has surrogates.
        TypeError: `data` is neither bytes nor str.
    """
    return _native.unwrap(as_data(data))


def timeline(
    capture: Union[str, os.PathLike[str], Buffer],
    *,
    session: Union[str, Iterable[str]] = (),
    user: Union[str, Iterable[str]] = (),
    primitive: Union[str, Iterable[str]] = (),
    status: Union[int, Iterable[int]] = (),
    errors: bool = False,
    state: Union[str, Iterable[str]] = (),
    where: Union[str, Iterable[str]] = (),
    bodies: bool = False,
    validate: bool = False,
    redact: bool = False,
) -> Timeline:
    """Read the conversation in a capture: who asked what, who answered, with which status.

    >>> captured = timeline("../testdata/captures/conversation.pcapng", primitive="Login")
    >>> captured["events"][0]["meaning"]
    'john -> server Login; 200 after 180 ms'

    It reads pcap and pcapng, also in gzip, and HAR. The options select events; each of them may be
    one value or several, of which one must fit. With a selection, only sessions with events are
    returned. All selected events are kept in memory: a large capture needs a selection.

    Args:
        capture: the path of a file (str or path), or the bytes of a capture.
        session: only these sessions, by id.
        user: only messages of or about these users: ``"mary"`` or ``"wv:mary@example.com"``.
        primitive: only these primitives, with or without ``-Request`` and ``-Response``.
        status: only these status codes.
        errors: only what went wrong.
        state: only sessions that are ``"open"``, ``"closed"``, ``"expired"`` or ``"refused"`` at
            the end.
        where: only documents with these fields: ``"Recipient/User/UserID=wv:mary"``; all must fit.
        bodies: adds ``"body"`` to each event, the bytes of its document.
        validate: adds ``"findings"``, the findings of the validator.
        redact: replaces users, sessions and addresses by aliases. Not together with `bodies`.

    Returns:
        A dict with ``sessions``, ``events``, counts, and ``fault``: why reading ended early, if it
        did. `oma_imps.shapes` has the entries of a `Session` and an `Event`.

    Raises:
        CaptureError: the file is no capture.
        OSError: the file cannot be read.
        ValueError: an option has an unknown value.
        TypeError: an argument has a wrong type.
    """
    if redact and bodies:
        raise ValueError("redact cannot change bodies: leave one of both out")
    path, data = "", None
    if isinstance(capture, (str, os.PathLike)):
        path = os.fspath(capture)
    else:
        data = as_bytes(capture, "capture")
    options = (
        _texts("session", session),
        _texts("user", user),
        _texts("primitive", primitive),
        _numbers("status", status),
        bool(errors),
        _texts("state", state),
        _texts("where", where),
    )
    try:
        return _native.timeline(data, path, options, bool(bodies), bool(validate), bool(redact))
    except OSError:
        if data is None:
            # Python names the file in its own exception.
            with open(path, "rb"):
                pass
        raise


def _texts(name: str, values: Union[str, Iterable[str]]) -> list[str]:
    each = [values] if isinstance(values, str) else values
    return [as_text(name, value) or "" for value in each]


def _numbers(name: str, values: Union[int, Iterable[int]]) -> list[int]:
    each = [values] if isinstance(values, int) else values
    return [as_number(name, value, 0, 65535) or 0 for value in each]
