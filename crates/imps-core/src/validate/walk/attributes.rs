//! Attributes: checks their place, their values and that mandatory ones are present. Finds the
//! namespace declarations of vendors.

use super::super::rules;
use super::{Checks, Walk, leaf, place};
use crate::names::Tag;
use crate::reading::{Error, Rule};
use crate::schema::{Cardinality, Schema};
use crate::validate::finding::{Severity, Step};
use crate::values::Value;
use crate::walk::{Attribute, Source};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl<C: Checks> Walk<'_, C> {
    /// Reads the attributes, and returns whether one declares a namespace. Without a schema, only
    /// namespaces are allowed.
    pub(super) fn attributes<'a, S: Source<'a>>(
        &mut self,
        schema: Option<&'static Schema>,
        source: &mut S,
    ) -> Result<bool, Error> {
        let mut namespace = false;
        let mut seen = Vec::new();
        let depth = self.steps.len();
        // The elements at the same depth have ended.
        self.prefixes.retain(|(declared_at, _)| *declared_at < depth);
        while let Some(attribute) = source.attribute()? {
            let name = attribute.name.as_str();
            if name == "xmlns" {
                namespace = true;
            } else if let Some(prefix) = name.strip_prefix("xmlns:") {
                namespace = true;
                self.prefixes.push((depth, prefix.into()));
            } else if let Some(declared) = schema.and_then(|schema| schema.attribute(name)) {
                seen.push(declared.name);
                self.attribute(declared, attribute, source.offset());
            } else if self.steps.last().is_some_and(|step| step.foreign.is_none()) {
                self.undeclared(schema, name, source.offset());
            }
        }
        for attribute in schema.map_or(&[][..], |schema| schema.attributes) {
            if attribute.cardinality == Cardinality::One && !seen.contains(&attribute.name) {
                let expected = format!("attribute {}", attribute.name);
                self.report("missing-attribute", Severity::Error, source.offset(), String::new(), expected);
            }
        }
        Ok(namespace)
    }

    /// Checks an element outside the vocabulary. It is an extension if its namespace is declared.
    pub(super) fn foreign(&mut self, own_namespace: bool, offset: usize) {
        let name = self.steps.last().and_then(|step| step.foreign.clone()).unwrap_or_default();
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let is_declared = own_namespace || self.prefixes.iter().any(|(_, declared)| declared == prefix);
        if name.starts_with("unknown-") {
            // A token without a name.
            let strict = self.findings.options().strict;
            let severity = if strict { Severity::Error } else { Severity::Warning };
            let expected = "an element of the version".into();
            self.report(Rule::UnknownElement.id(), severity, offset, name, expected);
        } else if !is_declared {
            let expected = "elements of the standard, or a namespace of its own".into();
            self.report(rules::FOREIGN, Severity::Warning, offset, name, expected);
        } else if self.findings.options().strict {
            self.report("extension", Severity::Note, offset, name, "elements of the standard".into());
        }
    }

    /// Checks a declared attribute: its spelling and its value.
    fn attribute(&mut self, declared: &crate::schema::Attribute, attribute: Attribute<'_>, offset: usize) {
        if attribute.name != declared.name {
            let strict = self.findings.options().strict;
            let severity = if strict { Severity::Error } else { Severity::Warning };
            let (found, expected) = (attribute.name.as_str().into(), declared.name.into());
            self.report(Rule::Spelling.id(), severity, offset, found, expected);
        }
        let step = format!("@{}", declared.name);
        self.steps.push(Step { tag: Tag::FOREIGN, foreign: Some(step), index: None });
        let place = place(&self.steps, self.vocabulary, self.version, offset);
        leaf::check(&declared.content, &Value::Text(attribute.value), &place, self.findings);
        self.steps.pop();
    }

    /// Reports an attribute that has no place.
    #[cold]
    fn undeclared(&mut self, schema: Option<&'static Schema>, name: &str, offset: usize) {
        let version = self.frames.last().map_or(self.version, |frame| frame.version);
        if schema.is_some_and(|schema| schema.model(version).is_some_and(|model| model.content == "ANY")) {
            return;
        }
        let names: Vec<&str> =
            schema.map_or(&[][..], |schema| schema.attributes).iter().map(|declared| declared.name).collect();
        let expected = match names.as_slice() {
            [] => String::from("only namespaces"),
            names => names.join(" or "),
        };
        let is_leaf = schema.is_none()
            && self.steps.last().is_some_and(|step| self.vocabulary.kind(step.tag).is_leaf());
        // Strict readers refuse such attributes on leaves only.
        let severity = if is_leaf { self.lenient_severity() } else { Severity::Warning };
        self.report(rules::ATTRIBUTE, severity, offset, name.into(), expected);
    }
}
