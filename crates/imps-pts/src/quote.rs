//! Quotes around what needs them.

use crate::grammar::{is_line_end, is_special};

/// What became of the line ends in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// There were none.
    Whole,
    /// They became spaces.
    Joined,
}

/// Appends a text, in quotes if it needs them; `Err` is a character that the syntax cannot carry.
pub(crate) fn push(out: &mut String, text: &str, quote_empty: bool) -> Result<Line, char> {
    if text.bytes().all(|octet| PLAIN[usize::from(octet)]) && !(quote_empty && text.is_empty()) {
        out.push_str(text);
        return Ok(Line::Whole);
    }
    push_quoted(out, text)
}

/// The octets that need no second look: of what is not ASCII, those that no line end begins with.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut octet: u8 = 0;
    while octet < u8::MAX {
        let is_line_end_lead = octet == 0xC2 || octet == 0xE2;
        plain[octet as usize] = octet >= b' ' && !is_special(octet as char) && !is_line_end_lead;
        octet += 1;
    }
    plain
};

#[cold]
fn push_quoted(out: &mut String, text: &str) -> Result<Line, char> {
    let is_forbidden = |c: &char| *c < ' ' && *c != '\t' && !is_line_end(*c);
    if let Some(character) = text.chars().find(is_forbidden) {
        return Err(character);
    }
    if !text.is_empty() && !text.contains(|c| is_special(c) || is_line_end(c) || c == '\t') {
        out.push_str(text);
        return Ok(Line::Whole);
    }
    let mut line = Line::Whole;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\"\""),
            character if is_line_end(character) => {
                out.push(' ');
                line = Line::Joined;
            }
            character => out.push(character),
        }
    }
    out.push('"');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_quotes_gets_them() {
        for (text, expected) in [
            ("", "\"\""),
            ("plain", "plain"),
            ("a b", "\"a b\""),
            ("a=b", "\"a=b\""),
            ("a&b", "\"a&b\""),
            ("(a,b)", "\"(a,b)\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("\u{e9}\u{2013}\u{1F600}", "\u{e9}\u{2013}\u{1F600}"),
            ("a\tb", "\"a\tb\""),
            ("a\r\nb\u{85}c\u{2028}d\u{2029}", "\"a  b c d \""),
        ] {
            let mut out = String::new();
            let line = push(&mut out, text, true).unwrap();
            assert_eq!(out, expected);
            assert_eq!(line == Line::Joined, text.contains(is_line_end));
        }
        let mut out = String::new();
        assert_eq!(push(&mut out, "", false), Ok(Line::Whole));
        assert_eq!(push(&mut out, "a\u{1}b", false), Err('\u{1}'));
        assert_eq!(out, "");
    }
}
