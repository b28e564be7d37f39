//! The character set in which a document is read, and its source.

use crate::Syntax;
use std::fmt;

pub use mib_charset::{Appearance, Charset, DecodeError, UnknownCharset, appearance, undoubled};

/// The use of a character set that the transport or the reader of a document states.
///
/// One rule applies to XML and binary XML, in the order of RFC 7303, section 3: a byte order mark,
/// which only XML has; the set stated beside the document; the set that the document states in its
/// XML declaration or header; UTF-8. JSON and the plain-text syntax are always in UTF-8.
///
/// ```
/// use oma_imps::Syntax;
/// use oma_imps::charset::{Charset, Told};
///
/// let bytes = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x2D\x01";
/// let told = Told::of(bytes, Syntax::Wbxml, Charset::ISO_8859_1).ok_or("nothing said")?;
/// assert_eq!(told.used, Charset::ISO_8859_1);
/// assert_eq!(
///     told.to_string(),
///     "read as ISO-8859-1, the stated set; the document states UTF-8"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Told {
    /// The stated character set.
    pub told: Charset,
    /// The character set that is used for reading.
    pub used: Charset,
    /// The character set that the document states; `None` if it states none.
    pub own: Option<Charset>,
}

impl Told {
    /// Returns the use of a stated set for a document and its syntax; `None` if none was stated.
    pub fn of(document: &[u8], syntax: Syntax, told: Charset) -> Option<Self> {
        if told == Charset::UNKNOWN {
            return None;
        }
        let (used, own) = match syntax {
            Syntax::Wbxml => {
                let header = wbxml::Header::parse(document).ok()?.0;
                (header.charset_over(told), header.charset())
            }
            Syntax::Xml => {
                (imps_xml::charset_over(document, told).ok()?, imps_xml::own_charset(document).ok().flatten())
            }
            _ => (Charset::UTF_8, None),
        };
        Some(Self { told, used, own })
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { told, used, own } = self;
        match own {
            _ if used == told => {
                write!(f, "read as {used}, the stated set")?;
                match own {
                    Some(own) if own != used => write!(f, "; the document states {own}"),
                    _ => Ok(()),
                }
            }
            Some(_) => {
                write!(f, "read as {used} by its byte order mark; the stated set is {told}")
            }
            None => {
                write!(f, "read as {used}, the only set of this syntax; the stated set is {told}")
            }
        }
    }
}
