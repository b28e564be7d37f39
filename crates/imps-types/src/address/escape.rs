//! Percent escapes for characters that have a meaning in addresses, or no place in them.

use super::grammar::is_alpha;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Turns a name into a part of an address.
///
/// `: ; ? & = + $ ,`, the separators `/` and `@`, `%`, and everything except printable ASCII become
/// `%` and two hexadecimal digits for each byte of their UTF-8 form. Phones escape the first eight,
/// which RFC 2396 reserves.
///
/// ```
/// use imps_types::address::{escape, unescape};
/// assert_eq!(escape("R&D / Köln"), "R%26D %2F K%C3%B6ln");
/// assert_eq!(unescape("R%26D %2F K%C3%B6ln"), "R&D / Köln");
/// ```
pub fn escape(name: &str) -> Cow<'_, str> {
    const RESERVED: [char; 9] = [':', ';', '?', '&', '=', '+', '$', ',', '%'];
    let plain = |character: char| is_alpha(character) && !RESERVED.contains(&character);
    if name.chars().all(plain) {
        return Cow::Borrowed(name);
    }
    let mut escaped = String::with_capacity(name.len().saturating_add(8));
    for character in name.chars() {
        if plain(character) {
            escaped.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                escaped.extend(['%', digit(byte >> 4), digit(byte & 0x0F)]);
            }
        }
    }
    Cow::Owned(escaped)
}

/// Returns the name that a part of an address represents.
///
/// A `%` without two hexadecimal digits after it represents itself. A part with bytes that are not
/// UTF-8 is returned unchanged. The reason: not every writer knows escapes.
pub fn unescape(part: &str) -> Cow<'_, str> {
    if !part.contains('%') {
        return Cow::Borrowed(part);
    }
    let mut bytes = Vec::with_capacity(part.len());
    bytes.extend(Unescaped::new(part));
    String::from_utf8(bytes).map_or(Cow::Borrowed(part), Cow::Owned)
}

/// The bytes of the name that a part represents.
#[derive(Clone)]
pub(super) struct Unescaped<'a> {
    rest: &'a [u8],
}

impl<'a> Unescaped<'a> {
    pub(super) const fn new(part: &'a str) -> Self {
        Self { rest: part.as_bytes() }
    }
}

impl Iterator for Unescaped<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        let (byte, rest) = match self.rest {
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                (value(*high) << 4 | value(*low), rest)
            }
            [byte, rest @ ..] => (*byte, rest),
            [] => return None,
        };
        self.rest = rest;
        Some(byte)
    }
}

fn digit(value: u8) -> char {
    char::from_digit(value.into(), 16).unwrap_or_default().to_ascii_uppercase()
}

/// The value of a hexadecimal digit.
const fn value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit.wrapping_sub(b'0'),
        _ => (digit | 0x20).wrapping_sub(b'a' - 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_without_digits_stands_for_itself() {
        for part in ["50%", "100%!", "%", "%4", "%zz", "%%"] {
            assert_eq!(unescape(part), part);
        }
        assert_eq!(unescape("%%41%4"), "%A%4");
    }

    #[test]
    fn bytes_that_are_not_utf_8_stay_escaped() {
        assert_eq!(unescape("K%F6ln"), "K%F6ln");
    }

    #[test]
    fn digits_of_either_case_are_read_and_capitals_written() {
        assert_eq!(unescape("%c3%B6"), "ö");
        assert_eq!(escape("ö+%"), "%C3%B6%2B%25");
    }

    #[test]
    fn reserved_characters_and_separators_are_escaped() {
        assert_eq!(escape(":;?&=+$,/@"), "%3A%3B%3F%26%3D%2B%24%2C%2F%40");
        assert!(matches!(escape("~My_friends 1.0!"), Cow::Borrowed(_)));
    }
}
