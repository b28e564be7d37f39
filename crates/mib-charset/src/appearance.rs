//! What octets look like that do not fit their character set.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::Charset;

/// What octets look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Appearance {
    /// UTF-8.
    Utf8,
    /// UTF-8 that was taken for ISO-8859-1 or windows-1252 and encoded in UTF-8 once more.
    DoubledUtf8,
    /// UTF-8 in which surrogates are characters, or NUL has two octets, as some Java programs write it.
    Cesu8,
    /// ISO-8859-1.
    Iso8859_1,
    /// windows-1252.
    Windows1252,
    /// Octets were replaced by U+FFFD in UTF-8 (EF BF BD): a channel for text carried them, and what they were is lost.
    ReplacementCharacters,
}

impl Appearance {
    /// The character set to read the octets in; `None` when no set makes good what was done to them.
    pub const fn charset(self) -> Option<Charset> {
        match self {
            Self::Utf8 => Some(Charset::UTF_8),
            Self::Cesu8 => Some(Charset::CESU_8),
            Self::Iso8859_1 => Some(Charset::ISO_8859_1),
            Self::Windows1252 => Some(Charset::WINDOWS_1252),
            Self::DoubledUtf8 | Self::ReplacementCharacters => None,
        }
    }
}

/// As it follows "this looks like".
impl fmt::Display for Appearance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "utf-8",
            Self::DoubledUtf8 => "utf-8 that was encoded in utf-8 once more",
            Self::Cesu8 => "cesu-8, utf-8 with surrogates as characters",
            Self::Iso8859_1 => "iso-8859-1",
            Self::Windows1252 => "windows-1252",
            Self::ReplacementCharacters => {
                "octets that a channel for text replaced by EF BF BD, which cannot be undone"
            }
        })
    }
}

/// What octets look like that do not fit the character set they are said to be in; `None` when nothing is likely.
///
/// ```
/// use mib_charset::{Appearance, appearance};
///
/// assert_eq!(appearance(b"Jos\xE9"), Some(Appearance::Iso8859_1));
/// assert_eq!(appearance("JosÃ©".as_bytes()), Some(Appearance::DoubledUtf8));
/// assert_eq!(appearance(b"Jose"), None);
/// ```
#[cold]
pub fn appearance(octets: &[u8]) -> Option<Appearance> {
    if octets.is_ascii() {
        return None;
    }
    match core::str::from_utf8(octets) {
        Ok(text) if text.contains(char::REPLACEMENT_CHARACTER) => Some(Appearance::ReplacementCharacters),
        Ok(text) if is_doubled(text) => Some(Appearance::DoubledUtf8),
        Ok(_) => Some(Appearance::Utf8),
        Err(_) if octets.windows(3).any(|three| three == b"\xEF\xBF\xBD") => {
            Some(Appearance::ReplacementCharacters)
        }
        Err(_) if crate::unicode::cesu_8(octets).is_ok() => Some(Appearance::Cesu8),
        Err(_) => western(octets),
    }
}

/// Whether the characters are octets, and those are UTF-8 again.
fn is_doubled(text: &str) -> bool {
    undoubled(text).is_some_and(|octets| core::str::from_utf8(&octets).is_ok())
}

/// The octets that a program took for ISO-8859-1 or windows-1252 and encoded in UTF-8; `None` when the text cannot be such.
///
/// ```
/// use mib_charset::undoubled;
///
/// assert_eq!(undoubled("JosÃ©").as_deref(), Some("José".as_bytes()));
/// assert_eq!(undoubled("日本"), None);
/// ```
#[cold]
pub fn undoubled(text: &str) -> Option<Vec<u8>> {
    text.chars().map(octet).collect()
}

/// The octet that a character was taken for, in ISO-8859-1 or windows-1252.
fn octet(character: char) -> Option<u8> {
    const WINDOWS_1252: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    u8::try_from(u32::from(character)).ok().or_else(|| {
        let index = WINDOWS_1252.iter().position(|known| *known == character)?;
        u8::try_from(index).ok()?.checked_add(0x80)
    })
}

/// Latin letters with marks come one or two at a time, and among letters without; other scripts have whole words of high
/// octets. Text with sequences of UTF-8 in it is damaged UTF-8, and text with NUL is of a set with wider code units.
fn western(octets: &[u8]) -> Option<Appearance> {
    const LONGEST_RUN: usize = 2;
    let is_mixed = octets.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let longest = octets.split(u8::is_ascii).map(<[u8]>::len).max().unwrap_or_default();
    if is_mixed || longest > LONGEST_RUN || octets.contains(&0) {
        return None;
    }
    let controls: String =
        octets.iter().filter(|octet| matches!(octet, 0x80..=0x9F)).map(|octet| char::from(*octet)).collect();
    match controls.as_str() {
        "" => Some(Appearance::Iso8859_1),
        // Five octets mean nothing in windows-1252.
        controls if !controls.contains(['\u{81}', '\u{8D}', '\u{8F}', '\u{90}', '\u{9D}']) => {
            Some(Appearance::Windows1252)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misfits_look_like_what_they_are() {
        for (octets, looks) in [
            (&b"\xBFQu\xE9?"[..], Some(Appearance::Iso8859_1)),
            (b"caf\xE9 \x80 5", Some(Appearance::Windows1252)),
            ("Grüße".as_bytes(), Some(Appearance::Utf8)),
            ("GrÃ¼ÃŸe".as_bytes(), Some(Appearance::DoubledUtf8)),
            ("â‚¬ 5".as_bytes(), Some(Appearance::DoubledUtf8)),
            (b"hi \xED\xA0\xBD\xED\xB8\x80", Some(Appearance::Cesu8)),
            (b"a\xC0\x80\xC3\xA9", Some(Appearance::Cesu8)),
            (b"a\xEF\xBF\xBDb", Some(Appearance::ReplacementCharacters)),
            (b"\xFFa\xEF\xBF\xBDb", Some(Appearance::ReplacementCharacters)),
            (b"plain", None),
        ] {
            assert_eq!(appearance(octets), looks, "{octets:02X?}");
        }
    }

    #[test]
    fn nothing_is_said_of_what_may_be_anything() {
        // GB2312, KOI8-R, UTF-8 that was cut, half a surrogate pair, an octet that windows-1252 lacks, UTF-16.
        for octets in [
            &b"\xC4\xE3\xBA\xC3"[..],
            b"\xF0\xD2\xC9\xD7\xC5\xD4",
            b"\xC3\xA9 and \xC3",
            b"\xED\xA0\xBD alone",
            b"a\x81b",
            b"\xE9\0",
        ] {
            assert_eq!(appearance(octets), None, "{octets:02X?}");
        }
    }
}
