//! Rows, and who takes them.

use std::borrow::Cow;
use std::ops::ControlFlow;

/// Whether to go on: a sink may have seen enough.
pub type Flow = ControlFlow<()>;

/// Takes rows. A closure over rows is a sink that ignores headings.
pub trait RowSink {
    /// Takes a line that tells the syntax, length and language of the document whose rows follow.
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
/// As JSON a row is an object with stable names: `offset`, `length`, `bytes` (in hexadecimal) or `line` and `column`, `kind`,
/// `depth`, `token`, `code` where there is one, `path`, `meaning`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row<'r> {
    /// The kind of the piece.
    pub kind: RowKind,
    /// Where the piece starts, in bytes from the start of the input.
    pub offset: usize,
    /// The bytes of the piece. In XML they are UTF-8, whatever the document is in, and offsets count in that text.
    pub bytes: &'r [u8],
    /// Line and column, from 1, in a document of text.
    pub position: Option<(usize, usize)>,
    /// How many elements and lists are open around the piece.
    pub depth: usize,
    /// A few words that name the piece.
    pub token: Cow<'r, str>,
    /// The element of the piece and those around it, outermost first, with a slash between two.
    pub path: &'r str,
    /// The code of the piece in the tables of its syntax, if it has one.
    pub code: Option<String>,
    /// The meaning of the piece, where the token does not already say it.
    pub meaning: Cow<'r, str>,
}

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RowKind {
    /// Something in front of the root.
    Header,
    /// The start of an element.
    Element,
    /// The start of an attribute.
    Attribute,
    /// Text.
    Text,
    /// A value that is no text: a number, a word by its code, bytes.
    Value,
    /// A code page switch.
    Page,
    /// A comment, or a processing instruction.
    Instruction,
    /// The end of something.
    End,
    /// Bytes behind the document.
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
