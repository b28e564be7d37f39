//! Texts and bytes of answers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imps_inspect::text::shortened;

/// The most characters of a text in a list.
const MOST: usize = 300;

/// A text of a list. A document may have texts as long as itself.
pub(crate) fn brief(text: &str) -> String {
    shortened(text, MOST).into_owned()
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The start of a text, at most this number of bytes, in whole characters.
pub(crate) fn start(text: &str, most: usize) -> &str {
    (0..=most.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}
