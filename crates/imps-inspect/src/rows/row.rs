//! Rows and their sinks.

use std::borrow::Cow;
use std::ops::ControlFlow;

/// Whether to continue: a sink may stop early.
pub type Flow = ControlFlow<()>;

/// Takes rows. A closure over rows is a sink that ignores headings.
pub trait RowSink {
    /// Takes a heading before the rows of a document: its syntax, length and language.
    fn heading(&mut self, text: &str) -> Flow {
        let _ = text;
        ControlFlow::Continue(())
    }

    /// Takes one row.
    fn row(&mut self, row: &Row<'_>) -> Flow;
}

impl<F: FnMut(&Row<'_>) -> Flow> RowSink for F {
    fn row(&mut self, row: &Row<'_>) -> Flow {
        self(row)
    }
}

/// One piece of a document.
///
/// In JSON a row is an object with stable names: `offset`, `length`, `bytes` (in hexadecimal) or
/// `line` and `column`, `kind`, `depth`, `token`, `code` (if there is one), `path`, `meaning`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row<'r> {
    /// The kind of the piece.
    pub kind: RowKind,
    /// The offset of the piece, in bytes from the start of the input.
    pub offset: usize,
    /// The bytes of the piece. In XML they are UTF-8, whatever the character set of the document,
    /// and offsets count in that text.
    pub bytes: &'r [u8],
    /// Line and column, from 1, in a document of text.
    pub position: Option<(usize, usize)>,
    /// The number of elements and lists around the piece.
    pub depth: usize,
    /// A few words that name the piece.
    pub token: Cow<'r, str>,
    /// The element of the piece and the elements around it, outermost first, separated by slashes.
    pub path: &'r str,
    /// The code of the piece in the tables of its syntax, if it has one.
    pub code: Option<String>,
    /// The meaning of the piece, unless the token already says it; else empty.
    pub meaning: Cow<'r, str>,
}

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RowKind {
    /// A field of the header, or another piece before the root.
    Header,
    /// The start of an element.
    Element,
    /// The start of an attribute.
    Attribute,
    /// Text.
    Text,
    /// A value other than text: a number, a word by its code, bytes.
    Value,
    /// A code page switch.
    Page,
    /// A comment, or a processing instruction.
    Instruction,
    /// The end of an element, of a list of attributes or of an instruction.
    End,
    /// Bytes after the document.
    Trailing,
    /// A fault.
    Fault,
}

impl RowKind {
    /// The name of the kind. It is stable: programs read it in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Text => "text",
            Self::Value => "value",
            Self::Page => "page",
            Self::Instruction => "instruction",
            Self::End => "end",
            Self::Trailing => "trailing",
            Self::Fault => "fault",
        }
    }
}
