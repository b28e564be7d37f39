//! Text that may be in base64.

use alloc::vec::Vec;
use imps_core::{base64, enumeration};

enumeration! {
    /// How text beside it is encoded. Only one word is known, and the one server that was seen takes any other for the same.
    pub enum Encoding {
        /// Base64.
        Base64 = "base64",
    }
}

/// The octets of a text: decoded when an encoding is stated, whatever its name. White space around it, and in base64 anywhere in
/// it, means nothing. `None` for what is no base64.
pub(crate) fn decoded(text: &str, encoding: Option<&Encoding<'_>>) -> Option<Vec<u8>> {
    if encoding.is_none() {
        return Some(text.trim().as_bytes().to_vec());
    }
    base64::decode(text).ok()
}
