//! Escapes characters.
#![expect(clippy::needless_bitwise_bool, reason = "no branches in the loops, so that they are vectorized")]

use crate::characters::is_allowed;
use crate::short;

/// Bytes that text cannot contain unescaped.
trait Special {
    fn is_special(byte: u8) -> bool;
}

/// Controls, and the first bytes of U+FFFE and U+FFFF.
struct Suspicious;
/// The same and markup. TAB and LF are allowed.
struct InText;
/// Attribute values exclude them, and also the quote.
struct InAttribute;

impl Special for Suspicious {
    #[inline]
    fn is_special(byte: u8) -> bool {
        (byte < b' ') | (byte == 0xEF)
    }
}

impl Special for InText {
    #[inline]
    fn is_special(byte: u8) -> bool {
        ((byte < b' ') & (byte != b'\t') & (byte != b'\n'))
            | (byte == 0xEF)
            | (byte == b'&')
            | (byte == b'<')
            | (byte == b'>')
    }
}

impl Special for InAttribute {
    #[inline]
    fn is_special(byte: u8) -> bool {
        (byte < b' ') | (byte == 0xEF) | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"')
    }
}

/// The block size for scanning bytes. It compiles to vector instructions.
const BLOCK: usize = 16;

#[inline]
fn holds<S: Special, const N: usize>(block: &[u8; N]) -> bool {
    block.iter().fold(false, |found, byte| found | S::is_special(*byte))
}

/// Returns the position of the first special byte.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "the place of a byte of the text")]
fn position<S: Special>(text: &[u8]) -> Option<usize> {
    let (blocks, tail) = text.as_chunks::<BLOCK>();
    let plain = blocks.iter().take_while(|block| !holds::<S, BLOCK>(block)).count();
    if plain == blocks.len() {
        // Most texts are short: byte by byte, the tail would take longer than everything before it.
        let mut last = [b' '; BLOCK];
        last.get_mut(..tail.len())?.copy_from_slice(tail);
        if !holds::<S, BLOCK>(&last) {
            return None;
        }
    }
    let start = plain * BLOCK;
    let rest = text.get(start..).unwrap_or_default();
    rest.iter().position(|byte| S::is_special(*byte)).map(|at| start + at)
}

/// Writes text; returns the first character that XML cannot carry.
#[inline]
pub(crate) fn text(out: &mut Vec<u8>, text: &str) -> Option<char> {
    write::<InText>(out, text)
}

/// Writes the value of an attribute between quotes; returns the first character that XML cannot
/// carry.
pub(crate) fn attribute(out: &mut Vec<u8>, value: &str) -> Option<char> {
    write::<InAttribute>(out, value)
}

/// Returns whether XML can carry the text.
pub(crate) fn can_carry(text: &str) -> bool {
    position::<Suspicious>(text.as_bytes()).is_none() || text.chars().all(is_allowed)
}

#[inline]
fn write<S: Special>(out: &mut Vec<u8>, text: &str) -> Option<char> {
    let bytes = text.as_bytes();
    let is_written = match bytes.len() {
        2..=3 => write_plain::<S, 2>(out, bytes),
        4..=7 => write_plain::<S, 4>(out, bytes),
        8..=15 => write_plain::<S, 8>(out, bytes),
        16..=32 => write_plain::<S, 16>(out, bytes),
        _ => false,
    };
    if is_written { None } else { write_any::<S>(out, text) }
}

/// Writes `N` to twice as many bytes if there is nothing to escape: most texts are short. Otherwise
/// writes nothing and returns false.
#[inline(always)]
fn write_plain<S: Special, const N: usize>(out: &mut Vec<u8>, bytes: &[u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else { return false };
    let is_plain = !(holds::<S, N>(first) | holds::<S, N>(last));
    if is_plain {
        short::halves::<N>(out, bytes);
    }
    is_plain
}

#[inline(never)]
fn write_any<S: Special>(out: &mut Vec<u8>, text: &str) -> Option<char> {
    match position::<S>(text.as_bytes()) {
        None => {
            out.extend_from_slice(text.as_bytes());
            None
        }
        Some(first) => write_special::<S>(out, text, first),
    }
}

/// Writes text with its first special character at `next`.
#[inline(never)]
fn write_special<S: Special>(out: &mut Vec<u8>, text: &str, mut next: usize) -> Option<char> {
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
        match position::<S>(rest.as_bytes()) {
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
            assert!(!can_carry(&format!("ab{character}c")) && !can_carry(&String::from(character)));
        }
        for text in ["", "plain & <b>", "\t\r\n", "\u{FB01}\u{FFFD}\u{1F600}"] {
            assert!(can_carry(text), "{text:?}");
        }
    }

    #[test]
    fn special_bytes_are_found_wherever_they_stand() {
        for length in 0..50 {
            let plain = vec![b'x'; length];
            assert_eq!(position::<InText>(&plain), None);
            for at in 0..length {
                for (byte, in_text) in [
                    (b'&', true),
                    (b'<', true),
                    (b'>', true),
                    (0, true),
                    (b'\r', true),
                    (b'\n', false),
                    (b'"', false),
                ] {
                    let mut text = plain.clone();
                    text[at] = byte;
                    assert_eq!(position::<InText>(&text), in_text.then_some(at));
                    assert_eq!(position::<InAttribute>(&text), Some(at));
                    text[length - 1] = b'<';
                    assert_eq!(position::<InAttribute>(&text), Some(at));
                }
            }
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
