//! Character sets. OMA-TS-IMPS-CSP_Data_Types, with the numbers of the IANA registry of character sets.

use crate::number_type::number_type;
use core::fmt;
use core::str::FromStr;

/// A character set, as its `MIBenum` number.
///
/// Any number is kept; the common ones have constants and a [`name`](Self::name).
///
/// ```
/// use imps_csp::Charset;
/// assert_eq!(Charset::from(106), Charset::UTF_8);
/// assert_eq!("utf-8".parse(), Ok(Charset::UTF_8));
/// assert_eq!(Charset::ISO_8859_1.name(), Some("ISO-8859-1"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Charset(u32);

/// Declares the common character sets, by number: a constant and a table row each.
macro_rules! charsets {
    ($($name:ident = $number:literal: $preferred:literal $(| $alias:literal)*,)*) => {
        impl Charset {
            $(
                #[doc = concat!("`", $preferred, "`: ", $number, ".")]
                pub const $name: Self = Self($number);
            )*
        }

        static KNOWN: &[(Charset, &[&str])] = &[$((Charset::$name, &[$preferred $(, $alias)*]),)*];
    };
}

charsets! {
    US_ASCII = 3: "US-ASCII" | "ASCII" | "ISO646-US",
    ISO_8859_1 = 4: "ISO-8859-1" | "ISO_8859-1" | "latin1",
    ISO_8859_2 = 5: "ISO-8859-2" | "ISO_8859-2" | "latin2",
    ISO_8859_3 = 6: "ISO-8859-3" | "ISO_8859-3" | "latin3",
    ISO_8859_4 = 7: "ISO-8859-4" | "ISO_8859-4" | "latin4",
    ISO_8859_5 = 8: "ISO-8859-5" | "ISO_8859-5" | "cyrillic",
    ISO_8859_6 = 9: "ISO-8859-6" | "ISO_8859-6" | "arabic",
    ISO_8859_7 = 10: "ISO-8859-7" | "ISO_8859-7" | "greek",
    ISO_8859_8 = 11: "ISO-8859-8" | "ISO_8859-8" | "hebrew",
    ISO_8859_9 = 12: "ISO-8859-9" | "ISO_8859-9" | "latin5",
    ISO_8859_10 = 13: "ISO-8859-10" | "latin6",
    SHIFT_JIS = 17: "Shift_JIS" | "MS_Kanji",
    EUC_JP = 18: "EUC-JP",
    ISO_2022_KR = 37: "ISO-2022-KR",
    EUC_KR = 38: "EUC-KR",
    ISO_2022_JP = 39: "ISO-2022-JP",
    UTF_8 = 106: "UTF-8",
    ISO_8859_13 = 109: "ISO-8859-13",
    ISO_8859_14 = 110: "ISO-8859-14",
    ISO_8859_15 = 111: "ISO-8859-15" | "ISO_8859-15",
    ISO_8859_16 = 112: "ISO-8859-16" | "ISO_8859-16",
    GBK = 113: "GBK",
    GB18030 = 114: "GB18030",
    ISO_10646_UCS_2 = 1000: "ISO-10646-UCS-2",
    ISO_10646_UCS_4 = 1001: "ISO-10646-UCS-4",
    UTF_7 = 1012: "UTF-7",
    UTF_16BE = 1013: "UTF-16BE",
    UTF_16LE = 1014: "UTF-16LE",
    UTF_16 = 1015: "UTF-16",
    UTF_32 = 1017: "UTF-32",
    UTF_32BE = 1018: "UTF-32BE",
    UTF_32LE = 1019: "UTF-32LE",
    GB2312 = 2025: "GB2312",
    BIG5 = 2026: "Big5",
    KOI8_R = 2084: "KOI8-R",
    HZ_GB_2312 = 2085: "HZ-GB-2312",
    KOI8_U = 2088: "KOI8-U",
    BIG5_HKSCS = 2101: "Big5-HKSCS",
    WINDOWS_1250 = 2250: "windows-1250",
    WINDOWS_1251 = 2251: "windows-1251",
    WINDOWS_1252 = 2252: "windows-1252",
    WINDOWS_1253 = 2253: "windows-1253",
    WINDOWS_1254 = 2254: "windows-1254",
    WINDOWS_1255 = 2255: "windows-1255",
    WINDOWS_1256 = 2256: "windows-1256",
    WINDOWS_1257 = 2257: "windows-1257",
    WINDOWS_1258 = 2258: "windows-1258",
    TIS_620 = 2259: "TIS-620",
}

impl Charset {
    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The name preferred in MIME, in the spelling of the registry; `None` for numbers without a constant here.
    pub fn name(self) -> Option<&'static str> {
        let index = KNOWN.binary_search_by_key(&self, |(charset, _)| *charset).ok()?;
        KNOWN.get(index).and_then(|(_, names)| names.first().copied())
    }

    /// The character set with a name or alias, without regard to case.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        KNOWN.iter().find(|(_, names)| named(names)).map(|(charset, _)| *charset)
    }

    /// Every character set with a constant here, by number.
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN.iter().map(|(charset, _)| *charset)
    }
}

/// UTF-8.
impl Default for Charset {
    fn default() -> Self {
        Self::UTF_8
    }
}

/// The text is neither the name of a character set known here nor a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCharset;

impl fmt::Display for UnknownCharset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the name or number of a character set, such as utf-8 or 106")
    }
}

impl core::error::Error for UnknownCharset {}

/// Reads a name or a number.
impl FromStr for Charset {
    type Err = UnknownCharset;

    fn from_str(text: &str) -> Result<Self, UnknownCharset> {
        Self::from_name(text).or_else(|| text.parse().ok().map(Self)).ok_or(UnknownCharset)
    }
}

/// The name, or else the number.
impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.pad(name),
            None => fmt::Display::fmt(&self.0, f),
        }
    }
}

number_type! { Charset }

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn the_table_is_sorted_and_names_and_numbers_go_together() {
        assert!(KNOWN.is_sorted_by_key(|(charset, _)| *charset));
        for (charset, names) in KNOWN {
            for name in *names {
                assert_eq!(name.parse(), Ok(*charset), "{name}");
            }
            assert_eq!(charset.name(), names.first().copied());
        }
    }

    #[test]
    fn numbers_without_a_name_are_kept() {
        let charset: Charset = "9999".parse().unwrap();
        assert_eq!((charset.number(), charset.name()), (9999, None));
        assert_eq!(charset.to_string(), "9999");
        assert_eq!(Charset::default().to_string(), "UTF-8");
        assert_eq!("klingon".parse::<Charset>(), Err(UnknownCharset));
    }
}
