//! Character sets: the terminator of strings in each, and the fault of a string that does not fit
//! its set.

use alloc::borrow::Cow;

use mib_charset::DecodeError;
pub use mib_charset::{Appearance, Charset, UnknownCharset};

use crate::ErrorKind;

/// The number of zero bytes that end a string: 2 for UCS-2 and UTF-16, 4 for UCS-4 and UTF-32, else
/// 1.
///
/// ```
/// use wbxml::{Charset, terminator_width};
///
/// assert_eq!(terminator_width(Charset::UTF_8), 1);
/// assert_eq!(terminator_width(Charset::UTF_16), 2);
/// ```
pub const fn terminator_width(charset: Charset) -> usize {
    match charset.0 {
        1000 | 1013..=1015 => 2,
        1001 | 1017..=1019 => 4,
        _ => 1,
    }
}

/// A string that could not be decoded.
pub(crate) struct Misfit {
    pub(crate) kind: ErrorKind,
    /// The offset of the first byte without meaning, from the start of the string.
    pub(crate) at: usize,
}

/// Decodes the bytes of a string without its terminator.
pub(crate) fn decode(charset: Charset, bytes: &[u8]) -> Result<Cow<'_, str>, Misfit> {
    if charset == Charset::UTF_8
        && let Ok(text) = core::str::from_utf8(bytes)
    {
        return Ok(Cow::Borrowed(text));
    }
    charset.decode(bytes).map_err(|fault| misfit(charset, bytes, fault))
}

#[cold]
fn misfit(charset: Charset, bytes: &[u8], fault: DecodeError) -> Misfit {
    match fault {
        DecodeError::Invalid { at, .. } => {
            Misfit { kind: ErrorKind::InvalidText { charset, looks: mib_charset::appearance(bytes) }, at }
        }
        _ => Misfit { kind: ErrorKind::UnsupportedCharset(charset), at: 0 },
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn terminators_are_as_wide_as_code_units() {
        for charset in Charset::all() {
            let width = match charset.name() {
                Some("ISO-10646-UCS-2" | "UTF-16BE" | "UTF-16LE" | "UTF-16") => 2,
                Some("ISO-10646-UCS-4" | "UTF-32" | "UTF-32BE" | "UTF-32LE") => 4,
                _ => 1,
            };
            assert_eq!(terminator_width(charset), width, "{charset}");
        }
        assert_eq!(terminator_width(Charset(9999)), 1);
    }

    #[test]
    fn a_misfit_says_where_it_is_and_what_it_looks_like() {
        let Misfit { kind, at } = decode(Charset::UTF_8, b"Jos\xE9").err().unwrap();
        assert_eq!(at, 3);
        assert_eq!(kind.to_string(), "invalid text in character set UTF-8; it looks like iso-8859-1");
        let Misfit { kind, .. } = decode(Charset::UTF_8, b"\xC4\xE3\xBA\xC3").err().unwrap();
        assert_eq!(kind.to_string(), "invalid text in character set UTF-8");
        let Misfit { kind, .. } = decode(Charset(2), b"x").err().unwrap();
        assert_eq!(kind.to_string(), "unsupported character set 2");
    }
}
