//! The depth and the number of elements, in one word.

/// The depth in the lower half, the number of elements in the upper half, each offset so that its
/// top bit is set once it is over its limit. One more bit closes the quick ways. So one test answers
/// whether the next element can be read quickly; separate counters took a tenth of the time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    word: u64,
    /// The lower half at depth 0.
    outside: u32,
}

const ELEMENT: u64 = 1 << 32 | 1;
const TOO_DEEP: u64 = 1 << 31;
const TOO_MANY: u64 = 1 << 62;
/// The quick ways are closed.
const CLOSED: u64 = 1 << 63;

/// The greatest limits that the word can hold.
const MOST_DEPTH: u32 = (1 << 31) - 2;
const MOST_ELEMENTS: usize = (1 << 30) - 2;

/// The halves of the word once no more is allowed.
const FULL_DEPTH: u64 = TOO_DEEP - 1;
const FULL_ELEMENTS: u64 = (TOO_MANY >> 32) - 1;

impl Budget {
    #[expect(clippy::arithmetic_side_effects, reason = "neither limit exceeds its half")]
    pub(super) fn new(depth: u32, elements: usize) -> Self {
        let outside = MOST_DEPTH + 1 - depth.min(MOST_DEPTH);
        let elements = (MOST_ELEMENTS + 1 - elements.min(MOST_ELEMENTS)) as u64;
        Self { word: CLOSED | elements << 32 | u64::from(outside), outside }
    }

    /// Returns whether the quick ways are open.
    #[inline(always)]
    pub(super) const fn is_open(self) -> bool {
        self.word & CLOSED == 0
    }

    pub(super) const fn set_open(&mut self, open: bool) {
        self.word = if open { self.word & !CLOSED } else { self.word | CLOSED };
    }

    /// The budget after one more element, if the quick ways are open and no limit is in the way.
    #[inline(always)]
    pub(super) const fn quick_element(self) -> Option<Self> {
        let word = self.word.wrapping_add(ELEMENT);
        if word & (CLOSED | TOO_DEEP | TOO_MANY) == 0 { Some(Self { word, ..self }) } else { None }
    }

    /// Counts an element. Refuses it, and counts nothing, if a limit is in the way.
    #[inline]
    pub(super) const fn element(&mut self) -> Result<(), Over> {
        let word = self.word.wrapping_add(ELEMENT);
        if word & TOO_DEEP != 0 {
            return Err(Over::Depth);
        }
        if word & TOO_MANY != 0 {
            return Err(Over::Elements);
        }
        self.word = word;
        Ok(())
    }

    /// Returns the rest of the limits as separate counters: a loop counts them faster.
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    pub(super) const fn room(self) -> Room {
        let used = (self.word & !CLOSED) >> 32;
        Room {
            depth: FULL_DEPTH.saturating_sub(self.word & u32::MAX as u64) as u32,
            elements: FULL_ELEMENTS.saturating_sub(used) as u32,
        }
    }

    /// Takes over the counters of [`room`](Self::room) after they have counted.
    pub(super) const fn set_room(&mut self, room: Room) {
        let depth = FULL_DEPTH.saturating_sub(room.depth as u64);
        let elements = FULL_ELEMENTS.saturating_sub(room.elements as u64);
        self.word = self.word & CLOSED | elements << 32 | depth;
    }

    /// Ends an element, and returns whether it was the root. There has to be an open element.
    #[inline(always)]
    pub(super) const fn end(&mut self) -> bool {
        self.word = self.word.wrapping_sub(1);
        self.depth() == 0
    }

    /// The number of open elements.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
    pub(super) const fn depth(self) -> u32 {
        (self.word as u32).wrapping_sub(self.outside)
    }
}

/// The rest of the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    /// Further levels of elements.
    pub(super) depth: u32,
    /// Further elements.
    pub(super) elements: u32,
}

/// The limit in the way of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    Depth,
    Elements,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_reached_exactly() {
        for (depth, elements) in [(1, 1), (1, 5), (3, 9), (u32::MAX, 4), (4, usize::MAX)] {
            let mut budget = Budget::new(depth, elements);
            budget.set_open(true);
            let most = (depth as usize).min(elements);
            for number in 1..=most {
                let room = budget.room();
                assert!(room.depth > 0 && room.elements > 0);
                assert_eq!(budget.quick_element().map(|it| it.depth() as usize), Some(number));
                assert_eq!(budget.element(), Ok(()));
                assert_eq!(budget.depth() as usize, number);
            }
            let room = budget.room();
            assert_eq!((room.depth == 0, room.elements == 0), (most == depth as usize, most == elements));
            let over = if most == depth as usize { Over::Depth } else { Over::Elements };
            assert!(budget.quick_element().is_none());
            assert_eq!((budget.element(), budget.depth() as usize), (Err(over), most));
            for number in (0..most).rev() {
                assert_eq!(budget.end(), number == 0);
            }
            assert!(budget.is_open());
        }
    }

    #[test]
    fn counters_give_the_budget_back() {
        let mut budget = Budget::new(4, 6);
        for open in [false, true] {
            budget.set_open(open);
            assert_eq!(budget.element(), Ok(()));
            let before = budget;
            let Room { depth, elements } = budget.room();
            assert_eq!(budget.element(), Ok(()));
            assert_eq!(budget.room(), Room { depth: depth - 1, elements: elements - 1 });
            budget.set_room(Room { depth, elements });
            assert_eq!((budget.word, budget.is_open()), (before.word, open));
        }
    }

    #[test]
    fn ended_elements_count() {
        let mut budget = Budget::new(2, 3);
        for _ in 0..3 {
            assert_eq!(budget.element(), Ok(()));
            assert!(budget.end());
        }
        assert_eq!(budget.element(), Err(Over::Elements));
    }

    #[test]
    fn a_closed_budget_still_counts() {
        let mut budget = Budget::new(2, 3);
        assert!(!budget.is_open() && budget.quick_element().is_none());
        assert_eq!((budget.element(), budget.depth()), (Ok(()), 1));
        budget.set_open(true);
        assert_eq!(budget.quick_element().map(Budget::depth), Some(2));
    }
}
