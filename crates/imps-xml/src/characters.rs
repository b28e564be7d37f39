//! The characters that XML allows, and their written forms.

use crate::XmlError;
pub(crate) use imps_core::is_xml_character as is_allowed;
use std::borrow::Cow;

/// White space of XML.
pub(crate) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Returns the text with line ends as LF. Fails at a character that XML does not allow, with its
/// position.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "no branch in the loop, so that it is vectorized")]
pub(crate) fn clean(text: &str) -> Result<Cow<'_, str>, (char, usize)> {
    // Controls, including line ends, and the first bytes of U+FFFE and U+FFFF.
    let suspicious = text.bytes().fold(false, |found, byte| found | (byte < b' ') | (byte == 0xEF));
    if suspicious { clean_slowly(text) } else { Ok(Cow::Borrowed(text)) }
}

#[cold]
#[inline(never)]
fn clean_slowly(text: &str) -> Result<Cow<'_, str>, (char, usize)> {
    if let Some((at, character)) = text.char_indices().find(|(_, character)| !is_allowed(*character)) {
        return Err((character, at));
    }
    Ok(if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    })
}

/// Returns the character of a reference. `name` is the text between `&` and `;`.
#[cold]
pub(crate) fn referenced(name: &str) -> Result<char, XmlError> {
    let Some(number) = name.strip_prefix('#') else {
        return match name {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(XmlError::UndefinedEntity(name.into())),
        };
    };
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    // `from_str_radix` accepts a sign, XML does not.
    Some(digits)
        .filter(|digits| digits.chars().all(|digit| digit.is_digit(radix)))
        .and_then(|digits| u32::from_str_radix(digits, radix).ok())
        .and_then(char::from_u32)
        .filter(|character| is_allowed(*character))
        .ok_or_else(|| XmlError::InvalidCharacterReference(name.into()))
}

/// Returns the number of a reference to half a surrogate pair, high or low. `name` is the text
/// between `&` and `;`.
fn surrogate(name: &str) -> Option<u16> {
    let number = name.strip_prefix('#')?;
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    let digits = Some(digits).filter(|digits| digits.chars().all(|digit| digit.is_digit(radix)))?;
    u16::from_str_radix(digits, radix).ok().filter(|number| matches!(number, 0xD800..=0xDFFF))
}

/// Returns whether a reference names the first half of a surrogate pair.
#[cold]
pub(crate) fn is_half(name: &str) -> bool {
    surrogate(name).is_some_and(|number| number < 0xDC00)
}

/// Returns the character of two references to the halves of a surrogate pair, as written by
/// programs that hold text in UTF-16.
#[cold]
pub(crate) fn joined(first: &str, second: &str) -> Option<char> {
    let pair = [surrogate(first)?, surrogate(second)?];
    char::decode_utf16(pair).next()?.ok().filter(|character| character.len_utf16() == 2)
}

/// Returns whether the text is a name with at most one prefix.
pub(crate) fn is_name(text: &str) -> bool {
    match text.split_once(':') {
        Some((prefix, local)) => is_plain_name(prefix) && is_plain_name(local),
        None => is_plain_name(text),
    }
}

fn is_plain_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(starts_name) && characters.all(continues_name)
}

const fn starts_name(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

const fn continues_name(character: char) -> bool {
    starts_name(character)
        || matches!(character,
            '0'..='9' | '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_line_feeds() {
        assert_eq!(clean("a\r\nb\rc\n\r\r").unwrap(), "a\nb\nc\n\n\n");
        assert!(matches!(clean("plain\n\ttext \u{FB01}"), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn characters_outside_xml_are_found() {
        for character in ['\0', '\u{1}', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert_eq!(clean(&format!("ab{character}")), Err((character, 2)));
        }
        for character in ['\t', ' ', '\u{7F}', '\u{D7FF}', '\u{E000}', '\u{FFFD}', '\u{10FFFF}'] {
            assert!(is_allowed(character));
        }
    }

    #[test]
    fn references_name_one_character() {
        for (name, character) in
            [("amp", '&'), ("#65", 'A'), ("#x41", 'A'), ("#x1F600", '\u{1F600}'), ("#10", '\n')]
        {
            assert_eq!(referenced(name), Ok(character));
        }
        for name in ["#", "#x", "#0", "#xD800", "#x110000", "#-1", "#+65", "#X41", "#4294967361", "#xFFFE"] {
            assert_eq!(referenced(name), Err(XmlError::InvalidCharacterReference(name.into())));
        }
        for name in ["nbsp", "", "AMP"] {
            assert_eq!(referenced(name), Err(XmlError::UndefinedEntity(name.into())));
        }
    }

    #[test]
    fn two_halves_make_a_character() {
        assert_eq!(joined("#xD83D", "#xDE00"), Some('\u{1F600}'));
        assert_eq!(joined("#55357", "#56832"), Some('\u{1F600}'));
        for (first, second) in [
            ("#xDE00", "#xD83D"),
            ("#xD83D", "#xD83D"),
            ("#xD83D", "#65"),
            ("#x41", "#xDE00"),
            ("amp", "amp"),
        ] {
            assert_eq!(joined(first, second), None, "{first} {second}");
        }
        assert!(is_half("#xD83D") && !is_half("#xDE00") && !is_half("#x41") && !is_half("#x+D83D"));
    }

    #[test]
    fn names_follow_the_grammar() {
        for name in ["a", "a:b", "_x-1.2", "Éa", "WV-CSP-Message"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1a", "-a", ":a", "a:", "a:b:c", "a b", "a<", "a\u{0}"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
