//! Skipping an element.

use super::plain::{FIRST_PLAIN, LAST_PLAIN};
use super::{Reader, State};
use crate::{Error, cursor::find_terminator, global};

impl Reader<'_> {
    /// Skips the rest of the current element with its END. The parent is then the current element.
    ///
    /// Does nothing outside the root. Limits hold, and skipped strings are checked to be text: a
    /// program that passes on what it skipped sends no document that others refuse.
    pub fn skip(&mut self) -> Result<(), Error> {
        let depth = self.depth();
        while depth > 0 && self.depth() >= depth {
            self.skip_plain(depth);
            if self.depth() >= depth {
                self.skip_item()?;
            }
        }
        Ok(())
    }

    /// Skips attributes, or an item that needs care, such as text outside ASCII.
    fn skip_item(&mut self) -> Result<(), Error> {
        while self.attribute()?.is_some() {
            while self.attribute_piece()?.is_some() {}
        }
        self.item().map(drop)
    }

    /// Skips everything that needs no care, at most to the end of the element at this depth: a
    /// relay skips most of what it passes on.
    fn skip_plain(&mut self, depth: u32) {
        let most = self.options.limits.text_bytes;
        // The opaque data below is shorter than 128 bytes.
        if !self.budget.is_open() || !self.is_utf_8 || most < 0x80 {
            return;
        }
        let (mut rest, mut budget) = (self.cursor.rest, self.budget);
        while budget.depth() >= depth {
            rest = match rest {
                [FIRST_PLAIN..=LAST_PLAIN, behind @ ..] => {
                    let Some(with_element) = budget.quick_element() else { break };
                    budget = with_element;
                    (self.element, self.element_page) = (rest.len(), self.tag_page);
                    behind
                }
                [global::END, behind @ ..] => {
                    budget.end();
                    behind
                }
                [global::SWITCH_PAGE, page, behind @ ..] => {
                    self.tag_page = *page;
                    behind
                }
                [global::STR_I, string @ ..] => {
                    let end = find_terminator(string, 1).and_then(|end| string.split_at_checked(end));
                    let end = end.filter(|(text, _)| text.len() <= most && text.is_ascii());
                    let Some((_, [_, behind @ ..])) = end else { break };
                    behind
                }
                [global::EXT_T_0..=global::EXT_T_2, ..0x80, behind @ ..] => behind,
                [global::OPAQUE, length @ ..0x80, bytes @ ..] => {
                    let Some(behind) = bytes.get(usize::from(*length)..) else { break };
                    behind
                }
                [global::FIRST..=global::IDENTITY, behind @ ..] => {
                    let Some(with_element) = budget.quick_element() else { break };
                    budget = with_element;
                    budget.end();
                    (self.element, self.element_page) = (rest.len(), self.tag_page);
                    behind
                }
                _ => break,
            };
        }
        (self.cursor.rest, self.budget) = (rest, budget);
        if budget.depth() == 0 {
            self.set_state(State::Epilog);
        }
    }
}
