"""Show messages of OMA IMPS in mitmproxy: mitmproxy -s mitmproxy_contentview.py

The view shows binary XML, XML and plain text as XML, and the place of the fault in a message that
cannot be read. It is chosen for the content types of the protocol, and for bodies that begin like
its binary XML.

In mitmproxy from 12 on, a view may also write: edit the XML, and mitmproxy sends binary XML. Tested
with mitmproxy 11 and 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Optional, Union

from mitmproxy import contentviews

import oma_imps

NAME = "OMA IMPS"


def is_ours(data: bytes, content_type: Optional[str]) -> bool:
    """Return whether a body is a message of IMPS, by its content type, else by its first bytes."""
    essence = (content_type or "").partition(";")[0].strip().lower()
    if essence.startswith(("application/vnd.wv.csp", "application/vnd.wv.ssp")):
        return True
    return oma_imps.guess(data)["syntax"] == "wbxml" and data[1:2] in (b"\x10", b"\x11", b"\x12")


def charset_of(content_type: Optional[str]) -> Optional[str]:
    """Return the character set that a content type names."""
    for parameter in (content_type or "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"') or None
    return None


def shown(data: bytes, content_type: Optional[str] = None) -> str:
    """Return a body as XML. Raise `oma_imps.ImpsError` if it cannot be read."""
    try:
        return oma_imps.convert(data, "xml", charset=charset_of(content_type)).text
    except ValueError:
        # A character set that nobody knows: the document states its own.
        return oma_imps.convert(data, "xml").text


def explained(data: bytes, error: oma_imps.ImpsError) -> str:
    """Return the error of a body, and a line per element and value up to the fault."""
    try:
        rows = oma_imps.inspect(data)
    except oma_imps.ImpsError:
        rows = []
    kept = [row for row in rows if row["kind"] in ("element", "text", "value", "fault")]
    lines = [f"{row['offset']:04X}  {'  ' * row['depth']}{row['token']} {row['meaning']}" for row in kept]
    return "\n".join([str(error), *lines])


def written(text: str, original: bytes) -> bytes:
    """Return edited XML in the syntax of the original."""
    syntax = oma_imps.guess(original)["syntax"]
    return oma_imps.convert(text, syntax or "wbxml").data


if hasattr(contentviews, "InteractiveContentview"):

    class ImpsEditor(contentviews.InteractiveContentview):
        """The view for mitmproxy from 12 on."""

        name = NAME
        syntax_highlight = "xml"

        def prettify(self, data: bytes, metadata: Any) -> str:
            """Return XML, or the reason why there is none."""
            try:
                return shown(data, metadata.content_type)
            except oma_imps.ImpsError as error:
                return explained(data, error)

        def reencode(self, prettified: str, metadata: Any) -> bytes:
            """Return the bytes of edited XML. mitmproxy shows the error of XML that is wrong."""
            message = metadata.http_message or metadata.websocket_message
            return written(prettified, (message and message.content) or b"")

        def render_priority(self, data: bytes, metadata: Any) -> float:
            """Return 2 for messages of IMPS: more than any view that comes with mitmproxy."""
            return 2 if data and is_ours(data, metadata.content_type) else 0

    contentviews.add(ImpsEditor())

else:

    class ImpsView(contentviews.View):
        """The view for mitmproxy up to 11."""

        name = NAME

        def __call__(
            self,
            data: bytes,
            *,
            content_type: Optional[str] = None,
            flow: Any = None,
            http_message: Any = None,
            **unknown_metadata: Any,
        ) -> tuple[str, Iterator[list[tuple[str, Union[str, bytes]]]]]:
            """Return a description, and lines of text with their styles."""
            try:
                text = shown(data, content_type)
            except oma_imps.ImpsError as error:
                return f"{NAME}: {error}", contentviews.format_text(explained(data, error))
            return f"{NAME} ({oma_imps.guess(data)['text']})", contentviews.format_text(text)

        def render_priority(
            self,
            data: bytes,
            *,
            content_type: Optional[str] = None,
            flow: Any = None,
            http_message: Any = None,
            **unknown_metadata: Any,
        ) -> float:
            """Return 2 for messages of IMPS: more than any view that comes with mitmproxy."""
            return 2 if data and is_ours(data, content_type) else 0

    VIEW = ImpsView()

    def load(_: Any) -> None:
        """Add the view."""
        contentviews.add(VIEW)

    def done() -> None:
        """Remove the view."""
        contentviews.remove(VIEW)
