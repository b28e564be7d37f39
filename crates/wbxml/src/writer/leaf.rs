//! Elements with one value, each in one step: most of a document.

use super::Writer;

impl Writer {
    /// Writes an element with text in one step, like [`start`](Self::start), [`text`](Self::text)
    /// and [`end`](Self::end).
    #[inline]
    pub fn leaf_text(&mut self, page: u8, token: u8, text: &str) {
        if !self.plain_leaf_text(page, token, text) {
            self.start(page, token);
            self.text(text);
            self.end();
        }
    }

    /// Writes an element with one extension in one step, like [`leaf_text`](Self::leaf_text).
    #[inline]
    pub fn leaf_extension_t(&mut self, page: u8, token: u8, n: u8, value: u32) {
        let is_plain =
            u8::try_from(value).is_ok_and(|value| self.plain_leaf_extension_t(page, token, n, value));
        if !is_plain {
            self.start(page, token);
            self.extension_t(n, value);
            self.end();
        }
    }

    /// Writes an element with opaque data in one step, like [`leaf_text`](Self::leaf_text).
    #[inline]
    pub fn leaf_opaque(&mut self, page: u8, token: u8, bytes: &[u8]) {
        self.start(page, token);
        self.opaque(bytes);
        self.end();
    }
}
