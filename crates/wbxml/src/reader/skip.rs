//! Skipping an element.

use super::budget::Room;
use super::plain::{FIRST_PLAIN, FIRST_WITH_ATTRIBUTES, LAST_PLAIN};
use super::{Reader, State};
use crate::cursor::find_nul_or_not_ascii;
use crate::{Error, global};

impl Reader<'_> {
    /// Skips the rest of the current element with its END. The parent is then the current element.
    ///
    /// Does nothing outside the root. Limits hold, and skipped strings are checked to be text: a
    /// program that passes on what it skipped sends no document that others refuse.
    ///
    /// # Errors
    /// A fault of the document or a limit: see [errors of the body](Self#errors-of-the-body).
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
    // Plain counters, one match on the first byte, and words and attribute lists in one step each:
    // half of the instructions.
    #[expect(clippy::arithmetic_side_effects, reason = "neither counter passes its limit or zero")]
    fn skip_plain(&mut self, depth: u32) {
        let most = self.options.limits.text_bytes;
        // The opaque data below is shorter than 128 bytes.
        if !self.budget.is_open() || !self.is_utf_8 || most < 0x80 {
            return;
        }
        let (mut rest, mut page, mut element) = (self.cursor.rest, self.tag_page, self.element);
        let Room { depth: mut levels, mut elements } = self.budget.room();
        // With more levels to go down than this, the element has ended.
        let inside = levels.saturating_add(self.depth().saturating_sub(depth));
        while let [first, behind @ ..] = rest {
            // The page of the last tag, because a page changes only with a tag behind it.
            let (of_tag, behind) = match *first {
                FIRST_PLAIN..=LAST_PLAIN => (page, behind),
                global::END => {
                    levels += 1;
                    rest = behind;
                    if levels > inside {
                        break;
                    }
                    continue;
                }
                global::SWITCH_PAGE => match behind {
                    [new, FIRST_PLAIN..=LAST_PLAIN, behind @ ..] => (*new, behind),
                    [new, tag @ ..] if tag.first().is_some_and(|token| global::is_paged(*token)) => {
                        page = *new;
                        rest = tag;
                        continue;
                    }
                    _ => break,
                },
                global::STR_I => {
                    let Some(behind) = behind_ascii(behind, most) else { break };
                    rest = match behind {
                        // The element ends here, as after nearly every text.
                        [global::END, behind @ ..] if levels < inside => {
                            levels += 1;
                            behind
                        }
                        _ => behind,
                    };
                    continue;
                }
                global::EXT_T_0..=global::EXT_T_2 => {
                    let [..0x80, behind @ ..] = behind else { break };
                    rest = behind;
                    continue;
                }
                global::OPAQUE => {
                    let [length @ ..0x80, bytes @ ..] = behind else { break };
                    let Some(behind) = bytes.get(usize::from(*length)..) else { break };
                    rest = behind;
                    continue;
                }
                FIRST_WITH_ATTRIBUTES..=u8::MAX if levels > 0 && elements > 0 => {
                    let Some(behind) = self.behind_plain_attributes(behind, most) else { break };
                    levels -= 1;
                    elements -= 1;
                    element = rest.len();
                    rest = behind;
                    continue;
                }
                global::FIRST..=global::IDENTITY if levels > 0 && elements > 0 => {
                    elements -= 1;
                    element = rest.len();
                    rest = behind;
                    continue;
                }
                _ => break,
            };
            if levels == 0 || elements == 0 {
                break;
            }
            page = of_tag;
            element = behind.len() + 1;
            elements -= 1;
            rest = match behind {
                // A word, as a third of all leaves have: the element ends here too.
                [global::EXT_T_0..=global::EXT_T_2, ..0x80, global::END, behind @ ..] => behind,
                _ => {
                    levels -= 1;
                    behind
                }
            };
        }
        (self.cursor.rest, self.tag_page) = (rest, page);
        self.budget.set_room(Room { depth: levels, elements });
        if element != self.element {
            (self.element, self.element_page) = (element, page);
        }
        if self.depth() == 0 {
            self.set_state(State::Epilog);
        }
    }

    /// Returns the bytes behind an attribute list, if its attributes have tokens of the current
    /// page, and its values are such tokens and ASCII. Counts the attributes.
    #[inline]
    fn behind_plain_attributes<'l>(&mut self, list: &'l [u8], most: usize) -> Option<&'l [u8]> {
        // One attribute with three characters, as namespaces have: a token, and a version inline.
        if let [0x05..=0x3F | 0x45..=0x7F, global::STR_I, a, b, c, 0, global::END, behind @ ..] = list
            && [a, b, c].iter().all(|byte| matches!(byte, 1..=0x7F))
        {
            self.attributes_left = self.attributes_left.checked_sub(1)?;
            return Some(behind);
        }
        self.behind_more_attributes(list, most)
    }

    #[inline(never)]
    fn behind_more_attributes<'l>(&mut self, mut list: &'l [u8], most: usize) -> Option<&'l [u8]> {
        let mut left = self.attributes_left;
        let mut started = false;
        loop {
            list = match list {
                [global::END, behind @ ..] => {
                    self.attributes_left = left;
                    return Some(behind);
                }
                [global::STR_I, string @ ..] if started => behind_ascii(string, most)?,
                [token, behind @ ..] if global::is_paged(*token) => {
                    if *token & global::VALUE == 0 {
                        left = left.checked_sub(1)?;
                        started = true;
                    } else if !started {
                        return None;
                    }
                    behind
                }
                _ => return None,
            };
        }
    }
}

/// Returns the bytes behind a string of at most `most` bytes and its terminator, if the string is
/// ASCII.
#[inline]
fn behind_ascii(string: &[u8], most: usize) -> Option<&[u8]> {
    let end = find_nul_or_not_ascii(string).filter(|end| *end <= most)?;
    match string.split_at_checked(end)? {
        (_, [0, behind @ ..]) => Some(behind),
        _ => None,
    }
}
