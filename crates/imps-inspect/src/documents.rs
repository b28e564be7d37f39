//! The documents of an input, and their names in messages to the user.

use oma_imps::charset::Charset;
use oma_imps::{Part, PartKind, Syntax, documents};

/// The parts of an input, and their names.
///
/// ```
/// use imps_inspect::NamedParts;
/// use oma_imps::charset::Charset;
///
/// let parts = NamedParts::of(b"<a/><b/>", None, Charset::UNKNOWN);
/// assert_eq!(parts.document_count(), 2);
/// let last = parts.iter().last().and_then(|part| part.name);
/// assert_eq!(last.as_deref(), Some("document 2"));
/// ```
#[derive(Clone, Debug)]
pub struct NamedParts<'d> {
    input: &'d [u8],
    parts: Vec<Part<'d>>,
    are_lines: bool,
    /// The number of documents before the first one.
    before: usize,
    /// Whether documents have numbers even if there is one.
    are_numbered: bool,
}

/// A part, and its name if the input has several documents.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NamedPart<'d> {
    /// The part.
    pub part: Part<'d>,
    /// `document 2`, or `line 7` in a file of lines.
    pub name: Option<String>,
}

impl<'d> NamedParts<'d> {
    /// Splits an input. Detects the syntax of each document, unless `from` states it for all.
    /// `charset` is the character set that the transport states.
    pub fn of(input: &'d [u8], from: Option<Syntax>, charset: Charset) -> Self {
        let are_lines = from.or_else(|| Syntax::detect(input)) == Some(Syntax::Pts);
        Self {
            input,
            parts: documents(input, from).with_charset(charset).collect(),
            are_lines,
            before: 0,
            are_numbered: false,
        }
    }

    /// Counts the documents from another number than 1: `before` documents are in other inputs that
    /// belong together with this one, such as the messages of a stream.
    #[must_use]
    pub const fn with_documents_before(mut self, before: usize) -> Self {
        (self.before, self.are_numbered) = (before, true);
        self
    }

    /// The number of documents.
    pub fn document_count(&self) -> usize {
        self.parts.iter().filter(|part| part.kind == PartKind::Document).count()
    }

    /// Whether the input is one thing: lines, or one document with nothing behind it.
    pub(crate) fn are_one(&self) -> bool {
        self.are_lines || self.parts.len() == 1
    }

    /// The first document.
    pub fn first(&self) -> &'d [u8] {
        self.parts.first().map_or(self.input, |part| part.bytes)
    }

    /// All parts in order.
    pub fn iter(&self) -> impl Iterator<Item = NamedPart<'d>> {
        let several = self.are_numbered || self.document_count() > 1;
        let mut number = self.before;
        // Each line is counted once.
        let (mut line, mut counted) = (1_usize, 0);
        self.parts.iter().map(move |part| {
            number = number.saturating_add(usize::from(part.kind == PartKind::Document));
            let name = match (self.are_lines && !self.are_numbered, several) {
                (true, _) => {
                    let before = self.input.get(counted..part.offset).unwrap_or_default();
                    line = line.saturating_add(before.split(|byte| *byte == b'\n').skip(1).count());
                    counted = part.offset;
                    Some(format!("line {line}"))
                }
                (false, true) => Some(format!("document {number}")),
                (false, false) => None,
            };
            NamedPart { part: *part, name }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(input: &[u8]) -> Vec<String> {
        NamedParts::of(input, None, Charset::UNKNOWN)
            .iter()
            .map(|part| part.name.unwrap_or_default())
            .collect()
    }

    #[test]
    fn documents_are_numbered_where_there_are_several() {
        assert_eq!(names(b"<a/>"), [""]);
        assert_eq!(names(b"<a/><b/>\0"), ["document 1", "document 2", "document 2"]);
        assert_eq!(names(b"\nWV12LR1\n\nWV12LR2\n"), ["line 2", "line 4"]);
        let numbered = NamedParts::of(b"<a/>", None, Charset::UNKNOWN).with_documents_before(2);
        assert_eq!(numbered.iter().next().unwrap().name.as_deref(), Some("document 3"));
    }
}
