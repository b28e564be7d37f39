"""Messages of OMA IMPS (formerly Wireless Village) 1.1 to 1.3: instant messaging and presence.

The functions read and write binary XML (``"wbxml"``), XML (``"xml"``), the plain text of SMS
(``"pts"``) and JSON (``"json"``):

* `decode` and `encode`: a message as a dictionary with the names of the standard;
* `convert`: from one syntax to another, and from one version to another;
* `validate` and `explain`: the faults of a message, and the rules behind them;
* `inspect`: the meaning of each byte;
* `guess` and `unwrap`: the likely form of some bytes, and the documents inside HTTP, dumps, logs;
* `timeline`: the conversation in a capture of packets.

Documents are ``bytes``, or any other object with a buffer (``bytearray``, ``memoryview``).
XML, JSON and plain text may also be ``str``. Dictionaries are ordinary: ``json.dumps`` writes them,
and the command ``imps convert --to json`` prints the same.

The module `oma_imps.shapes` describes these dictionaries and the results of the other functions.

Every error about content is an `ImpsError`, with the place: ``offset`` in bytes, and the ``path``
of elements. A wrong option is a ``ValueError``, a wrong type a ``TypeError``.
"""

from . import shapes
from ._codec import Converted, convert, decode, encode
from ._errors import (
    CaptureError,
    DecodeError,
    EncodeError,
    ImpsError,
    LimitError,
    LossWarning,
    OtherLanguageError,
    StrictError,
)
from ._tools import RULES, explain, guess, inspect, timeline, unwrap, validate

__version__ = "0.1.0"

__all__ = [
    "RULES",
    "CaptureError",
    "Converted",
    "DecodeError",
    "EncodeError",
    "ImpsError",
    "LimitError",
    "LossWarning",
    "OtherLanguageError",
    "StrictError",
    "convert",
    "decode",
    "encode",
    "explain",
    "guess",
    "inspect",
    "shapes",
    "timeline",
    "unwrap",
    "validate",
]
