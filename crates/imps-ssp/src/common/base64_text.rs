//! Text that may be in base64.

use alloc::vec::Vec;
use imps_core::{base64, enumeration};

enumeration! {
    /// The encoding of the text beside it. Only one name is known, and the only known server treats
    /// any other name the same.
    pub enum Encoding {
        /// Base64.
        Base64 = "base64",
    }
}

/// Returns the bytes of a text: decoded if an encoding is stated, whatever its name. Ignores white
/// space around the text, and anywhere in base64. Returns `None` for invalid base64.
pub(crate) fn decoded(text: &str, encoding: Option<&Encoding<'_>>) -> Option<Vec<u8>> {
    if encoding.is_none() {
        return Some(text.trim().as_bytes().to_vec());
    }
    base64::decode(text).ok()
}
