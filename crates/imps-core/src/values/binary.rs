//! Binary content.

use alloc::boxed::Box;
use alloc::vec::Vec;
use bytes::Bytes as SharedBytes;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::Deref;

/// Bytes of a message: borrowed from the input, or shared. Two words wide.
#[derive(Clone)]
pub struct Bytes<'a>(Form<'a>);

#[derive(Clone)]
enum Form<'a> {
    Borrowed(&'a [u8]),
    /// In a box, so that values of all kinds stay small. Owned bytes are rare.
    Shared(Box<SharedBytes>),
}

impl<'a> Bytes<'a> {
    /// Wraps borrowed bytes; usable in a `const`.
    #[inline]
    pub const fn borrowed(bytes: &'a [u8]) -> Self {
        Self(Form::Borrowed(bytes))
    }

    /// The bytes.
    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        match &self.0 {
            Form::Borrowed(bytes) => bytes,
            Form::Shared(bytes) => bytes,
        }
    }

    /// Returns the bytes as `bytes::Bytes`. Copies only borrowed bytes.
    pub fn into_bytes(self) -> SharedBytes {
        match self.0 {
            Form::Borrowed(bytes) => SharedBytes::copy_from_slice(bytes),
            Form::Shared(bytes) => *bytes,
        }
    }

    /// The bytes, if they are borrowed from the input.
    pub const fn as_borrowed(&self) -> Option<&'a [u8]> {
        match self.0 {
            Form::Borrowed(bytes) => Some(bytes),
            Form::Shared(_) => None,
        }
    }

    /// Returns the same bytes, independent of the input.
    pub fn into_owned(self) -> Bytes<'static> {
        match self.0 {
            Form::Borrowed(bytes) => SharedBytes::copy_from_slice(bytes).into(),
            Form::Shared(bytes) => Bytes(Form::Shared(bytes)),
        }
    }
}

impl Default for Bytes<'_> {
    fn default() -> Self {
        Self::borrowed(&[])
    }
}

impl Deref for Bytes<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        self.as_slice()
    }
}

impl AsRef<[u8]> for Bytes<'_> {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl<'a> From<&'a [u8]> for Bytes<'a> {
    #[inline]
    fn from(bytes: &'a [u8]) -> Self {
        Self::borrowed(bytes)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Bytes<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::borrowed(bytes)
    }
}

impl From<Vec<u8>> for Bytes<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        SharedBytes::from(bytes).into()
    }
}

impl From<SharedBytes> for Bytes<'_> {
    fn from(bytes: SharedBytes) -> Self {
        Self(Form::Shared(Box::new(bytes)))
    }
}

impl PartialEq for Bytes<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Bytes<'_> {}

impl Hash for Bytes<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

/// Shows the length and the first bytes.
impl fmt::Debug for Bytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.get(..16).unwrap_or(self);
        write!(f, "Bytes({}: {shown:02X?}{})", self.len(), if self.len() > 16 { " .." } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn bytes_are_two_words_wherever_they_live() {
        assert_eq!(size_of::<Bytes<'_>>(), 2 * size_of::<usize>());
        let shared = Bytes::from(vec![1, 2, 3]);
        assert_eq!(shared, Bytes::from(&[1, 2, 3]));
        assert_eq!((shared.as_borrowed(), Bytes::from(&[1]).as_borrowed()), (None, Some(&[1][..])));
        assert_eq!(shared.into_bytes(), SharedBytes::from_static(&[1, 2, 3]));
    }
}
