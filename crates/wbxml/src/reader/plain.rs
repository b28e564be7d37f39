//! The quick ways of reading: elements and ends that come immediately, as nearly all do.

use super::{Reader, State};
use crate::global;

/// The range of tag bytes with content and without attributes.
pub(super) const FIRST_PLAIN: u8 = global::FIRST | global::HAS_CONTENT;
/// The lowest tag byte with attributes and content.
pub(super) const FIRST_WITH_ATTRIBUTES: u8 = FIRST_PLAIN | global::HAS_ATTRIBUTES;
pub(super) const LAST_PLAIN: u8 = global::IDENTITY | global::HAS_CONTENT;

impl Reader<'_> {
    /// Enters the next child if it comes immediately, has content and no attributes (as most have),
    /// and `known` accepts its [`index`](crate::TagToken::index). Otherwise reads nothing. This is the
    /// fastest way, for readers that use [`child_or_other`](Self::child_or_other) for everything
    /// else.
    ///
    /// ```
    /// let mut reader = wbxml::Reader::new(b"\x03\x01\x6A\x00\x45\x46\x03hi\0\x01\x01")?;
    /// reader.child()?;
    /// assert_eq!(reader.next_plain(|index| (index == 5).then_some("five")), None);
    /// assert_eq!(reader.next_plain(|index| (index == 6).then_some("six")), Some("six"));
    /// # Ok::<(), wbxml::Error>(())
    /// ```
    #[inline]
    pub fn next_plain<T>(&mut self, known: impl FnOnce(usize) -> Option<T>) -> Option<T> {
        let (page, rest) = match self.cursor.rest {
            [global::SWITCH_PAGE, page, rest @ ..] => (*page, rest),
            rest => (self.tag_page, rest),
        };
        let [byte @ FIRST_PLAIN..=LAST_PLAIN, behind @ ..] = rest else { return None };
        let budget = self.budget.quick_element()?;
        let found = known(usize::from(page) << 6 | usize::from(byte & global::IDENTITY))?;
        self.budget = budget;
        self.tag_page = page;
        self.element_page = page;
        self.element = rest.len();
        self.cursor.rest = behind;
        Some(found)
    }

    /// Does what [`next_plain`](Self::next_plain) or [`next_end`](Self::next_end) does, whichever
    /// applies, and returns `end` for the second. Returns `None` if neither applies.
    // One decision on the first byte: a fifth fewer instructions than one after the other.
    #[inline(always)]
    pub fn next_plain_or_end<T>(&mut self, known: impl FnOnce(usize) -> Option<T>, end: T) -> Option<T> {
        if !self.budget.is_open() {
            return None;
        }
        // One test per byte, in this order: with slice patterns alone, the compiler tests lengths again.
        let [first, rest @ ..] = self.cursor.rest else { return None };
        let (page, byte, behind) = match *first {
            byte @ FIRST_PLAIN..=LAST_PLAIN => (self.tag_page, byte, rest),
            global::END => {
                self.cursor.rest = rest;
                self.close();
                return Some(end);
            }
            global::SWITCH_PAGE => match rest {
                [page, byte @ FIRST_PLAIN..=LAST_PLAIN, behind @ ..] => (*page, *byte, behind),
                _ => return None,
            },
            _ => return None,
        };
        let budget = self.budget.quick_element()?;
        let found = known(usize::from(page) << 6 | usize::from(byte & global::IDENTITY))?;
        self.budget = budget;
        self.tag_page = page;
        self.element_page = page;
        self.element = behind.len().wrapping_add(1);
        self.cursor.rest = behind;
        Some(found)
    }

    /// Enters the next child, like [`next_plain`](Self::next_plain), if its attributes are exactly
    /// the bytes that `known` returns for its [`index`](crate::TagToken::index), on attribute page 0, in
    /// UTF-8, including END. Otherwise reads nothing.
    #[inline]
    pub fn next_with_attributes<'k, T>(
        &mut self,
        known: impl FnOnce(usize) -> Option<(T, &'k [u8])>,
    ) -> Option<T> {
        let (page, rest) = match self.cursor.rest {
            [global::SWITCH_PAGE, page, rest @ ..] => (*page, rest),
            rest => (self.tag_page, rest),
        };
        let [byte @ FIRST_WITH_ATTRIBUTES..=u8::MAX, behind @ ..] = rest else { return None };
        if self.attribute_page != 0 || !self.is_utf_8 || !global::is_paged(*byte) {
            return None;
        }
        let budget = self.budget.quick_element()?;
        let (found, attributes) = known(usize::from(page) << 6 | usize::from(byte & global::IDENTITY))?;
        self.cursor.rest = behind.strip_prefix(attributes)?;
        self.budget = budget;
        self.tag_page = page;
        self.element_page = page;
        self.element = rest.len();
        Some(found)
    }

    /// The code page and token of the next element in the content of the current one, if it comes
    /// immediately and has a token. Reads nothing.
    #[inline]
    pub fn peek(&self) -> Option<(u8, u8)> {
        let (page, rest) = match self.cursor.rest {
            [global::SWITCH_PAGE, page, rest @ ..] => (*page, rest),
            rest => (self.tag_page, rest),
        };
        match rest {
            [byte, ..] if global::is_paged(*byte) && self.state == State::Content => {
                Some((page, byte & global::IDENTITY))
            }
            _ => None,
        }
    }

    /// Ends the current element if its end comes immediately, and returns whether it did. The
    /// parent is then the current element.
    #[inline]
    pub fn next_end(&mut self) -> bool {
        match self.cursor.rest {
            [global::END, rest @ ..] if self.budget.is_open() => {
                self.cursor.rest = rest;
                self.close();
                true
            }
            _ => false,
        }
    }

    /// Skips the attributes of the element just started if they are exactly these bytes, on
    /// attribute page 0, in UTF-8, including END. Returns whether it did.
    #[inline]
    pub fn skip_attributes(&mut self, bytes: &[u8]) -> bool {
        if self.state != State::Attributes || self.attribute_page != 0 || !self.is_utf_8 {
            return false;
        }
        match self.cursor.rest.strip_prefix(bytes) {
            Some(rest) => {
                self.cursor.rest = rest;
                self.set_state(self.behind_attributes());
                true
            }
            None => false,
        }
    }

    /// Closes or opens the quick ways, [`next_plain`](Self::next_plain) and its kin. A caller closes
    /// them while it has other work at each piece, and then needs no check of its own.
    #[inline]
    pub fn set_careful(&mut self, careful: bool) {
        self.careful = careful;
        self.set_state(self.state);
    }
}
