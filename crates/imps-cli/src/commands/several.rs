//! The documents of an input, and what they are called in messages.

use oma_imps::charset::Charset;
use oma_imps::{Part, PartKind, Syntax, documents};

/// The parts of an input.
pub(crate) struct Several<'d> {
    input: &'d [u8],
    parts: Vec<Part<'d>>,
    are_lines: bool,
}

/// A part, with what it is called where the input has several documents.
pub(crate) struct Place<'d> {
    pub(crate) part: Part<'d>,
    /// `document 2`, or `line 7` in a file of lines.
    pub(crate) name: Option<String>,
}

impl<'d> Several<'d> {
    pub(crate) fn of(input: &'d [u8], from: Option<Syntax>, charset: Charset) -> Self {
        let are_lines = from.or_else(|| Syntax::detect(input)) == Some(Syntax::Pts);
        Self { input, parts: documents(input, from).with_charset(charset).collect(), are_lines }
    }

    /// How many documents there are.
    pub(crate) fn count(&self) -> usize {
        self.parts.iter().filter(|part| part.kind == PartKind::Document).count()
    }

    /// How many parts there are, documents and others.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether each line is a document.
    pub(crate) fn are_lines(&self) -> bool {
        self.are_lines
    }

    /// The first document.
    pub(crate) fn first(&self) -> &'d [u8] {
        self.parts.first().map_or(self.input, |part| part.octets)
    }

    /// All parts in order.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place<'d>> {
        let several = self.count() > 1;
        let mut number = 0;
        self.parts.iter().map(move |part| {
            number += usize::from(part.kind == PartKind::Document);
            let name = match (self.are_lines, several) {
                (true, _) => Some(format!("line {}", self.line_of(part.offset))),
                (false, true) => Some(format!("document {number}")),
                (false, false) => None,
            };
            Place { part: *part, name }
        })
    }

    /// The line that an offset is in, from 1.
    fn line_of(&self, offset: usize) -> usize {
        let before = self.input.get(..offset).unwrap_or_default();
        before.split(|octet| *octet == b'\n').count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(input: &[u8]) -> Vec<String> {
        Several::of(input, None, Charset::UNKNOWN)
            .places()
            .map(|place| place.name.unwrap_or_default())
            .collect()
    }

    #[test]
    fn documents_are_numbered_where_there_are_several() {
        assert_eq!(names(b"<a/>"), [""]);
        assert_eq!(names(b"<a/><b/>\0"), ["document 1", "document 2", "document 2"]);
        assert_eq!(names(b"\nWV12LR1\n\nWV12LR2\n"), ["line 2", "line 4"]);
    }
}
