//! Matches the children of one element one by one, and continues after every fault.

use super::automaton::{Automaton, State};
use crate::names::Tag;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// The state of matching the children of an open element against its model.
#[derive(Debug)]
pub(super) struct Children {
    automaton: Rc<Automaton>,
    state: State,
    /// The positions matched, each once.
    matched: Vec<usize>,
    /// The number of children per name.
    counts: Vec<(Tag, usize)>,
    /// Positions that were skipped; their children may still come too late.
    skipped: Vec<usize>,
    /// Misplaced children that were already reported.
    reported: Vec<Tag>,
}

/// The judgement on a child.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// In a valid position, or already reported.
    Fine,
    /// The model does not mention it.
    Unexpected,
    /// It comes after something that it must precede.
    WrongOrder,
    /// It may appear only once.
    TooMany,
    /// An earlier child excludes it.
    Excluded(Tag),
}

impl Children {
    pub(super) const fn new(automaton: Rc<Automaton>) -> Self {
        Self {
            automaton,
            state: None,
            matched: Vec::new(),
            counts: Vec::new(),
            skipped: Vec::new(),
            reported: Vec::new(),
        }
    }

    /// Counts this child and returns the number of earlier children with this name.
    pub(super) fn count(&mut self, tag: Tag) -> usize {
        match self.counts.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, count)) => {
                let before = *count;
                *count = before.saturating_add(1);
                before
            }
            None => {
                self.counts.push((tag, 1));
                0
            }
        }
    }

    /// The number of children with these names so far.
    pub(super) fn counted(&self, tags: &[Tag]) -> usize {
        self.counts.iter().filter(|(tag, _)| tags.contains(tag)).map(|(_, count)| count).sum()
    }

    /// The elements that may come next, and whether the element may end instead.
    pub(super) fn expected(&self) -> (Vec<Tag>, bool) {
        let next = self.automaton.next(self.state).iter().map(|at| self.automaton.tag(*at)).collect();
        (next, self.automaton.accepts(self.state))
    }

    /// Matches a child.
    pub(super) fn child(&mut self, tag: Tag) -> Verdict {
        if let Some(position) = self.automaton.step(self.state, tag) {
            self.go(position);
            return Verdict::Fine;
        }
        let Some(position) = self.automaton.find(tag) else { return Verdict::Unexpected };
        if let Some(path) = self.automaton.skip_to(self.state, tag) {
            return self.skip(path);
        }
        self.misplaced(tag, position)
    }

    fn go(&mut self, position: usize) {
        self.state = Some(position);
        if !self.matched.contains(&position) {
            self.matched.push(position);
        }
    }

    /// Continues after missing children, which may still come.
    fn skip(&mut self, mut path: Vec<usize>) -> Verdict {
        if let Some(position) = path.pop() {
            self.go(position);
        }
        self.skipped.extend(path);
        Verdict::Fine
    }

    fn misplaced(&mut self, tag: Tag, position: usize) -> Verdict {
        let late = self.skipped.len();
        self.skipped.retain(|skipped| !self.automaton.alternatives(*skipped).contains(&tag));
        let was_late = self.skipped.len() < late;
        if self.reported.contains(&tag) {
            return Verdict::Fine;
        }
        let occurred = self.matched.iter().any(|matched| self.automaton.tag(*matched) == tag);
        if occurred && !self.automaton.repeats(tag) {
            return Verdict::TooMany;
        }
        if !was_late && !occurred {
            let other = self.matched.iter().find(|matched| self.automaton.exclude(position, **matched));
            if let Some(other) = other {
                return Verdict::Excluded(self.automaton.tag(*other));
            }
        }
        self.reported.push(tag);
        Verdict::WrongOrder
    }

    /// Lists what is missing now that the element ends: for each missing child, the accepted
    /// elements.
    pub(super) fn missing(&self) -> Vec<Vec<Tag>> {
        let rest = self.automaton.missing_to_end(self.state);
        self.skipped.iter().chain(&rest).map(|position| self.automaton.alternatives(*position)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{self, Content};
    use super::*;
    use crate::names::CSP;
    use crate::tag;

    fn children(text: &str) -> Children {
        match model::parse(text, &CSP) {
            Content::Elements(particle) => Children::new(Rc::new(Automaton::new(&particle))),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_fault_is_reported_once() {
        use tag::{CIR, Poll, SessionDescriptor, Transaction};
        let mut late = children("SessionDescriptor, Transaction+, Poll?, CIR?");
        let verdicts = [SessionDescriptor, Poll, Transaction, Transaction, CIR].map(|tag| late.child(tag));
        assert_eq!(
            verdicts,
            [Verdict::Fine, Verdict::Fine, Verdict::WrongOrder, Verdict::Fine, Verdict::Fine]
        );
        assert!(late.missing().is_empty());
    }

    #[test]
    fn what_never_comes_is_missing() {
        let mut session = children("SessionDescriptor, Transaction+, Poll?");
        assert_eq!(session.child(tag::Poll), Verdict::Fine);
        assert_eq!(session.missing(), [[tag::SessionDescriptor], [tag::Transaction]]);
    }

    #[test]
    fn repeated_optional_and_excluded_children() {
        let mut user = children("UserID, FriendlyName?, (ApplicationID | ClientID)?");
        assert_eq!(user.child(tag::UserID), Verdict::Fine);
        assert_eq!(user.child(tag::ClientID), Verdict::Fine);
        assert_eq!(user.child(tag::ApplicationID), Verdict::Excluded(tag::ClientID));
        assert_eq!(user.child(tag::FriendlyName), Verdict::WrongOrder);
        assert_eq!(user.child(tag::UserID), Verdict::TooMany);
        assert_eq!(user.child(tag::Poll), Verdict::Unexpected);
        assert!(user.missing().is_empty());
    }

    #[test]
    fn a_missing_choice_names_all_that_would_do() {
        let user = children("(UserID | (ContactList, URL?) | Group+)");
        assert_eq!(user.missing(), [[tag::UserID, tag::ContactList, tag::Group]]);
    }
}
