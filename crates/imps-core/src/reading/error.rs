//! The error type of the IMPS crates.

use crate::Quote;
use crate::names::Version;
use crate::reading::quote::short_path;
use crate::reading::{LimitKind, Rule};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// Why and where a document could not be read or written, and what was expected there.
///
/// It is one pointer wide. Match on [`kind`](Self::kind). `Display` is one line with everything
/// known:
///
/// ```
/// use imps_core::{Error, ErrorKind};
/// let error = Error::new(ErrorKind::MissingElement { name: "SessionCookie" })
///     .at(24)
///     .within("Login-Request", None)
///     .within("Transaction", Some(0));
/// assert_eq!(error.to_string(), "missing element SessionCookie at byte 24 in Transaction[0]/Login-Request");
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    offset: Option<usize>,
    /// Innermost element first: the path grows while the error travels up.
    path: Vec<Step>,
}

#[derive(Clone)]
struct Step {
    name: Cow<'static, str>,
    index: Option<usize>,
}

/// The kind of an error.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes do not follow the syntax. The source is the error of the syntax crate.
    #[error("{0}")]
    Syntax(Arc<dyn core::error::Error + Send + Sync>),
    /// The document is a CSP document of a version that is not supported.
    #[error("unsupported protocol version {}", Quote::<80>(.0))]
    UnsupportedVersion(Cow<'static, str>),
    /// The document is in another WBXML or XML language.
    #[error("not an imps document: found {}", Quote::<200>(.0))]
    OtherLanguage(Cow<'static, str>),
    /// The root element is not the requested one.
    #[error("unexpected document root {}, expected {expected}", Quote::<80>(.found))]
    UnexpectedRoot {
        /// Name of the root found.
        found: String,
        /// Name or names of the accepted roots.
        expected: &'static str,
    },
    /// The document has no root element.
    #[error("no document element")]
    NoRoot,
    /// An element has no place here and unknown elements are refused, or an element is inside a
    /// leaf.
    #[error("unexpected element {}", Quote::<80>(.name))]
    UnexpectedElement {
        /// Its name.
        name: String,
    },
    /// The declaration of an element has no place for an attribute, and unknown attributes are
    /// refused.
    #[error("unexpected attribute {}", Quote::<80>(.name))]
    UnexpectedAttribute {
        /// Its name.
        name: String,
    },
    /// Text appears among child elements, and unknown content is refused.
    #[error("unexpected text among elements")]
    UnexpectedText,
    /// A program expected a certain element and found something else.
    #[error("unexpected {}, expected {expected}", Quote::<80>(.found))]
    Unexpected {
        /// Name of the element found, or `nothing`.
        found: String,
        /// Name of the element expected.
        expected: &'static str,
    },
    /// A program expected a certain answer and found a status, which gives the reason of the other
    /// side.
    #[error("status {code}{said}, expected {expected}", said = quoted(description))]
    Status {
        /// The status code.
        code: u32,
        /// The description by the other side, or else by the standard; may be empty.
        description: String,
        /// Name of the element expected.
        expected: &'static str,
    },
    /// A mandatory element is missing.
    #[error("missing element {name}")]
    MissingElement {
        /// Its name.
        name: &'static str,
    },
    /// A mandatory attribute is missing.
    #[error("missing attribute {name}")]
    MissingAttribute {
        /// Its name.
        name: &'static str,
    },
    /// An element that may appear once appears twice.
    #[error("duplicate element {name}")]
    DuplicateElement {
        /// Its name.
        name: &'static str,
    },
    /// The content of a leaf is not a value of its type.
    #[error("invalid value {:?}, expected {expected}", Quote::<80>(.found))]
    InvalidValue {
        /// A description of the values that the leaf may hold.
        expected: &'static str,
        /// The start of its content.
        found: String,
    },
    /// The version of the document to be written does not have an element.
    #[error("element {name} does not exist in version {version}")]
    NotInVersion {
        /// Its name.
        name: &'static str,
        /// The version of the document to be written.
        version: Version,
    },
    /// A text holds a character that the syntax cannot carry.
    #[error("character U+{:04X} cannot be written in {syntax}", *character as u32)]
    Inexpressible {
        /// The character.
        character: char,
        /// The syntax.
        syntax: &'static str,
    },
    /// The syntax can carry text only, but there are bytes.
    #[error("bytes that are not text cannot be written in {syntax}")]
    InexpressibleBytes {
        /// The syntax.
        syntax: &'static str,
    },
    /// The syntax has no code for an element, an attribute or a word that was to be written.
    #[error("{} has no {syntax} mapping", Quote::<80>(.name))]
    NoMapping {
        /// The name of what was to be written.
        name: String,
        /// The syntax.
        syntax: &'static str,
    },
    /// The syntax cannot carry a name.
    #[error("{:?} cannot be written as a name", Quote::<80>(.0))]
    InvalidName(String),
    /// Elements are nested deeper than [`Limits::depth`](crate::Limits::depth).
    #[error("elements nested deeper than {limit}")]
    TooDeep {
        /// The limit.
        limit: u32,
    },
    /// Something exceeds the [`Limits`](crate::Limits).
    #[error("more than {limit} {bound}")]
    OverLimit {
        /// The counted thing.
        bound: LimitKind,
        /// The limit.
        limit: usize,
    },
    /// The document is readable, but breaks a rule and reading is strict. Or reading would leave
    /// out content, and unknown content is refused.
    #[error("{} [{}]", .0.explanation(), .0.id())]
    Strict(Rule),
}

/// Returns the start of the other side's description, in one line.
fn quoted(description: &str) -> String {
    match description {
        "" => String::new(),
        text => alloc::format!(" {:?}", Quote::<80>(text)),
    }
}

impl Error {
    /// Makes an error without a place.
    #[cold]
    #[inline(never)]
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { kind, offset: None, path: Vec::new() }))
    }

    /// Makes an error from the error of a syntax crate.
    #[cold]
    #[inline(never)]
    pub fn syntax(error: impl core::error::Error + Send + Sync + 'static) -> Self {
        Self::new(ErrorKind::Syntax(Arc::new(error)))
    }

    /// Makes the error for a leaf with content that is not a value of its type.
    #[cold]
    #[inline(never)]
    pub fn invalid_value(expected: &'static str, found: &str) -> Self {
        let found = found.chars().take(40).collect();
        Self::new(ErrorKind::InvalidValue { expected, found })
    }

    /// Sets the offset, in bytes from the start of the document, unless it is known already.
    #[must_use]
    #[cold]
    pub fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Moves the error into a larger input, in which the document begins at `start`.
    #[must_use]
    #[cold]
    pub fn shifted(mut self, start: usize) -> Self {
        self.0.offset = self.0.offset.map(|offset| offset.saturating_add(start));
        self
    }

    /// Removes the offset. It means nothing if the input is not bytes.
    #[must_use]
    #[cold]
    pub fn without_offset(mut self) -> Self {
        self.0.offset = None;
        self
    }

    /// Adds an enclosing element to the front of the path. `index` counts among the elements of a
    /// list, from 0.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn within(mut self, name: impl Into<Cow<'static, str>>, index: Option<usize>) -> Self {
        self.0.path.push(Step { name: name.into(), index });
        self
    }

    /// The kind of the error.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The offset of the error, in bytes from the start of the document.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// The enclosing elements, outermost first: `WV-CSP-Message/Session/Transaction[0]`. Empty if
    /// no element was entered. A name from the document is cut to its first 80 characters.
    pub fn path(&self) -> String {
        use fmt::Write as _;
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            let separator = if path.is_empty() { "" } else { "/" };
            // Writing to a `String` cannot fail.
            let _ = match step.index {
                Some(index) => write!(path, "{separator}{}[{index}]", Quote::<80>(&step.name)),
                None => write!(path, "{separator}{}", Quote::<80>(&step.name)),
            };
        }
        path
    }

    /// The path as `Display` shows it: a long one loses its middle.
    pub fn short_path(&self) -> String {
        short_path(&self.path()).into_owned()
    }

    /// The expected content, if it can be named.
    pub fn expected(&self) -> Option<&'static str> {
        match self.kind() {
            ErrorKind::UnexpectedRoot { expected, .. }
            | ErrorKind::Unexpected { expected, .. }
            | ErrorKind::Status { expected, .. }
            | ErrorKind::InvalidValue { expected, .. } => Some(expected),
            ErrorKind::MissingElement { name } | ErrorKind::MissingAttribute { name } => Some(name),
            ErrorKind::NoRoot => Some("a document element"),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        // Names and other quoted text come from the document.
        write!(OneLine(f), "{}", self.0.kind)?;
        if let Some(offset) = self.0.offset {
            write!(f, " at byte {offset}")?;
        }
        if !self.0.path.is_empty() {
            write!(OneLine(f), " in {}", self.short_path())?;
        }
        Ok(())
    }
}

/// Escapes control characters, so that a message is one line and does nothing to a terminal.
struct OneLine<'f, 'b>(&'f mut fmt::Formatter<'b>);

impl fmt::Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for piece in text.split_inclusive(char::is_control) {
            let mut characters = piece.chars();
            match characters.next_back() {
                Some(control) if control.is_control() => {
                    self.0.write_str(characters.as_str())?;
                    fmt::Display::fmt(&control.escape_default(), self.0)?;
                }
                _ => self.0.write_str(piece)?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("offset", &self.0.offset)
            .field("path", &self.path())
            .finish()
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.0.kind {
            // `Display` already shows the text of the boxed error.
            ErrorKind::Syntax(error) => error.source(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString as _;

    #[test]
    fn an_error_is_one_pointer_and_travels_between_threads() {
        fn travels<T: Send + Sync + 'static>() {}
        travels::<Error>();
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }

    #[test]
    fn a_message_is_one_line_whatever_the_document() {
        let error =
            Error::new(ErrorKind::UnexpectedElement { name: "a\nb".into() }).within("c\u{1B}[1m", None);
        assert_eq!(error.to_string(), "unexpected element a\\nb in c\\u{1b}[1m");
        let status = |description: &str| {
            let expected = "Login-Response";
            Error::new(ErrorKind::Status { code: 409, description: description.into(), expected }).to_string()
        };
        assert_eq!(status("a\nb"), r#"status 409 "a\nb", expected Login-Response"#);
        assert_eq!(status(""), "status 409, expected Login-Response");
        assert_eq!(status(&"a".repeat(81)).matches("aaaa").count(), 20);
    }

    #[test]
    fn the_innermost_offset_wins() {
        let error = Error::new(ErrorKind::NoRoot).at(3).at(9);
        assert_eq!(error.offset(), Some(3));
        assert_eq!(error.shifted(100).offset(), Some(103));
        assert_eq!(Error::new(ErrorKind::NoRoot).shifted(100).offset(), None);
    }
}
