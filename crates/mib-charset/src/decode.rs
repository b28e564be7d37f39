//! Decoding to UTF-8.

use alloc::borrow::Cow;
#[cfg(feature = "encodings")]
use alloc::string::String;

use crate::{Charset, unicode, utf_7};

/// The way to decode a character set.
pub(crate) enum How {
    Ascii,
    Latin1,
    Utf8,
    Utf7,
    Cesu8,
    /// Without an order, a byte order mark decides. Without a mark, the order is big-endian.
    Utf16(Option<Order>),
    Utf32(Option<Order>),
    #[cfg(feature = "encodings")]
    Hz,
    #[cfg(feature = "encodings")]
    Iso2022Kr,
    #[cfg(feature = "encodings")]
    Whatwg(&'static encoding_rs::Encoding),
    Unsupported,
}

impl How {
    pub(crate) const fn hz() -> Self {
        #[cfg(feature = "encodings")]
        return Self::Hz;
        #[cfg(not(feature = "encodings"))]
        Self::Unsupported
    }

    pub(crate) const fn iso_2022_kr() -> Self {
        #[cfg(feature = "encodings")]
        return Self::Iso2022Kr;
        #[cfg(not(feature = "encodings"))]
        Self::Unsupported
    }
}

/// The order of bytes in a code unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Big,
    Little,
}

/// The error of a failed decoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// This build cannot decode the character set.
    #[error("unsupported character set {0}")]
    Unsupported(Charset),
    /// Bytes have no meaning in the character set.
    #[error("invalid text in character set {charset} at byte {at}")]
    Invalid {
        /// The character set.
        charset: Charset,
        /// The offset of the first byte without meaning, in the decoded input.
        at: usize,
    },
}

impl Charset {
    /// Decodes bytes in this character set. A byte order mark decides the order of UTF-16, UTF-32,
    /// UCS-2 and UCS-4 if their name leaves it open. The mark is then not part of the text.
    ///
    /// ```
    /// use mib_charset::{Charset, DecodeError};
    ///
    /// assert_eq!(Charset::ISO_8859_1.decode(b"Jos\xE9")?, "José");
    /// let charset = Charset::UTF_8;
    /// assert_eq!(charset.decode(b"Jos\xE9"), Err(DecodeError::Invalid { charset, at: 3 }));
    /// # Ok::<(), DecodeError>(())
    /// ```
    ///
    /// # Errors
    /// [`Unsupported`](DecodeError::Unsupported) if this build cannot decode the set,
    /// [`Invalid`](DecodeError::Invalid) if the bytes are not text in this set.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
        let text = match self.how() {
            How::Utf8 => utf_8(bytes),
            How::Ascii => ascii(bytes),
            How::Latin1 => Ok(latin_1(bytes)),
            How::Utf7 => utf_7::decode(bytes).map(Cow::Owned),
            How::Cesu8 => unicode::cesu_8(bytes).map(Cow::Owned),
            How::Utf16(order) => unicode::utf_16(bytes, *order).map(Cow::Owned),
            How::Utf32(order) => unicode::utf_32(bytes, *order).map(Cow::Owned),
            #[cfg(feature = "encodings")]
            How::Hz => crate::seven_bit::hz(bytes).map(Cow::Owned),
            #[cfg(feature = "encodings")]
            How::Iso2022Kr => crate::seven_bit::iso_2022_kr(bytes).map(Cow::Owned),
            #[cfg(feature = "encodings")]
            How::Whatwg(encoding) => whatwg(encoding, bytes),
            How::Unsupported => return Err(DecodeError::Unsupported(self)),
        };
        text.map_err(|at| DecodeError::Invalid { charset: self, at })
    }
}

fn utf_8(bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
    core::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|fault| fault.valid_up_to())
}

fn ascii(bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
    match bytes.iter().position(|byte| !byte.is_ascii()) {
        Some(at) => Err(at),
        None => utf_8(bytes),
    }
}

fn latin_1(bytes: &[u8]) -> Cow<'_, str> {
    match core::str::from_utf8(bytes) {
        Ok(text) if bytes.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}

#[cfg(feature = "encodings")]
pub(crate) fn whatwg<'a>(
    encoding: &'static encoding_rs::Encoding,
    bytes: &'a [u8],
) -> Result<Cow<'a, str>, usize> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| first_fault(encoding, bytes))
}

/// Finds the start of the bytes without meaning. Decodes again, so that correct text pays nothing.
#[cfg(feature = "encodings")]
#[cold]
fn first_fault(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> usize {
    use encoding_rs::DecoderResult;

    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(1024);
    let mut done = 0_usize;
    loop {
        let rest = bytes.get(done..).unwrap_or_default();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        done = done.saturating_add(read);
        match result {
            DecoderResult::InputEmpty => return done,
            DecoderResult::OutputFull => text.clear(),
            DecoderResult::Malformed(length, behind) => {
                return done.saturating_sub(usize::from(length)).saturating_sub(usize::from(behind));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn decodes(charset: Charset, bytes: &[u8], text: &str) {
        assert_eq!(charset.decode(bytes).unwrap(), text);
    }

    #[track_caller]
    fn refuses(charset: Charset, bytes: &[u8], at: usize) {
        assert_eq!(charset.decode(bytes), Err(DecodeError::Invalid { charset, at }));
    }

    #[test]
    fn sets_that_need_no_table() {
        decodes(Charset::UTF_8, "é€😀".as_bytes(), "é€😀");
        decodes(Charset::US_ASCII, b"plain", "plain");
        // 0x80 is a control character here and the euro sign in windows-1252.
        decodes(Charset::ISO_8859_1, &[b'a', 0x80, 0xE9], "a\u{80}é");
        // Bytes that would be UTF-8 are nevertheless two characters.
        decodes(Charset::ISO_8859_1, "é".as_bytes(), "Ã©");
        refuses(Charset::UTF_8, b"ab\xFF", 2);
        refuses(Charset::US_ASCII, b"a\x80", 1);
    }

    #[test]
    fn unknown_sets_are_refused() {
        for number in [0, 1, 1002, 99_999] {
            let charset = Charset(number);
            assert_eq!(charset.decode(b"x"), Err(DecodeError::Unsupported(charset)));
        }
    }

    /// From the code charts. Where sets are similar, the bytes have another meaning in the
    /// neighbouring sets.
    #[cfg(feature = "encodings")]
    #[test]
    fn legacy_sets_by_their_number() {
        let sets: [(u32, &[u8], &str); 39] = [
            (5, &[0xA1], "Ą"),
            (6, &[0xA1], "Ħ"),
            (7, &[0xA2], "ĸ"),
            (8, &[0xB0], "А"),
            (9, &[0xC7], "ا"),
            (10, &[0xC1], "Α"),
            (11, &[0xE0], "א"),
            (12, &[0xD0, 0xFD], "Ğı"),
            (13, &[0xA2], "Ē"),
            (17, &[0x93, 0xFA, 0x96, 0x7B], "日本"),
            (18, &[0xC6, 0xFC, 0xCB, 0xDC], "日本"),
            (36, &[0xC7, 0xD1], "한"),
            (38, &[0xC7, 0xD1], "한"),
            (39, b"\x1B$BF|K\\\x1B(B", "日本"),
            (109, &[0xD0], "Š"),
            (110, &[0xA1], "Ḃ"),
            (111, &[0xA4], "€"),
            (112, &[0xAA], "Ș"),
            (113, &[0xC8, 0xD5], "日"),
            (114, &[0x81, 0x30, 0x81, 0x30], "\u{80}"),
            (2024, &[0x93, 0xFA, 0x96, 0x7B], "日本"),
            (2025, &[0xC4, 0xE3, 0xBA, 0xC3], "你好"),
            (2026, &[0xA4, 0xE9], "日"),
            (2027, &[0x8E], "é"),
            (2084, &[0xF0, 0xF2], "ПР"),
            (2086, &[0x8F, 0x90], "ПР"),
            (2088, &[0xA4], "є"),
            (2101, &[0xA4, 0xE9], "日"),
            (2109, &[0xA1, 0xDF], "ก฿"),
            (2250, &[0xA5], "Ą"),
            (2251, &[0xC0], "А"),
            (2252, &[0x80], "€"),
            (2253, &[0xA2], "Ά"),
            (2254, &[0xD0], "Ğ"),
            (2255, &[0xE0], "א"),
            (2256, &[0xC7], "ا"),
            (2257, &[0xD0], "Š"),
            (2258, &[0xD5], "Ơ"),
            (2259, &[0xA1, 0xDF], "ก฿"),
        ];
        for (number, bytes, text) in sets {
            decodes(Charset(number), bytes, text);
        }
    }

    #[cfg(feature = "encodings")]
    #[test]
    fn the_first_fault_of_a_legacy_set_is_found() {
        refuses(Charset::SHIFT_JIS, &[0x93], 0);
        refuses(Charset::GB2312, b"ab\xC4\xE3\xFF\xFFc", 4);
        refuses(Charset::BIG5, b"abc\xA4", 3);
        let mut long = alloc::vec![b'a'; 5000];
        long.extend([0xC4, 0xE3, 0x80, 0x20]);
        assert!(matches!(Charset::EUC_KR.decode(&long), Err(DecodeError::Invalid { at: 5002, .. })));
    }

    #[cfg(not(feature = "encodings"))]
    #[test]
    fn legacy_sets_are_named_but_not_read() {
        for charset in [Charset::GB2312, Charset::HZ_GB_2312, Charset::ISO_2022_KR, Charset::KOI8_R] {
            assert!(charset.name().is_some() && !charset.is_readable());
            assert_eq!(charset.decode(b"x"), Err(DecodeError::Unsupported(charset)));
        }
        assert!(Charset::UTF_7.is_readable() && Charset::UTF_32LE.is_readable());
    }
}
