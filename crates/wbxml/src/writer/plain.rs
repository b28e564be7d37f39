//! The quick ways of writing, which are most of a document: each piece is one append.
//!
//! They are always inlined into the caller, where page and token are often constants. With a call
//! for each piece, encoding took twice as long. Bytes are passed as one array per piece: an array
//! that is built in memory and read back makes the processor wait.

use super::{Place, Writer, is_tag};
use crate::{cursor::has_nul, global};

impl Writer {
    /// Starts an element, like [`start`](Self::start), if that takes one step: the writer is in
    /// content, the token is a valid one, and there is no string table to fill. Otherwise writes
    /// nothing and returns false.
    #[inline(always)]
    #[must_use]
    pub fn plain_start(&mut self, page: u8, token: u8) -> bool {
        if !self.plain || !is_tag(token) {
            return false;
        }
        let token = token | global::HAS_CONTENT;
        self.push(page, [token], [global::SWITCH_PAGE, page, token]);
        self.open(1);
        true
    }

    /// Starts an element with an attribute list, like [`start`](Self::start) and
    /// [`attribute_list`](Self::attribute_list), if that takes one step. Otherwise writes nothing
    /// and returns false.
    ///
    /// The list was encoded beforehand for attribute page 0. It is not examined: its last byte has
    /// to be END.
    #[inline(always)]
    #[must_use]
    pub fn plain_start_with<const N: usize>(&mut self, page: u8, token: u8, attributes: &[u8; N]) -> bool {
        if !self.plain || !is_tag(token) || self.attribute_page != 0 {
            return false;
        }
        let token = token | global::HAS_CONTENT | global::HAS_ATTRIBUTES;
        self.push(page, [token], [global::SWITCH_PAGE, page, token]);
        self.out.extend_from_slice(attributes);
        self.open(N.saturating_add(1));
        true
    }

    /// Ends an element, like [`end`](Self::end), if the writer is in its content. Otherwise writes
    /// nothing and returns false.
    #[inline(always)]
    #[must_use]
    pub fn plain_end(&mut self) -> bool {
        let is_plain = self.plain;
        if is_plain {
            self.end_element();
        }
        is_plain
    }

    /// Writes an element with text, like [`leaf_text`](Self::leaf_text), if that takes one step:
    /// the text is not empty and has no NUL. Otherwise writes nothing and returns false.
    ///
    /// This one is a call: it is too long to be in every caller.
    #[must_use]
    pub fn plain_leaf_text(&mut self, page: u8, token: u8, text: &str) -> bool {
        let text = text.as_bytes();
        if !self.plain || !is_tag(token) {
            return false;
        }
        // Text of a known number of bytes needs no call to `memcpy`, which takes longer.
        // The usual lengths come first.
        match text.len() {
            33.. => self.append_long(page, token, text),
            16.. => self.append_ends::<16>(page, token, text),
            8.. => self.append_ends::<8>(page, token, text),
            4.. => self.append_ends::<4>(page, token, text),
            2.. => self.append_ends::<2>(page, token, text),
            1 => self.append_ends::<1>(page, token, text),
            0 => false,
        }
    }

    /// Writes a leaf with the first and the last `N` bytes of a text, which may overlap.
    // A function per length: within one function the compiler takes most lengths for rare, and
    // makes a call of each append.
    #[inline(never)]
    #[expect(clippy::arithmetic_side_effects, reason = "the text has N to 2 N bytes")]
    fn append_ends<const N: usize>(&mut self, page: u8, token: u8, text: &[u8]) -> bool {
        let (Some(first), Some(last)) = (text.first_chunk::<N>(), text.last_chunk::<N>()) else {
            return false;
        };
        if has_nul(first) || has_nul(last) {
            return false;
        }
        let (token, string) = (token | global::HAS_CONTENT, global::STR_I);
        self.push(page, pair(token, string), [global::SWITCH_PAGE, page, token, string]);
        self.out.extend_from_slice(first);
        self.out.truncate(self.out.len() - (2 * N - text.len()));
        self.out.extend_from_slice(last);
        self.out.extend_from_slice(&STRING_END);
        true
    }

    #[inline(never)]
    #[expect(clippy::arithmetic_side_effects, reason = "no string is longer than isize::MAX")]
    fn append_long(&mut self, page: u8, token: u8, text: &[u8]) -> bool {
        let (blocks, rest) = text.as_chunks::<32>();
        if blocks.iter().any(has_nul) || rest.contains(&0) {
            return false;
        }
        self.out.reserve(text.len() + 6);
        let (token, string) = (token | global::HAS_CONTENT, global::STR_I);
        self.push(page, pair(token, string), [global::SWITCH_PAGE, page, token, string]);
        self.out.extend_from_slice(text);
        self.out.extend_from_slice(&STRING_END);
        true
    }

    /// Writes an element with one extension, like [`leaf_extension_t`](Self::leaf_extension_t), if
    /// that takes one step. Otherwise writes nothing and returns false.
    #[inline(always)]
    #[must_use]
    pub fn plain_leaf_extension_t(&mut self, page: u8, token: u8, n: u8, value: u8) -> bool {
        if !self.plain || !is_tag(token) || n > 2 || value >= 0x80 {
            return false;
        }
        let leaf = [token | global::HAS_CONTENT, global::EXT_T_0 | n, value, global::END];
        let [token, extension, ..] = leaf;
        self.push(page, leaf, [global::SWITCH_PAGE, page, token, extension, value, global::END]);
        true
    }

    /// Writes an element with opaque data, like [`leaf_opaque`](Self::leaf_opaque), if that takes
    /// one step. Otherwise writes nothing and returns false.
    #[inline(always)]
    #[must_use]
    pub fn plain_leaf_opaque<const N: usize>(&mut self, page: u8, token: u8, bytes: [u8; N]) -> bool {
        let [length @ ..0x80, 0, ..] = N.to_le_bytes() else { return false };
        if !self.plain || !is_tag(token) {
            return false;
        }
        let token = token | global::HAS_CONTENT;
        let head = [token, global::OPAQUE, length];
        self.push(page, head, [global::SWITCH_PAGE, page, token, global::OPAQUE, length]);
        self.out.extend_from_slice(&bytes);
        self.out.push(global::END);
        true
    }

    /// Writes an element with a number as opaque data, in the fewest bytes but one for zero, if
    /// that takes one step. Otherwise writes nothing and returns false.
    #[inline(always)]
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "a number has one to four bytes")]
    pub fn plain_leaf_number(&mut self, page: u8, token: u8, number: u32) -> bool {
        if !self.plain || !is_tag(token) {
            return false;
        }
        let length = (39 - (number | 1).leading_zeros()) / 8;
        let digits = u64::from(number << (32 - 8 * length)).swap_bytes() >> 32;
        let leaf = u64::from(token | global::HAS_CONTENT)
            | u64::from(global::OPAQUE) << 8
            | u64::from(length) << 16
            | digits << 24
            | u64::from(global::END) << (24 + 8 * length);
        self.switch_to(page);
        self.out.extend_from_slice(&leaf.to_le_bytes());
        self.out.truncate(self.out.len() - (4 - length as usize));
        true
    }

    /// Appends the start of an element on a page, or the same with the switch to that page in front.
    #[inline(always)]
    fn push<const N: usize, const M: usize>(&mut self, page: u8, bytes: [u8; N], with_switch: [u8; M]) {
        debug_assert_eq!(with_switch.last_chunk(), Some(&bytes));
        if page == self.tag_page {
            self.out.extend_from_slice(&bytes);
        } else {
            self.tag_page = page;
            self.out.extend_from_slice(&with_switch);
        }
    }

    #[inline(always)]
    fn switch_to(&mut self, page: u8) {
        if page != self.tag_page {
            self.tag_page = page;
            self.out.extend_from_slice(&[global::SWITCH_PAGE, page]);
        }
    }

    /// Notes that a tag of this length was written.
    #[inline(always)]
    fn open(&mut self, tag_length: usize) {
        debug_assert_eq!(self.place, Place::Content);
        self.empty_at = self.out.len();
        self.tag_length = tag_length;
        // Every element has taken a byte of the buffer.
        self.depth = self.depth.wrapping_add(1);
    }
}

/// The terminator of a string, and the end of the element around it.
const STRING_END: [u8; 2] = [0, global::END];

/// Two bytes, joined in a register.
#[inline(always)]
fn pair(first: u8, second: u8) -> [u8; 2] {
    (u16::from(first) | u16::from(second) << 8).to_le_bytes()
}
