//! Base64: one lenient reader and one writer for all crates.

use ::base64::Engine as _;
use ::base64::alphabet::STANDARD;
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Writes padding. The reader does not require it, because clients leave it out.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The error for text that is not base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidBase64;

impl fmt::Display for InvalidBase64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("invalid base64")
    }
}

impl core::error::Error for InvalidBase64 {}

/// Decodes a text. White space, missing padding and bits after the last byte do not matter.
///
/// # Errors
/// [`InvalidBase64`] for a character outside the alphabet, and for a length that no number of bytes
/// has.
///
/// ```
/// use imps_core::base64::decode;
///
/// assert_eq!(decode("aGVs\r\nbG8=")?, b"hello");
/// assert_eq!(decode("aGVsbG9")?, b"hello");
/// assert!(decode("aGVsb?8=").is_err());
/// # Ok::<(), imps_core::base64::InvalidBase64>(())
/// ```
pub fn decode(text: &str) -> Result<Vec<u8>, InvalidBase64> {
    let is_blank = |byte: &u8| byte.is_ascii_whitespace();
    if text.bytes().any(|byte| is_blank(&byte)) {
        let letters: Vec<u8> = text.bytes().filter(|byte| !is_blank(byte)).collect();
        ENGINE.decode(letters)
    } else {
        ENGINE.decode(text)
    }
    .map_err(|_| InvalidBase64)
}

/// Encodes bytes as text, with padding and without line breaks.
pub fn encode(bytes: &[u8]) -> String {
    ENGINE.encode(bytes)
}

/// Appends the encoded bytes to `out`.
pub fn encode_to(out: &mut Vec<u8>, bytes: &[u8]) {
    let start = out.len();
    let length = bytes.len().div_ceil(3).saturating_mul(4);
    out.resize(start.saturating_add(length), 0);
    // The room is exact, so this cannot fail.
    let _ = ENGINE.encode_slice(bytes, out.get_mut(start..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_of_the_workspace_gives_this_answer() {
        for text in ["aGVsbG8=", "aGVsbG8", "aGVsbG9=", "aGVsbG9", " aGVs\nbG8= "] {
            assert_eq!(decode(text).unwrap(), b"hello", "{text}");
        }
        for text in ["a", "aGVsb", "aGVsbG8==", "aGVs-G8=", "=", "é"] {
            assert_eq!(decode(text), Err(InvalidBase64), "{text}");
        }
        assert_eq!(decode("").unwrap(), b"");
    }

    #[test]
    fn what_is_written_is_read() {
        for length in 0..10 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte ^ 0xA5).collect();
            let mut out = b"x".to_vec();
            encode_to(&mut out, &bytes);
            assert_eq!(out[1..], *encode(&bytes).as_bytes());
            assert_eq!(decode(&encode(&bytes)).unwrap(), bytes);
        }
    }
}
