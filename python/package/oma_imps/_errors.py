"""The exceptions and the warning of the package."""

from __future__ import annotations

from typing import Optional


class ImpsError(Exception):
    """The base of every error about content.

    ``str(error)`` is one line with everything known.
    """

    kind: str = "other"
    """The name of the fault, such as ``"missing-element"`` or ``"syntax"``."""

    offset: Optional[int] = None
    """The place of the fault, in bytes from the start of the document; ``None`` if there is
    none."""

    path: str = ""
    """The elements around the fault, outermost first:
    ``"WV-CSP-Message/Session/Transaction[0]"``."""

    expected: Optional[str] = None
    """The content that was expected there, if it can be named."""


class DecodeError(ImpsError):
    """A document cannot be read."""


class OtherLanguageError(DecodeError):
    """The bytes are no document of IMPS, or a document of a version that is not supported."""


class LimitError(DecodeError):
    """A document exceeds a limit, such as 100 levels of elements or 64 MiB."""


class StrictError(DecodeError):
    """A document breaks a rule that only strict reading enforces."""

    rule: str = ""
    """The name of the rule, which `oma_imps.explain` explains."""


class EncodeError(ImpsError):
    """Content cannot be written: a dictionary has no such shape, or the syntax no such content."""


class CaptureError(ImpsError):
    """A file is no capture of packets."""


class LossWarning(UserWarning):
    """A document was read, but not all of it: bytes behind it, or content without a meaning."""


_CLASSES: dict[str, type[ImpsError]] = {
    each.__name__: each
    for each in (DecodeError, OtherLanguageError, LimitError, StrictError, EncodeError, CaptureError)
}

for _class in (ImpsError, LossWarning, *_CLASSES.values()):
    # The name by which users know it.
    _class.__module__ = "oma_imps"


def made(
    name: str,
    message: str,
    kind: str,
    offset: Optional[int],
    path: str,
    expected: Optional[str],
    rule: Optional[str],
) -> ImpsError:
    """Make an exception for the native half."""
    error = _CLASSES[name](message)
    error.kind, error.offset, error.path, error.expected = kind, offset, path, expected
    if isinstance(error, StrictError):
        error.rule = rule or ""
    return error
