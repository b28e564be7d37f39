//! The tag of an element.

use core::{fmt, num::NonZeroU64};

use crate::global;

/// A start tag: code page, token or literal name, and whether attributes and content follow.
///
/// It takes eight bytes, and so does `Option<TagToken>`.
#[doc(alias = "code page")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TagToken(NonZeroU64);

// A one in bit 0, the tag byte from bit 8, the page from bit 16, the string-table offset from bit
// 32.
const BYTE: u32 = 8;
const PAGE: u32 = 16;
const LITERAL: u32 = 32;

impl TagToken {
    #[inline]
    pub(crate) fn new(byte: u8, page: u8) -> Self {
        Self(NonZeroU64::MIN | u64::from(byte) << BYTE | u64::from(page) << PAGE)
    }

    pub(crate) fn new_literal(byte: u8, offset: u32) -> Self {
        Self(NonZeroU64::MIN | u64::from(byte) << BYTE | u64::from(offset) << LITERAL)
    }

    #[inline]
    const fn byte(self) -> u8 {
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
        self.byte() & global::IDENTITY
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
        self.byte() >> 6
    }

    /// Returns whether the tag announces content.
    #[inline]
    pub const fn has_content(self) -> bool {
        self.byte() & global::HAS_CONTENT != 0
    }

    /// Returns whether the tag announces attributes.
    #[inline]
    pub const fn has_attributes(self) -> bool {
        self.byte() & global::HAS_ATTRIBUTES != 0
    }

    /// `page * 64 + token`, for `match` and for direct lookup in a table; `usize::MAX` for a
    /// literal.
    ///
    /// ```
    /// use wbxml::{Reader, TagToken};
    ///
    /// const SYNC: usize = TagToken::index_of(0, 0x05);
    /// const FIRST_NAME: usize = TagToken::index_of(1, 0x1F);
    ///
    /// let mut reader = Reader::new(b"\x03\x01\x6A\x00\x45\x00\x01\x1F\x01")?;
    /// while let Some(tag) = reader.child()? {
    ///     match tag.index() {
    ///         SYNC => assert_eq!(reader.depth(), 1),
    ///         FIRST_NAME => assert_eq!(reader.depth(), 2),
    ///         _ => unreachable!(),
    ///     }
    /// }
    /// # Ok::<(), wbxml::Error>(())
    /// ```
    #[inline]
    pub const fn index(self) -> usize {
        Self::index_of(self.page(), self.byte())
    }

    /// The [`index`](Self::index) of an element by its code page and token, for constants. The flag
    /// bits of the token do not matter.
    #[inline]
    pub const fn index_of(page: u8, token: u8) -> usize {
        match token & global::IDENTITY {
            global::LITERAL => usize::MAX,
            token => (page as usize) << 6 | token as usize,
        }
    }

    /// The code page and token of an [`index`](Self::index), for a writer; `None` if no element
    /// with a token has it.
    ///
    /// ```
    /// use wbxml::TagToken;
    ///
    /// assert_eq!(TagToken::code_of(TagToken::index_of(1, 0x1F)), Some((1, 0x1F)));
    /// assert_eq!(TagToken::code_of(0x04), None);
    /// ```
    pub const fn code_of(index: usize) -> Option<(u8, u8)> {
        let page = (index >> 6).to_le_bytes()[0];
        let token = index.to_le_bytes()[0] & global::IDENTITY;
        if index >> 14 == 0 && token >= global::FIRST { Some((page, token)) } else { None }
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

    #[test]
    fn an_index_is_page_and_token() {
        for page in [0, 1, 0x7F, 0xFF] {
            for token in 0x05..=0x3F {
                let index = TagToken::index_of(page, token);
                assert_eq!(index, usize::from(page) * 64 + usize::from(token));
                for flags in [0, 0x40, 0x80, 0xC0] {
                    assert_eq!(TagToken::new(token | flags, page).index(), index);
                    assert_eq!(TagToken::index_of(page, token | flags), index);
                }
                assert_eq!(TagToken::code_of(index), Some((page, token)));
            }
            assert_eq!(TagToken::index_of(page, 0x44), usize::MAX);
        }
        for index in [0, 4, 64, 64 + 4, 256 * 64, 256 * 64 + 5, usize::MAX] {
            assert_eq!(TagToken::code_of(index), None, "{index}");
        }
    }
}
