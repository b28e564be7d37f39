//! Rows of a code table, indexed by their letters and by their element.

use crate::codes::Code;
use imps_core::Tag;

/// A row has a code and an element.
pub(super) trait Row {
    fn code(&self) -> Code;
    fn tag(&self) -> Tag;
}

/// Rows in order, with chains of rows with the same code and of rows with the same element.
///
/// Plain arrays: hashing the two letters would cost more than the rest of reading a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows<R> {
    list: Vec<Links<R>>,
    of_code: Vec<Chain>,
    of_tag: Vec<Chain>,
}

/// The two ends of a chain. The last row is stored so that adding a row needs no walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chain {
    first: u32,
    last: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Links<R> {
    row: R,
    next_of_code: u32,
    next_of_tag: u32,
}

const NONE: u32 = u32::MAX;

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Self { list: Vec::new(), of_code: Vec::new(), of_tag: Vec::new() }
    }
}

impl<R: Row> Rows<R> {
    /// Adds a row at the end; `None` if there are too many.
    pub(super) fn push(&mut self, row: R) -> Option<()> {
        let number = u32::try_from(self.list.len()).ok().filter(|number| *number != NONE)?;
        let (code, tag) = (row.code().index(), row.tag().index());
        self.list.push(Links { row, next_of_code: NONE, next_of_tag: NONE });
        if let Some(links) = append(&mut self.of_code, code, number).and_then(|last| self.links_mut(last)) {
            links.next_of_code = number;
        }
        if let Some(links) = append(&mut self.of_tag, tag, number).and_then(|last| self.links_mut(last)) {
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
        self.list.get_mut(number as usize)
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
