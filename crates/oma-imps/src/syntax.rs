//! The syntaxes, selected at run time.

use crate::{Guess, WriteOptions};
use imps_core::{Error, Root, Version};
use std::fmt;
use std::str::FromStr;

/// A syntax of the protocol.
///
/// ```
/// use oma_imps::{Syntax, Version};
///
/// assert_eq!(Syntax::detect(b"<WV-CSP-Message/>"), Some(Syntax::Xml));
/// assert_eq!(Syntax::Wbxml.media_type(Version::V1_2), "application/vnd.wv.csp.wbxml");
/// ```
#[doc(alias("format", "encoding"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// Binary XML, the syntax of phones.
    Wbxml,
    /// XML.
    Xml,
    /// The plain-text syntax of phones over SMS: one message on one line.
    Pts,
    /// The JSON view of typed documents. It is not part of the protocol.
    #[cfg(feature = "json")]
    Json,
}

impl Syntax {
    /// Detects the syntax of a document by its first bytes. If another language begins like binary
    /// XML, the root element decides. Returns `None` for anything else; [`Guess::of`] then
    /// describes the bytes.
    #[doc(alias("guess", "sniff"))]
    pub fn detect(document: &[u8]) -> Option<Self> {
        match Guess::of(document) {
            Guess::OtherWbxml(_) => None,
            found => Self::of(&found),
        }
    }

    /// Detects the syntax, also for binary XML of another language.
    pub(crate) fn detect_any(document: &[u8]) -> Option<Self> {
        Self::of(&Guess::of(document))
    }

    fn of(guess: &Guess) -> Option<Self> {
        match guess {
            Guess::OtherWbxml(_) => Some(Self::Wbxml),
            Guess::Wbxml => Some(Self::Wbxml),
            Guess::Xml => Some(Self::Xml),
            Guess::PlainTextSyntax => Some(Self::Pts),
            #[cfg(feature = "json")]
            Guess::Json => Some(Self::Json),
            _ => None,
        }
    }

    /// Returns the media type of documents of the client-server protocol: registered names in 1.3,
    /// names of their own in older versions.
    #[doc(alias("content type", "mime"))]
    pub const fn media_type(self, version: Version) -> &'static str {
        match (self, version) {
            (Self::Wbxml, Version::V1_3) => "application/vnd.wv.csp+wbxml",
            (Self::Wbxml, _) => "application/vnd.wv.csp.wbxml",
            (Self::Xml, Version::V1_3) => "application/vnd.wv.csp+xml",
            (Self::Xml, _) => "application/vnd.wv.csp.xml",
            (Self::Pts, _) => "application/vnd.wv.csp.sms",
            #[cfg(feature = "json")]
            (Self::Json, _) => "application/json",
        }
    }

    /// Returns the syntax of a media type. Accepts the names of [`media_type`](Self::media_type),
    /// and the general names of XML. Ignores letter case and parameters.
    ///
    /// ```
    /// use oma_imps::Syntax;
    /// assert_eq!(Syntax::from_media_type("Application/vnd.wv.csp+xml; charset=utf-8"), Some(Syntax::Xml));
    /// assert_eq!(Syntax::from_media_type("image/png"), None);
    /// ```
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        let (essence, _) = media_type.split_once(';').unwrap_or((media_type, ""));
        match essence.trim_ascii().to_ascii_lowercase().as_str() {
            "application/vnd.wv.csp+wbxml" | "application/vnd.wv.csp.wbxml" => Some(Self::Wbxml),
            "application/vnd.wv.csp+xml" | "application/vnd.wv.csp.xml" | "application/xml" | "text/xml" => {
                Some(Self::Xml)
            }
            "application/vnd.wv.csp.sms" => Some(Self::Pts),
            #[cfg(feature = "json")]
            "application/json" => Some(Self::Json),
            _ => None,
        }
    }

    /// Writes a message in this syntax.
    ///
    /// # Errors
    /// [`NotInVersion`](imps_core::ErrorKind::NotInVersion) names an element that the version of
    /// the message lacks. [`NoMapping`](imps_core::ErrorKind::NoMapping),
    /// [`Inexpressible`](imps_core::ErrorKind::Inexpressible),
    /// [`InexpressibleBytes`](imps_core::ErrorKind::InexpressibleBytes) or
    /// [`InvalidName`](imps_core::ErrorKind::InvalidName) for content that the syntax cannot carry.
    #[doc(alias("encode", "serialize", "to_bytes"))]
    pub fn to_vec<'a, T: Root<'a>>(self, message: &T) -> Result<Vec<u8>, Error> {
        match self {
            Self::Wbxml => imps_wbxml::to_vec(message),
            Self::Xml => imps_xml::to_vec(message),
            Self::Pts => imps_pts::to_vec(message),
            #[cfg(feature = "json")]
            Self::Json => self.to_vec_with(message, &WriteOptions::default()),
        }
    }

    /// Writes a message in this syntax with options.
    ///
    /// # Errors
    /// The errors of [`to_vec`](Self::to_vec).
    pub fn to_vec_with<'a, T: Root<'a>>(self, message: &T, options: &WriteOptions) -> Result<Vec<u8>, Error> {
        match self {
            Self::Wbxml => imps_wbxml::to_vec_with(message, &options.wbxml),
            Self::Xml => imps_xml::to_vec_with(message, &options.xml),
            Self::Pts => imps_pts::to_vec_with(message, &options.pts),
            #[cfg(feature = "json")]
            Self::Json => crate::json::to_vec_with(message, &options.json),
        }
    }

    /// Returns `wbxml`, `xml`, `pts` or `json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wbxml => "wbxml",
            Self::Xml => "xml",
            Self::Pts => "pts",
            #[cfg(feature = "json")]
            Self::Json => "json",
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
        f.write_str("not a syntax: expected wbxml, xml, pts or json")
    }
}

impl std::error::Error for UnknownSyntax {}

impl FromStr for Syntax {
    type Err = UnknownSyntax;

    fn from_str(text: &str) -> Result<Self, UnknownSyntax> {
        match text {
            "wbxml" => Ok(Self::Wbxml),
            "xml" => Ok(Self::Xml),
            "pts" => Ok(Self::Pts),
            #[cfg(feature = "json")]
            "json" => Ok(Self::Json),
            _ => Err(UnknownSyntax),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_what_it_is_guessed_to_be() {
        for (document, syntax) in [
            (b"\x03\x11\x6A\x00".as_slice(), Some(Syntax::Wbxml)),
            (b"\x00\x02\x00", Some(Syntax::Wbxml)),
            (b"<a/>", Some(Syntax::Xml)),
            (b"\xEF\xBB\xBF<a/>", Some(Syntax::Xml)),
            (b"\r\n <a/>", Some(Syntax::Xml)),
            (b"\xFF\xFE<\0", Some(Syntax::Xml)),
            (b"\xFE\xFF\0<", Some(Syntax::Xml)),
            (b"\0<\0a", Some(Syntax::Xml)),
            (b"<\0a\0", Some(Syntax::Xml)),
            // White space before binary XML is not part of it.
            (b"\n\x03\x11\x6A\x00", None),
            (b"", None),
            (b"hello", None),
        ] {
            assert_eq!(Syntax::detect(document), syntax, "{document:02X?}");
        }
    }

    #[test]
    fn names_are_read_back() {
        for syntax in [Syntax::Wbxml, Syntax::Xml, Syntax::Pts] {
            assert_eq!(syntax.to_string().parse(), Ok(syntax));
        }
        for other in ["", "XML", "json5"] {
            assert_eq!(other.parse::<Syntax>(), Err(UnknownSyntax));
        }
    }

    /// The rows for CSP and the two syntaxes only.
    #[test]
    fn media_types_are_those_of_the_table() {
        const TABLE: &str = include_str!("../../../testdata/spec/transport/media-types.tsv");
        let mut found = 0;
        for row in TABLE.lines().filter(|row| !row.starts_with('#')).skip(1) {
            let columns: Vec<&str> = row.split('\t').collect();
            let syntax = match (columns[1], columns[2]) {
                ("CSP", "XML") => Some(Syntax::Xml),
                ("CSP", "WBXML") => Some(Syntax::Wbxml),
                ("CSP", "plain text syntax (PTS)") => Some(Syntax::Pts),
                #[cfg(feature = "json")]
                ("CSP", "JSON") => Some(Syntax::Json),
                _ => None,
            };
            for name in columns[0].split(", ") {
                assert_eq!(Syntax::from_media_type(name), syntax, "{name}");
                let loud = format!(" {} ;charset=utf-8", name.to_uppercase());
                assert_eq!(Syntax::from_media_type(&loud), syntax, "{loud}");
                found += usize::from(syntax.is_some());
            }
            for version in Version::ALL.into_iter().filter(|version| columns[3].contains(version.as_str())) {
                if let Some(syntax) = syntax {
                    assert_eq!(syntax.media_type(version), columns[0]);
                }
            }
        }
        assert_eq!(found, 7 + usize::from(cfg!(feature = "json")));
    }
}
