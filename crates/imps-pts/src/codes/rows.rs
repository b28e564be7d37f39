//! Rows of a code table, indexed by their letters and by their element.

use crate::codes::Code;
use imps_core::Tag;
use std::borrow::Cow;

/// A row has a code and an element.
pub(super) trait Row: Clone + 'static {
    fn code(&self) -> Code;
    fn tag(&self) -> Tag;
}

/// Rows in order, with chains of rows with the same code and of rows with the same element.
///
/// Plain arrays: hashing the two letters would cost more than the rest of reading a parameter. The
/// arrays of the standard table are constants, which are copied when rows are added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows<R: Row> {
    list: Cow<'static, [Links<R>]>,
    of_code: Cow<'static, [Chain]>,
    of_tag: Cow<'static, [Chain]>,
}

/// The two ends of a chain. The last row is stored so that adding a row needs no walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) first: u32,
    pub(super) last: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Links<R> {
    pub(super) row: R,
    pub(super) next_of_code: u32,
    pub(super) next_of_tag: u32,
}

/// No row has this number.
pub(super) const NONE: u32 = u32::MAX;

impl<R: Row> Default for Rows<R> {
    fn default() -> Self {
        Self::constant(&[], &[], &[])
    }
}

impl<R: Row> Rows<R> {
    /// Creates rows from constants.
    pub(super) const fn constant(
        list: &'static [Links<R>],
        of_code: &'static [Chain],
        of_tag: &'static [Chain],
    ) -> Self {
        Self { list: Cow::Borrowed(list), of_code: Cow::Borrowed(of_code), of_tag: Cow::Borrowed(of_tag) }
    }

    /// Adds a row at the end; `None` if there are too many.
    pub(super) fn push(&mut self, row: R) -> Option<()> {
        let number = u32::try_from(self.list.len()).ok().filter(|number| *number != NONE)?;
        let (code, tag) = (row.code().index(), row.tag().index());
        self.list.to_mut().push(Links { row, next_of_code: NONE, next_of_tag: NONE });
        if let Some(links) = append(self.of_code.to_mut(), code, number).and_then(|last| self.links_mut(last))
        {
            links.next_of_code = number;
        }
        if let Some(links) = append(self.of_tag.to_mut(), tag, number).and_then(|last| self.links_mut(last)) {
            links.next_of_tag = number;
        }
        Some(())
    }

    /// Iterates over the rows with a code, in order.
    #[inline]
    pub(super) fn of_code(&self, code: Code) -> impl Iterator<Item = &R> {
        self.chain(&self.of_code, code.index(), |links| links.next_of_code)
    }

    /// Iterates over the rows of an element, in order.
    #[inline]
    pub(super) fn of_tag(&self, tag: Tag) -> impl Iterator<Item = &R> {
        self.chain(&self.of_tag, tag.index(), |links| links.next_of_tag)
    }

    /// Iterates over all rows, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &R> {
        self.list.iter().map(|links| &links.row)
    }

    /// Returns the number of rows.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    #[inline]
    fn chain(&self, chains: &[Chain], index: usize, next: fn(&Links<R>) -> u32) -> impl Iterator<Item = &R> {
        let first = chains.get(index).and_then(|chain| self.links(chain.first));
        let behind = move |links: &&Links<R>| self.links(next(links));
        core::iter::successors(first, behind).map(|links| &links.row)
    }

    /// Returns a row by its number. Tests count these steps.
    #[inline]
    fn links(&self, number: u32) -> Option<&Links<R>> {
        #[cfg(test)]
        steps::count();
        self.list.get(number as usize)
    }

    fn links_mut(&mut self, number: u32) -> Option<&mut Links<R>> {
        #[cfg(test)]
        steps::count();
        self.list.to_mut().get_mut(number as usize)
    }
}

/// Appends a row to its chain. Returns the previous last row.
fn append(chains: &mut Vec<Chain>, index: usize, number: u32) -> Option<u32> {
    if chains.len() <= index {
        chains.resize(index.saturating_add(1), Chain { first: NONE, last: NONE });
    }
    let chain = chains.get_mut(index)?;
    let last = core::mem::replace(&mut chain.last, number);
    if last == NONE {
        chain.first = number;
        return None;
    }
    Some(last)
}

/// Counts steps from row to row, per thread.
#[cfg(test)]
pub(super) mod steps {
    use core::cell::Cell;

    thread_local! {
        static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn count() {
        STEPS.with(|steps| steps.set(steps.get() + 1));
    }

    /// Returns the number of steps of some work.
    pub(crate) fn of<T>(work: impl FnOnce() -> T) -> (T, usize) {
        let before = STEPS.with(Cell::get);
        let result = work();
        (result, STEPS.with(Cell::get) - before)
    }
}
