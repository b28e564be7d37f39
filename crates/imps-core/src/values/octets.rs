//! Binary content.

use alloc::boxed::Box;
use alloc::vec::Vec;
use bytes::Bytes;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::Deref;

/// Bytes of a message: borrowed from the input, or shared. Two words wide.
#[derive(Clone)]
pub struct Octets<'a>(Form<'a>);

#[derive(Clone)]
enum Form<'a> {
    Borrowed(&'a [u8]),
    /// In a box, so that values of all kinds stay small. Owned bytes are rare.
    Shared(Box<Bytes>),
}

impl<'a> Octets<'a> {
    /// Wraps borrowed bytes; usable in a `const`.
    #[inline]
    pub const fn borrowed(octets: &'a [u8]) -> Self {
        Self(Form::Borrowed(octets))
    }

    /// The bytes.
    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        match &self.0 {
            Form::Borrowed(octets) => octets,
            Form::Shared(octets) => octets,
        }
    }

    /// Returns the bytes as `Bytes`. Copies only borrowed bytes.
    pub fn into_bytes(self) -> Bytes {
        match self.0 {
            Form::Borrowed(octets) => Bytes::copy_from_slice(octets),
            Form::Shared(octets) => *octets,
        }
    }

    /// The bytes, if they are borrowed from the input.
    pub const fn as_borrowed(&self) -> Option<&'a [u8]> {
        match self.0 {
            Form::Borrowed(octets) => Some(octets),
            Form::Shared(_) => None,
        }
    }

    /// Returns the same bytes, independent of the input.
    pub fn into_owned(self) -> Octets<'static> {
        match self.0 {
            Form::Borrowed(octets) => Bytes::copy_from_slice(octets).into(),
            Form::Shared(octets) => Octets(Form::Shared(octets)),
        }
    }
}

impl Default for Octets<'_> {
    fn default() -> Self {
        Self::borrowed(&[])
    }
}

impl Deref for Octets<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        self.as_slice()
    }
}

impl AsRef<[u8]> for Octets<'_> {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl<'a> From<&'a [u8]> for Octets<'a> {
    #[inline]
    fn from(octets: &'a [u8]) -> Self {
        Self::borrowed(octets)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Octets<'a> {
    fn from(octets: &'a [u8; N]) -> Self {
        Self::borrowed(octets)
    }
}

impl From<Vec<u8>> for Octets<'_> {
    fn from(octets: Vec<u8>) -> Self {
        Bytes::from(octets).into()
    }
}

impl From<Bytes> for Octets<'_> {
    fn from(octets: Bytes) -> Self {
        Self(Form::Shared(Box::new(octets)))
    }
}

impl PartialEq for Octets<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Octets<'_> {}

impl Hash for Octets<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

/// Shows the length and the first bytes.
impl fmt::Debug for Octets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.get(..16).unwrap_or(self);
        write!(f, "Octets({}: {shown:02X?}{})", self.len(), if self.len() > 16 { " .." } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn octets_are_two_words_wherever_they_live() {
        assert_eq!(size_of::<Octets<'_>>(), 2 * size_of::<usize>());
        let shared = Octets::from(vec![1, 2, 3]);
        assert_eq!(shared, Octets::from(&[1, 2, 3]));
        assert_eq!((shared.as_borrowed(), Octets::from(&[1]).as_borrowed()), (None, Some(&[1][..])));
        assert_eq!(shared.into_bytes(), Bytes::from_static(&[1, 2, 3]));
    }
}
