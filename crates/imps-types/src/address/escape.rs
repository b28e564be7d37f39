//! Percent escapes for characters that have a meaning in addresses, or no place in them.

use alloc::borrow::Cow;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// The ASCII characters that a part of an address holds only as escapes.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b':')
    .add(b';')
    .add(b'?')
    .add(b'&')
    .add(b'=')
    .add(b'+')
    .add(b'$')
    .add(b',')
    .add(b'%')
    .add(b'/')
    .add(b'@');

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
    utf8_percent_encode(name, ESCAPED).into()
}

/// Returns the name that a part of an address represents.
///
/// A `%` without two hexadecimal digits after it represents itself. A part with bytes that are not
/// UTF-8 is returned unchanged. The reason: not every writer knows escapes.
pub fn unescape(part: &str) -> Cow<'_, str> {
    percent_decode_str(part).decode_utf8().unwrap_or(Cow::Borrowed(part))
}

#[cfg(test)]
mod tests {
    use super::super::grammar::is_alpha;
    use super::*;
    use alloc::string::ToString;

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
    fn the_escaped_characters_are_those_that_the_grammar_refuses_and_the_reserved_ones() {
        for character in (0..0x80_u8).map(char::from) {
            let is_plain = is_alpha(character) && !":;?&=+$,%".contains(character);
            assert_eq!(
                escape(character.encode_utf8(&mut [0])) == character.to_string(),
                is_plain,
                "{character:?}"
            );
        }
    }

    #[test]
    fn reserved_characters_and_separators_are_escaped() {
        assert_eq!(escape(":;?&=+$,/@"), "%3A%3B%3F%26%3D%2B%24%2C%2F%40");
        assert_eq!(escape("\t\u{7F}"), "%09%7F");
        assert!(matches!(escape("~My_friends 1.0!"), Cow::Borrowed(_)));
    }
}
