//! Finds the end of names and texts, several bytes at a time.
#![expect(clippy::needless_bitwise_bool, reason = "no branches in the loop, so that it is vectorized")]

/// Eight bytes at a time, without vector instructions: for the few bytes of most names and texts.
const WORD: usize = 8;
/// The block for long texts. It compiles to vector instructions.
const BLOCK: usize = 32;

/// The highest bit of each byte.
const HIGH: u64 = u64::from_ne_bytes([0x80; WORD]);

/// Marks the bytes below a limit of at most 0x80. A mark after the first one may be wrong.
#[inline]
const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(u64::from_ne_bytes([limit; WORD])) & !word & HIGH
}

/// Marks the bytes equal to this one. A mark after the first one may be wrong.
#[inline]
const fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ u64::from_ne_bytes([byte; WORD]), 1)
}

/// Marks the bytes below a limit, and those equal to one of two others, all in ASCII. A mark after
/// the first one may be wrong.
// They share the test for ASCII.
#[inline]
const fn first_of(word: u64, limit: u8, one: u8, other: u8) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; WORD]);
    let is_one = (word ^ u64::from_ne_bytes([one; WORD])).wrapping_sub(ONES);
    let is_other = (word ^ u64::from_ne_bytes([other; WORD])).wrapping_sub(ONES);
    (word.wrapping_sub(u64::from_ne_bytes([limit; WORD])) | is_one | is_other) & !word & HIGH
}

/// Returns the position of the first marked byte.
#[inline]
const fn first(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// Returns the length of the name at the start: up to white space, a control, `/` or `>`. `None`
/// without an end, and near the end of the document.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "a place in the text")]
pub(crate) fn name(mut rest: &[u8]) -> Option<usize> {
    let length = rest.len();
    loop {
        let (word, behind) = rest.split_first_chunk::<WORD>()?;
        let word = u64::from_le_bytes(*word);
        let marks = first_of(word, b' ' + 1, b'/', b'>');
        if marks != 0 {
            return Some(length - rest.len() + first(marks));
        }
        rest = behind;
    }
}

/// Returns the number of bytes before the first quote. `None` without one, and near the end of the
/// document.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "a place in the text")]
pub(crate) fn quote(mut rest: &[u8]) -> Option<usize> {
    let length = rest.len();
    loop {
        let (word, behind) = rest.split_first_chunk::<WORD>()?;
        let marks = equal(u64::from_le_bytes(*word), b'"');
        if marks != 0 {
            return Some(length - rest.len() + first(marks));
        }
        rest = behind;
    }
}

/// Returns the length of the plain text at the start, up to `<`. `None` if there is a reference, a
/// carriage return or a forbidden character before it, and near the end of the document.
#[inline]
pub(crate) fn text(rest: &[u8]) -> Option<usize> {
    let start = plain(rest)?;
    if rest.get(start) == Some(&b'<') { Some(start) } else { text_from(rest, start) }
}

/// Goes on at the first byte that is not plain.
#[inline(never)]
fn text_from(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let rest = text.get(at..)?;
        let length = match rest {
            [b'<', ..] => return Some(at),
            [b'\t' | b'\n', ..] => 1,
            // U+FFFE and U+FFFF are forbidden.
            [0xEF, 0xBF, 0xBE | 0xBF, ..] => return None,
            [0xEF, _, _, ..] => 3,
            _ => return None,
        };
        at = at.saturating_add(length);
        at = at.saturating_add(plain(text.get(at..)?)?);
    }
}

/// Returns the number of bytes before a control, `<`, `&`, or the first byte of U+FFFE and U+FFFF.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "a place in the text")]
fn plain(mut rest: &[u8]) -> Option<usize> {
    let length = rest.len();
    for _ in 0..4 {
        let (word, behind) = rest.split_first_chunk::<WORD>()?;
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return Some(length - rest.len() + first(marks));
        }
        rest = behind;
    }
    long(rest).map(|found| found + (length - rest.len()))
}

#[inline(never)]
fn long(text: &[u8]) -> Option<usize> {
    let mut rest = text;
    while let Some((block, behind)) = rest.split_first_chunk::<BLOCK>()
        && !block.iter().fold(false, |found, byte| found | is_special(*byte))
    {
        rest = behind;
    }
    let at = rest.iter().position(|byte| is_special(*byte))?;
    Some(text.len().saturating_sub(rest.len()).saturating_add(at))
}

#[inline]
const fn marks(word: u64) -> u64 {
    first_of(word, b' ', b'<', b'&') | equal(word, 0xEF)
}

#[inline]
const fn is_special(byte: u8) -> bool {
    (byte < b' ') | (byte == b'<') | (byte == b'&') | (byte == 0xEF)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each byte at each place of a word and of a block, behind bytes of all kinds.
    #[test]
    fn a_text_ends_where_a_search_byte_by_byte_ends() {
        for filler in [b'a', b' ', b'~', 0x80, 0xEE, 0xF0, 0xFF] {
            for byte in 0..=u8::MAX {
                for at in [0, 1, 7, 8, 31, 32, 40, 63, 64, 90] {
                    let mut bytes = vec![filler; at];
                    bytes.push(byte);
                    bytes.extend_from_slice(&[filler; 9]);
                    bytes.extend_from_slice(b"</Name> more text behind it");
                    let end = at + 10;
                    let expected = match byte {
                        b'<' => Some(at),
                        b'&' | 0..b'\t' | 0xB..b' ' => None,
                        // Of the characters that begin with 0xEF, two are forbidden, but not this one.
                        _ => Some(end),
                    };
                    assert_eq!(text(&bytes), expected, "{byte:#x} at {at} behind {filler:#x}");
                }
            }
        }
    }

    #[test]
    fn forbidden_characters_are_not_plain() {
        for character in ['\u{FFFE}', '\u{FFFF}', '\r', '\0', '\u{1F}'] {
            for length in [0, 6, 7, 8, 30, 100] {
                let document = format!("{}{character}</Name> and more", "x".repeat(length));
                assert_eq!(text(document.as_bytes()), None, "{character:?} at {length}");
            }
        }
        let allowed = "\u{FF21}\u{FEFF}\u{FFFD}\u{FB01}";
        let document = format!("{allowed}</Name> and more");
        assert_eq!(text(document.as_bytes()), Some(allowed.len()));
    }

    #[test]
    fn a_value_ends_at_its_quote() {
        for length in 0..30 {
            let text = format!("{}\" and \"more\"", "!#a\u{e9}".repeat(length));
            assert_eq!(quote(text.as_bytes()), text.find('"'), "{text}");
        }
        assert_eq!(quote(b"no quote in these bytes"), None);
    }

    #[test]
    fn a_name_ends_at_blanks_and_at_the_end_of_the_tag() {
        for end in [">", "/>", " a='b'>", "\t>", "\n>", "\r>"] {
            for length in [0, 1, 7, 8, 9, 24] {
                let tag = format!("{}{end}text and more", "N".repeat(length));
                assert_eq!(name(tag.as_bytes()), Some(length), "{tag:?}");
            }
        }
        assert_eq!(name(b"Name"), None);
    }
}
