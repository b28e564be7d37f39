//! Texts that must not appear in logs.

use core::fmt;
use imps_core::private::String;
use imps_core::schema::Type;
use imps_core::{Content, Error, IntoOwned, Sink, Source, Tag, Text};

/// A password, or a proof of knowing it. `Debug` does not show it, and there is no `Display`.
///
/// ```
/// use imps_types::Secret;
/// let password = Secret::from("open sesame");
/// assert_eq!(format!("{password:?}"), "Secret(..)");
/// assert_eq!(password.as_str(), "open sesame");
/// ```
#[doc(alias = "password")]
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret<'a>(Text<'a>);

impl<'a> Secret<'a> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the inner text.
    pub fn into_text(self) -> Text<'a> {
        self.0
    }

    /// Returns the same text, independent of the input.
    pub fn into_owned(self) -> Secret<'static> {
        Secret(self.0.into_owned())
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl<'a> From<Text<'a>> for Secret<'a> {
    fn from(text: Text<'a>) -> Self {
        Self(text)
    }
}

impl<'a> From<&'a str> for Secret<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Secret<'_> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

imps_core::serde_view! { text Secret }
imps_core::scalar_text! { Secret = Type::Text }

impl IntoOwned for Secret<'_> {
    type Owned = Secret<'static>;

    fn into_owned(self) -> Secret<'static> {
        self.into_owned()
    }
}

impl<'a> Content<'a> for Secret<'a> {
    const TYPE: Type = Type::Text;

    fn blank() -> Self {
        Self::default()
    }

    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        self.0.load(tag, source)
    }

    #[inline(always)]
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        Content::write(&self.0, tag, sink)
    }
}
