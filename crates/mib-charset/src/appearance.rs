//! The likely form of bytes that do not fit their character set.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::Charset;

/// The likely form of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Appearance {
    /// UTF-8.
    Utf8,
    /// UTF-8 that was read as ISO-8859-1 or windows-1252 and encoded in UTF-8 again.
    DoubledUtf8,
    /// UTF-8 with surrogates as characters, or with NUL as two bytes, as some Java programs write
    /// it.
    Cesu8,
    /// ISO-8859-1.
    Iso8859_1,
    /// windows-1252.
    Windows1252,
    /// Bytes that U+FFFD replaced, in UTF-8 (EF BF BD): a text channel carried them, and the
    /// original bytes are lost.
    ReplacementCharacters,
}

impl Appearance {
    /// The character set in which to read the bytes; `None` if no set undoes the damage.
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

/// Writes the text that follows "this looks like".
impl fmt::Display for Appearance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "utf-8",
            Self::DoubledUtf8 => "utf-8 that was encoded in utf-8 once more",
            Self::Cesu8 => "cesu-8, utf-8 with surrogates as characters",
            Self::Iso8859_1 => "iso-8859-1",
            Self::Windows1252 => "windows-1252",
            Self::ReplacementCharacters => {
                "bytes that a channel for text replaced by EF BF BD, which cannot be undone"
            }
        })
    }
}

/// Finds the likely form of bytes that do not fit their stated character set. Returns `None` if no
/// form is likely.
///
/// ```
/// use mib_charset::{Appearance, appearance};
///
/// assert_eq!(appearance(b"Jos\xE9"), Some(Appearance::Iso8859_1));
/// assert_eq!(appearance("JosÃ©".as_bytes()), Some(Appearance::DoubledUtf8));
/// assert_eq!(appearance(b"Jose"), None);
/// ```
#[doc(alias("detect encoding", "chardet"))]
#[cold]
pub fn appearance(bytes: &[u8]) -> Option<Appearance> {
    if bytes.is_ascii() {
        return None;
    }
    match core::str::from_utf8(bytes) {
        Ok(text) if text.contains(char::REPLACEMENT_CHARACTER) => Some(Appearance::ReplacementCharacters),
        Ok(text) if is_doubled(text) => Some(Appearance::DoubledUtf8),
        Ok(_) => Some(Appearance::Utf8),
        Err(_) if bytes.windows(3).any(|three| three == b"\xEF\xBF\xBD") => {
            Some(Appearance::ReplacementCharacters)
        }
        Err(_) if crate::unicode::cesu_8(bytes).is_ok() => Some(Appearance::Cesu8),
        Err(_) => western(bytes),
    }
}

/// Returns whether the characters represent bytes, and these bytes are UTF-8.
fn is_doubled(text: &str) -> bool {
    undoubled(text).is_some_and(|bytes| core::str::from_utf8(&bytes).is_ok())
}

/// Recovers the bytes that a program read as ISO-8859-1 or windows-1252 and encoded in UTF-8.
/// Returns `None` if the text cannot come from such bytes.
///
/// ```
/// use mib_charset::undoubled;
///
/// assert_eq!(undoubled("JosÃ©").as_deref(), Some("José".as_bytes()));
/// assert_eq!(undoubled("日本"), None);
/// ```
#[doc(alias("mojibake", "double encoding"))]
#[cold]
pub fn undoubled(text: &str) -> Option<Vec<u8>> {
    text.chars().map(byte).collect()
}

/// Returns the byte that a program read as this character, in ISO-8859-1 or windows-1252.
fn byte(character: char) -> Option<u8> {
    const WINDOWS_1252: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    u8::try_from(u32::from(character)).ok().or_else(|| {
        let index = WINDOWS_1252.iter().position(|known| *known == character)?;
        u8::try_from(index).ok()?.checked_add(0x80)
    })
}

/// Recognises ISO-8859-1 and windows-1252. Accented Latin letters appear one or two at a time,
/// among plain letters. Other scripts have whole words of high bytes. Text with UTF-8 sequences in
/// it is damaged UTF-8. Text with NUL has a set with wider code units.
fn western(bytes: &[u8]) -> Option<Appearance> {
    const LONGEST_RUN: usize = 2;
    let is_mixed = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let longest = bytes.split(u8::is_ascii).map(<[u8]>::len).max().unwrap_or_default();
    if is_mixed || longest > LONGEST_RUN || bytes.contains(&0) {
        return None;
    }
    let controls: String =
        bytes.iter().filter(|byte| matches!(byte, 0x80..=0x9F)).map(|byte| char::from(*byte)).collect();
    match controls.as_str() {
        "" => Some(Appearance::Iso8859_1),
        // Five bytes have no meaning in windows-1252.
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
        for (bytes, looks) in [
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
            assert_eq!(appearance(bytes), looks, "{bytes:02X?}");
        }
    }

    #[test]
    fn nothing_is_said_of_what_may_be_anything() {
        // GB2312, KOI8-R, truncated UTF-8, half a surrogate pair, a byte that windows-1252 lacks,
        // UTF-16.
        for bytes in [
            &b"\xC4\xE3\xBA\xC3"[..],
            b"\xF0\xD2\xC9\xD7\xC5\xD4",
            b"\xC3\xA9 and \xC3",
            b"\xED\xA0\xBD alone",
            b"a\x81b",
            b"\xE9\0",
        ] {
            assert_eq!(appearance(bytes), None, "{bytes:02X?}");
        }
    }
}
