//! The text of leaves: codes, numbers, quotes.

use crate::codes::Code;
use crate::codes::Words;
use crate::writing::Loss;
use crate::writing::output::{Encoder, Entry, Held};
use crate::writing::quote::{self, Need};
use crate::writing::sink::SYNTAX;
use imps_core::{Error, ErrorKind, Tag};
use std::borrow::Cow;

/// The position of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The whole value of a parameter. It needs quotes even if it is empty.
    Alone,
    /// A member of a group.
    InGroup,
}

impl<'t> Encoder<'t> {
    /// Starts a parameter.
    pub(crate) fn parameter(&mut self, code: Code) {
        let [first, second] = code.letters();
        self.out.extend_from_slice(&[b' ', first, second, b'=']);
    }

    /// Writes a code.
    #[inline]
    pub(crate) fn code(&mut self, code: Code) {
        self.out.extend_from_slice(&code.letters());
    }

    /// Writes text that needs no quotes.
    #[inline]
    pub(crate) fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: u32) {
        let start = self.out.len();
        let mut rest = number;
        loop {
            self.out.push(b'0' | (rest % 10) as u8);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if let Some(digits) = self.out.get_mut(start..) {
            digits.reverse();
        }
    }

    /// Writes the text of a leaf.
    pub(crate) fn leaf(&mut self, element: Entry<'t>, place: Place) -> Result<(), Error> {
        match element.value {
            Some(Held::Integer(number)) => {
                self.number(*number);
                Ok(())
            }
            Some(Held::Word(word)) => {
                match quote::need(word.as_str().as_bytes()) {
                    Need::Nothing => self.push(word.as_str()),
                    _ => self.quoted(word.as_str(), element)?,
                }
                Ok(())
            }
            Some(Held::Text(start, end)) if start < end => {
                let range = *start as usize..*end as usize;
                match self.out.get(range.clone()).map(quote::need) {
                    Some(Need::Nothing) => self.out.extend_from_within(range),
                    Some(Need::Quotes) => quote::push_within(self.out, range),
                    _ => {
                        let text = String::from(self.text(*start, *end));
                        self.quoted(&text, element)?;
                    }
                }
                Ok(())
            }
            _ => {
                self.check_empty(element)?;
                // An empty text is allowed in a group, but not alone.
                if place == Place::Alone {
                    self.push("\"\"");
                }
                Ok(())
            }
        }
    }

    /// Writes a text that needs a closer check.
    #[cold]
    fn quoted(&mut self, text: &str, element: Entry<'t>) -> Result<(), Error> {
        match quote::push(self.out, text) {
            Ok(quote::Line::Whole) => Ok(()),
            Ok(quote::Line::Joined) => {
                self.losses.push(Loss::LineEnds(self.name(element)));
                Ok(())
            }
            Err(character) => {
                let kind = ErrorKind::Inexpressible { character, syntax: SYNTAX };
                Err(self.within(Error::new(kind), element))
            }
        }
    }

    /// Writes the text of a leaf, or the code that represents it.
    pub(crate) fn coded(
        &mut self,
        words: Words<'t>,
        scope: Tag,
        element: Entry<'t>,
        place: Place,
    ) -> Result<(), Error> {
        if !words.has_codes(scope) {
            return self.leaf(element, place);
        }
        let code = match element.value {
            Some(Held::Word(word)) => words.code(scope, word.as_str().as_bytes()),
            Some(Held::Text(start, end)) => words.code(scope, self.bytes(*start, *end)),
            _ => None,
        };
        let Some(code) = code else { return self.uncoded(words, scope, element, place) };
        self.code(code);
        Ok(())
    }

    /// Writes a word without a code, unless it looks like a code: then it would be read as the word
    /// of that code.
    #[cold]
    fn uncoded(
        &mut self,
        words: Words<'t>,
        scope: Tag,
        element: Entry<'t>,
        place: Place,
    ) -> Result<(), Error> {
        let text = self.content(element)?;
        match words.value(scope, &text) {
            Some(_) => Err(self.no_code(&text, element)),
            None => self.leaf(element, place),
        }
    }

    /// Returns the text of a leaf.
    pub(crate) fn content(&self, element: Entry<'t>) -> Result<Cow<'_, str>, Error> {
        Ok(match element.value {
            Some(Held::Text(start, end)) => Cow::Borrowed(self.text(*start, *end)),
            Some(Held::Word(word)) => Cow::Borrowed(word.as_str()),
            Some(Held::Integer(number)) => Cow::Owned(number.to_string()),
            None => {
                self.check_empty(element)?;
                Cow::Borrowed("")
            }
        })
    }

    fn bytes(&self, start: u32, end: u32) -> &[u8] {
        self.out.get(start as usize..end as usize).unwrap_or_default()
    }

    fn text(&self, start: u32, end: u32) -> &str {
        // It was stored as text.
        core::str::from_utf8(self.bytes(start, end)).unwrap_or_default()
    }

    /// Checks that an element without text has no children; otherwise it is not a leaf.
    fn check_empty(&self, element: Entry<'t>) -> Result<(), Error> {
        match element.children().next() {
            Some(child) => Err(self.no_mapping(child)),
            None => Ok(()),
        }
    }
}
