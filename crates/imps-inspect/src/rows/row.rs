//! Rows.

use std::borrow::Cow;

/// One piece of a document.
///
/// A row of the kind [`RowKind::Document`] comes before the rows of each document.
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
    pub bytes: Cow<'r, [u8]>,
    /// Line and column, from 1, in a document of text.
    pub position: Option<(usize, usize)>,
    /// The number of elements and lists around the piece.
    pub depth: usize,
    /// A few words that name the piece.
    pub token: Cow<'r, str>,
    /// The element of the piece and the elements around it, outermost first, separated by slashes.
    pub path: String,
    /// The code of the piece in the tables of its syntax, if it has one.
    pub code: Option<String>,
    /// The meaning of the piece, unless the token already says it; else empty.
    pub meaning: Cow<'r, str>,
}

impl Row<'_> {
    /// The number of bytes of the piece.
    pub fn length(&self) -> usize {
        self.bytes.len()
    }

    /// Returns the row with copies of its bytes and texts.
    pub fn into_owned(self) -> Row<'static> {
        Row {
            bytes: Cow::Owned(self.bytes.into_owned()),
            token: Cow::Owned(self.token.into_owned()),
            meaning: Cow::Owned(self.meaning.into_owned()),
            path: self.path,
            code: self.code,
            ..Row::new(self.kind, self.offset, self.position, self.depth)
        }
    }

    /// A row without bytes and words.
    pub(super) fn new(kind: RowKind, offset: usize, position: Option<(usize, usize)>, depth: usize) -> Self {
        Self {
            kind,
            offset,
            bytes: Cow::Borrowed(&[]),
            position,
            depth,
            token: Cow::Borrowed(""),
            path: String::new(),
            code: None,
            meaning: Cow::Borrowed(""),
        }
    }
}

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RowKind {
    /// The start of a document. The token is its name if the input has several, else `document`; the
    /// meaning is its syntax, its length and its language.
    Document,
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
            Self::Document => "document",
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
