//! Content that is text or bytes.

use crate::values::{Bytes, Text};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes as SharedBytes;

/// The value of a content element: text, or bytes (which only binary XML can carry directly).
///
/// ```
/// use imps_core::Data;
///
/// let data = Data::Text("hello".into());
/// assert_eq!(data.as_bytes(), b"hello");
/// assert_eq!(data.as_text(), Some("hello"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Data<'a> {
    /// Text. Base64 text too, if the content encoding says so.
    Text(Text<'a>),
    /// Bytes.
    Bytes(Bytes<'a>),
}

impl Data<'_> {
    /// The bytes of either form.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The text; `None` for bytes.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bytes(_) => None,
        }
    }

    /// Returns the same content, independent of the input.
    pub fn into_owned(self) -> Data<'static> {
        match self {
            Self::Text(text) => Data::Text(text.into_owned()),
            Self::Bytes(bytes) => Data::Bytes(bytes.into_owned()),
        }
    }
}

impl Default for Data<'_> {
    fn default() -> Self {
        Self::Text(Text::default())
    }
}

impl<'a> From<&'a str> for Data<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Data<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<Text<'a>> for Data<'a> {
    fn from(text: Text<'a>) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Bytes<'a>> for Data<'a> {
    fn from(bytes: Bytes<'a>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a [u8]> for Data<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Data<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl From<Vec<u8>> for Data<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl From<SharedBytes> for Data<'_> {
    fn from(bytes: SharedBytes) -> Self {
        Self::Bytes(bytes.into())
    }
}
