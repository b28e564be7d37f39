//! Names and values that the tables lack: they may have tokens of a vendor. All of this is cold,
//! because nearly every document has only names and values of the tables.

use super::{VENDOR, WbxmlSink};
use crate::table::Release;
use imps_core::ContentKind;

impl<R: Release> WbxmlSink<'_, R> {
    /// For an element that the version has no token for.
    #[cold]
    pub(super) fn start_without_token(&mut self, name: &str) {
        match self.codes.tag_named(name, self.table()) {
            Some((page, token)) => self.writer.start(page, token),
            None => self.writer.start_literal(name),
        }
    }

    /// Writes text into an element that has to declare its namespace, or with a vendor's codes.
    #[cold]
    #[inline(never)]
    pub(super) fn text_pending(&mut self, text: &str) {
        self.begin_content();
        let may_be_value =
            matches!(self.kind(), ContentKind::Word | ContentKind::WordOrText | ContentKind::Boolean);
        let is_ours = may_be_value && Self::word_of(text, self.kind(), self.current).is_some();
        if self.pending & VENDOR != 0 && !is_ours && (may_be_value || self.kind() == ContentKind::Any) {
            self.text_or_value(text);
        } else {
            self.text_of_kind(text);
        }
    }

    /// Writes a text that the tables have no number for, where a vendor's value may be.
    #[cold]
    pub(super) fn text_or_value(&mut self, text: &str) {
        let row = self.codes.value_of(text);
        let is_ours = |value| self.table().word(value, self.current).is_some();
        match row.filter(|row| row.extension != 0 || !is_ours(row.value)) {
            Some(row) => self.writer.extension_t(row.extension, row.value),
            None => self.plain_text(text),
        }
    }
}
