//! The walk through a document.

mod attributes;
mod placement;

use super::automaton::Automaton;
use super::children::Children;
use super::finding::{Findings, Place, Severity, Step, quoted};
use super::model::{self, Content};
use super::{leaf, rules};
use crate::names::{Tag, Version, Vocabulary};
use crate::reading::Error;
use crate::schema::{Cardinality, Schema, Type};
use crate::untyped::Node;
use crate::values::Value;
use crate::walk::{Content as _, Source};
use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;
use core::ptr;

/// Rules of one protocol. The walk calls them at every element of the standard in a known place.
pub trait Checks {
    /// Called when a structure begins.
    fn start(&mut self, place: &Place<'_>, findings: &mut Findings);
    /// Called after a leaf was read and its type checked.
    fn leaf(&mut self, place: &Place<'_>, value: &Value<'_>, findings: &mut Findings);
    /// Called when a structure ends.
    fn end(&mut self, place: &Place<'_>, findings: &mut Findings);
}

/// No further rules.
impl Checks for () {
    fn start(&mut self, _: &Place<'_>, _: &mut Findings) {}
    fn leaf(&mut self, _: &Place<'_>, _: &Value<'_>, _: &mut Findings) {}
    fn end(&mut self, _: &Place<'_>, _: &mut Findings) {}
}

/// Checks a document against the declarations of its possible roots. Nothing of the document was
/// read yet.
///
/// This is one lenient pass; [`validate`](super::validate) also reads strictly. An error of the
/// source is the last finding: nothing after it can be read.
pub fn check<'a, S: Source<'a>>(
    source: &mut S,
    roots: &[&'static Schema],
    checks: &mut impl Checks,
    findings: &mut Findings,
) {
    let mut walk = Walk {
        vocabulary: source.vocabulary(),
        version: source.version(),
        frames: Vec::new(),
        steps: Vec::new(),
        prefixes: Vec::new(),
        contents: BTreeMap::new(),
        checks,
        findings,
    };
    if let Err(error) = walk.document(source, roots) {
        walk.refused(&error, source.offset());
    }
}

/// An open structure.
struct Frame {
    schema: &'static Schema,
    /// The version of the model in use: the version of the document, unless that version does not
    /// have the structure.
    version: Version,
    /// Whether its model is a guess, so that findings about it are at most warnings.
    guessed: bool,
    children: Children,
    offset: usize,
}

/// The allowed content of a structure, ready for matching.
#[derive(Clone)]
enum Allowed {
    Any,
    Text,
    Elements(Rc<Automaton>),
}

struct Walk<'w, C> {
    vocabulary: &'static Vocabulary,
    version: Version,
    frames: Vec<Frame>,
    /// One per frame, and one more for a leaf.
    steps: Vec<Step>,
    /// The prefixes that the open elements declare, with the depth of the element.
    prefixes: Vec<(usize, String)>,
    /// The allowed content, by the address of the declaration and the version.
    contents: BTreeMap<(usize, Version), Allowed>,
    checks: &'w mut C,
    findings: &'w mut Findings,
}

impl<C: Checks> Walk<'_, C> {
    fn document<'a, S: Source<'a>>(
        &mut self,
        source: &mut S,
        roots: &[&'static Schema],
    ) -> Result<(), Error> {
        while let Some(tag) = source.child()? {
            match roots.iter().find(|schema| schema.tag == tag) {
                Some(schema) => {
                    self.step(tag, source, None);
                    self.attributes(Some(schema), source)?;
                    self.not_in_version(schema, source.offset());
                    self.structure(schema, source)?;
                    self.content(source)?;
                    self.steps.clear();
                }
                None => {
                    self.step(tag, source, None);
                    let names: Vec<Tag> = roots.iter().map(|schema| schema.tag).collect();
                    let (found, expected) = (source.name().to_string(), one_of(&names, self.vocabulary));
                    self.report("unexpected-root", Severity::Error, source.offset(), found, expected);
                    // The missing end is not a fault of the document.
                    return source.skip();
                }
            }
        }
        Ok(())
    }

    /// Reads everything inside the root.
    fn content<'a, S: Source<'a>>(&mut self, source: &mut S) -> Result<(), Error> {
        while !self.frames.is_empty() {
            match source.child()? {
                Some(Tag::TEXT) => self.text(source)?,
                Some(tag) => self.element(tag, source)?,
                None => self.end(),
            }
        }
        Ok(())
    }

    fn element<'a, S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        let offset = source.offset();
        let Some(frame) = self.frames.last_mut() else { return source.skip() };
        let index = frame.children.count(tag);
        let field = find(frame.schema, tag, frame.version);
        let many = field.is_some_and(|(_, cardinality)| cardinality == Cardinality::Many);
        self.step(tag, source, (many || index > 0).then_some(index));
        let schema = match field {
            Some((Type::Structure(schema), _)) => Some(*schema),
            _ => None,
        };
        let own_namespace = self.attributes(schema, source)?;
        if tag == Tag::FOREIGN {
            self.foreign(own_namespace, offset);
        } else {
            self.check_child(tag, field.map(|(content, _)| content), offset);
        }
        match field.map(|(content, _)| content) {
            Some(Type::Structure(schema)) => return self.structure(schema, source),
            Some(Type::Any) => self.anything(tag, source)?,
            Some(content) => self.leaf(content, source)?,
            None => match leaf::type_of(self.vocabulary.kind(tag)) {
                Some(content) if tag != Tag::FOREIGN => self.leaf(&content, source)?,
                _ => read_undeclared(tag, source)?,
            },
        }
        self.steps.pop();
        Ok(())
    }

    /// Enters a structure, unless its content is text or anything.
    fn structure<'a, S: Source<'a>>(&mut self, schema: &'static Schema, source: &mut S) -> Result<(), Error> {
        let offset = source.offset();
        let version = nearest(schema, self.frames.last().map_or(self.version, |frame| frame.version));
        match self.allowed(schema, version) {
            Allowed::Any => self.anything(schema.tag, source)?,
            Allowed::Text => self.leaf(&schema.text.unwrap_or(Type::Text), source)?,
            Allowed::Elements(automaton) => {
                let guessed = schema.model(version).is_some_and(|model| model.guessed);
                let children = Children::new(automaton);
                self.frames.push(Frame { schema, version, guessed, children, offset });
                self.checks.start(&place(&self.steps, self.vocabulary, self.version, offset), self.findings);
                return Ok(());
            }
        }
        self.steps.pop();
        Ok(())
    }

    /// Reads a structure that may hold anything.
    fn anything<'a, S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        let place = place(&self.steps, self.vocabulary, self.version, source.offset());
        self.checks.start(&place, self.findings);
        read_undeclared(tag, source)?;
        self.checks.end(&place, self.findings);
        Ok(())
    }

    /// Computes the allowed content of a structure once.
    fn allowed(&mut self, schema: &'static Schema, version: Version) -> Allowed {
        let Self { contents, vocabulary, .. } = self;
        let allowed = contents.entry((ptr::from_ref(schema).addr(), version)).or_insert_with(|| {
            let content = match schema.model(version) {
                Some(model) => model::parse(model.content, vocabulary),
                None => model::of_fields(schema, version),
            };
            match content {
                Content::Any => Allowed::Any,
                Content::Text => Allowed::Text,
                Content::Elements(particle) => Allowed::Elements(Rc::new(Automaton::new(&particle))),
            }
        });
        allowed.clone()
    }

    fn end(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let place = place(&self.steps, self.vocabulary, self.version, frame.offset);
        for missing in frame.children.missing() {
            // Readers refuse the document if it lacks a mandatory child.
            let needed = missing.iter().any(|tag| {
                frame.schema.field(*tag).is_some_and(|field| field.cardinality == Cardinality::One)
            });
            let severity = if needed { Severity::Error } else { frame.highest_severity() };
            let expected = one_of(&missing, self.vocabulary);
            self.findings.add(rules::MISSING, severity, &place, "", expected);
        }
        self.checks.end(&place, self.findings);
        self.steps.pop();
    }

    fn leaf<'a, S: Source<'a>>(&mut self, content: &Type, source: &mut S) -> Result<(), Error> {
        let offset = source.offset();
        let Some(value) = source.leaf()? else {
            self.report(
                "element-in-leaf",
                Severity::Error,
                offset,
                "child elements".into(),
                "a value".into(),
            );
            return source.skip();
        };
        let place = place(&self.steps, self.vocabulary, self.version, offset);
        leaf::check(content, &value, &place, self.findings);
        self.checks.leaf(&place, &value, self.findings);
        Ok(())
    }

    fn text<'a, S: Source<'a>>(&mut self, source: &mut S) -> Result<(), Error> {
        let offset = self.frames.last().map_or_else(|| source.offset(), |frame| frame.offset);
        let value = source.leaf()?;
        if let Some(content) = self.frames.last().and_then(|frame| frame.schema.text) {
            let place = place(&self.steps, self.vocabulary, self.version, offset);
            leaf::check(&content, &value.unwrap_or(Value::from("")), &place, self.findings);
            return Ok(());
        }
        let text = value.as_ref().and_then(leaf::spelled).unwrap_or_default();
        self.report("unexpected-text", Severity::Error, offset, quoted(text.trim()), "elements only".into());
        Ok(())
    }

    fn step<'a, S: Source<'a>>(&mut self, tag: Tag, source: &S, index: Option<usize>) {
        let foreign = (tag == Tag::FOREIGN).then(|| source.name().into_string());
        self.steps.push(Step { tag, foreign, index });
    }

    #[cold]
    fn report(
        &mut self,
        rule: &'static str,
        severity: Severity,
        offset: usize,
        found: String,
        expected: String,
    ) {
        let place = place(&self.steps, self.vocabulary, self.version, offset);
        self.findings.add(rule, severity, &place, found, expected);
    }

    #[cold]
    fn refused(&mut self, error: &Error, offset: usize) {
        let place = place(&self.steps, self.vocabulary, self.version, error.offset().unwrap_or(offset));
        self.findings.add_error_at(error, &place);
    }
}

impl Frame {
    /// The highest severity for its children.
    const fn highest_severity(&self) -> Severity {
        if self.guessed { Severity::Warning } else { Severity::Error }
    }
}

/// Reads content without a declaration. Readers keep it, so the validator must refuse the same
/// text.
fn read_undeclared<'a, S: Source<'a>>(tag: Tag, source: &mut S) -> Result<(), Error> {
    Node::blank().load(tag, source)
}

fn place<'w>(
    steps: &'w [Step],
    vocabulary: &'static Vocabulary,
    version: Version,
    offset: usize,
) -> Place<'w> {
    Place { steps, vocabulary, version, offset }
}

/// The version itself, or the nearest version that has the structure.
pub(super) fn nearest(schema: &Schema, version: Version) -> Version {
    if schema.versions.contains(version) {
        return version;
    }
    let later = schema.versions.iter().find(|other| *other > version);
    later.or_else(|| schema.versions.iter().last()).unwrap_or(version)
}

/// Returns the type of a child and its cardinality, from the field of the version, or else from any
/// field.
pub(super) fn find(
    schema: &'static Schema,
    tag: Tag,
    version: Version,
) -> Option<(&'static Type, Cardinality)> {
    let mut fields = schema.fields.iter().filter(|field| field.tags.contains(&tag));
    let field = fields.clone().find(|field| field.versions.contains(version)).or_else(|| fields.next())?;
    let content = match &field.content {
        Type::Choice(alternatives) => &alternatives.iter().find(|(alternative, _)| *alternative == tag)?.1,
        content => content,
    };
    Some((content, field.cardinality))
}

/// Joins names with "or": at most six.
fn one_of(tags: &[Tag], vocabulary: &Vocabulary) -> String {
    let mut text = String::new();
    for (number, tag) in tags.iter().enumerate() {
        if number == 6 && tags.len() > 7 {
            let _ = write!(text, " or {} others", tags.len().saturating_sub(number)); // cannot fail
            break;
        }
        if number > 0 {
            text.push_str(" or ");
        }
        text.push_str(vocabulary.name(*tag).unwrap_or("(foreign)"));
    }
    text
}
