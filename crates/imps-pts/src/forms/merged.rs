//! Parameters that describe parts of one element: `QU=wv:a QV=5` is one `MessageInfo` with a
//! recipient and a validity.
//!
//! If an element may appear more than once, each parameter lists one member per element, in the
//! same order.

mod write;

pub(crate) use write::{Later, write};

use crate::codes::Parameter;
use crate::codes::declarations::{self, Child};
use crate::error::Fail;
use crate::forms;
use crate::reading::grammar::Value;
use crate::reading::layout::{Decoder, wrong_shape};
use imps_core::Tag;
use imps_core::schema::Schema;

/// The values at the end of a path.
struct Part<'p, 't, 'a> {
    path: &'p [Tag],
    /// Several values if the parameter itself appears once per element.
    values: Vec<Value<'t, 'a>>,
}

impl<'t, 'a> Part<'_, 't, 'a> {
    /// Returns the first element of the path.
    fn first(&self) -> Tag {
        self.path.first().copied().unwrap_or(Tag::FOREIGN)
    }

    /// Returns the rest of the path, inside that element.
    fn inside(&self, values: Vec<Value<'t, 'a>>) -> Self {
        Self { path: self.path.get(1..).unwrap_or_default(), values }
    }

    fn members(&self) -> Vec<Value<'t, 'a>> {
        self.values.iter().flat_map(|value| value.members()).collect()
    }
}

/// Lays out the elements of a message, in order. Several parameters may describe one element.
#[cold]
pub(crate) fn read<'a>(
    decoder: &mut Decoder<'a, '_>,
    schema: &'static Schema,
    mut values: Vec<(&Parameter, Value<'_, 'a>)>,
) -> Result<(), Fail> {
    // Alternatives may share a place, so the parts of one element must be adjacent.
    let place =
        |tag| declarations::place(schema, tag, decoder.version).map_or(usize::MAX, |(place, _)| place);
    values.sort_by_key(|(row, _)| (place(row.tag()), row.tag()));
    for of_element in values.chunk_by(|(one, _), (other, _)| one.tag() == other.tag()) {
        let is_split = of_element.iter().any(|(row, _)| row.path.len() > 1) || of_element.len() > 1;
        if is_split && of_element.iter().all(|(row, _)| row.is_texts()) {
            read_element(decoder, schema, of_element)?;
        } else {
            for (row, value) in of_element {
                forms::read(decoder, row, schema, *value)?;
            }
        }
    }
    Ok(())
}

fn read_element<'a>(
    decoder: &mut Decoder<'a, '_>,
    schema: &'static Schema,
    values: &[(&Parameter, Value<'_, 'a>)],
) -> Result<(), Fail> {
    let mut texts: Vec<(Vec<Tag>, Vec<Value<'_, 'a>>)> = Vec::new();
    for (row, value) in values {
        for (path, value) in super::texts::parts(row, *value)? {
            match texts.iter_mut().find(|(other, _)| *other == path) {
                Some((_, values)) => values.push(value),
                None => texts.push((path, vec![value])),
            }
        }
    }
    let parts = texts.iter().map(|(path, values)| Part { path, values: values.clone() });
    read_parts(decoder, schema, parts.collect())
}

/// Lays out the content of a structure, in the order of its declaration.
fn read_parts<'a>(
    decoder: &mut Decoder<'a, '_>,
    schema: &'static Schema,
    mut parts: Vec<Part<'_, '_, 'a>>,
) -> Result<(), Fail> {
    let place =
        |tag| declarations::place(schema, tag, decoder.version).map_or(usize::MAX, |(place, _)| place);
    parts.sort_by_key(|part| (place(part.first()), part.first()));
    for of_child in parts.chunk_by(|one, other| one.first() == other.first()) {
        let Some(tag) = of_child.first().map(Part::first) else { continue };
        read_children(decoder, &declarations::child(schema, tag), of_child)?;
    }
    Ok(())
}

/// Lays out as many elements of a name as its parts have members, or one.
fn read_children<'a>(
    decoder: &mut Decoder<'a, '_>,
    child: &Child,
    parts: &[Part<'_, '_, 'a>],
) -> Result<(), Fail> {
    if !child.is_many {
        let parts = parts.iter().map(|part| part.inside(part.values.clone()));
        return read_child(decoder, child, parts.collect());
    }
    let lists: Vec<Vec<Value<'_, 'a>>> = parts.iter().map(Part::members).collect();
    let count = lists.first().map_or(0, Vec::len);
    for (part, list) in parts.iter().zip(&lists) {
        if list.len() != count {
            const EXPECTED: &str = "as many members as the other parameters of the element have";
            return part.values.first().map_or(Ok(()), |value| Err(wrong_shape(child.tag, EXPECTED, *value)));
        }
    }
    for index in 0..count {
        let members = parts.iter().zip(&lists);
        let members = members.map(|(part, list)| part.inside(list.get(index).copied().into_iter().collect()));
        read_child(decoder, child, members.collect())?;
    }
    Ok(())
}

fn read_child<'a>(
    decoder: &mut Decoder<'a, '_>,
    child: &Child,
    parts: Vec<Part<'_, '_, 'a>>,
) -> Result<(), Fail> {
    match (child.schema, parts.first().and_then(|part| part.values.first())) {
        (Some(schema), Some(first)) if parts.iter().any(|part| !part.path.is_empty()) => {
            decoder.tape.start(child.tag, first.at());
            read_parts(decoder, schema, parts)?;
            decoder.tape.end();
            Ok(())
        }
        _ => {
            let mut values = parts.iter().flat_map(|part| &part.values);
            values.try_for_each(|value| decoder.scalar(child, *value))
        }
    }
}
