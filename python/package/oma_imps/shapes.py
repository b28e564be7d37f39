"""The shapes of the dictionaries that the functions take and return, for type checkers and readers.

`Document` is a message: ``{"version": "1.2", "WV-CSP-Message": {"Session": {..}}}``.

* Names are the names of the standard, as in its XML.
* A structure is a dict of its children; a missing child has no entry.
* A child that may be repeated is a list, even if there is one.
* The children of a choice that may be repeated are a list of dicts with one entry each.
* Numbers are ``int``, booleans ``bool``; text, words, dates and times are ``str``.
* Content of a message is ``str``, or ``{"base64": ".."}`` if the document has it as bytes.
* Attributes have an ``@`` before their names; the text beside them is ``"#text"``.
* Content that the standard does not have is in ``"extensions"``, with its place.

The other classes are results. They are ordinary dictionaries at run time.
"""

from __future__ import annotations

from typing import Any, Optional, TypedDict

Document = dict[str, Any]
"""A message, as the module describes it."""


class Note(TypedDict):
    """A remark on a conversion."""

    text: str
    """The remark, on one line."""
    is_loss: bool
    """Whether the output lacks content of the input."""


class Loss(TypedDict):
    """Content that another version of the protocol does not carry as it was."""

    path: str
    """Its place, with the names of the source."""
    reason: str
    """The name of the reason, such as ``"not-in-version"``."""
    text: str
    """The reason in words."""


class Answer(TypedDict):
    """A request that another version lacks: its sender gets an answer instead."""

    transaction: str
    """The id of the transaction."""
    answer: Optional[int]
    """The status code of the answer."""


class Finding(TypedDict):
    """A fault of a document."""

    document: Optional[int]
    """The number of the document, from 1, if the input has several."""
    rule: str
    """The name of the rule, which `oma_imps.explain` explains."""
    severity: str
    """``"error"``, ``"warning"`` or ``"note"``."""
    offset: int
    """The place in bytes from the start of the input; 0 for JSON and dictionaries."""
    path: str
    """The element; empty if the fault is in no element."""
    found: str
    """The content at fault; empty if something is missing."""
    expected: str
    """The expected or missing content; empty if `found` is the whole fault."""
    text: str
    """All of it on one line."""


class Explanation(TypedDict):
    """A rule, explained."""

    rule: str
    """The name of the rule."""
    says: str
    """Its demand, and the reason."""
    bad: str
    """A piece of a document that breaks it."""
    good: str
    """The same piece, corrected; empty if there is none."""
    source: str
    """The origin of the rule."""


class Row(TypedDict):
    """A piece of a document."""

    document: Optional[int]
    """The number of the document, from 1, if the input has several."""
    offset: int
    """The place in bytes from the start of the input; in XML, from the start of its text in
    UTF-8."""
    length: int
    """The number of bytes."""
    bytes: bytes
    """The bytes."""
    line: Optional[int]
    """The line, from 1, in a document of text."""
    column: Optional[int]
    """The column, from 1, in a document of text."""
    kind: str
    """``header``, ``element``, ``attribute``, ``text``, ``value``, ``page``, ``instruction``,
    ``end``, ``trailing`` or ``fault``."""
    depth: int
    """The number of elements around the piece."""
    token: str
    """A few words that name the piece, such as ``<Code>`` or ``integer 200``."""
    code: Optional[str]
    """The code in the tables of the syntax, such as ``"00:0B"``: page and token in hexadecimal."""
    path: str
    """The element of the piece and the elements around it, separated by slashes."""
    meaning: str
    """The meaning, unless the token already says it."""


class Guess(TypedDict):
    """The likely form of some bytes."""

    kind: str
    """``empty``, ``wbxml``, ``other-wbxml``, ``xml``, ``json``, ``pts``, ``gzip``, ``zlib``,
    ``zip``, ``http``, ``hexadecimal``, ``base64``, ``capture``, ``text`` or ``bytes``."""
    syntax: Optional[str]
    """The syntax as which `decode` would read them; ``None`` if it would refuse them."""
    text: str
    """The form in words."""
    body: Optional[int]
    """The offset of the body of an HTTP message."""


class Unwrapped(TypedDict):
    """A document without its wrappings."""

    bytes: bytes
    """The document; it may be several, one behind the other."""
    offset: Optional[int]
    """Its place in the input, if the input has its bytes unchanged and in one piece."""
    charset: Optional[str]
    """The character set that an HTTP head names."""
    direction: Optional[str]
    """``"request"`` or ``"response"``, if a wrapping tells."""
    media_type: Optional[str]
    """The media type that a PDU of WSP or a multipart body names."""
    wrappings: list[str]
    """A description of each wrapping, outermost first; empty for a bare document."""
    anomalies: list[str]
    """The faults of the wrappings."""


class Session(TypedDict, total=False):
    """A session in a capture. Entries without a value are missing."""

    id: str
    """The session id; empty for a login that was refused."""
    user: str
    """The user, if the capture has the login."""
    client: str
    """The application on the phone, if the capture has the login."""
    client_endpoint: str
    """Address and port of the client in the first message."""
    server_endpoint: str
    """Address and port of the server in the first message."""
    protocol: str
    """``"csp"`` or ``"ssp"``."""
    versions: list[str]
    syntaxes: list[str]
    bearers: list[str]
    """``http``, ``wsp``, ``push``; ``cir-tcp`` and ``cir-udp``, which wake phones."""
    first: float
    """The seconds from 1970 to the first message."""
    last: float
    """The seconds from 1970 to the last message."""
    time_to_live: int
    """The seconds that the session lives without traffic."""
    state: str
    """``open``, ``closed``, ``expired`` or ``refused``."""
    messages: int
    """The number of messages."""
    polls: int
    """The number of times that the client asked for waiting messages."""
    wakeups: int
    """The number of times that the server woke the client."""
    errors: int
    """The number of messages with a status from 400."""
    unanswered: int
    """The number of requests without an answer."""
    repeated: int
    """The number of repeated requests."""


class Event(TypedDict, total=False):
    """A message, or another event, in a capture. Entries without a value are missing."""

    number: int
    """The number of the event, from 1."""
    kind: str
    """``message``, ``empty``, ``wakeup``, ``line``, ``unreadable``, ``unknown`` or ``problem``."""
    time: float
    """The seconds since 1970."""
    at: float
    """The seconds since the first event."""
    packet: int
    """The number of the packet that completed it, or of the entry in a HAR file."""
    source: str
    """Address and port of the sender."""
    target: str
    """Address and port of the receiver."""
    direction: str
    """``"to-server"`` or ``"to-client"``."""
    bearer: str
    """``http``, ``wsp`` or ``push``; ``cir-tcp`` or ``cir-udp``, which wake phones."""
    head: str
    """The start of the head, such as ``"POST /csp"`` or ``"status 200"``."""
    content_type: str
    length: int
    """The bytes of the document."""
    syntax: str
    protocol: str
    version: str
    session: str
    user: str
    transaction: str
    mode: str
    """``"request"`` or ``"response"``."""
    primitive: str
    """The name of the request or answer, such as ``"Login-Request"``."""
    argument: dict[str, Any]
    """Its main argument: ``{"role": "to", "value": "wv:mary", "others": 0}``."""
    content_bytes: int
    """The bytes of the content of a message between users."""
    status: int
    """The status code."""
    poll: bool
    """Whether the server says that something waits for the client."""
    outcome: Any
    """The answer: ``{"answered": {"number": 4, "after": 0.12, "status": 200}}``, or
    ``"unanswered"``."""
    answers: dict[str, Any]
    """The request: ``{"number": 3, "after": 0.12}``."""
    repeats: int
    """The number of the first event with the same request."""
    problems: list[str]
    """The reasons why it cannot be read, or what is wrong with it."""
    findings: list[str]
    """The findings of the validator, if they were asked for."""
    part: int
    """The index of the transaction in its document, if it is not the first."""
    is_error: bool
    """Whether something went wrong: a status from 400, no answer, a problem."""
    meaning: str
    """The event in words."""
    body: bytes
    """The document, if the bodies were asked for."""


class Timeline(TypedDict):
    """The conversation in a capture."""

    sessions: list[Session]
    """The sessions, in the order of their first messages."""
    events: list[Event]
    """The events in order."""
    packets: int
    """The number of packets, or of the entries of a HAR file."""
    connections: int
    """The number of TCP connections."""
    forgotten_connections: int
    """The connections that were forgotten to bound the memory."""
    forgotten_sessions: int
    """The sessions that were forgotten to bound the memory."""
    passed: list[Any]
    """The packets and streams passed over: objects ``{"reason", "count", "first_packet"}``."""
    fault: Optional[str]
    """The reason why the capture was not read to its end."""
