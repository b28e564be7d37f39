//! Elements with one value, each in one step: most of a document.

use super::{Place, Writer, contains_nul};
use crate::global;

impl Writer {
    /// Writes an element with text in one step, like [`start`](Self::start), [`text`](Self::text)
    /// and [`end`](Self::end).
    #[inline]
    pub fn leaf_text(&mut self, page: u8, token: u8, text: &str) {
        let is_plain = !text.is_empty() && !self.options.string_table && !contains_nul(text.as_bytes());
        if !is_plain || !self.begin_leaf(page, token) {
            return self.leaf_text_slow(page, token, text);
        }
        #[expect(clippy::arithmetic_side_effects, reason = "no string is longer than isize::MAX")]
        self.out.reserve(text.len() + 4);
        self.out.extend_from_slice(&[token | global::HAS_CONTENT, global::STR_I]);
        self.out.extend_from_slice(text.as_bytes());
        self.out.extend_from_slice(&[0, global::END]);
    }

    #[cold]
    #[inline(never)]
    fn leaf_text_slow(&mut self, page: u8, token: u8, text: &str) {
        self.start(page, token);
        self.text(text);
        self.end();
    }

    /// Writes an element with one extension in one step, like [`leaf_text`](Self::leaf_text).
    #[inline]
    pub fn leaf_extension_t(&mut self, page: u8, token: u8, n: u8, value: u32) {
        match u8::try_from(value) {
            Ok(value @ ..0x80) if n <= 2 && self.begin_leaf(page, token) => {
                let leaf = [token | global::HAS_CONTENT, global::EXT_T_0 | n, value, global::END];
                self.out.extend_from_slice(&leaf);
            }
            _ => self.leaf_extension_t_slow(page, token, n, value),
        }
    }

    #[cold]
    #[inline(never)]
    fn leaf_extension_t_slow(&mut self, page: u8, token: u8, n: u8, value: u32) {
        self.start(page, token);
        self.extension_t(n, value);
        self.end();
    }

    /// Writes an element with opaque data in one step, like [`leaf_text`](Self::leaf_text).
    #[inline]
    pub fn leaf_opaque(&mut self, page: u8, token: u8, bytes: &[u8]) {
        match u8::try_from(bytes.len()) {
            Ok(length @ ..0x80) if self.begin_leaf(page, token) => {
                #[expect(clippy::arithmetic_side_effects, reason = "there are fewer than 0x80 bytes")]
                self.out.reserve(bytes.len() + 4);
                self.out.extend_from_slice(&[token | global::HAS_CONTENT, global::OPAQUE, length]);
                self.out.extend_from_slice(bytes);
                self.out.push(global::END);
            }
            _ => self.leaf_opaque_slow(page, token, bytes),
        }
    }

    #[cold]
    #[inline(never)]
    fn leaf_opaque_slow(&mut self, page: u8, token: u8, bytes: &[u8]) {
        self.start(page, token);
        self.opaque(bytes);
        self.end();
    }

    /// Switches to the page of a leaf. Returns false if that needs more than the quick way.
    #[inline]
    fn begin_leaf(&mut self, page: u8, token: u8) -> bool {
        if self.place != Place::Content || !matches!(token, global::FIRST..=global::IDENTITY) {
            return false;
        }
        self.switch_tag_page(page);
        true
    }
}
