//! Conversion from one syntax to another without a model.

use crate::names::{CSP, ContentKind, Tag, Vocabulary};
use crate::reading::{Error, ErrorKind, ReadOptions};
use crate::values::{Text, Value};
use crate::walk::{Attribute, PlainChild, Sink, Source};
use alloc::string::ToString;
use alloc::vec::Vec;

/// Writes the remaining content of a source into a sink: a whole document, if nothing was read yet.
///
/// It builds nothing in between. Memory holds the path to the current element, whatever the size of
/// the document.
///
/// # Errors
/// From the source, and from a sink that cannot carry something. The sink then has the beginning of
/// a document, with open elements, and finishing it fails.
#[doc(alias("transcode", "convert"))]
pub fn pump<'a, S: Source<'a>, K: Sink>(source: &mut S, sink: &mut K) -> Result<(), Error> {
    let mut path = Path { open: Vec::with_capacity(USUAL_DEPTH), foreign: Vec::new() };
    let pumped = source.child().and_then(|first| walk(first, source, sink, &mut path));
    pumped.map_err(|error| path.locate(error, source))
}

/// Writes a whole document into a sink. The root must be one of `roots`.
///
/// # Errors
/// As [`pump`], and [`UnexpectedRoot`](ErrorKind::UnexpectedRoot) with `expected` for another root.
pub fn pump_document<'a, S: Source<'a>, K: Sink>(
    source: &mut S,
    sink: &mut K,
    roots: &[Tag],
    expected: &'static str,
) -> Result<(), Error> {
    let Some(tag) = source.child()? else { return Err(Error::new(ErrorKind::NoRoot).at(source.offset())) };
    if !roots.contains(&tag) {
        let found = source.name().chars().take(QUOTED).collect();
        return Err(Error::new(ErrorKind::UnexpectedRoot { found, expected }).at(source.offset()));
    }
    let mut path = Path { open: Vec::with_capacity(USUAL_DEPTH), foreign: Vec::new() };
    walk(Some(tag), source, sink, &mut path).map_err(|error| path.locate(error, source))
}

/// The number of characters of a name that an error quotes.
const QUOTED: usize = 80;

/// No element of the standard is deeper.
const USUAL_DEPTH: usize = 16;

/// The elements that are open.
struct Path<'a> {
    open: Vec<Tag>,
    /// The names of the open elements that are `FOREIGN`.
    foreign: Vec<Text<'a>>,
}

/// Writes what the source has found first, and everything behind it.
fn walk<'a, S: Source<'a>, K: Sink>(
    first: Option<Tag>,
    source: &mut S,
    sink: &mut K,
    path: &mut Path<'a>,
) -> Result<(), Error> {
    let vocabulary = source.vocabulary();
    let mut found = first;
    loop {
        match found {
            Some(Tag::TEXT) => {
                sink.value(&source.value()?);
                carried(sink)?;
            }
            Some(tag) => element(tag, vocabulary, source, sink, path)?,
            None if path.open.is_empty() => return Ok(()),
            None => {
                carried(sink)?;
                path.end(sink);
            }
        }
        // Most children come immediately, and without attributes.
        found = loop {
            match source.plain_child() {
                PlainChild::Elsewhere => break source.child()?,
                PlainChild::End => break None,
                PlainChild::Child(tag) => plain_element(tag, vocabulary, source, sink, path)?,
            }
        };
    }
}

/// Writes the start of the element just entered; if it is a leaf, the whole element.
#[inline]
fn element<'a, S: Source<'a>, K: Sink>(
    tag: Tag,
    vocabulary: &Vocabulary,
    source: &mut S,
    sink: &mut K,
    path: &mut Path<'a>,
) -> Result<(), Error> {
    if tag != Tag::FOREIGN && !source.has_attributes() {
        return plain_element(tag, vocabulary, source, sink, path);
    }
    path.start(tag, source, sink);
    while let Some(attribute) = source.attribute()? {
        if source.options().strict {
            check_attribute(tag, vocabulary, &attribute)?;
        }
        sink.attribute(&attribute.name, &attribute.value);
        carried(sink)?;
    }
    if leaf(tag, vocabulary, source, sink)? {
        carried(sink)?;
        path.end(sink);
    }
    Ok(())
}

/// Writes an element of the vocabulary without attributes, a leaf in one step: most of a document.
#[inline(always)]
fn plain_element<'a, S: Source<'a>, K: Sink>(
    tag: Tag,
    vocabulary: &Vocabulary,
    source: &mut S,
    sink: &mut K,
    path: &mut Path<'a>,
) -> Result<(), Error> {
    path.open.push(tag);
    let kind = vocabulary.kind(tag);
    if matches!(kind, ContentKind::Structure | ContentKind::Empty) {
        sink.open(tag);
        return Ok(());
    }
    let Some(value) = source.leaf()? else {
        sink.open(tag);
        return Ok(());
    };
    if source.options().strict {
        check(kind, &value, source.options())?;
    }
    if kind == ContentKind::Any && value.is_blank() {
        sink.open(tag);
        sink.end(tag);
    } else {
        sink.leaf_value(tag, &value);
    }
    carried(sink)?;
    path.open.pop();
    Ok(())
}

/// Writes the content of an element that may be a leaf. Returns false if it has child elements.
#[inline]
fn leaf<'a, S: Source<'a>, K: Sink>(
    tag: Tag,
    vocabulary: &Vocabulary,
    source: &mut S,
    sink: &mut K,
) -> Result<bool, Error> {
    let kind = if tag == Tag::FOREIGN { ContentKind::Text } else { vocabulary.kind(tag) };
    if matches!(kind, ContentKind::Structure | ContentKind::Empty) {
        return Ok(false);
    }
    let Some(value) = source.leaf()? else { return Ok(false) };
    if source.options().strict {
        check(kind, &value, source.options())?;
    }
    if !(kind == ContentKind::Any && value.is_blank()) {
        sink.value(&value);
    }
    Ok(true)
}

/// Checks whether the syntax could carry everything so far, while the element is open, so that the
/// error can say where.
#[inline]
fn carried<K: Sink>(sink: &mut K) -> Result<(), Error> {
    sink.take_error().map_or(Ok(()), Err)
}

/// Refuses an attribute of a leaf: leaves of CSP have no attributes, and the types agree. Leaves of
/// other protocols may have them.
#[cold]
fn check_attribute(tag: Tag, vocabulary: &Vocabulary, attribute: &Attribute<'_>) -> Result<(), Error> {
    let is_leaf = tag != Tag::FOREIGN && vocabulary.kind(tag).is_leaf();
    if is_leaf && core::ptr::eq(vocabulary, &raw const CSP) && !attribute.declares_namespace() {
        return Err(Error::new(ErrorKind::UnexpectedAttribute { name: attribute.name.to_string() }));
    }
    Ok(())
}

/// Applies the rules of strict reading.
#[cold]
fn check(kind: ContentKind, value: &Value<'_>, options: &ReadOptions) -> Result<(), Error> {
    match kind {
        ContentKind::Boolean => value.boolean(options).map(drop),
        ContentKind::Integer => value.integer().map(drop),
        ContentKind::DateTime => value.reborrow().into_date_time(options.strict).map(drop),
        _ => Ok(()),
    }
}

impl<'a> Path<'a> {
    #[inline]
    fn start<S: Source<'a>, K: Sink>(&mut self, tag: Tag, source: &S, sink: &mut K) {
        if tag == Tag::FOREIGN {
            let name = source.name();
            sink.start_foreign(&name);
            self.foreign.push(name);
        } else {
            sink.start(tag);
        }
        self.open.push(tag);
    }

    #[inline]
    fn end<K: Sink>(&mut self, sink: &mut K) {
        match self.open.pop() {
            Some(Tag::FOREIGN) => sink.end_foreign(&self.foreign.pop().unwrap_or_default()),
            Some(tag) => sink.end(tag),
            None => {}
        }
    }

    #[cold]
    fn locate<S: Source<'a>>(mut self, error: Error, source: &S) -> Error {
        let mut error = error.at(source.offset());
        while let Some(tag) = self.open.pop() {
            error = match source.vocabulary().name(tag) {
                Some(name) => error.within(name, None),
                None => error.within(self.foreign.pop().unwrap_or_default().to_string(), None),
            };
        }
        error
    }
}
