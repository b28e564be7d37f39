//! Errors in XML.

use imps_core::{Error, Quote};
use mib_charset::{Appearance, Charset};
use quick_xml::errors::{Error as Fault, IllFormedError, SyntaxError as Unclosed};

/// The reason why bytes are not an XML document, or not a supported one: the source of an error of
/// kind [`ErrorKind::Syntax`](imps_core::ErrorKind::Syntax).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum XmlError {
    /// The document does not begin like XML.
    #[error("not an xml document")]
    NotXml,
    /// The document ends while an element, a tag, a comment or the like is open.
    #[error("unexpected end of document")]
    UnexpectedEnd,
    /// An end tag names another element than the start tag.
    #[error("end tag {} does not match start tag {}", Quote::<80>(.found), Quote::<80>(.expected))]
    MismatchedEndTag {
        /// The name in the start tag.
        expected: String,
        /// The name in the end tag.
        found: String,
    },
    /// An end tag without a start tag.
    #[error("end tag {} without a start tag", Quote::<80>(.0))]
    UnmatchedEndTag(String),
    /// A reference to an entity other than the five of XML. Entities defined by a document are
    /// never expanded.
    #[error("undefined entity {}", Quote::<80>(.0))]
    UndefinedEntity(String),
    /// A reference to a character that XML does not allow, or to no character.
    #[error("invalid character reference {}", Quote::<80>(.0))]
    InvalidCharacterReference(String),
    /// A character that XML does not allow.
    #[error("character U+{:04X} is not allowed in xml", *.0 as u32)]
    InvalidCharacter(char),
    /// A prefix without a namespace declaration.
    #[error("undeclared prefix {}", Quote::<80>(.0))]
    UndeclaredPrefix(String),
    /// An attribute that appears twice in a tag.
    #[error("duplicate attribute {}", Quote::<80>(.0))]
    DuplicateAttribute(String),
    /// An element or attribute with an invalid XML name.
    #[error("invalid name {:?}", Quote::<80>(.0))]
    InvalidName(String),
    /// A second root element.
    #[error("more than one root element")]
    MultipleRoots,
    /// Text before or after the root element.
    #[error("text outside the root element")]
    TextOutsideRoot,
    /// A character encoding that is unknown, or that this build cannot read.
    #[error("unsupported encoding {}", Quote::<80>(.0))]
    UnsupportedEncoding(String),
    /// Bytes without meaning in the character set.
    #[error("invalid text in character set {charset}{}", looks_like(*.looks))]
    InvalidEncoding {
        /// The character set.
        charset: Charset,
        /// The likely set of the text, if it can be detected.
        looks: Option<Appearance>,
    },
    /// Any other violation of the grammar, described by the text.
    #[error("ill-formed xml: {0}")]
    IllFormed(&'static str),
}

impl XmlError {
    /// Creates the error at an offset.
    #[cold]
    #[inline(never)]
    pub(crate) fn at(self, offset: usize) -> Error {
        Error::syntax(self).at(offset)
    }

    /// The error for bytes that are not UTF-8.
    pub(crate) const fn not_utf_8() -> Self {
        Self::InvalidEncoding { charset: Charset::UTF_8, looks: None }
    }
}

/// Writes the hint after an error about text.
fn looks_like(looks: Option<Appearance>) -> String {
    looks.map_or_else(String::new, |looks| format!("; it looks like {looks}"))
}

impl XmlError {
    /// The error for a fault that the library found. For the crates of this workspace only.
    // Not `From`: the version of the library would be a part of the public API.
    #[doc(hidden)]
    #[cold]
    pub fn of_library(fault: Fault) -> Self {
        match fault {
            Fault::Syntax(Unclosed::InvalidBangMarkup) => Self::IllFormed("unknown markup after \"<!\""),
            Fault::Syntax(_) | Fault::IllFormed(IllFormedError::MissingEndTag(_)) => Self::UnexpectedEnd,
            Fault::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                Self::MismatchedEndTag { expected, found }
            }
            Fault::IllFormed(IllFormedError::UnmatchedEndTag(name)) => Self::UnmatchedEndTag(name),
            Fault::IllFormed(IllFormedError::UnclosedReference) => {
                Self::IllFormed("ampersand without a reference")
            }
            Fault::IllFormed(IllFormedError::DoubleHyphenInComment) => {
                Self::IllFormed("two hyphens in a comment")
            }
            Fault::IllFormed(IllFormedError::MissingDoctypeName) => {
                Self::IllFormed("document type without a name")
            }
            Fault::Encoding(_) => Self::not_utf_8(),
            _ => Self::IllFormed("malformed markup"),
        }
    }
}
