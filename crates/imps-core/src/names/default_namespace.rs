//! Whose the default namespace is.

use alloc::vec::Vec;

/// Whether the default namespace is the vocabulary's or a vendor's, from element to element, as sources and sinks of a syntax need it.
///
/// Nothing is allocated while no vendor declares one.
#[doc(hidden)]
#[derive(Clone, Debug, Default)]
pub struct DefaultNamespace {
    /// Depths of elements at which it changes hands, and whether it is a vendor's from there.
    changes: Vec<(usize, bool)>,
}

impl DefaultNamespace {
    /// Whether it is a vendor's here.
    #[inline]
    pub fn is_foreign(&self) -> bool {
        self.changes.last().is_some_and(|(_, foreign)| *foreign)
    }

    /// Whether no vendor has declared one around here, be it in force or not.
    #[inline]
    pub const fn is_untouched(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether it is a vendor's outside of the element at this depth.
    pub fn is_foreign_around(&self, depth: usize) -> bool {
        self.changes.iter().rev().find(|(declared, _)| *declared < depth).is_some_and(|(_, foreign)| *foreign)
    }

    /// The element at this depth declares one. Of several, which only binary XML can have, a vendor's counts: sources leave out what
    /// says nothing of ours.
    pub fn declare(&mut self, depth: usize, foreign: bool) {
        if self.changes.last() == Some(&(depth, true)) {
            return;
        }
        self.changes.pop_if(|(declared, _)| *declared == depth);
        if foreign || self.is_foreign() {
            self.changes.push((depth, foreign));
        }
    }

    /// Everything deeper than this has ended.
    pub fn leave(&mut self, depth: usize) {
        while self.changes.pop_if(|(declared, _)| *declared > depth).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_changes_hands_from_element_to_element() {
        let mut namespace = DefaultNamespace::default();
        namespace.declare(1, false);
        assert!(namespace.is_untouched() && !namespace.is_foreign());
        namespace.declare(2, true);
        namespace.declare(3, false);
        assert!(!namespace.is_untouched() && !namespace.is_foreign());
        namespace.leave(2);
        assert!(namespace.is_foreign());
        namespace.leave(1);
        assert!(namespace.is_untouched() && !namespace.is_foreign());
    }

    #[test]
    fn of_several_declarations_that_of_a_vendor_counts() {
        for around in [false, true] {
            for order in [[true, false], [false, true]] {
                let mut namespace = DefaultNamespace::default();
                namespace.declare(1, around);
                for foreign in order {
                    namespace.declare(2, foreign);
                }
                assert!(namespace.is_foreign());
                namespace.leave(1);
                assert_eq!(namespace.is_foreign(), around);
                namespace.declare(2, false);
                assert!(!namespace.is_foreign());
            }
        }
    }
}
