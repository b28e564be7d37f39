//! Character sets, their numbers and names, and the way to decode each.

use core::fmt;
use core::str::FromStr;

use crate::decode::{How, Order};

/// A character set, as its `MIBenum` number in the registry of IANA.
///
/// The type holds any number. A number with a constant has a [`name`](Self::name) and can be
/// [decoded](Self::decode).
///
/// ```
/// use mib_charset::Charset;
///
/// assert_eq!("utf-8".parse(), Ok(Charset::UTF_8));
/// assert_eq!("106".parse(), Ok(Charset::UTF_8));
/// assert_eq!(Charset(4).to_string(), "ISO-8859-1");
/// assert_eq!(Charset(9999).name(), None);
/// ```
#[doc(alias("MIBenum", "encoding", "code set"))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Charset(pub u32);

struct Row {
    charset: Charset,
    how: How,
    names: &'static [&'static str],
}

/// The decoder of `encoding_rs` for a set.
#[cfg(feature = "encodings")]
macro_rules! whatwg {
    ($encoding:ident) => {
        How::Whatwg(&encoding_rs::$encoding)
    };
}

#[cfg(not(feature = "encodings"))]
macro_rules! whatwg {
    ($encoding:ident) => {
        How::Unsupported
    };
}

/// Declares the character sets by number: a constant and a table row per set.
macro_rules! charsets {
    ($($constant:ident = $number:literal, $how:expr, $preferred:literal $(| $alias:literal)*;)*) => {
        impl Charset {
            $(
                #[doc = concat!("`", $preferred, "`: ", $number, ".")]
                pub const $constant: Self = Self($number);
            )*
        }

        static ROWS: &[Row] =
            &[$(Row { charset: Charset::$constant, how: $how, names: &[$preferred $(, $alias)*] },)*];
    };
}

// The preferred MIME name comes first. Then come aliases of the registry and aliases that the
// WHATWG saw in use.
charsets! {
    US_ASCII = 3, How::Ascii, "US-ASCII" | "ASCII" | "ISO646-US" | "ANSI_X3.4-1968" | "ISO_646.irv:1991" | "us" | "IBM367" | "cp367" | "csASCII";
    ISO_8859_1 = 4, How::Latin1, "ISO-8859-1" | "ISO_8859-1" | "ISO_8859-1:1987" | "latin1" | "l1" | "iso8859-1" | "IBM819" | "CP819" | "csISOLatin1";
    ISO_8859_2 = 5, whatwg!(ISO_8859_2_INIT), "ISO-8859-2" | "ISO_8859-2" | "ISO_8859-2:1987" | "latin2" | "l2" | "iso8859-2";
    ISO_8859_3 = 6, whatwg!(ISO_8859_3_INIT), "ISO-8859-3" | "ISO_8859-3" | "ISO_8859-3:1988" | "latin3" | "l3" | "iso8859-3";
    ISO_8859_4 = 7, whatwg!(ISO_8859_4_INIT), "ISO-8859-4" | "ISO_8859-4" | "ISO_8859-4:1988" | "latin4" | "l4" | "iso8859-4";
    ISO_8859_5 = 8, whatwg!(ISO_8859_5_INIT), "ISO-8859-5" | "ISO_8859-5" | "ISO_8859-5:1988" | "cyrillic" | "iso8859-5";
    ISO_8859_6 = 9, whatwg!(ISO_8859_6_INIT), "ISO-8859-6" | "ISO_8859-6" | "ISO_8859-6:1987" | "arabic" | "iso8859-6";
    ISO_8859_7 = 10, whatwg!(ISO_8859_7_INIT), "ISO-8859-7" | "ISO_8859-7" | "ISO_8859-7:1987" | "greek" | "greek8" | "iso8859-7";
    ISO_8859_8 = 11, whatwg!(ISO_8859_8_INIT), "ISO-8859-8" | "ISO_8859-8" | "ISO_8859-8:1988" | "hebrew" | "iso8859-8";
    ISO_8859_9 = 12, whatwg!(WINDOWS_1254_INIT), "ISO-8859-9" | "ISO_8859-9" | "ISO_8859-9:1989" | "latin5" | "l5" | "iso8859-9";
    ISO_8859_10 = 13, whatwg!(ISO_8859_10_INIT), "ISO-8859-10" | "ISO_8859-10:1992" | "latin6" | "l6" | "iso8859-10";
    SHIFT_JIS = 17, whatwg!(SHIFT_JIS_INIT), "Shift_JIS" | "MS_Kanji" | "shift-jis" | "sjis" | "x-sjis" | "csShiftJIS";
    EUC_JP = 18, whatwg!(EUC_JP_INIT), "EUC-JP" | "x-euc-jp" | "csEUCPkdFmtJapanese";
    KS_C_5601 = 36, whatwg!(EUC_KR_INIT), "KS_C_5601-1987" | "KS_C_5601-1989" | "KSC_5601" | "korean" | "csKSC56011987";
    ISO_2022_KR = 37, How::iso_2022_kr(), "ISO-2022-KR" | "csISO2022KR";
    EUC_KR = 38, whatwg!(EUC_KR_INIT), "EUC-KR" | "csEUCKR";
    ISO_2022_JP = 39, whatwg!(ISO_2022_JP_INIT), "ISO-2022-JP" | "csISO2022JP";
    UTF_8 = 106, How::Utf8, "UTF-8" | "UTF8" | "unicode-1-1-utf-8" | "csUTF8";
    ISO_8859_13 = 109, whatwg!(ISO_8859_13_INIT), "ISO-8859-13" | "iso8859-13";
    ISO_8859_14 = 110, whatwg!(ISO_8859_14_INIT), "ISO-8859-14" | "ISO_8859-14" | "latin8" | "l8" | "iso8859-14";
    ISO_8859_15 = 111, whatwg!(ISO_8859_15_INIT), "ISO-8859-15" | "ISO_8859-15" | "Latin-9" | "l9" | "iso8859-15";
    ISO_8859_16 = 112, whatwg!(ISO_8859_16_INIT), "ISO-8859-16" | "ISO_8859-16" | "latin10" | "l10" | "iso8859-16";
    GBK = 113, whatwg!(GBK_INIT), "GBK" | "CP936" | "MS936" | "windows-936" | "x-gbk";
    GB18030 = 114, whatwg!(GB18030_INIT), "GB18030" | "csGB18030";
    ISO_10646_UCS_2 = 1000, How::Utf16(None), "ISO-10646-UCS-2" | "UCS-2" | "csUnicode";
    ISO_10646_UCS_4 = 1001, How::Utf32(None), "ISO-10646-UCS-4" | "UCS-4" | "csUCS4";
    UTF_7 = 1012, How::Utf7, "UTF-7" | "csUTF7";
    UTF_16BE = 1013, How::Utf16(Some(Order::Big)), "UTF-16BE" | "csUTF16BE";
    UTF_16LE = 1014, How::Utf16(Some(Order::Little)), "UTF-16LE" | "csUTF16LE";
    UTF_16 = 1015, How::Utf16(None), "UTF-16" | "csUTF16";
    CESU_8 = 1016, How::Cesu8, "CESU-8" | "csCESU8";
    UTF_32 = 1017, How::Utf32(None), "UTF-32" | "csUTF32";
    UTF_32BE = 1018, How::Utf32(Some(Order::Big)), "UTF-32BE" | "csUTF32BE";
    UTF_32LE = 1019, How::Utf32(Some(Order::Little)), "UTF-32LE" | "csUTF32LE";
    WINDOWS_31J = 2024, whatwg!(SHIFT_JIS_INIT), "Windows-31J" | "cp932" | "ms932" | "csWindows31J";
    GB2312 = 2025, whatwg!(GBK_INIT), "GB2312" | "EUC-CN" | "GB_2312-80" | "csGB2312";
    BIG5 = 2026, whatwg!(BIG5_INIT), "Big5" | "cn-big5" | "x-x-big5" | "csBig5";
    MACINTOSH = 2027, whatwg!(MACINTOSH_INIT), "macintosh" | "mac" | "csMacintosh";
    KOI8_R = 2084, whatwg!(KOI8_R_INIT), "KOI8-R" | "koi8" | "csKOI8R";
    HZ_GB_2312 = 2085, How::hz(), "HZ-GB-2312" | "HZ";
    IBM866 = 2086, whatwg!(IBM866_INIT), "IBM866" | "cp866" | "866" | "csIBM866";
    KOI8_U = 2088, whatwg!(KOI8_U_INIT), "KOI8-U" | "csKOI8U";
    BIG5_HKSCS = 2101, whatwg!(BIG5_INIT), "Big5-HKSCS" | "csBig5HKSCS";
    WINDOWS_874 = 2109, whatwg!(WINDOWS_874_INIT), "windows-874" | "ISO-8859-11" | "cswindows874";
    WINDOWS_1250 = 2250, whatwg!(WINDOWS_1250_INIT), "windows-1250" | "cp1250";
    WINDOWS_1251 = 2251, whatwg!(WINDOWS_1251_INIT), "windows-1251" | "cp1251";
    WINDOWS_1252 = 2252, whatwg!(WINDOWS_1252_INIT), "windows-1252" | "cp1252";
    WINDOWS_1253 = 2253, whatwg!(WINDOWS_1253_INIT), "windows-1253" | "cp1253";
    WINDOWS_1254 = 2254, whatwg!(WINDOWS_1254_INIT), "windows-1254" | "cp1254";
    WINDOWS_1255 = 2255, whatwg!(WINDOWS_1255_INIT), "windows-1255" | "cp1255";
    WINDOWS_1256 = 2256, whatwg!(WINDOWS_1256_INIT), "windows-1256" | "cp1256";
    WINDOWS_1257 = 2257, whatwg!(WINDOWS_1257_INIT), "windows-1257" | "cp1257";
    WINDOWS_1258 = 2258, whatwg!(WINDOWS_1258_INIT), "windows-1258" | "cp1258";
    TIS_620 = 2259, whatwg!(WINDOWS_874_INIT), "TIS-620" | "csTIS620";
}

impl Charset {
    /// Not stated: the transport or the document states the set.
    pub const UNKNOWN: Self = Self(0);

    fn row(self) -> Option<&'static Row> {
        let index = ROWS.binary_search_by_key(&self, |row| row.charset).ok()?;
        ROWS.get(index)
    }

    pub(crate) fn how(self) -> &'static How {
        self.row().map_or(&How::Unsupported, |row| &row.how)
    }

    /// The preferred MIME name; `None` for a number without a constant here.
    pub fn name(self) -> Option<&'static str> {
        self.row()?.names.first().copied()
    }

    /// Finds the character set with a name or alias, without regard to case.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        ROWS.iter().find(|row| named(row.names)).map(|row| row.charset)
    }

    /// Every character set with a constant here, by number.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.charset)
    }

    /// Returns whether this build can decode the set.
    pub fn is_readable(self) -> bool {
        !matches!(self.how(), How::Unsupported)
    }
}

/// The error for a text that is neither the name of a known character set nor a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the name or number of a character set, such as utf-8 or 106")]
pub struct UnknownCharset;

/// Reads a name or a number.
impl FromStr for Charset {
    type Err = UnknownCharset;

    fn from_str(text: &str) -> Result<Self, UnknownCharset> {
        Self::from_name(text).or_else(|| text.parse().ok().map(Self)).ok_or(UnknownCharset)
    }
}

/// Writes the name, or else the number.
impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.pad(name),
            None => fmt::Display::fmt(&self.0, f),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_name_has_one_number() {
        assert!(ROWS.is_sorted_by_key(|row| row.charset));
        for row in ROWS {
            for name in row.names {
                assert_eq!(name.to_uppercase().parse(), Ok(row.charset), "{name}");
            }
            assert_eq!(row.charset.to_string(), row.names[0]);
        }
    }

    #[test]
    fn numbers_without_a_name_are_kept() {
        assert_eq!("9999".parse(), Ok(Charset(9999)));
        assert_eq!(Charset(9999).to_string(), "9999");
        for text in ["klingon", "", "-1", "4294967296", "utf-8 "] {
            assert_eq!(text.parse::<Charset>(), Err(UnknownCharset), "{text}");
        }
    }

    #[test]
    #[cfg(feature = "encodings")]
    fn every_named_set_can_be_read() {
        for charset in Charset::all() {
            assert!(charset.is_readable(), "{charset}");
            assert_eq!(charset.decode(b"").as_deref(), Ok(""), "{charset}");
        }
        assert!(!Charset(9999).is_readable());
    }
}
