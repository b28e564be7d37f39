//! What is shown of a document: rows.

use std::borrow::Cow;
use std::io;
use std::ops::ControlFlow;

/// Whether to go on: who reads the rows may have seen enough.
pub(crate) type Flow = ControlFlow<()>;

/// Where rows go.
pub(crate) trait Sheet {
    /// What the rows that follow are of.
    fn heading(&mut self, text: &str) -> Flow;
    /// One row.
    fn row(&mut self, row: &Row<'_>) -> Flow;
    /// Where in the input the document begins that the rows are of, for those that tell a place in words.
    fn start(&self) -> Start {
        Start::default()
    }
    /// Whether all could be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// Where a document begins in an input.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Start {
    /// How many octets stand in front of it.
    pub(crate) octets: usize,
    /// How many line ends.
    pub(crate) lines: usize,
    /// How many characters in its line.
    pub(crate) columns: usize,
}

impl Start {
    /// A line and column of the document in the input.
    pub(crate) fn place(self, (line, column): (usize, usize)) -> (usize, usize) {
        (line + self.lines, if line == 1 { column + self.columns } else { column })
    }
}

/// One thing that stands in a document.
#[derive(Clone, Debug)]
pub(crate) struct Row<'r> {
    pub(crate) kind: Kind,
    /// Where it starts, in octets from the start of the document.
    pub(crate) offset: usize,
    /// What stands there.
    pub(crate) source: &'r [u8],
    /// Line and column, from 1, in a document of text.
    pub(crate) position: Option<(usize, usize)>,
    /// How many things it is in.
    pub(crate) depth: usize,
    /// What it is, in a few words.
    pub(crate) token: Cow<'r, str>,
    /// The element that it belongs to, and those around it, outermost first.
    pub(crate) path: &'r str,
    /// Its code in the tables, where it has one.
    pub(crate) code: Option<String>,
    /// What it means, where that is not plain.
    pub(crate) meaning: Cow<'r, str>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Something in front of the root.
    Header,
    /// The start of an element.
    Element,
    /// The start of an attribute.
    Attribute,
    /// Text.
    Text,
    /// A value that is no text: a number, a word by its code, octets.
    Value,
    /// A code page switch.
    Page,
    /// A comment, or a processing instruction.
    Instruction,
    /// The end of something.
    End,
    /// What stands behind the document.
    Trailing,
    /// What is wrong.
    Fault,
}

impl Kind {
    /// Stable: a field of the JSON.
    pub(crate) const fn as_str(self) -> &'static str {
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
