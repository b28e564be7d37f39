//! Errors on their way to Python.

use imps_inspect::capture::CaptureError;
use oma_imps::{Error, ErrorKind};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The reason why a function cannot answer.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A document cannot be read or converted.
    Document(Error),
    /// A dictionary cannot be written.
    Encode(Error),
    /// A dictionary does not have the shape of a document. Has the reason and the path.
    Shape(String, String),
    /// A capture cannot be read.
    Capture(CaptureError),
    /// An option has a value that it cannot have.
    Option(String),
    /// Python raised an exception.
    Python(PyErr),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Document(error)
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Option(message) => PyValueError::new_err(message),
            Fault::Python(error) => error,
            Fault::Capture(CaptureError::Read(error)) => error.into(),
            Fault::Capture(error) => Raised::new("CaptureError", error.to_string(), "capture").made(),
            Fault::Shape(reason, path) => {
                let place = if path.is_empty() { String::new() } else { format!(" in {path}") };
                let raised = Raised::new("EncodeError", format!("{reason}{place}"), "invalid-shape");
                Raised { path, ..raised }.made()
            }
            Fault::Document(error) => Raised::of(&error, class_of(error.kind())).made(),
            Fault::Encode(error) => Raised::of(&error, "EncodeError").made(),
        }
    }
}

/// An exception of the package before it is made.
struct Raised {
    class: &'static str,
    message: String,
    kind: &'static str,
    offset: Option<usize>,
    path: String,
    expected: Option<&'static str>,
    rule: Option<&'static str>,
}

impl Raised {
    fn new(class: &'static str, message: String, kind: &'static str) -> Self {
        Self { class, message, kind, offset: None, path: String::new(), expected: None, rule: None }
    }

    fn of(error: &Error, class: &'static str) -> Self {
        let rule = match error.kind() {
            ErrorKind::Strict(rule) => Some(rule.id()),
            _ => None,
        };
        let (offset, path, expected) = (error.offset(), error.path(), error.expected());
        Self { offset, path, expected, rule, ..Self::new(class, error.to_string(), name_of(error.kind())) }
    }

    fn made(self) -> PyErr {
        let Self { class, message, kind, offset, path, expected, rule } = self;
        let made = Python::attach(|py| {
            let errors = py.import("oma_imps._errors")?;
            let arguments = (class, message, kind, offset, path, expected, rule);
            errors.call_method1("made", arguments).map(PyErr::from_value)
        });
        made.unwrap_or_else(|error| error)
    }
}

/// The class of the exception for a document. Conversion reads and writes: the kind shows which
/// of both failed.
fn class_of(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::OtherLanguage(_) | ErrorKind::UnexpectedRoot { .. } | ErrorKind::UnsupportedVersion(_) => {
            "OtherLanguageError"
        }
        ErrorKind::TooDeep { .. } | ErrorKind::OverLimit { .. } => "LimitError",
        ErrorKind::Strict(_) => "StrictError",
        ErrorKind::NotInVersion { .. }
        | ErrorKind::Inexpressible { .. }
        | ErrorKind::InexpressibleBytes { .. }
        | ErrorKind::NoMapping { .. }
        | ErrorKind::InvalidName(_) => "EncodeError",
        _ => "DecodeError",
    }
}

/// The name of a kind, which is stable.
fn name_of(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Syntax(_) => "syntax",
        ErrorKind::UnsupportedVersion(_) => "unsupported-version",
        ErrorKind::OtherLanguage(_) => "other-language",
        ErrorKind::UnexpectedRoot { .. } => "unexpected-root",
        ErrorKind::NoRoot => "no-root",
        ErrorKind::UnexpectedElement { .. } => "unexpected-element",
        ErrorKind::UnexpectedAttribute { .. } => "unexpected-attribute",
        ErrorKind::UnexpectedText => "unexpected-text",
        ErrorKind::MissingElement { .. } => "missing-element",
        ErrorKind::MissingAttribute { .. } => "missing-attribute",
        ErrorKind::DuplicateElement { .. } => "duplicate-element",
        ErrorKind::InvalidValue { .. } => "invalid-value",
        ErrorKind::NotInVersion { .. } => "not-in-version",
        ErrorKind::Inexpressible { .. } | ErrorKind::InexpressibleBytes { .. } => "inexpressible",
        ErrorKind::NoMapping { .. } => "no-mapping",
        ErrorKind::InvalidName(_) => "invalid-name",
        ErrorKind::TooDeep { .. } => "too-deep",
        ErrorKind::OverLimit { .. } => "over-limit",
        ErrorKind::Strict(_) => "strict",
        _ => "other",
    }
}
