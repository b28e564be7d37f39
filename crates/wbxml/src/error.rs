//! The error type of this crate.

mod display;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::{Appearance, Charset};

/// The kind and the place of an error. It is one pointer wide. `Display` makes the text.
///
/// A program that reads or writes its own language can make errors of its own, and add the elements
/// around the fault. [`Reader::locate`](crate::Reader::locate) finds all those elements at once.
///
/// ```
/// use wbxml::{Error, ErrorKind};
///
/// let error = Error::custom("missing SyncKey", 6).within("Collection").within("Sync");
/// assert_eq!(error.to_string(), "missing SyncKey at byte 6 in Sync/Collection");
/// assert_eq!(*error.kind(), ErrorKind::Custom);
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    offset: usize,
    /// The error of the program; only of kind `Custom`.
    custom: Option<Arc<dyn core::error::Error + Send + Sync>>,
    /// Innermost element first: the path grows while the error goes up.
    path: Vec<Cow<'static, str>>,
}

impl Error {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(kind: ErrorKind, offset: usize) -> Self {
        Self(Box::new(Inner { kind, offset, custom: None, path: Vec::new() }))
    }

    /// Makes an error of the kind [`Custom`](ErrorKind::Custom) from a message, or from any error
    /// of the program. `offset` is the place of the fault in the document.
    ///
    /// ```
    /// let number = "7a".parse::<u32>().map_err(|error| wbxml::Error::custom(error, 12));
    /// assert_eq!(number.unwrap_err().to_string(), "invalid digit found in string at byte 12");
    /// ```
    #[cold]
    #[inline(never)]
    pub fn custom(
        error: impl Into<Box<dyn core::error::Error + Send + Sync + 'static>>,
        offset: usize,
    ) -> Self {
        let mut made = Self::new(ErrorKind::Custom, offset);
        made.0.custom = Some(error.into().into());
        made
    }

    /// Adds an enclosing element to the front of the path.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn within(mut self, element: impl Into<Cow<'static, str>>) -> Self {
        self.0.path.push(element.into());
        self
    }

    /// The kind of the error.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The offset, in bytes from the start of the document read, of the buffer written, or of the
    /// table file parsed.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The error that [`custom`](Self::custom) was given, for example to downcast it.
    pub fn as_custom(&self) -> Option<&(dyn core::error::Error + Send + Sync + 'static)> {
        self.0.custom.as_deref()
    }

    /// The enclosing elements, as far as they were named, outermost first: `Sync/Collection`. A
    /// name is cut to its first 80 characters.
    pub fn path(&self) -> String {
        let names: Vec<_> = self.0.path.iter().rev().map(|name| display::cut(name)).collect();
        names.join("/")
    }
}

/// Two errors of programs are equal if their texts are.
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        let text = |error: &Self| error.as_custom().map(ToString::to_string);
        self.0.kind == other.0.kind
            && self.0.offset == other.0.offset
            && self.0.path == other.0.path
            && text(self) == text(other)
    }
}

impl Eq for Error {}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        // `Display` already shows the text of the program's error.
        self.as_custom()?.source()
    }
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The document ends where a byte is required: inside a token, or before the END of an open
    /// element.
    #[error("the document ends too early")]
    Truncated,
    /// The version byte states a major version other than 1.
    #[error("unsupported WBXML version byte {0:#04x}")]
    UnsupportedVersion(u8),
    /// An `mb_u_int32` has more than five bytes or more than 32 bits.
    #[error("multi-byte integer exceeds 32 bits")]
    IntegerOverflow,
    /// This byte has no meaning at this place.
    #[error("unexpected token {0:#04x}")]
    UnexpectedToken(u8),
    /// A stated length (opaque data, string table) goes past the end of the document.
    #[error("length {length} exceeds the {available} bytes left")]
    LengthOutOfRange {
        /// The stated length.
        length: u32,
        /// The number of bytes left.
        available: usize,
    },
    /// A string-table offset is past the end of the table.
    #[error("string-table offset {0} is out of range")]
    TableOffsetOutOfRange(u32),
    /// A string-table offset points into the middle of a character.
    #[error("string-table offset {0} is inside a character")]
    TableOffsetInsideCharacter(u32),
    /// The string table does not end with a terminator (refused by strict reading only).
    #[error("the string table lacks its final terminator")]
    UnterminatedTable,
    /// The strings taken from the string table exceed
    /// [`Limits::string_table_budget`](crate::Limits::string_table_budget) together.
    #[error("string-table references exceed the limit of {0} bytes")]
    StringTableLimit(usize),
    /// The bytes of a string are not text of this character set.
    #[error("invalid text in character set {charset}{}", looks_like(*.looks))]
    InvalidText {
        /// The character set.
        charset: Charset,
        /// The likely form of the bytes, if one is likely.
        looks: Option<Appearance>,
    },
    /// A string had to be decoded, but this build cannot read its character set.
    #[error("unsupported character set {0}")]
    UnsupportedCharset(Charset),
    /// The number of a character entity is not a Unicode scalar value.
    #[error("entity {0:#x} is not a character")]
    InvalidEntity(u32),
    /// The document is longer than [`Limits::document_bytes`](crate::Limits::document_bytes).
    #[error("the document is longer than {0} bytes")]
    DocumentLimit(usize),
    /// There are more elements than [`Limits::elements`](crate::Limits::elements).
    #[error("more than {0} elements")]
    ElementLimit(usize),
    /// There are more attributes than [`Limits::attributes`](crate::Limits::attributes).
    #[error("more than {0} attributes")]
    AttributeLimit(usize),
    /// A string or opaque data is longer than [`Limits::text_bytes`](crate::Limits::text_bytes).
    #[error("text of more than {0} bytes")]
    TextLimit(usize),
    /// Elements are nested deeper than [`Limits::depth`](crate::Limits::depth).
    #[error("elements are nested deeper than {0}")]
    DepthLimit(u32),
    /// Bytes other than processing instructions follow the root element (refused by strict reading
    /// only).
    #[error("bytes follow the root element")]
    TrailingBytes,
    /// The caller asked for the text of an element that has other content too.
    #[error("content other than text")]
    NotText,
    /// Reading was finished before the root element had ended.
    #[error("the root element has not ended")]
    NotFinished,

    /// Writing was finished while this many elements were open.
    #[error("{0} elements are still open")]
    OpenElements(u32),
    /// Writing was finished inside a processing instruction.
    #[error("a processing instruction is still open")]
    OpenInstruction,
    /// `end` was called while no element was open.
    #[error("no element is open")]
    NothingOpen,
    /// Content or a second root element was written outside the root, or nothing was written.
    #[error("a document needs exactly one root element around its content")]
    OutsideRoot,
    /// An attribute was written after the content of its element had begun, or an attribute value
    /// without an attribute.
    #[error("attribute outside an attribute list")]
    MisplacedAttribute,
    /// A token to be written is outside the range of its code space, or an extension number is
    /// above 2.
    #[error("token {0:#04x} is outside its code space")]
    InvalidToken(u8),
    /// A literal name, an inline extension or a public identifier to be written contains NUL.
    #[error("name contains a NUL character")]
    NulInName,
    /// Opaque data or a string table to be written has more than 2³² - 1 bytes.
    #[error("data is longer than a 32-bit length can state")]
    TooLong,

    /// A line of a table file has a fault.
    #[error("line {line} of the table: {problem}")]
    TableLine {
        /// The line, counted from 1.
        line: usize,
        /// The fault.
        problem: &'static str,
    },
    /// A line of a table file has a token or a number that has a row already.
    #[error("line {line} of the table: a second row for the token of line {first}")]
    TableRowTwice {
        /// The line, counted from 1.
        line: usize,
        /// The line of the first row.
        first: usize,
    },

    /// An error of the program that uses this crate, made by [`Error::custom`]. This crate makes
    /// none.
    #[error("refused by the program")]
    Custom,
}

/// Returns the end of an error message about text.
fn looks_like(looks: Option<Appearance>) -> String {
    looks.map_or_else(String::new, |looks| format!("; it looks like {looks}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_is_one_pointer() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }

    #[test]
    fn display_is_one_lower_case_line() {
        let error = Error::new(ErrorKind::UnexpectedToken(4), 17);
        assert_eq!(error.to_string(), "unexpected token 0x04 at byte 17");
    }

    #[test]
    fn an_error_of_the_program_keeps_its_type_and_its_source() {
        #[derive(Debug, thiserror::Error)]
        #[error("the server is busy")]
        struct Busy(#[source] core::num::ParseIntError);

        let cause = "x".parse::<u8>().unwrap_err();
        let error = Error::custom(Busy(cause.clone()), 4);
        assert_eq!(error.to_string(), "the server is busy at byte 4");
        assert!(error.as_custom().unwrap().downcast_ref::<Busy>().is_some_and(|busy| busy.0 == cause));
        let source = core::error::Error::source(&error).unwrap();
        assert_eq!(source.downcast_ref::<core::num::ParseIntError>(), Some(&cause));
        assert!(core::error::Error::source(&Error::new(ErrorKind::NothingOpen, 0)).is_none());
    }

    #[test]
    fn errors_are_equal_if_everything_is() {
        let error = Error::custom("a", 4).within("Sync");
        assert_eq!(error, error.clone());
        let others = [
            Error::custom("b", 4).within("Sync"),
            Error::custom("a", 5).within("Sync"),
            Error::custom("a", 4),
            Error::new(ErrorKind::NothingOpen, 4).within("Sync"),
        ];
        assert!(others.iter().all(|other| *other != error));
    }

    #[test]
    fn an_error_travels_between_threads() {
        fn travels<T: Send + Sync + 'static>() {}
        travels::<Error>();
    }
}
