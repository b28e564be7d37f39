//! The placement of children: whether a child may appear in its place.

use super::super::children::Verdict;
use super::super::finding::Severity;
use super::super::rules;
use super::{Checks, Walk, one_of};
use crate::names::{Tag, Version};
use crate::schema::{Cardinality, Schema, Type};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl<C: Checks> Walk<'_, C> {
    /// Reports a child that may not appear in its place.
    pub(super) fn check_child(&mut self, tag: Tag, content: Option<&'static Type>, offset: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        let (severity, schema, version) = (frame.highest_severity(), frame.schema, frame.version);
        let verdict = frame.children.child(tag);
        // The types refuse a second child of the field in any place.
        let is_refused = schema.refuses_duplicates
            && schema.field(tag).is_some_and(|field| {
                field.cardinality != Cardinality::Many && frame.children.counted(field.tags) > 1
            });
        let name = self.vocabulary.name(tag).unwrap_or_default();
        match verdict {
            Verdict::Fine => {
                if let Some(Type::Structure(child)) = content
                    && version == self.version
                {
                    self.not_in_version(child, offset);
                }
            }
            Verdict::Unexpected => self.unexpected(tag, schema, severity, offset),
            Verdict::TooMany => {
                // Readers keep the first, unless the structure refuses a second.
                let severity =
                    if schema.refuses_duplicates { Severity::Error } else { self.lenient_severity() };
                self.report("too-many", severity, offset, format!("another {name}"), format!("{name} once"));
            }
            Verdict::WrongOrder => {
                let severity = if is_refused { Severity::Error } else { self.lenient_severity() };
                let order = model_text(schema, version);
                self.report("wrong-order", severity, offset, format!("{name} too late"), order);
            }
            Verdict::Excluded(other) => {
                let other = self.vocabulary.name(other).unwrap_or_default();
                let expected = format!("one of the two, not both {other} and {name}");
                let severity = if is_refused { Severity::Error } else { severity };
                self.report("choice", severity, offset, format!("{name} beside {other}"), expected);
            }
        }
    }

    /// Reports a child that the model does not mention: it belongs to another version, readers
    /// accept it nevertheless, or it is out of place.
    fn unexpected(&mut self, tag: Tag, schema: &'static Schema, severity: Severity, offset: usize) {
        let name = self.vocabulary.name(tag).unwrap_or_default();
        let parent = self.vocabulary.name(schema.tag).unwrap_or_default();
        let models = schema.models.iter().filter(|model| model.mentions(name));
        let versions: Vec<String> = models.map(|model| model.versions.to_string()).collect();
        if schema.fields_in(self.version).any(|field| field.tags.contains(&tag)) {
            let expected = format!("no {name} in {parent} at {}; readers take it", self.version);
            self.report("tolerated-element", Severity::Warning, offset, name.into(), expected);
        } else if !versions.is_empty() {
            let expected = format!("{name} in {parent} only in {}", versions.join(", "));
            let found = format!("{name} at version {}", self.version);
            self.report(rules::NOT_IN_VERSION, severity, offset, found, expected);
        } else {
            let expected = self.next_children();
            self.report("unexpected-element", severity, offset, name.into(), expected);
        }
    }

    /// The severity where lenient readers ignore the fault.
    pub(super) const fn lenient_severity(&self) -> Severity {
        if self.findings.options().strict { Severity::Error } else { Severity::Warning }
    }

    /// Lists what the current element could contain next.
    fn next_children(&self) -> String {
        let Some(frame) = self.frames.last() else { return String::new() };
        let (next, may_end) = frame.children.expected();
        let next = one_of(&next, self.vocabulary);
        match (next.is_empty(), may_end) {
            (true, _) => "nothing more".into(),
            (false, true) => format!("{next} or nothing more"),
            (false, false) => next,
        }
    }

    /// Reports an element that the version does not have at all.
    pub(super) fn not_in_version(&mut self, schema: &'static Schema, offset: usize) {
        if !schema.versions.contains(self.version) {
            let name = self.vocabulary.name(schema.tag).unwrap_or_default();
            let found = format!("{name} at version {}", self.version);
            let expected = format!("{name} only in {}", schema.versions);
            self.report(rules::NOT_IN_VERSION, Severity::Error, offset, found, expected);
        }
    }
}

/// The order that a version demands.
fn model_text(schema: &'static Schema, version: Version) -> String {
    match schema.model(version) {
        Some(model) => format!("the order {}", model.content),
        None => "another order".into(),
    }
}
