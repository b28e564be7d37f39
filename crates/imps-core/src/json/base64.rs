//! Octets in text.

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use alloc::string::String;
use alloc::vec::Vec;

/// The base64 text of octets.
pub(super) fn encode(octets: &[u8]) -> String {
    STANDARD.encode(octets)
}

/// The octets of a base64 text.
pub(super) fn decode<E: serde::de::Error>(text: &str) -> Result<Vec<u8>, E> {
    STANDARD.decode(text).map_err(|error| E::custom(format_args!("invalid base64: {error}")))
}
