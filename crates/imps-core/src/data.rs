//! Content that is text or octets.

use crate::{Octets, Text};

/// What a content element holds: text, or octets (which only binary XML can carry as they are).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data<'a> {
    /// Text; base64 text too, when the content encoding says so.
    Text(Text<'a>),
    /// Octets.
    Octets(Octets<'a>),
}

impl Data<'_> {
    /// The octets of either form.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Octets(octets) => octets,
        }
    }

    /// The text; `None` for octets.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Octets(_) => None,
        }
    }

    /// The same content, independent of the input.
    pub fn into_owned(self) -> Data<'static> {
        match self {
            Self::Text(text) => Data::Text(text.into_owned()),
            Self::Octets(octets) => Data::Octets(octets.into_owned()),
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

impl<'a> From<&'a [u8]> for Data<'a> {
    fn from(octets: &'a [u8]) -> Self {
        Self::Octets(octets.into())
    }
}
