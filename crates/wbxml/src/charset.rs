//! Character sets by their IANA `MIBenum` number.

use alloc::{borrow::Cow, string::String};
use core::fmt;

use crate::ErrorKind;

/// A character set, by its IANA `MIBenum` number. Any number can be held; the ones below can be decoded.
///
/// With the feature `encodings` the common legacy sets (`Shift_JIS`, EUC, Big5, GB 18030, KOI8-R, windows-125x,
/// most of ISO 8859) can be decoded as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Charset(pub u32);

impl Charset {
    /// Not stated: what the transport says.
    pub const UNKNOWN: Self = Self(0);
    /// US-ASCII.
    pub const US_ASCII: Self = Self(3);
    /// ISO 8859-1, Latin-1 proper (not windows-1252).
    pub const ISO_8859_1: Self = Self(4);
    /// UTF-8.
    pub const UTF_8: Self = Self(106);
    /// ISO 10646 UCS-2, big-endian unless a byte order mark says otherwise; surrogate pairs are understood.
    pub const UCS_2: Self = Self(1000);
    /// UTF-16, big-endian.
    pub const UTF_16BE: Self = Self(1013);
    /// UTF-16, little-endian.
    pub const UTF_16LE: Self = Self(1014);
    /// UTF-16, big-endian unless a byte order mark says otherwise.
    pub const UTF_16: Self = Self(1015);

    /// How many zero octets end a string: 2 for UCS-2 and UTF-16, 4 for UCS-4 and UTF-32, else 1.
    pub const fn terminator_width(self) -> usize {
        match self.0 {
            1000 | 1013..=1015 => 2,
            1001 | 1017..=1019 => 4,
            _ => 1,
        }
    }

    /// The text of a string's octets, its terminator excluded, such as [`Token::StrI`](crate::Token::StrI) gives.
    pub fn decode(self, octets: &[u8]) -> Result<Cow<'_, str>, ErrorKind> {
        let text = match self {
            Self::UTF_8 => core::str::from_utf8(octets).ok().map(Cow::Borrowed),
            Self::US_ASCII => octets.is_ascii().then(|| latin_1(octets)),
            Self::ISO_8859_1 => Some(latin_1(octets)),
            Self::UTF_16BE => utf_16(octets, u16::from_be_bytes),
            Self::UTF_16LE => utf_16(octets, u16::from_le_bytes),
            Self::UTF_16 | Self::UCS_2 => match octets {
                [0xFF, 0xFE, octets @ ..] => utf_16(octets, u16::from_le_bytes),
                [0xFE, 0xFF, octets @ ..] | octets => utf_16(octets, u16::from_be_bytes),
            },
            _ => return self.decode_legacy(octets),
        };
        text.ok_or(ErrorKind::InvalidText(self))
    }

    #[cfg(feature = "encodings")]
    fn decode_legacy(self, octets: &[u8]) -> Result<Cow<'_, str>, ErrorKind> {
        let encoding = legacy::encoding(self).ok_or(ErrorKind::UnsupportedCharset(self))?;
        encoding
            .decode_without_bom_handling_and_without_replacement(octets)
            .ok_or(ErrorKind::InvalidText(self))
    }

    #[cfg(not(feature = "encodings"))]
    fn decode_legacy(self, _: &[u8]) -> Result<Cow<'_, str>, ErrorKind> {
        Err(ErrorKind::UnsupportedCharset(self))
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn latin_1(octets: &[u8]) -> Cow<'_, str> {
    match core::str::from_utf8(octets) {
        Ok(text) if octets.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(octets.iter().copied().map(char::from).collect()),
    }
}

fn utf_16(octets: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Cow<'_, str>> {
    let (units, rest) = octets.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let text: Result<String, _> = char::decode_utf16(units.iter().copied().map(unit)).collect();
    text.ok().map(Cow::Owned)
}

#[cfg(feature = "encodings")]
mod legacy {
    use encoding_rs::{self as rs, Encoding};

    use super::Charset;

    /// Sets that `encoding_rs` has under their own name; ISO 8859-9 and -11 for instance it takes for windows sets.
    pub(super) fn encoding(charset: Charset) -> Option<&'static Encoding> {
        Some(match charset.0 {
            5 => rs::ISO_8859_2,
            6 => rs::ISO_8859_3,
            7 => rs::ISO_8859_4,
            8 => rs::ISO_8859_5,
            9 => rs::ISO_8859_6,
            10 => rs::ISO_8859_7,
            11 => rs::ISO_8859_8,
            13 => rs::ISO_8859_10,
            17 => rs::SHIFT_JIS,
            18 => rs::EUC_JP,
            38 => rs::EUC_KR,
            39 => rs::ISO_2022_JP,
            109 => rs::ISO_8859_13,
            110 => rs::ISO_8859_14,
            111 => rs::ISO_8859_15,
            112 => rs::ISO_8859_16,
            113 => rs::GBK,
            114 => rs::GB18030,
            2026 => rs::BIG5,
            2084 => rs::KOI8_R,
            2088 => rs::KOI8_U,
            2250 => rs::WINDOWS_1250,
            2251 => rs::WINDOWS_1251,
            2252 => rs::WINDOWS_1252,
            2253 => rs::WINDOWS_1253,
            2254 => rs::WINDOWS_1254,
            2255 => rs::WINDOWS_1255,
            2256 => rs::WINDOWS_1256,
            2257 => rs::WINDOWS_1257,
            2258 => rs::WINDOWS_1258,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[track_caller]
    fn decodes(charset: Charset, octets: &[u8], text: &str) {
        assert_eq!(charset.decode(octets).unwrap(), text);
    }

    #[test]
    fn built_in_sets() {
        decodes(Charset::UTF_8, "é€😀".as_bytes(), "é€😀");
        decodes(Charset::US_ASCII, b"plain", "plain");
        // 0x80 is a control character here and the euro sign in windows-1252.
        decodes(Charset::ISO_8859_1, &[b'a', 0x80, 0xE9], "a\u{80}é");
        // Octets that would be UTF-8 are two characters all the same.
        decodes(Charset::ISO_8859_1, "é".as_bytes(), "Ã©");
        decodes(Charset::UTF_16BE, &[0x20, 0xAC, 0xD8, 0x3D, 0xDE, 0x00], "€😀");
        decodes(Charset::UTF_16LE, &[0xAC, 0x20, 0x3D, 0xD8, 0x00, 0xDE], "€😀");
        for charset in [Charset::UTF_16, Charset::UCS_2] {
            decodes(charset, &[0x20, 0xAC], "€");
            decodes(charset, &[0xFE, 0xFF, 0x20, 0xAC], "€");
            decodes(charset, &[0xFF, 0xFE, 0xAC, 0x20], "€");
        }
    }

    #[test]
    fn invalid_text_is_refused() {
        let bad: [(Charset, &[u8]); 4] = [
            (Charset::UTF_8, &[0xFF]),
            (Charset::US_ASCII, &[0x80]),
            (Charset::UTF_16BE, &[0xD8, 0x3D]),
            (Charset::UTF_16LE, &[0x20]),
        ];
        for (charset, octets) in bad {
            assert_eq!(charset.decode(octets), Err(ErrorKind::InvalidText(charset)));
        }
    }

    #[test]
    fn unknown_sets_are_refused() {
        for number in [0, 1, 12, 1001, 1017, 99_999] {
            let charset = Charset(number);
            assert_eq!(charset.decode(b"x"), Err(ErrorKind::UnsupportedCharset(charset)));
        }
    }

    /// From the code charts; where sets are alike, octets that mean something else in the sets next to it.
    #[cfg(feature = "encodings")]
    #[test]
    fn legacy_sets_by_their_mib_enum() {
        let sets: [(u32, &[u8], &str); 30] = [
            (5, &[0xA1], "Ą"),
            (6, &[0xA1], "Ħ"),
            (7, &[0xA2], "ĸ"),
            (8, &[0xB0], "А"),
            (9, &[0xC7], "ا"),
            (10, &[0xC1], "Α"),
            (11, &[0xE0], "א"),
            (13, &[0xA2], "Ē"),
            (17, &[0x93, 0xFA, 0x96, 0x7B], "日本"),
            (18, &[0xC6, 0xFC, 0xCB, 0xDC], "日本"),
            (38, &[0xC7, 0xD1], "한"),
            (39, b"\x1B$BF|K\\\x1B(B", "日本"),
            (109, &[0xD0], "Š"),
            (110, &[0xA1], "Ḃ"),
            (111, &[0xA4], "€"),
            (112, &[0xAA], "Ș"),
            (113, &[0xC8, 0xD5], "日"),
            (114, &[0x81, 0x30, 0x81, 0x30], "\u{80}"),
            (2026, &[0xA4, 0xE9], "日"),
            (2084, &[0xF0, 0xF2], "ПР"),
            (2088, &[0xA4], "є"),
            (2250, &[0xA5], "Ą"),
            (2251, &[0xC0], "А"),
            (2252, &[0x80], "€"),
            (2253, &[0xA2], "Ά"),
            (2254, &[0xD0], "Ğ"),
            (2255, &[0xE0], "א"),
            (2256, &[0xC7], "ا"),
            (2257, &[0xD0], "Š"),
            (2258, &[0xD5], "Ơ"),
        ];
        for (number, octets, text) in sets {
            decodes(Charset(number), octets, text);
        }
        assert_eq!(Charset(17).decode(&[0x93]), Err(ErrorKind::InvalidText(Charset(17))));
    }

    #[test]
    fn a_set_is_shown_by_its_mib_enum() {
        assert_eq!(ErrorKind::UnsupportedCharset(Charset(2)).to_string(), "unsupported character set 2");
    }

    #[test]
    fn terminators() {
        assert_eq!(Charset::UTF_8.terminator_width(), 1);
        assert_eq!(Charset::UCS_2.terminator_width(), 2);
        assert_eq!(Charset::UTF_16LE.terminator_width(), 2);
        assert_eq!(Charset(1018).terminator_width(), 4);
    }
}
