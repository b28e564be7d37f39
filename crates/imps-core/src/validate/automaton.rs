//! Content models as automata. Every mention of a name is a position. The state is the position
//! last matched.
//!
//! The models of the standard never need to look ahead, so one position at a time is enough. A test
//! of the tables proves it.

use super::model::{Particle, Term};
use crate::names::Tag;
use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;

/// The state of a match: the position last matched, `None` at the start.
pub(super) type State = Option<usize>;

/// A mention of a name.
#[derive(Debug)]
pub(super) struct Position {
    pub(super) tag: Tag,
    /// The choices around it, and its alternative in each.
    choices: Vec<(usize, usize)>,
}

/// A content model, ready to be matched.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    positions: Vec<Position>,
    first: Vec<usize>,
    follow: Vec<Vec<usize>>,
    /// Whether the content may end after a position.
    last: Vec<bool>,
    nullable: bool,
    choices: usize,
}

/// The ends of a part under construction.
#[derive(Default)]
struct Part {
    first: Vec<usize>,
    last: Vec<usize>,
    nullable: bool,
}

impl Automaton {
    pub(super) fn new(particle: &Particle) -> Self {
        let mut automaton = Self::default();
        let part = automaton.particle(particle, &mut Vec::new());
        automaton.last = vec![false; automaton.positions.len()];
        for position in part.last {
            if let Some(last) = automaton.last.get_mut(position) {
                *last = true;
            }
        }
        automaton.first = part.first;
        automaton.nullable = part.nullable;
        automaton
    }

    /// The declarations decide the depth of this recursion, not the document.
    fn particle(&mut self, particle: &Particle, choices: &mut Vec<(usize, usize)>) -> Part {
        let mut part = match &particle.term {
            Term::Element(tag) => self.element(*tag, choices),
            Term::Sequence(particles) => self.sequence(particles, choices),
            Term::Choice(particles) => self.choice(particles, choices),
        };
        part.nullable |= particle.optional;
        if particle.many {
            self.connect(&part.last, &part.first);
        }
        part
    }

    fn element(&mut self, tag: Tag, choices: &[(usize, usize)]) -> Part {
        let position = self.positions.len();
        self.positions.push(Position { tag, choices: choices.to_vec() });
        self.follow.push(Vec::new());
        Part { first: vec![position], last: vec![position], nullable: false }
    }

    fn sequence(&mut self, particles: &[Particle], choices: &mut Vec<(usize, usize)>) -> Part {
        let mut whole = Part { nullable: true, ..Part::default() };
        for particle in particles {
            let next = self.particle(particle, choices);
            self.connect(&whole.last, &next.first);
            if whole.nullable {
                whole.first.extend(&next.first);
            }
            if !next.nullable {
                whole.last.clear();
            }
            whole.last.extend(next.last);
            whole.nullable &= next.nullable;
        }
        whole
    }

    fn choice(&mut self, particles: &[Particle], choices: &mut Vec<(usize, usize)>) -> Part {
        let mut whole = Part::default();
        let choice = self.choices;
        self.choices = choice.saturating_add(1);
        for (alternative, particle) in particles.iter().enumerate() {
            choices.push((choice, alternative));
            let next = self.particle(particle, choices);
            choices.pop();
            whole.first.extend(next.first);
            whole.last.extend(next.last);
            whole.nullable |= next.nullable;
        }
        whole
    }

    fn connect(&mut self, from: &[usize], to: &[usize]) {
        for position in from {
            if let Some(follow) = self.follow.get_mut(*position) {
                let new = to.iter().filter(|next| !follow.contains(next)).copied().collect::<Vec<_>>();
                follow.extend(new);
            }
        }
    }

    /// The positions that may come next.
    pub(super) fn next(&self, state: State) -> &[usize] {
        match state {
            None => &self.first,
            Some(position) => self.follow.get(position).map_or(&[], Vec::as_slice),
        }
    }

    /// The element at a position.
    pub(super) fn tag(&self, position: usize) -> Tag {
        self.positions.get(position).map_or(Tag::FOREIGN, |position| position.tag)
    }

    /// Finds the position that an element matches next.
    pub(super) fn step(&self, state: State, tag: Tag) -> State {
        self.next(state).iter().copied().find(|position| self.tag(*position) == tag)
    }

    /// Returns whether the content may end here.
    pub(super) fn accepts(&self, state: State) -> bool {
        match state {
            None => self.nullable,
            Some(position) => self.last.get(position).copied().unwrap_or_default(),
        }
    }

    /// Finds the first position of an element anywhere in the model.
    pub(super) fn find(&self, tag: Tag) -> State {
        self.positions.iter().position(|position| position.tag == tag)
    }

    /// Returns whether an element may follow itself.
    pub(super) fn repeats(&self, tag: Tag) -> bool {
        self.find(tag).is_some_and(|position| self.step(Some(position), tag).is_some())
    }

    /// Returns whether two positions are in different alternatives of a choice.
    pub(super) fn exclude(&self, one: usize, other: usize) -> bool {
        let choices = |position: usize| self.positions.get(position).map_or(&[][..], |it| &it.choices);
        choices(one)
            .iter()
            .any(|(choice, this)| choices(other).iter().any(|(same, that)| choice == same && this != that))
    }

    /// Finds the fewest positions that lead from a state to a wanted one, which comes last.
    fn shortest(&self, state: State, wanted: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        let mut before: Vec<Option<State>> = vec![None; self.positions.len()];
        let mut open = VecDeque::from([state]);
        while let Some(from) = open.pop_front() {
            for position in self.next(from).iter().copied() {
                match before.get_mut(position) {
                    Some(before) if before.is_none() => *before = Some(from),
                    _ => continue,
                }
                if wanted(position) {
                    return Some(path(&before, state, position));
                }
                open.push_back(Some(position));
            }
        }
        None
    }

    /// Returns the positions missing before an element, and then the position of the element.
    pub(super) fn skip_to(&self, state: State, tag: Tag) -> Option<Vec<usize>> {
        self.shortest(state, |position| self.tag(position) == tag)
    }

    /// Returns the positions missing before the content can end.
    pub(super) fn missing_to_end(&self, state: State) -> Vec<usize> {
        if self.accepts(state) {
            return Vec::new();
        }
        self.shortest(state, |position| self.accepts(Some(position))).unwrap_or_default()
    }

    /// The elements accepted in place of a position: its own, and its alternatives.
    pub(super) fn alternatives(&self, position: usize) -> Vec<Tag> {
        let mut tags = vec![self.tag(position)];
        for other in 0..self.positions.len() {
            let tag = self.tag(other);
            if self.exclude(position, other) && self.is_start(other) && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    /// Returns whether a position can be the first of its alternative.
    fn is_start(&self, position: usize) -> bool {
        self.first.contains(&position)
            || self.follow.iter().enumerate().any(|(from, follow)| {
                follow.contains(&position) && (from == position || !self.same_alternative(from, position))
            })
    }

    fn same_alternative(&self, one: usize, other: usize) -> bool {
        let innermost = |position: usize| self.positions.get(position).and_then(|it| it.choices.last());
        innermost(one).is_some() && innermost(one) == innermost(other)
    }

    /// Returns whether no state has two transitions for one element.
    #[cfg(test)]
    pub(super) fn is_deterministic(&self) -> bool {
        let states = core::iter::once(None).chain((0..self.positions.len()).map(Some));
        states.map(|state| self.next(state)).all(|next| {
            // Two mentions of one element with the same future count as one.
            let same = |one: usize, other: usize| {
                self.tag(one) == self.tag(other) && self.follow[one] != self.follow[other]
            };
            (0..next.len()).all(|at| next[..at].iter().all(|other| !same(*other, next[at])))
        })
    }
}

/// Returns the path found from a state to a position, including the position.
fn path(before: &[Option<State>], start: State, end: usize) -> Vec<usize> {
    let mut path = vec![end];
    let mut at = end;
    while let Some(Some(from)) = before.get(at).copied() {
        match from {
            Some(position) if from != start => {
                path.push(position);
                at = position;
            }
            _ => break,
        }
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::super::model::{self, Content};
    use super::*;
    use crate::names::CSP;
    use crate::tag;
    use std::format;
    use std::fs;
    use std::string::String;

    const ELEMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/spec/csp/elements.tsv");

    fn automaton(text: &str) -> Automaton {
        match model::parse(text, &CSP) {
            Content::Elements(particle) => Automaton::new(&particle),
            other => panic!("{other:?}"),
        }
    }

    fn accepts(model: &str, children: &[Tag]) -> bool {
        let automaton = automaton(model);
        let mut state = None;
        for child in children {
            state = automaton.step(state, *child);
            if state.is_none() {
                return false;
            }
        }
        automaton.accepts(state)
    }

    #[test]
    fn sequences_cardinalities_and_choices() {
        use tag::{ContactList, PresenceSubList, URL, User, UserID};
        let model = "UserID, (User+ | ContactList*), URL?";
        assert!(accepts(model, &[UserID]));
        assert!(accepts(model, &[UserID, User, User, URL]));
        assert!(accepts(model, &[UserID, ContactList, URL]));
        assert!(!accepts(model, &[]));
        assert!(!accepts(model, &[UserID, User, ContactList]));
        assert!(!accepts(model, &[UserID, URL, URL]));
        assert!(accepts("EMPTY", &[]) && !accepts("EMPTY", &[UserID]));
        assert!(accepts("(UserID, URL?)+", &[UserID, UserID, URL]));
        let nested = "((UserID, URL?) | (ContactList, User?)), PresenceSubList*";
        assert!(accepts(nested, &[ContactList, User, PresenceSubList]));
        assert!(!accepts(nested, &[UserID, User]));
    }

    #[test]
    fn what_is_missing_is_the_least_that_would_do() {
        let automaton = automaton("UserID, URL?, (User | Group), Value");
        let names = |path: Vec<usize>| path.into_iter().map(|at| automaton.tag(at)).collect::<Vec<_>>();
        assert_eq!(names(automaton.missing_to_end(None)), [tag::UserID, tag::User, tag::Value]);
        let path = automaton.skip_to(automaton.find(tag::UserID), tag::Value).unwrap();
        assert_eq!(automaton.alternatives(path[0]), [tag::User, tag::Group]);
        assert_eq!(names(path), [tag::User, tag::Value]);
        assert_eq!(automaton.skip_to(automaton.find(tag::Value), tag::UserID), None);
    }

    /// The models of the tables, in the notation of declarations.
    fn models() -> Vec<(String, String)> {
        let text = fs::read_to_string(ELEMENTS).unwrap();
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        let rows: Vec<Vec<&str>> = rows.map(|row| row.split('\t').collect()).collect();
        let mut names: Vec<_> = rows.iter().map(|row| (row[0], row[1])).collect();
        names.sort_unstable();
        names.dedup();
        let model = |name: (&str, &str)| {
            let rows: Vec<&[&str]> =
                rows.iter().filter(|row| (row[0], row[1]) == name).map(Vec::as_slice).collect();
            (format!("{} {}", name.1, name.0), group(&rows, "-"))
        };
        names.into_iter().map(model).collect()
    }

    fn group(rows: &[&[&str]], group_id: &str) -> String {
        let separator = if group_id.contains("choice") { " | " } else { ", " };
        let member = |row: &&[&str]| {
            let name = match row[3] {
                group_id if group_id.starts_with('@') => format!("({})", group(rows, group_id)),
                name => name.replace("PA:", "").replace("#EMPTY", "EMPTY").replace("#ANY", "ANY"),
            };
            format!("{name}{}", row[4].replace('1', ""))
        };
        let members: Vec<String> = rows.iter().filter(|row| row[5] == group_id).map(member).collect();
        members.join(separator)
    }

    #[test]
    fn every_model_of_the_tables_is_deterministic() {
        let models = models();
        assert!(models.len() > 200, "{}", models.len());
        for (name, model) in models {
            if let Content::Elements(particle) = model::parse(&model, &CSP) {
                assert!(Automaton::new(&particle).is_deterministic(), "{name}: {model}");
            }
        }
    }
}
