//! Text that may be in base64.

use alloc::vec::Vec;
use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use imps_core::enumeration;

enumeration! {
    /// How text beside it is encoded. Only one word is known, and the one server that was seen takes any other for the same.
    pub enum Encoding {
        /// Base64.
        Base64 = "base64",
    }
}

/// The standard alphabet; padding is written, and not insisted on.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The octets of a text: decoded when an encoding is stated, whatever its name. White space around it, and in base64 anywhere in
/// it, means nothing. `None` for what is no base64.
pub(crate) fn decoded(text: &str, encoding: Option<&Encoding<'_>>) -> Option<Vec<u8>> {
    if encoding.is_none() {
        return Some(text.trim().as_bytes().to_vec());
    }
    let text: Vec<u8> = text.bytes().filter(|octet| !octet.is_ascii_whitespace()).collect();
    ENGINE.decode(text).ok()
}

/// Octets in base64.
pub(crate) fn encoded(octets: &[u8]) -> alloc::string::String {
    ENGINE.encode(octets)
}
