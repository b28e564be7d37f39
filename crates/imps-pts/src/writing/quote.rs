//! Writes quotes where they are necessary.

use crate::reading::grammar::{is_line_end, is_special};
use core::ops::Range;

/// The treatment that a text needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Nothing,
    /// Only quotes around it.
    Quotes,
    /// A closer check.
    Care,
}

/// The treatment for each byte, one bit each: quotes around the text, or a closer check. Quotes,
/// control characters and the first bytes of line ends beyond ASCII need a closer check.
#[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
const NEEDS: [u8; 256] = {
    let mut needs = [0; 256];
    let mut byte: u8 = 0;
    while byte < u8::MAX {
        needs[byte as usize] = match byte {
            0..b' ' | b'"' | 0xC2 | 0xE2 => CARE,
            _ if is_special(byte as char) => QUOTES,
            _ => 0,
        };
        byte += 1;
    }
    needs
};
const QUOTES: u8 = 1;
const CARE: u8 = 2;

/// Returns the treatment that a text needs, at a first check.
#[inline]
#[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
pub(crate) fn need(text: &[u8]) -> Need {
    match text.iter().fold(0, |needs, byte| needs | NEEDS[usize::from(*byte)]) {
        0 => Need::Nothing,
        QUOTES => Need::Quotes,
        _ => Need::Care,
    }
}

/// Appends a part of the output once more, in quotes.
pub(crate) fn push_within(out: &mut Vec<u8>, range: Range<usize>) {
    out.push(b'"');
    out.extend_from_within(range);
    out.push(b'"');
}

/// The result for the line ends in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// There were no line ends.
    Whole,
    /// The line ends became spaces.
    Joined,
}

/// Appends a text, in quotes if it needs them or is empty. `Err` is a character that the syntax
/// cannot express.
pub(crate) fn push(out: &mut Vec<u8>, text: &str) -> Result<Line, char> {
    let is_forbidden = |c: &char| *c < ' ' && *c != '\t' && !is_line_end(*c);
    if let Some(character) = text.chars().find(is_forbidden) {
        return Err(character);
    }
    if !text.is_empty() && !text.contains(|c| is_special(c) || is_line_end(c) || c == '\t') {
        out.extend_from_slice(text.as_bytes());
        return Ok(Line::Whole);
    }
    let mut line = Line::Whole;
    out.push(b'"');
    for character in text.chars() {
        match character {
            '"' => out.extend_from_slice(b"\"\""),
            character if is_line_end(character) => {
                out.push(b' ');
                line = Line::Joined;
            }
            character => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_quotes_gets_them() {
        for (text, first_look, expected) in [
            ("", Need::Nothing, "\"\""),
            ("plain", Need::Nothing, "plain"),
            ("a b", Need::Quotes, "\"a b\""),
            ("a=b", Need::Quotes, "\"a=b\""),
            ("a&b", Need::Quotes, "\"a&b\""),
            ("(a,b)", Need::Quotes, "\"(a,b)\""),
            ("say \"no\"", Need::Care, "\"say \"\"no\"\"\""),
            ("\u{e4}\u{4e2d}\u{1F600}", Need::Nothing, "\u{e4}\u{4e2d}\u{1F600}"),
            ("\u{a3}\u{2013}", Need::Care, "\u{a3}\u{2013}"),
            ("a\tb", Need::Care, "\"a\tb\""),
            ("a\r\nb\u{85}c\u{2028}d\u{2029}", Need::Care, "\"a  b c d \""),
        ] {
            assert_eq!(need(text.as_bytes()), first_look, "{text:?}");
            let mut out = Vec::new();
            let line = push(&mut out, text).unwrap();
            assert_eq!(out, expected.as_bytes());
            assert_eq!(line == Line::Joined, text.contains(is_line_end));
        }
        let mut out = Vec::new();
        assert_eq!(push(&mut out, "a\u{1}b"), Err('\u{1}'));
        assert_eq!(out, b"");
    }
}
