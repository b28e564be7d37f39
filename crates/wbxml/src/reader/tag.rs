//! The tag of an element.

use core::{fmt, num::NonZeroU64};

use crate::global;

/// A start tag: code page, token or literal name, and whether attributes and content follow.
///
/// It takes eight bytes, and so does `Option<TagToken>`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TagToken(NonZeroU64);

// A one in bit 0, the tag byte from bit 8, the page from bit 16, the string-table offset from bit
// 32.
const OCTET: u32 = 8;
const PAGE: u32 = 16;
const LITERAL: u32 = 32;

impl TagToken {
    #[inline]
    pub(crate) fn new(octet: u8, page: u8) -> Self {
        Self(NonZeroU64::MIN | u64::from(octet) << OCTET | u64::from(page) << PAGE)
    }

    pub(crate) fn new_literal(octet: u8, offset: u32) -> Self {
        Self(NonZeroU64::MIN | u64::from(octet) << OCTET | u64::from(offset) << LITERAL)
    }

    #[inline]
    const fn octet(self) -> u8 {
        self.0.get().to_le_bytes()[1]
    }

    /// The code page; 0 for a literal.
    #[inline]
    pub const fn page(self) -> u8 {
        self.0.get().to_le_bytes()[2]
    }

    /// The token without its flag bits: 0x05 to 0x3F, or 0x04 for a literal.
    #[inline]
    pub const fn token(self) -> u8 {
        self.octet() & global::IDENTITY
    }

    /// The offset of the name in the string table, if the element has no token.
    #[inline]
    pub fn literal(self) -> Option<u32> {
        let [_, _, _, _, a, b, c, d] = self.0.get().to_le_bytes();
        (self.token() == global::LITERAL).then(|| u32::from_le_bytes([a, b, c, d]))
    }

    /// The two flag bits: 1 for content, 2 for attributes.
    #[inline]
    pub(super) const fn flags(self) -> u8 {
        self.octet() >> 6
    }

    /// Returns whether the tag announces content.
    #[inline]
    pub const fn has_content(self) -> bool {
        self.octet() & global::HAS_CONTENT != 0
    }

    /// Returns whether the tag announces attributes.
    #[inline]
    pub const fn has_attributes(self) -> bool {
        self.octet() & global::HAS_ATTRIBUTES != 0
    }

    /// `page * 64 + token`, for direct lookup in a table; `usize::MAX` for a literal.
    #[inline]
    pub const fn index(self) -> usize {
        match self.token() {
            global::LITERAL => usize::MAX,
            token => (self.page() as usize) << 6 | token as usize,
        }
    }
}

impl fmt::Debug for TagToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.literal() {
            Some(offset) => write!(f, "TagToken(literal {offset})"),
            None => write!(f, "TagToken({:02X}/{:02X})", self.page(), self.token()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let tag = TagToken::new(0xC9, 0x0B);
        assert_eq!((tag.page(), tag.token(), tag.index()), (0x0B, 0x09, 0x0B * 64 + 9));
        assert!(tag.has_content() && tag.has_attributes());
        assert_eq!(tag.literal(), None);
        let literal = TagToken::new_literal(0x44, u32::MAX);
        assert_eq!((literal.literal(), literal.index()), (Some(u32::MAX), usize::MAX));
        assert!(literal.has_content() && !literal.has_attributes());
        assert_eq!(size_of::<Option<TagToken>>(), 8);
    }
}
