//! UTF-16, UTF-32 and CESU-8, and the UCS-2 and UCS-4 of ISO 10646.

use alloc::string::String;

use crate::decode::Order;

/// Decodes UTF-16. Fails with the offset of the first byte without meaning.
pub(crate) fn utf_16(bytes: &[u8], order: Option<Order>) -> Result<String, usize> {
    let (bytes, mark, order) = match (bytes, order) {
        ([0xFF, 0xFE, rest @ ..], None) => (rest, 2, Order::Little),
        ([0xFE, 0xFF, rest @ ..], None) => (rest, 2, Order::Big),
        _ => (bytes, 0, order.unwrap_or(Order::Big)),
    };
    let unit = match order {
        Order::Big => u16::from_be_bytes,
        Order::Little => u16::from_le_bytes,
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut at: usize = mark;
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(character) = character else { return Err(at) };
        text.push(character);
        at = at.saturating_add(character.len_utf16().saturating_mul(2));
    }
    if rest.is_empty() { Ok(text) } else { Err(at) }
}

/// Decodes UTF-32. Fails with the offset of the first byte without meaning.
pub(crate) fn utf_32(bytes: &[u8], order: Option<Order>) -> Result<String, usize> {
    let (bytes, mark, order) = match (bytes, order) {
        ([0xFF, 0xFE, 0, 0, rest @ ..], None) => (rest, 4, Order::Little),
        ([0, 0, 0xFE, 0xFF, rest @ ..], None) => (rest, 4, Order::Big),
        _ => (bytes, 0, order.unwrap_or(Order::Big)),
    };
    let unit = match order {
        Order::Big => u32::from_be_bytes,
        Order::Little => u32::from_le_bytes,
    };
    let (quads, rest) = bytes.as_chunks::<4>();
    let mut text = String::with_capacity(quads.len());
    let mut at: usize = mark;
    for quad in quads {
        text.push(char::from_u32(unit(*quad)).ok_or(at)?);
        at = at.saturating_add(4);
    }
    if rest.is_empty() { Ok(text) } else { Err(at) }
}

/// Decodes UTF-8 with three bytes per half of a surrogate pair. NUL in two bytes, as Java writes
/// it, is accepted too. Fails with the offset of the first byte without meaning.
pub(crate) fn cesu_8(bytes: &[u8]) -> Result<String, usize> {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let at = bytes.len().saturating_sub(rest.len());
        let (plain, fault) = match core::str::from_utf8(rest) {
            Ok(plain) => (plain, None),
            Err(fault) => {
                let (plain, behind) = rest.split_at_checked(fault.valid_up_to()).unwrap_or((rest, &[]));
                (core::str::from_utf8(plain).unwrap_or_default(), Some(behind))
            }
        };
        text.push_str(plain);
        let Some(behind) = fault else { return Ok(text) };
        match behind {
            [0xED, a @ 0xA0..=0xAF, b @ 0x80..=0xBF, 0xED, c @ 0xB0..=0xBF, d @ 0x80..=0xBF, behind @ ..] => {
                let half = |high: u8, low: u8| 0xD000 | u16::from(high & 0x3F) << 6 | u16::from(low & 0x3F);
                let pair = [half(*a, *b), half(*c, *d)];
                text.extend(char::decode_utf16(pair).flatten());
                rest = behind;
            }
            [0xC0, 0x80, behind @ ..] => {
                text.push('\0');
                rest = behind;
            }
            _ => return Err(at.saturating_add(plain.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use crate::{Charset, DecodeError};

    const TEXT: &str = "aé€😀";

    #[test]
    fn orders_are_obeyed_and_marks_tell_them() {
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let wide_big: Vec<u8> =
            TEXT.chars().flat_map(|character| u32::from(character).to_be_bytes()).collect();
        let wide_little: Vec<u8> =
            TEXT.chars().flat_map(|character| u32::from(character).to_le_bytes()).collect();
        for (charset, big, little, marks) in [
            (Charset::UTF_16, &big, &little, [&b"\xFE\xFF"[..], b"\xFF\xFE"]),
            (Charset::ISO_10646_UCS_2, &big, &little, [b"\xFE\xFF", b"\xFF\xFE"]),
            (Charset::UTF_32, &wide_big, &wide_little, [b"\0\0\xFE\xFF", b"\xFF\xFE\0\0"]),
            (Charset::ISO_10646_UCS_4, &wide_big, &wide_little, [b"\0\0\xFE\xFF", b"\xFF\xFE\0\0"]),
        ] {
            assert_eq!(charset.decode(big).unwrap(), TEXT);
            assert_eq!(charset.decode(&[marks[0], big].concat()).unwrap(), TEXT);
            assert_eq!(charset.decode(&[marks[1], little].concat()).unwrap(), TEXT);
        }
        assert_eq!(Charset::UTF_16BE.decode(&big).unwrap(), TEXT);
        assert_eq!(Charset::UTF_16LE.decode(&little).unwrap(), TEXT);
        assert_eq!(Charset::UTF_32BE.decode(&wide_big).unwrap(), TEXT);
        assert_eq!(Charset::UTF_32LE.decode(&wide_little).unwrap(), TEXT);
    }

    #[test]
    fn pairs_of_three_bytes_are_one_character() {
        let bytes = b"a\xC3\xA9\xED\xA0\xBD\xED\xB8\x80b\xC0\x80";
        assert_eq!(Charset::CESU_8.decode(bytes).unwrap(), "aé😀b\0");
        for (bytes, at) in [(&b"ab\xED\xA0\xBD"[..], 2), (b"\xED\xB8\x80\xED\xA0\xBD", 0), (b"a\xFF", 1)] {
            let charset = Charset::CESU_8;
            assert_eq!(charset.decode(bytes), Err(DecodeError::Invalid { charset, at }));
        }
    }

    #[test]
    fn half_characters_are_refused_at_their_place() {
        let bad: [(Charset, &[u8], usize); 8] = [
            (Charset::UTF_16BE, &[0, b'a', 0xD8, 0x3D], 2),
            (Charset::UTF_16BE, &[0xDE, 0x00], 0),
            (Charset::UTF_16LE, &[0x20], 0),
            (Charset::UTF_16, &[0xFF, 0xFE, 0x20], 2),
            (Charset::UTF_32BE, &[0, 0, 0xD8, 0x3D], 0),
            (Charset::UTF_32LE, &[b'a', 0, 0, 0, 0, 0, 0x11, 0], 4),
            (Charset::UTF_32, &[0, 0, 0], 0),
            (Charset::ISO_10646_UCS_4, &[0, 0, 0xFE, 0xFF, 0xFF], 4),
        ];
        for (charset, bytes, at) in bad {
            assert_eq!(charset.decode(bytes), Err(DecodeError::Invalid { charset, at }));
        }
    }
}
