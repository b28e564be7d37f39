//! The syntaxes, chosen at run time.

use imps_core::{Error, Root, Version};
use std::fmt;
use std::str::FromStr;

/// A syntax of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// Binary XML, what phones speak.
    #[cfg(feature = "wbxml")]
    Wbxml,
    /// XML.
    #[cfg(feature = "xml")]
    Xml,
}

impl Syntax {
    /// The syntax that a document seems to be in, by its first octets; `None` for something else.
    pub fn detect(document: &[u8]) -> Option<Self> {
        match document {
            #[cfg(feature = "wbxml")]
            [0x00..=0x03, ..] if !matches!(document, [0, b'<', ..]) => Some(Self::Wbxml),
            #[cfg(feature = "xml")]
            [0xEF, 0xBB, 0xBF, ..] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', ..] | [0, b'<', ..] => {
                Some(Self::Xml)
            }
            #[cfg(feature = "xml")]
            [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] => Self::detect_behind_blanks(rest),
            _ => None,
        }
    }

    #[cfg(feature = "xml")]
    fn detect_behind_blanks(document: &[u8]) -> Option<Self> {
        document.trim_ascii_start().starts_with(b"<").then_some(Self::Xml)
    }

    /// The media type of documents of the client-server protocol: 1.3 has registered names, older versions their own.
    pub const fn media_type(self, version: Version) -> &'static str {
        match (self, version) {
            #[cfg(feature = "wbxml")]
            (Self::Wbxml, Version::V1_3) => "application/vnd.wv.csp+wbxml",
            #[cfg(feature = "wbxml")]
            (Self::Wbxml, _) => "application/vnd.wv.csp.wbxml",
            #[cfg(feature = "xml")]
            (Self::Xml, Version::V1_3) => "application/vnd.wv.csp+xml",
            #[cfg(feature = "xml")]
            (Self::Xml, _) => "application/vnd.wv.csp.xml",
        }
    }

    /// Writes a message in this syntax.
    pub fn to_vec<'a, T: Root<'a>>(self, message: &T) -> Result<Vec<u8>, Error> {
        match self {
            #[cfg(feature = "wbxml")]
            Self::Wbxml => imps_wbxml::to_vec(message),
            #[cfg(feature = "xml")]
            Self::Xml => imps_xml::to_vec(message),
        }
    }

    /// `wbxml` or `xml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            #[cfg(feature = "wbxml")]
            Self::Wbxml => "wbxml",
            #[cfg(feature = "xml")]
            Self::Xml => "xml",
        }
    }
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names no syntax of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSyntax;

impl fmt::Display for UnknownSyntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a syntax: expected wbxml or xml")
    }
}

impl std::error::Error for UnknownSyntax {}

impl FromStr for Syntax {
    type Err = UnknownSyntax;

    fn from_str(text: &str) -> Result<Self, UnknownSyntax> {
        match text {
            #[cfg(feature = "wbxml")]
            "wbxml" => Ok(Self::Wbxml),
            #[cfg(feature = "xml")]
            "xml" => Ok(Self::Xml),
            _ => Err(UnknownSyntax),
        }
    }
}
