//! Short texts that need no memory of their own.

use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// The most bytes of a text in place: addresses and media types fit.
const ROOM: usize = 30;

/// The most characters of a text that is kept.
const MAX_CHARACTERS: usize = 200;

/// A short text of an event: an id, an address, the name of a primitive.
///
/// It is a `str` for all uses. Texts of at most 30 bytes are in place, and copies of longer ones
/// share their memory: an event is made without an allocation per text.
///
/// ```
/// use imps_inspect::timeline::Name;
///
/// let name = Name::from("wv:john@imps.example");
/// assert_eq!(name, "wv:john@imps.example");
/// assert_eq!(name.split_once('@'), Some(("wv:john", "imps.example")));
/// ```
#[derive(Clone)]
pub struct Name(Repr);

#[derive(Clone)]
enum Repr {
    Static(&'static str),
    /// The length, and UTF-8 text of that length.
    Short(u8, [u8; ROOM]),
    Long(Arc<str>),
}

impl Name {
    /// Makes the name of a text that always exists.
    pub const fn from_static(text: &'static str) -> Self {
        Self(Repr::Static(text))
    }

    /// Makes the name of the parts one after the other.
    pub(crate) fn joined(parts: &[&str]) -> Self {
        let length = parts.iter().map(|part| part.len()).fold(0, usize::saturating_add);
        match (u8::try_from(length), length <= ROOM) {
            (Ok(length), true) => {
                let mut bytes = [0; ROOM];
                let mut end = 0_usize;
                for part in parts {
                    let start = end;
                    end = start.saturating_add(part.len());
                    if let Some(place) = bytes.get_mut(start..end) {
                        place.copy_from_slice(part.as_bytes());
                    }
                }
                Self(Repr::Short(length, bytes))
            }
            _ => Self(Repr::Long(parts.concat().into())),
        }
    }

    /// Makes the name of the first 200 characters of a text, with an ellipsis if there are more.
    pub(crate) fn bounded(text: &str) -> Self {
        if text.len() <= MAX_CHARACTERS {
            return text.into();
        }
        match text.char_indices().nth(MAX_CHARACTERS) {
            Some((end, _)) => Self::joined(&[text.get(..end).unwrap_or_default(), "…"]),
            None => text.into(),
        }
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Static(text) => text,
            // It was made of text.
            Repr::Short(..) => str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Repr::Long(text) => text,
        }
    }

    /// The text in UTF-8: quicker to get than the text.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Repr::Static(text) => text.as_bytes(),
            Repr::Short(length, bytes) => bytes.get(..usize::from(*length)).unwrap_or_default(),
            Repr::Long(text) => text.as_bytes(),
        }
    }

    /// Whether this is the text.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.as_bytes() == text.as_bytes()
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Default for Name {
    fn default() -> Self {
        Self::from_static("")
    }
}

impl From<&str> for Name {
    #[inline]
    fn from(text: &str) -> Self {
        match (u8::try_from(text.len()), text.len() <= ROOM) {
            (Ok(length), true) => {
                let mut bytes = [0; ROOM];
                if let Some(place) = bytes.get_mut(..text.len()) {
                    place.copy_from_slice(text.as_bytes());
                }
                Self(Repr::Short(length, bytes))
            }
            _ => Self(Repr::Long(text.into())),
        }
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.as_str().into()
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Name {}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.is(other)
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.is(other)
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        // The order of bytes in UTF-8 is the one of characters.
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write(self.as_bytes());
        // Two names one after the other are not one.
        state.write_u8(0xFF);
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_length_are_their_texts() {
        for text in ["", "s-1", "wv:john@imps.example", &"é".repeat(15), &"é".repeat(16), &"x".repeat(500)]
        {
            let name = Name::from(text);
            assert_eq!((name.as_str(), name.to_string().as_str()), (text, text));
            assert_eq!(name, Name::joined(&[text]));
            let (start, end) = text.split_at(text.len() / 4 * 2);
            assert_eq!(name, Name::joined(&[start, end]));
        }
        assert_eq!(Name::from_static("a"), Name::from("a"));
        let mut sorted = ["b", "a", "é", "ab"].map(Name::from);
        sorted.sort();
        assert_eq!(sorted, ["a", "ab", "b", "é"].map(Name::from));
        assert_eq!(size_of::<Option<Name>>(), 32);
    }

    #[test]
    fn long_texts_are_bounded() {
        assert_eq!(Name::bounded(&"é".repeat(200)), "é".repeat(200).as_str());
        assert_eq!(Name::bounded(&"é".repeat(201)), format!("{}…", "é".repeat(200)).as_str());
    }
}
