//! A second, strict reading of a document, to find what only lenient readers accept.

use super::finding::{Finding, Findings};
use super::options::ValidateOptions;
use super::walk::{find, nearest};
use crate::names::{ContentKind, Tag, Version};
use crate::reading::{Error, ReadOptions, UnknownContent};
use crate::schema::{Cardinality, Schema, Type};
use crate::values::Text;
use crate::walk::Source;
use alloc::vec::Vec;

/// Checks a document in any syntax: once by `check`, and once more by strict reading, to find what
/// only lenient readers accept. Strict reading stops at its first error. Findings come in the order
/// of the document.
///
/// `open` starts to read the document from its beginning. Paths follow the declarations of the
/// possible roots.
pub fn validate<'a, S: Source<'a>>(
    open: impl Fn(&ReadOptions) -> Result<S, Error>,
    roots: &[&'static Schema],
    options: &ValidateOptions,
    check: impl FnOnce(&mut S, &mut Findings),
) -> Vec<Finding> {
    let (read, mut findings) = (options.read_options(), Findings::new(options));
    match open(&read.with_strict(false)) {
        Ok(mut source) => {
            check(&mut source, &mut findings);
            if !findings.is_unreadable()
                && let Err(error) = source.finish()
            {
                findings.add_error(&error);
            }
        }
        Err(error) => findings.add_error(&error),
    }
    if !findings.is_unreadable() {
        let strictly = open(&read.with_strict(true)).and_then(|mut source| {
            drain(&mut source, roots)?;
            source.finish()
        });
        if let Err(error) = strictly {
            findings.add_error(&error);
            // Strict reading stops at its first error. A lenient reader finds the left-out content
            // after that.
            if let Ok(mut source) = open(&read.with_strict(false).with_unknown(UnknownContent::Keep))
                && drain(&mut source, roots).and_then(|()| source.finish()).is_ok()
            {
                source.left_out().iter().for_each(|left_out| findings.add_left_out(left_out));
            }
        }
    }
    findings.into_vec()
}

/// Reads a document to its end without using it. Returns the error if a strict source refuses
/// something. The error has the path of a finding, by the declarations of the possible roots.
///
/// # Errors
/// The first error of the source: [`Strict`](crate::ErrorKind::Strict) for a rule that strict
/// reading enforces, [`Syntax`](crate::ErrorKind::Syntax) for a fault of the syntax,
/// [`TooDeep`](crate::ErrorKind::TooDeep) or [`OverLimit`](crate::ErrorKind::OverLimit) for a
/// limit.
pub fn drain<'a, S: Source<'a>>(source: &mut S, roots: &[&'static Schema]) -> Result<(), Error> {
    let mut open = Vec::new();
    read_all(source, roots, &mut open).map_err(|error| {
        let error = error.at(source.offset());
        open.into_iter()
            .rev()
            .fold(error, |error: Error, open: Open<'_>| error.within(open.name.into_string(), open.index))
    })
}

/// An element that is open.
struct Open<'a> {
    name: Text<'a>,
    /// Its index among elements of the same name, if there are or may be several.
    index: Option<usize>,
    schema: Option<&'static Schema>,
    /// The version of the model in use.
    version: Version,
    /// The number of children per name.
    counts: Vec<(Tag, usize)>,
}

impl<'a> Open<'a> {
    fn root(name: Text<'a>, tag: Tag, roots: &[&'static Schema], version: Version) -> Self {
        let schema = roots.iter().find(|schema| schema.tag == tag).copied();
        Self::new(name, None, schema, version)
    }

    fn new(name: Text<'a>, index: Option<usize>, schema: Option<&'static Schema>, version: Version) -> Self {
        let version = schema.map_or(version, |schema| nearest(schema, version));
        Self { name, index, schema, version, counts: Vec::new() }
    }

    /// Opens a child of this element.
    fn child(&mut self, name: Text<'a>, tag: Tag) -> Self {
        let before = match self.counts.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, count)) => {
                *count = count.saturating_add(1);
                *count
            }
            None => {
                self.counts.push((tag, 0));
                0
            }
        };
        let field = self.schema.and_then(|schema| find(schema, tag, self.version));
        let many = field.is_some_and(|(_, cardinality)| cardinality == Cardinality::Many);
        let schema = match field {
            Some((Type::Structure(schema), _)) => Some(*schema),
            _ => None,
        };
        Self::new(name, (many || before > 0).then_some(before), schema, self.version)
    }
}

/// Skips everything.
fn read_all<'a, S: Source<'a>>(
    source: &mut S,
    roots: &[&'static Schema],
    open: &mut Vec<Open<'a>>,
) -> Result<(), Error> {
    let vocabulary = source.vocabulary();
    loop {
        match source.child()? {
            Some(Tag::TEXT) => drop(source.leaf()?),
            Some(tag) => {
                let name = source.name();
                let child = match open.last_mut() {
                    Some(parent) => parent.child(name, tag),
                    None => Open::root(name, tag, roots, source.version()),
                };
                open.push(child);
                while source.attribute()?.is_some() {}
                let structure = matches!(
                    vocabulary.kind(tag),
                    ContentKind::Structure | ContentKind::Empty | ContentKind::Any
                );
                if !structure && source.leaf()?.is_some() {
                    open.pop();
                }
            }
            None if open.pop().is_none() => return Ok(()),
            None => {}
        }
    }
}
