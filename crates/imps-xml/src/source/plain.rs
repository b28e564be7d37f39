//! Reads plain markup without the XML library: start tags of known elements without attributes, end
//! tags, and text without references.
//!
//! Nearly all markup is of this kind. At anything else, and at every fault, the careful path goes on
//! from the same place: a step that returns `None` has changed nothing.

use super::{Markup, Open, XmlSource};
use crate::characters::is_blank;
use crate::{scan, short};
use imps_core::{Error, LimitKind, Tag, Value};

impl<'a> XmlSource<'a> {
    /// Enters the next child, or leaves the current element.
    #[inline]
    pub(super) fn plain_child(&mut self) -> Option<Result<Option<Tag>, Error>> {
        if !self.plain {
            return None;
        }
        let mut rest = self.document.as_bytes().get(self.at..)?;
        while let [first, others @ ..] = rest
            && is_blank(*first)
        {
            rest = others;
        }
        let [b'<', tag @ ..] = rest else { return None };
        match tag {
            [b'/', name @ ..] => self.plain_end(name).then_some(Ok(None)),
            _ => self.plain_start(tag),
        }
    }

    /// Enters the element with this start tag, of which `tag` lacks the `<`.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "all are places in the document")]
    fn plain_start(&mut self, tag: &[u8]) -> Option<Result<Option<Tag>, Error>> {
        if !self.scopes.default_is_ours {
            return None;
        }
        let name_length = scan::name(tag)?;
        let start = self.document.len() - tag.len();
        let name_end = start + name_length;
        let (content_length, empty) = match tag.get(name_length..)? {
            [b'>', ..] => (name_length, false),
            [b'/', b'>', ..] => (name_length, true),
            behind => self.declaration(name_length, behind)?,
        };
        let name = self.document.get(start..name_end)?;
        let known = self.vocabulary.tag(name)?;
        let content = if content_length == name_length {
            name
        } else {
            self.document.get(start..start + content_length)?
        };
        self.at = start + content_length + if empty { 2 } else { 1 };
        if !empty {
            self.open.push(Open { name, is_plain: true });
        }
        let markup = Markup { content, name_length, offset: start - 1, empty };
        Some(self.enter_counted(&markup).map(|()| Some(known)))
    }

    /// Returns the length of a tag up to its `>` or `/>`, and whether it is empty, if it declares
    /// only the namespace of its version. `behind` follows the name.
    #[cold]
    #[inline(never)]
    fn declaration(&self, name_length: usize, behind: &[u8]) -> Option<(usize, bool)> {
        let value = behind.strip_prefix(b" xmlns=\"")?;
        let start = self.document.len().saturating_sub(behind.len());
        // No usual namespace has a character that ends or changes the value.
        let length = scan::quote(value)?;
        let empty = match value.get(length..)? {
            [b'"', b'>', ..] => false,
            [b'"', b'/', b'>', ..] => true,
            _ => return None,
        };
        let length = " xmlns=\"".len().saturating_add(length).saturating_add(1);
        let markup = Markup {
            content: self.document.get(start.saturating_sub(name_length)..start.saturating_add(length))?,
            name_length,
            offset: 0,
            empty,
        };
        self.is_usual(&markup).then_some((name_length.saturating_add(length), empty))
    }

    /// Leaves the current element if its end tag is next. `name` is the text after `</`. The careful
    /// path ends what it started, so that the names that the library keeps stay few.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "a place in the document")]
    fn plain_end(&mut self, name: &[u8]) -> bool {
        let Some(Open { name: open, is_plain: true }) = self.open.last() else { return false };
        let Some([b'>', behind @ ..]) = short::strip_prefix(name, open.as_bytes()) else { return false };
        self.at = self.document.len() - behind.len();
        self.open.pop();
        self.leave();
        true
    }

    /// Returns the text of a leaf, and leaves it.
    #[inline]
    pub(super) fn plain_leaf(&mut self) -> Option<Value<'a>> {
        if !self.plain {
            return None;
        }
        let start = self.at;
        let rest = self.document.as_bytes().get(start..)?;
        let length = scan::text(rest)?;
        let [b'<', b'/', name @ ..] = rest.get(length..)? else { return None };
        let text = self.document.get(start..start.saturating_add(length))?;
        self.options.limits.check(LimitKind::TextBytes, length).ok()?;
        self.plain_end(name).then(|| Value::from(text))
    }
}
