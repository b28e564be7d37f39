//! From one syntax to another without a model.

use crate::{Error, Kind, Name, Sink, Source, Tag, Vocabulary};
use alloc::string::ToString;
use alloc::vec::Vec;

/// Writes everything that a source still holds into a sink: a whole document, when nothing was read yet.
///
/// Nothing is built in between: memory is the path to the current element, whatever the size of the document.
pub fn pump<'a, S: Source<'a>, K: Sink>(source: &mut S, sink: &mut K) -> Result<(), Error> {
    let mut open: Vec<Name<'a>> = Vec::new();
    walk(source, sink, &mut open).map_err(|error| located(error, source, &open))
}

fn walk<'a, S: Source<'a>, K: Sink>(
    source: &mut S,
    sink: &mut K,
    open: &mut Vec<Name<'a>>,
) -> Result<(), Error> {
    let vocabulary = source.vocabulary();
    loop {
        match source.child()? {
            Some(Tag::TEXT) => sink.value(&source.value()?),
            Some(tag) => {
                let name = Name::of(tag, source);
                name.start(sink);
                open.push(name);
                while let Some(attribute) = source.attribute()? {
                    sink.attribute(&attribute.name, &attribute.value);
                }
                if leaf(tag, vocabulary, source, sink)? {
                    end(open, sink);
                }
            }
            None if open.is_empty() => return Ok(()),
            None => end(open, sink),
        }
    }
}

/// Writes the content of an element that may be a leaf; false when it has child elements.
#[inline]
fn leaf<'a, S: Source<'a>, K: Sink>(
    tag: Tag,
    vocabulary: &Vocabulary,
    source: &mut S,
    sink: &mut K,
) -> Result<bool, Error> {
    let kind = if tag == Tag::FOREIGN { Kind::Text } else { vocabulary.kind(tag) };
    if matches!(kind, Kind::Structure | Kind::Empty) {
        return Ok(false);
    }
    let Some(value) = source.leaf()? else { return Ok(false) };
    if !(kind == Kind::Any && value.is_blank()) {
        sink.value(&value);
    }
    Ok(true)
}

#[inline]
fn end<K: Sink>(open: &mut Vec<Name<'_>>, sink: &mut K) {
    if let Some(name) = open.pop() {
        name.end(sink);
    }
}

#[cold]
fn located<'a, S: Source<'a>>(error: Error, source: &S, open: &[Name<'_>]) -> Error {
    let vocabulary = source.vocabulary();
    open.iter().rev().fold(error.at(source.offset()), |error, name| {
        error.within(name.as_str(vocabulary).to_string(), None)
    })
}
