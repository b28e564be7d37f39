//! Content that reading leaves out.

use crate::reading::Rule;
use core::fmt;

/// Content of a document that means nothing in the language, so that reading leaves it out:
/// extension tokens of binary XML, processing instructions.
///
/// One value counts all of one kind, so that a document cannot make the list long.
///
/// ```
/// use imps_core::{LeftOut, Rule};
/// let mut seen = None;
/// LeftOut::add(&mut seen, Rule::ExtensionToken, 41);
/// LeftOut::add(&mut seen, Rule::ExtensionToken, 43);
/// let said = seen.map(|left_out| left_out.to_string()).unwrap_or_default();
/// assert_eq!(said, "2 extension tokens without meaning in this language, the first at byte 41");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// The rule by which strict reading refuses it.
    pub rule: Rule,
    /// The number of occurrences.
    pub count: usize,
    /// The offset of the first, in bytes from the start of the document.
    pub offset: usize,
    /// The offset of the last, so that nothing counts twice when a reader looks ahead.
    last: usize,
}

impl LeftOut {
    /// Makes a value for `count` occurrences, the first at `offset`.
    pub const fn new(rule: Rule, count: usize, offset: usize) -> Self {
        Self { rule, count, offset, last: offset }
    }

    /// Counts one occurrence at an offset, unless it was counted before.
    #[cold]
    pub fn add(seen: &mut Option<Self>, rule: Rule, offset: usize) {
        let seen = seen.get_or_insert(Self::new(rule, 0, offset));
        if seen.count == 0 || offset > seen.last {
            seen.count = seen.count.saturating_add(1);
            seen.last = offset;
        }
    }

    /// Moves the value into a larger input, in which the document begins at `start`.
    #[must_use]
    pub const fn shifted(mut self, start: usize) -> Self {
        self.offset = self.offset.saturating_add(start);
        self.last = self.last.saturating_add(start);
        self
    }
}

/// Writes `2 processing instructions, the first at byte 41`.
impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, count, offset, .. } = self;
        let (one, many) = match rule {
            Rule::ExtensionToken => ("extension token without meaning", "extension tokens without meaning"),
            _ => ("processing instruction without meaning", "processing instructions without meaning"),
        };
        match count {
            1 => write!(f, "1 {one} in this language, at byte {offset}"),
            count => write!(f, "{count} {many} in this language, the first at byte {offset}"),
        }
    }
}

/// Returns whether a byte after a document is padding, which readers ignore: NUL, carriage return,
/// line feed, space, tab.
pub const fn is_padding(byte: u8) -> bool {
    matches!(byte, 0 | b'\r' | b'\n' | b' ' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString as _;

    #[test]
    fn nothing_counts_twice() {
        let mut seen = None;
        for offset in [0, 0, 5, 3, 5] {
            LeftOut::add(&mut seen, Rule::Instruction, offset);
        }
        let seen = seen.unwrap();
        assert_eq!((seen.count, seen.offset), (2, 0));
        assert_eq!(seen.shifted(7).offset, 7);
    }

    #[test]
    fn one_is_told_in_the_singular() {
        let told = LeftOut::new(Rule::Instruction, 1, 9).to_string();
        assert_eq!(told, "1 processing instruction without meaning in this language, at byte 9");
    }
}
