//! Elements that need more than their ready names.

use super::XmlSink;
use crate::escape;
use imps_core::{ErrorKind, Sink as _, Tag, Word, tag};

impl XmlSink<'_> {
    #[inline(never)]
    pub(super) fn leaf_text_elsewhere(&mut self, tag: Tag, text: &str) {
        if !text.is_empty()
            && let Some(name) = self.start_leaf(tag)
        {
            let refused = escape::text(self.out, text);
            self.check(refused);
            return self.end_leaf(name);
        }
        self.start(tag);
        self.text(text);
        self.end(tag);
    }

    #[inline(never)]
    pub(super) fn leaf_word_elsewhere(&mut self, tag: Tag, word: Word) {
        if let Some(name) = self.start_leaf(tag) {
            self.out.extend_from_slice(word.as_str().as_bytes());
            return self.end_leaf(name);
        }
        self.start(tag);
        self.word(word);
        self.end(tag);
    }

    /// Starts an element that will hold plain content and nothing else, and returns its name. `None`
    /// if its start or end needs more than the name.
    #[inline]
    fn start_leaf(&mut self, tag: Tag) -> Option<&'static str> {
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
    fn end_leaf(&mut self, name: &str) {
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'>');
    }

    /// Starts an element that needs more than its name.
    #[inline(never)]
    pub(super) fn start_elsewhere(&mut self, tag: Tag) {
        let Some(name) = self.vocabulary.name(tag) else {
            return self.refuse(ErrorKind::InvalidName(format!("{tag:?}")));
        };
        self.begin(tag, name);
        if self.namespace.is_foreign() || self.vocabulary.namespace_on(tag).is_some() {
            self.imply(tag);
        }
    }

    /// Ends an element that needs more than its name.
    #[inline(never)]
    pub(super) fn end_elsewhere(&mut self, tag: Tag) {
        if tag == self.tag && self.content.is_description(tag) {
            self.content.record(tag, self.out, self.element, self.open, self.depth);
            self.is_around = true;
            // Its parent may have the same name, but another start.
            self.tag = Tag::FOREIGN;
            if self.content.is_described_late() {
                return self.end_late(tag);
            }
        }
        if let Some(name) = self.vocabulary.name(tag) {
            self.finish_element(name);
        }
    }

    /// Ends the description of content before it, and corrects the description.
    #[cold]
    fn end_late(&mut self, tag: Tag) {
        if self.content.is_misread(self.out) {
            self.refuse(ErrorKind::InexpressibleBytes { syntax: "xml" });
        }
        if tag == tag::ContentEncoding {
            if self.content.correct_encoding(self.out, self.open) {
                self.open = false;
                self.mixed.get_or_insert(self.depth);
            }
            self.finish_element("ContentEncoding");
        } else {
            self.finish_element("ContentType");
            self.content.announce_late(self.out, self.indent.is_some() && self.mixed.is_none());
        }
    }

    /// Declares the default namespace on the element just started, because its version requires it
    /// or a foreign one is in scope.
    #[cold]
    #[inline(never)]
    fn imply(&mut self, tag: Tag) {
        let own = self.vocabulary.namespace_on(tag).or_else(|| self.vocabulary.namespaces().first());
        let Some(namespace) = own else { return };
        let start = self.out.len();
        self.out.extend_from_slice(b" xmlns=\"");
        self.out.extend_from_slice(namespace.uri(self.version).as_bytes());
        self.out.push(b'"');
        self.implied = Some(start..self.out.len());
        if !self.namespace.is_untouched() {
            self.namespace.declare(self.depth, false);
            self.update_names();
        }
    }
}
