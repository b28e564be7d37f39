//! Character sets. OMA-TS-IMPS-CSP_Data_Types, with the numbers of the IANA registry of character
//! sets.

use core::fmt;
use core::str::FromStr;

pub use mib_charset::UnknownCharset;

/// A character set, as its `MIBenum` number.
///
/// The type keeps any number. The common numbers have a [`name`](Self::name), and most of these
/// have a constant.
///
/// ```
/// use imps_types::Charset;
/// assert_eq!(Charset::from(106), Charset::UTF_8);
/// assert_eq!("utf-8".parse(), Ok(Charset::UTF_8));
/// assert_eq!(Charset::ISO_8859_1.name(), Some("ISO-8859-1"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Charset(u32);

/// Declares a constant per character set, with its number from the table of names.
macro_rules! charsets {
    ($($name:ident)*) => {
        impl Charset {
            $(
                #[doc = concat!("[`", stringify!($name), "`](mib_charset::Charset::", stringify!($name), ").")]
                pub const $name: Self = Self(mib_charset::Charset::$name.0);
            )*
        }
    };
}

charsets! {
    US_ASCII ISO_8859_1 ISO_8859_2 ISO_8859_3 ISO_8859_4 ISO_8859_5 ISO_8859_6 ISO_8859_7 ISO_8859_8
    ISO_8859_9 ISO_8859_10 SHIFT_JIS EUC_JP ISO_2022_KR EUC_KR ISO_2022_JP UTF_8 ISO_8859_13
    ISO_8859_14 ISO_8859_15 ISO_8859_16 GBK GB18030 ISO_10646_UCS_2 ISO_10646_UCS_4 UTF_7 UTF_16BE
    UTF_16LE UTF_16 UTF_32 UTF_32BE UTF_32LE GB2312 BIG5 KOI8_R HZ_GB_2312 KOI8_U BIG5_HKSCS
    WINDOWS_1250 WINDOWS_1251 WINDOWS_1252 WINDOWS_1253 WINDOWS_1254 WINDOWS_1255 WINDOWS_1256
    WINDOWS_1257 WINDOWS_1258 TIS_620
}

impl Charset {
    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The preferred MIME name, in the spelling of the registry; `None` for numbers without a name
    /// here.
    pub fn name(self) -> Option<&'static str> {
        mib_charset::Charset(self.0).name()
    }

    /// Finds the character set with a name or alias, without regard to case.
    pub fn from_name(name: &str) -> Option<Self> {
        mib_charset::Charset::from_name(name).map(|charset| Self(charset.0))
    }

    /// Every character set with a name, by number.
    pub fn all() -> impl Iterator<Item = Self> {
        mib_charset::Charset::all().map(|charset| Self(charset.0))
    }
}

/// The default is UTF-8.
impl Default for Charset {
    fn default() -> Self {
        Self::UTF_8
    }
}

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

imps_core::number_type! { Charset }

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn names_and_numbers_go_together() {
        for charset in Charset::all() {
            assert_eq!(charset.name().unwrap().parse(), Ok(charset));
        }
        assert_eq!((Charset::GB2312.number(), Charset::GB2312.name()), (2025, Some("GB2312")));
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
