//! Writing characters.

use crate::characters::is_allowed;

/// What text may not hold as it is: markup, CR, controls, and what U+FFFE and U+FFFF begin with.
const IN_TEXT: [bool; 256] = special(b"&<>");
/// In attribute values the quote, TAB and LF too.
const IN_ATTRIBUTE: [bool; 256] = special(b"&<>\"\t\n");

const fn special(more: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut octet = 0;
    while octet < 0x20 {
        table[octet] = octet != b'\t' as usize && octet != b'\n' as usize;
        octet += 1;
    }
    table[0xEF] = true;
    let mut index = 0;
    while index < more.len() {
        table[more[index] as usize] = true;
        index += 1;
    }
    table
}

/// Writes text; returns the first character that XML cannot carry.
#[inline]
pub(crate) fn text(out: &mut Vec<u8>, text: &str) -> Option<char> {
    write(out, text, &IN_TEXT)
}

/// Writes the value of an attribute between quotes; returns the first character that XML cannot carry.
pub(crate) fn attribute(out: &mut Vec<u8>, value: &str) -> Option<char> {
    write(out, value, &IN_ATTRIBUTE)
}

/// Whether XML can carry the text.
pub(crate) fn can_carry(text: &str) -> bool {
    text.chars().all(is_allowed)
}

#[inline]
fn write(out: &mut Vec<u8>, text: &str, special: &[bool; 256]) -> Option<char> {
    match text.bytes().position(|octet| special[usize::from(octet)]) {
        None => {
            out.extend_from_slice(text.as_bytes());
            None
        }
        Some(first) => write_special(out, text, first, special),
    }
}

/// Writes text whose first special character stands at `next`.
#[inline(never)]
fn write_special(out: &mut Vec<u8>, text: &str, mut next: usize, special: &[bool; 256]) -> Option<char> {
    let mut refused = None;
    let mut rest = text;
    while let Some((plain, tail)) = rest.split_at_checked(next) {
        out.extend_from_slice(plain.as_bytes());
        let mut characters = tail.chars();
        match characters.next() {
            Some('&') => out.extend_from_slice(b"&amp;"),
            Some('<') => out.extend_from_slice(b"&lt;"),
            Some('>') => out.extend_from_slice(b"&gt;"),
            Some('"') => out.extend_from_slice(b"&quot;"),
            Some('\t') => out.extend_from_slice(b"&#9;"),
            Some('\n') => out.extend_from_slice(b"&#10;"),
            Some('\r') => out.extend_from_slice(b"&#13;"),
            Some(other) if is_allowed(other) => {
                out.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
            }
            Some(other) => {
                refused.get_or_insert(other);
            }
            None => {}
        }
        rest = characters.as_str();
        match rest.bytes().position(|octet| special[usize::from(octet)]) {
            Some(position) => next = position,
            None => break,
        }
    }
    out.extend_from_slice(rest.as_bytes());
    refused
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_core::Word;

    #[test]
    fn characters_of_markup_are_escaped() {
        let mut out = Vec::new();
        assert_eq!(text(&mut out, "a & b < c > \"d\"\t\n\r\u{FB01}é&"), None);
        assert_eq!(out, "a &amp; b &lt; c &gt; \"d\"\t\n&#13;\u{FB01}é&amp;".as_bytes());
        out.clear();
        assert_eq!(attribute(&mut out, "\"'\t\n\r<x"), None);
        assert_eq!(out, b"&quot;'&#9;&#10;&#13;&lt;x");
    }

    #[test]
    fn the_first_character_that_cannot_be_carried_is_reported() {
        for character in ['\0', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert_eq!(text(&mut Vec::new(), &format!("ab{character}c\u{1}")), Some(character));
        }
    }

    #[test]
    fn words_need_no_escaping() {
        for word in Word::all() {
            let mut out = Vec::new();
            assert_eq!(text(&mut out, word.as_str()), None);
            assert_eq!(out, word.as_str().as_bytes());
        }
    }
}
