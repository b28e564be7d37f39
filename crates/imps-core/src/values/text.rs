//! The text type of messages.

use alloc::borrow::Cow;
use alloc::string::String;
use core::borrow::Borrow;
use core::fmt;
use core::ops::Deref;

/// Returns whether XML 1.0 can carry the character.
pub const fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Text of a message: borrowed from the input where that is possible, owned otherwise.
///
/// It reads like a `str`. Write `Text<'static>` (or call [`into_owned`](Self::into_owned)) for text
/// that outlives the input.
///
/// ```
/// use imps_core::Text;
/// let name: Text = "wv:ann@example.com".into();
/// assert!(name.starts_with("wv:"));
/// let kept: Text<'static> = name.into_owned();
/// assert_eq!(kept, "wv:ann@example.com");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Text<'a>(Cow<'a, str>);

impl<'a> Text<'a> {
    /// Wraps borrowed text; usable in a `const`.
    #[inline]
    pub const fn borrowed(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the same text, independent of the input.
    #[inline]
    pub fn into_owned(self) -> Text<'static> {
        Text(Cow::Owned(self.0.into_owned()))
    }

    /// Returns the same text without white space around it.
    ///
    /// ```
    /// use imps_core::Text;
    /// assert_eq!(Text::from("\n  wv:ann@example.com ").trimmed(), "wv:ann@example.com");
    /// ```
    #[inline]
    #[must_use]
    pub fn trimmed(self) -> Self {
        if self.has_blank_ends() { self.trim() } else { self }
    }

    #[inline]
    pub(crate) fn has_blank_ends(&self) -> bool {
        let bytes = self.as_bytes();
        bytes.first().is_some_and(u8::is_ascii_whitespace)
            || bytes.last().is_some_and(u8::is_ascii_whitespace)
    }

    /// A function of its own, because few writers put white space there.
    #[cold]
    fn trim(self) -> Self {
        match self.0 {
            Cow::Borrowed(text) => Self::borrowed(text.trim_ascii()),
            Cow::Owned(text) => Self::from(String::from(text.trim_ascii())),
        }
    }

    /// Returns the text as a `String`.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }

    /// Returns the text as a `Cow`.
    #[inline]
    pub fn into_cow(self) -> Cow<'a, str> {
        self.0
    }

    /// Returns whether the text is borrowed from the input.
    pub const fn is_borrowed(&self) -> bool {
        matches!(self.0, Cow::Borrowed(_))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text<'_> {
    fn borrow(&self) -> &str {
        self
    }
}

impl<'a> From<&'a str> for Text<'a> {
    #[inline]
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<String> for Text<'_> {
    #[inline]
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Text<'a> {
    #[inline]
    fn from(text: Cow<'a, str>) -> Self {
        Self(text)
    }
}

impl From<Text<'_>> for String {
    fn from(text: Text<'_>) -> Self {
        text.into_string()
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Text<'_> {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Text<'_>> for &str {
    fn eq(&self, other: &Text<'_>) -> bool {
        *self == other.as_str()
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Appends pieces of text; the first one stays borrowed.
impl<'a> Extend<Cow<'a, str>> for Text<'a> {
    fn extend<I: IntoIterator<Item = Cow<'a, str>>>(&mut self, pieces: I) {
        for piece in pieces {
            if self.0.is_empty() {
                self.0 = piece;
            } else if !piece.is_empty() {
                self.0.to_mut().push_str(&piece);
            }
        }
    }
}
