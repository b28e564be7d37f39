//! Attribute lists, and processing instructions, which have the same form.

use super::{Place, Writer};
use crate::{ErrorKind, global};

impl Writer {
    /// Starts an attribute of the element just started, by its code page and token (0x05 to 0x7F).
    /// Its value follows with [`attribute_value`](Self::attribute_value), [`text`](Self::text) and
    /// the like.
    pub fn attribute(&mut self, page: u8, token: u8) {
        self.begin_attribute();
        self.attribute_token(page, token);
    }

    /// Writes the whole attribute list of the element just started. The list was encoded beforehand
    /// for attribute page 0 and includes its END.
    ///
    /// Returns false and writes nothing if that page is not the current one. The caller must then
    /// write the attributes one by one.
    #[inline]
    pub fn attribute_list(&mut self, bytes: &[u8]) -> bool {
        if self.attribute_page != 0 {
            return false;
        }
        if !self.at_tag() || bytes.last() != Some(&global::END) {
            self.fail(ErrorKind::MisplacedAttribute);
            return true;
        }
        self.set_flag(global::HAS_ATTRIBUTES);
        self.out.extend_from_slice(bytes);
        self.end_attributes();
        true
    }

    /// Starts an attribute that has no token. Its name goes into the string table, whatever the
    /// options.
    pub fn attribute_literal(&mut self, name: &str) {
        self.begin_attribute();
        self.literal(name);
    }

    /// Writes a piece of an attribute's value by its code page and token (0x85 to 0xFF).
    pub fn attribute_value(&mut self, page: u8, token: u8) {
        if !matches!(self.place, Place::Attributes | Place::Pi) {
            self.fail(ErrorKind::MisplacedAttribute);
        }
        self.switch_attribute_page(page);
        if token & global::VALUE == 0 || !global::is_paged(token) {
            self.fail(ErrorKind::InvalidToken(token));
        }
        self.out.push(token);
    }

    /// Ends the attribute list, if there is one: content follows.
    pub fn content(&mut self) {
        if self.place == Place::Attributes {
            self.out.push(global::END);
            self.set_place(Place::Content);
            self.end_attributes();
        }
    }

    /// Starts a processing instruction by the code page and token of its attribute start. Allowed
    /// before, in and after the root. Its value follows, then [`end`](Self::end).
    pub fn start_pi(&mut self, page: u8, token: u8) {
        self.begin_pi();
        self.attribute_token(page, token);
    }

    /// Starts a processing instruction with a target that has no token.
    pub fn start_pi_literal(&mut self, target: &str) {
        self.begin_pi();
        self.literal(target);
    }

    /// Counts the attributes to the tag.
    fn end_attributes(&mut self) {
        let end = self.out.len();
        self.tag_length = self.tag_length.saturating_add(end.saturating_sub(self.empty_at));
        self.empty_at = end;
    }

    fn begin_attribute(&mut self) {
        match self.place {
            Place::Attributes => {}
            Place::Content if self.at_tag() => {
                self.set_flag(global::HAS_ATTRIBUTES);
                self.set_place(Place::Attributes);
            }
            _ => self.fail(ErrorKind::MisplacedAttribute),
        }
    }

    fn begin_pi(&mut self) {
        if !matches!(self.place, Place::Prolog | Place::Epilog) {
            self.enter_content();
        }
        self.behind_pi = self.place;
        self.set_place(Place::Pi);
        self.out.push(global::PI);
    }

    fn attribute_token(&mut self, page: u8, token: u8) {
        self.switch_attribute_page(page);
        if token & global::VALUE != 0 || !global::is_paged(token) {
            self.fail(ErrorKind::InvalidToken(token));
        }
        self.out.push(token);
    }

    fn switch_attribute_page(&mut self, page: u8) {
        if page != self.attribute_page {
            self.out.extend_from_slice(&[global::SWITCH_PAGE, page]);
            self.attribute_page = page;
        }
    }

    /// Returns whether nothing follows the last tag yet, including attributes.
    #[inline]
    fn at_tag(&self) -> bool {
        let tag = self.empty_at.checked_sub(self.tag_length).and_then(|tag| self.out.get(tag));
        self.place == Place::Content
            && self.out.len() == self.empty_at
            && tag.is_some_and(|tag| tag & global::HAS_ATTRIBUTES == 0)
    }
}
