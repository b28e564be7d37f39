//! Tracks whether the default namespace is the vocabulary's or a vendor's.

use alloc::vec::Vec;

/// Tracks, from element to element, whether the default namespace is the vocabulary's or a
/// vendor's. Sources and sinks of a syntax need this.
///
/// Nothing is allocated until a vendor declares a namespace.
#[doc(hidden)]
#[derive(Clone, Debug, Default)]
pub struct DefaultNamespace {
    /// The depths of elements at which the owner changes, and whether a vendor owns the namespace
    /// from there.
    changes: Vec<(usize, bool)>,
}

impl DefaultNamespace {
    /// Returns whether the default namespace is a vendor's here.
    #[inline]
    pub fn is_foreign(&self) -> bool {
        self.changes.last().is_some_and(|(_, foreign)| *foreign)
    }

    /// Returns whether no open element has a vendor's declaration, whether or not it is in force.
    #[inline]
    pub const fn is_untouched(&self) -> bool {
        self.changes.is_empty()
    }

    /// Returns whether the default namespace is a vendor's outside the element at this depth.
    pub fn is_foreign_around(&self, depth: usize) -> bool {
        self.changes.iter().rev().find(|(declared, _)| *declared < depth).is_some_and(|(_, foreign)| *foreign)
    }

    /// Records that the element at this depth declares a default namespace. Only binary XML can
    /// have several on one element. Then the vendor's counts, because sources leave out
    /// declarations that say nothing about our namespaces.
    pub fn declare(&mut self, depth: usize, foreign: bool) {
        if self.changes.last() == Some(&(depth, true)) {
            return;
        }
        self.changes.pop_if(|(declared, _)| *declared == depth);
        if foreign || self.is_foreign() {
            self.changes.push((depth, foreign));
        }
    }

    /// Forgets the declarations of all elements deeper than this; they have ended.
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
