//! Rows of a code table, found by their letters and by their element.

use crate::Code;
use imps_core::Tag;

/// A row has a code and an element.
pub(super) trait Row {
    fn code(&self) -> Code;
    fn tag(&self) -> Tag;
}

/// Rows in order, with chains through those of equal code and of equal element.
///
/// Plain arrays: hashing the two letters would cost more than all the rest of reading a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows<R> {
    list: Vec<Links<R>>,
    first_of_code: Vec<u16>,
    first_of_tag: Vec<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Links<R> {
    row: R,
    next_of_code: u16,
    next_of_tag: u16,
}

const NONE: u16 = u16::MAX;

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Self { list: Vec::new(), first_of_code: Vec::new(), first_of_tag: Vec::new() }
    }
}

impl<R: Row> Rows<R> {
    /// Adds a row behind all others; `None` when there are too many.
    pub(super) fn push(&mut self, row: R) -> Option<()> {
        let number = u16::try_from(self.list.len()).ok().filter(|number| *number != NONE)?;
        let (code, tag) = (row.code().index(), row.tag().index());
        self.list.push(Links { row, next_of_code: NONE, next_of_tag: NONE });
        append(&mut self.first_of_code, &mut self.list, code, number, |links| &mut links.next_of_code);
        append(&mut self.first_of_tag, &mut self.list, tag, number, |links| &mut links.next_of_tag);
        Some(())
    }

    /// The rows with a code, in order.
    #[inline]
    pub(super) fn of_code(&self, code: Code) -> impl Iterator<Item = &R> {
        self.chain(&self.first_of_code, code.index(), |links| links.next_of_code)
    }

    /// The rows of an element, in order.
    #[inline]
    pub(super) fn of_tag(&self, tag: Tag) -> impl Iterator<Item = &R> {
        self.chain(&self.first_of_tag, tag.index(), |links| links.next_of_tag)
    }

    /// All rows, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &R> {
        self.list.iter().map(|links| &links.row)
    }

    #[inline]
    fn chain(&self, heads: &[u16], index: usize, next: fn(&Links<R>) -> u16) -> impl Iterator<Item = &R> {
        let first = heads.get(index).and_then(|number| self.list.get(usize::from(*number)));
        let behind = move |links: &&Links<R>| self.list.get(usize::from(next(links)));
        core::iter::successors(first, behind).map(|links| &links.row)
    }
}

/// Adds a row to the end of a chain.
fn append<R>(
    heads: &mut Vec<u16>,
    rows: &mut [Links<R>],
    index: usize,
    number: u16,
    next: fn(&mut Links<R>) -> &mut u16,
) {
    if heads.len() <= index {
        heads.resize(index.saturating_add(1), NONE);
    }
    let Some(head) = heads.get_mut(index) else { return };
    if *head == NONE {
        *head = number;
        return;
    }
    let mut last = usize::from(*head);
    while let Some(links) = rows.get_mut(last) {
        let link = next(links);
        if *link == NONE {
            *link = number;
            return;
        }
        last = usize::from(*link);
    }
}
