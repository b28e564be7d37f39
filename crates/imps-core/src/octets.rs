//! Binary content.

use alloc::vec::Vec;
use bytes::Bytes;
use core::fmt;
use core::ops::Deref;

/// Octets of a message: borrowed from the input, or shared.
#[derive(Clone)]
pub struct Octets<'a>(Form<'a>);

#[derive(Clone)]
enum Form<'a> {
    Borrowed(&'a [u8]),
    Shared(Bytes),
}

impl Octets<'_> {
    /// The octets.
    pub fn as_slice(&self) -> &[u8] {
        match &self.0 {
            Form::Borrowed(octets) => octets,
            Form::Shared(octets) => octets,
        }
    }

    /// The octets as `Bytes`; copies only what is borrowed.
    pub fn into_bytes(self) -> Bytes {
        match self.0 {
            Form::Borrowed(octets) => Bytes::copy_from_slice(octets),
            Form::Shared(octets) => octets,
        }
    }

    /// The same octets, independent of the input.
    pub fn into_owned(self) -> Octets<'static> {
        Octets(Form::Shared(self.into_bytes()))
    }
}

impl Default for Octets<'_> {
    fn default() -> Self {
        Self(Form::Borrowed(&[]))
    }
}

impl Deref for Octets<'_> {
    type Target = [u8];

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
    fn from(octets: &'a [u8]) -> Self {
        Self(Form::Borrowed(octets))
    }
}

impl From<Vec<u8>> for Octets<'_> {
    fn from(octets: Vec<u8>) -> Self {
        Self(Form::Shared(octets.into()))
    }
}

impl From<Bytes> for Octets<'_> {
    fn from(octets: Bytes) -> Self {
        Self(Form::Shared(octets))
    }
}

impl PartialEq for Octets<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Octets<'_> {}

/// Length and first octets.
impl fmt::Debug for Octets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.get(..16).unwrap_or(self);
        write!(f, "Octets({}: {shown:02X?}{})", self.len(), if self.len() > 16 { " .." } else { "" })
    }
}
