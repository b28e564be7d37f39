//! Reading a whole simple element in one step.

use alloc::borrow::Cow;

use super::operand::utf_8;
use super::{Leaf, Reader, State};
use crate::cursor::{find_terminator, length_to_nul};
use crate::{Error, global};

impl<'a> Reader<'a> {
    /// Returns the whole content of the current element if it is empty or a single simple item
    /// followed by END. The element has then ended, and its parent is the current element.
    ///
    /// [`Leaf::Other`] means anything more complicated, including text in a character set that
    /// needs conversion. No content was consumed; use [`item`](Self::item). Unread attributes are
    /// skipped in any case.
    ///
    /// # Errors
    /// A fault of the document or a limit: see [errors of the body](Self#errors-of-the-body).
    #[inline]
    pub fn leaf(&mut self) -> Result<Leaf<'a>, Error> {
        if self.state == State::Content {
            match self.cursor.rest {
                [global::STR_I, string @ ..] if self.is_utf_8 => {
                    if let Some(end) = find_terminator(string, 1)
                        && let Some((string, [_, global::END, rest @ ..])) = string.split_at_checked(end)
                    {
                        let at = self.offset().saturating_add(1);
                        let text = utf_8(self.bounded(string, at)?, at)?;
                        return Ok(self.close_leaf(rest, Leaf::Text(text)));
                    }
                }
                [token @ global::EXT_T_0..=global::EXT_T_2, value @ ..0x80, global::END, rest @ ..] => {
                    let leaf = Leaf::Extension(token & global::EXTENSION_NUMBER, u32::from(*value));
                    return Ok(self.close_leaf(rest, leaf));
                }
                [global::OPAQUE, length @ ..0x80, bytes @ ..] => {
                    if let Some((bytes, [global::END, rest @ ..])) =
                        bytes.split_at_checked(usize::from(*length))
                    {
                        let bytes = self.bounded(bytes, self.offset().saturating_add(1))?;
                        return Ok(self.close_leaf(rest, Leaf::Opaque(bytes)));
                    }
                }
                _ => {}
            }
        }
        self.leaf_slow()
    }

    /// Returns the content of the current element if it is one inline string followed by END, in a
    /// document in UTF-8. The element has then ended. Otherwise reads nothing.
    ///
    /// This is the fastest way, like [`next_plain`](Self::next_plain).
    #[inline]
    pub fn plain_text(&mut self) -> Option<&'a str> {
        let [global::STR_I, string @ ..] = self.cursor.rest else { return None };
        if !self.budget.is_open() || !self.is_utf_8 {
            return None;
        }
        let end = length_to_nul(string);
        if end > self.options.limits.text_bytes {
            return None;
        }
        let (string, [_, global::END, rest @ ..]) = string.split_at_checked(end)? else { return None };
        // A long text is rarely all ASCII, so it is looked at once.
        let ascii = if string.len() < LONG { ascii::AsciiStr::from_ascii(string).ok() } else { None };
        let text = match ascii {
            Some(text) => text.as_str(),
            None => core::str::from_utf8(string).ok()?,
        };
        self.cursor.rest = rest;
        self.close();
        Some(text)
    }

    /// Returns the result of `known` for the number of an `EXT_T_0`, if this is the content of the
    /// current element, below 0x80 and followed by END. The element has then ended. Otherwise reads
    /// nothing.
    #[inline]
    pub fn plain_extension<T>(&mut self, known: impl FnOnce(u8) -> Option<T>) -> Option<T> {
        let [global::EXT_T_0, number @ ..0x80, global::END, rest @ ..] = self.cursor.rest else {
            return None;
        };
        if !self.budget.is_open() {
            return None;
        }
        let found = known(*number)?;
        self.cursor.rest = rest;
        self.close();
        Some(found)
    }

    /// Returns the result of `known` for opaque data shorter than 128 bytes, if this is the content of
    /// the current element, within the limit and followed by END. The element has then ended. Otherwise
    /// reads nothing.
    #[inline]
    pub fn plain_opaque<T>(&mut self, known: impl FnOnce(&'a [u8]) -> Option<T>) -> Option<T> {
        let [global::OPAQUE, length @ ..0x80, rest @ ..] = self.cursor.rest else { return None };
        let length = usize::from(*length);
        if !self.budget.is_open() || length > self.options.limits.text_bytes {
            return None;
        }
        let (bytes, [global::END, rest @ ..]) = rest.split_at_checked(length)? else { return None };
        let found = known(bytes)?;
        self.cursor.rest = rest;
        self.close();
        Some(found)
    }

    #[inline]
    fn close_leaf(&mut self, rest: &'a [u8], leaf: Leaf<'a>) -> Leaf<'a> {
        self.cursor.rest = rest;
        self.close();
        leaf
    }

    #[inline(never)]
    fn leaf_slow(&mut self) -> Result<Leaf<'a>, Error> {
        self.leave_attributes()?;
        match self.state {
            State::Content => {
                let budget = self.table_budget.get();
                let leaf = self.single_item();
                if let Ok(Leaf::Other) = leaf {
                    // The unused string will be read again.
                    self.table_budget.set(budget);
                }
                leaf
            }
            State::Empty => {
                self.set_state(State::Content);
                self.close();
                Ok(Leaf::Empty)
            }
            _ => Ok(Leaf::Other),
        }
    }

    fn single_item(&mut self) -> Result<Leaf<'a>, Error> {
        let mut ahead = self.cursor;
        let token = ahead.byte()?;
        let at = ahead.offset();
        let leaf = match token {
            global::END => return Ok(self.close_leaf(ahead.rest, Leaf::Empty)),
            global::OPAQUE => Leaf::Opaque(self.bounded(ahead.opaque()?, at)?),
            global::EXT_T_0..=global::EXT_T_2 => {
                Leaf::Extension(token & global::EXTENSION_NUMBER, ahead.mb_u32()?)
            }
            global::STR_I => match self.decoded(ahead.terminated(self.unit)?, at)? {
                Cow::Borrowed(text) => Leaf::Text(text),
                Cow::Owned(_) => return Ok(Leaf::Other),
            },
            global::STR_T => match self.table_string(ahead.mb_u32()?).map_err(|kind| Error::new(kind, at))? {
                Cow::Borrowed(text) => Leaf::Text(text),
                Cow::Owned(_) => return Ok(Leaf::Other),
            },
            _ => return Ok(Leaf::Other),
        };
        match ahead.byte()? {
            global::END => Ok(self.close_leaf(ahead.rest, leaf)),
            _ => Ok(Leaf::Other),
        }
    }
}

/// The length of a text, in bytes, from which on two looks take longer than one.
const LONG: usize = 64;
