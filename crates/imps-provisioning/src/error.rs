//! Errors of reading and writing documents.

use imps_core::Quote;
use std::fmt;

/// The reason why a document cannot be read or written.
///
/// ```
/// use imps_provisioning::{Document, ErrorKind};
///
/// let error = Document::from_xml(b"<wap-provisioningdoc><parm/></wap-provisioningdoc>").unwrap_err();
/// assert_eq!(error.kind, ErrorKind::MissingAttribute("name"));
/// assert_eq!(error.to_string(), "missing attribute name at byte 21");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Error {
    /// The fault.
    pub kind: ErrorKind,
    /// The place in the document that was read, in bytes. `None` in writing.
    pub offset: Option<usize>,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, offset: usize) -> Self {
        Self { kind, offset: Some(offset) }
    }

    #[cold]
    pub(crate) fn writing(kind: ErrorKind) -> Self {
        Self { kind, offset: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        self.offset.map_or(Ok(()), |offset| write!(f, " at byte {offset}"))
    }
}

impl std::error::Error for Error {}

impl From<wbxml::Error> for Error {
    fn from(error: wbxml::Error) -> Self {
        Self::new(ErrorKind::Binary(*error.kind()), error.offset())
    }
}

/// The fault of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes of an XML document are not UTF-8.
    #[error("text is not utf-8")]
    NotUtf8,
    /// The XML declaration names an encoding other than UTF-8 or US-ASCII.
    #[error("unsupported encoding {}", Quote::<80>(.0))]
    UnsupportedEncoding(String),
    /// The text breaks the grammar of XML.
    #[error("ill-formed xml: {0}")]
    IllFormed(&'static str),
    /// The document ends while an element, a tag, a comment or the like is open, or before the
    /// root.
    #[error("unexpected end of document")]
    UnexpectedEnd,
    /// The document type declaration has declarations of its own, such as entities. They are never
    /// read.
    #[error("document type with declarations")]
    Declarations,
    /// A reference to an entity other than the five of XML.
    #[error("undefined entity {}", Quote::<80>(.0))]
    UndefinedEntity(String),
    /// A character that XML does not allow, also as a reference.
    #[error("character U+{:04X} is not allowed in xml", *.0 as u32)]
    InvalidCharacter(char),
    /// A reference to no character.
    #[error("invalid character reference {}", Quote::<80>(.0))]
    InvalidReference(String),
    /// Only in writing: a name that XML does not allow.
    #[error("invalid name {:?}", Quote::<80>(.0))]
    InvalidName(String),
    /// An attribute that appears twice in a tag.
    #[error("duplicate attribute {}", Quote::<80>(.0))]
    DuplicateAttribute(String),
    /// Binary XML breaks its grammar or a limit of the engine.
    #[error("{0}")]
    Binary(wbxml::ErrorKind),
    /// The header of binary XML names another document type, by this number.
    #[error("document type {0:#04x} instead of client provisioning")]
    DocumentType(u32),
    /// The header of binary XML names another document type, by its identifier.
    #[error("document type {} instead of client provisioning", Quote::<80>(.0))]
    NamedDocumentType(String),
    /// A tag of binary XML that no table has.
    #[error("unknown tag {token:#04x} on page {page}")]
    UnknownTag {
        /// The code page.
        page: u8,
        /// The token.
        token: u8,
    },
    /// The start of an attribute of binary XML that no table has.
    #[error("unknown attribute {token:#04x} on page {page}")]
    UnknownAttribute {
        /// The code page.
        page: u8,
        /// The token.
        token: u8,
    },
    /// A value of binary XML that no table has.
    #[error("unknown value {token:#04x} on page {page}")]
    UnknownValue {
        /// The code page.
        page: u8,
        /// The token.
        token: u8,
    },
    /// Opaque data or an extension in binary XML, which these documents do not use.
    #[error("opaque data or an extension instead of text")]
    NotText,
    /// The root is another element.
    #[error("root element {} instead of {expected}", Quote::<80>(.found))]
    Root {
        /// The name in the document.
        found: String,
        /// The name of the standard.
        expected: &'static str,
    },
    /// An element at a place where the standard has none of this name.
    #[error("unexpected element {}", Quote::<80>(.0))]
    UnexpectedElement(String),
    /// A child that the standard demands is missing.
    #[error("missing element {0}")]
    MissingElement(&'static str),
    /// An attribute that the standard demands is missing.
    #[error("missing attribute {0}")]
    MissingAttribute(&'static str),
    /// An attribute at an element that has none in the standard.
    #[error("unexpected attribute {}", Quote::<80>(.0))]
    UnexpectedAttribute(String),
    /// Text in an element that has children or attributes only.
    #[error("unexpected text")]
    UnexpectedText,
    /// A value that the standard does not have.
    #[error("{} is not a value of {element}", Quote::<80>(.value))]
    Value {
        /// The element.
        element: &'static str,
        /// The value.
        value: String,
    },
    /// The document is longer than [`Limits::bytes`](crate::Limits::bytes).
    #[error("the document is longer than {0} bytes")]
    BytesLimit(usize),
    /// Elements are nested deeper than [`Limits::depth`](crate::Limits::depth).
    #[error("elements are nested deeper than {0}")]
    DepthLimit(u32),
    /// There are more elements and attributes than [`Limits::items`](crate::Limits::items).
    #[error("more than {0} elements and attributes")]
    ItemsLimit(usize),
    /// A tag has more than 64 attributes.
    #[error("more than 64 attributes in a tag")]
    AttributesLimit,
}
