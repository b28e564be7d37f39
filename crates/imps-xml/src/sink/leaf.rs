//! Writes leaves in one step.

use super::XmlSink;
use imps_core::Tag;

impl XmlSink<'_> {
    /// Starts an element that will hold plain content and nothing else, and returns its name. `None`
    /// if its start or end needs more than the name.
    #[inline]
    pub(super) fn start_leaf(&mut self, tag: Tag) -> Option<&'static str> {
        let needs_more = self.indent.is_some()
            || !self.rooted
            || self.namespace.is_foreign()
            || self.vocabulary.namespace_on(tag).is_some()
            || self.content.is_description(tag)
            || self.content.is_data(tag);
        let name = self.vocabulary.name(tag).filter(|_| !needs_more)?;
        self.close_tag();
        self.tag = tag;
        self.out.push(b'<');
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'>');
        Some(name)
    }

    #[inline]
    pub(super) fn end_leaf(&mut self, name: &str) {
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'>');
    }
}
