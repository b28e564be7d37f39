//! Content models, read from the notation of document type definitions.

use crate::names::{Tag, Version, Vocabulary};
use crate::schema::{Cardinality, Field, Schema};
use alloc::vec::Vec;

/// A part of a content model, with its number of occurrences.
#[derive(Debug, Default)]
pub(super) struct Particle {
    pub(super) term: Term,
    pub(super) optional: bool,
    pub(super) many: bool,
}

/// The content of a part.
#[derive(Debug)]
pub(super) enum Term {
    Element(Tag),
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
}

impl Default for Term {
    fn default() -> Self {
        Self::Sequence(Vec::new())
    }
}

/// The allowed content of an element.
#[derive(Debug)]
pub(super) enum Content {
    /// Anything.
    Any,
    /// Text alone.
    Text,
    /// Elements, or nothing.
    Elements(Particle),
}

/// Reads a model. Leaves out names that the vocabulary does not have.
pub(super) fn parse(model: &str, vocabulary: &Vocabulary) -> Content {
    match model.trim() {
        "ANY" => Content::Any,
        "#PCDATA" => Content::Text,
        "EMPTY" | "" => Content::Elements(Particle::default()),
        model => Content::Elements(Parser { rest: model, vocabulary }.group()),
    }
}

/// Makes the model of a structure that states none: its fields in order.
pub(super) fn of_fields(schema: &Schema, version: Version) -> Content {
    let particles = schema.fields_in(version).map(of_field).collect();
    Content::Elements(Particle { term: Term::Sequence(particles), ..Particle::default() })
}

fn of_field(field: &'static Field) -> Particle {
    let term = match field.tags {
        [tag] => Term::Element(*tag),
        tags => Term::Choice(
            tags.iter().map(|tag| Particle { term: Term::Element(*tag), ..Particle::default() }).collect(),
        ),
    };
    Particle {
        term,
        optional: field.cardinality != Cardinality::One,
        many: field.cardinality == Cardinality::Many,
    }
}

struct Parser<'m> {
    rest: &'m str,
    vocabulary: &'m Vocabulary,
}

impl Parser<'_> {
    /// Reads particles with `,` or `|` between them, up to a closing parenthesis or the end.
    fn group(&mut self) -> Particle {
        let mut particles = Vec::new();
        let mut choice = false;
        loop {
            particles.extend(self.particle());
            choice |= self.take('|');
            if !choice && !self.take(',') || self.rest.is_empty() || self.rest.starts_with(')') {
                break;
            }
        }
        let term = if choice { Term::Choice(particles) } else { Term::Sequence(particles) };
        Particle { term, ..Particle::default() }
    }

    /// Reads a name or a group in parentheses, with its cardinality.
    fn particle(&mut self) -> Option<Particle> {
        let mut particle = if self.take('(') {
            let group = self.group();
            self.take(')');
            Some(group)
        } else {
            self.name().map(|tag| Particle { term: Term::Element(tag), ..Particle::default() })
        };
        let (optional, many) = if self.take('?') {
            (true, false)
        } else if self.take('*') {
            (true, true)
        } else {
            (false, self.take('+'))
        };
        if let Some(particle) = &mut particle {
            particle.optional |= optional;
            particle.many |= many;
        }
        particle
    }

    fn name(&mut self) -> Option<Tag> {
        self.rest = self.rest.trim_start();
        let end = self.rest.find([',', '|', '(', ')', '?', '*', '+', ' ']).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        self.vocabulary.tag(name)
    }

    /// Takes a sign if it comes next.
    fn take(&mut self, sign: char) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }
}
