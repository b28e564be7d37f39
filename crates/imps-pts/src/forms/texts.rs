//! Texts, lists of texts, and structures of one or two texts.
//!
//! [`merged`](super::merged) writes texts inside other elements, and reads elements that several
//! parameters describe.

use crate::codes::Code;
use crate::codes::declarations::{self, Child};
use crate::codes::{Form, Parameter};
use crate::error::Fail;
use crate::reading::grammar::Value;
use crate::reading::layout::{Decoder, wrong_shape};
use crate::writing::leaf::Place;
use crate::writing::output::{Encoder, Entry};
use imps_core::schema::Schema;
use imps_core::{Error, Tag};

/// `KA=600`, `CL=(a,b)`: one element per text, at the outermost level of the path that may appear
/// more than once.
pub(super) fn read<'a>(
    decoder: &mut Decoder<'a, '_>,
    path: &[Tag],
    schema: &'static Schema,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    let Some((tag, inside)) = path.split_first() else { return Ok(()) };
    let child = declarations::child(schema, *tag);
    if value.is_group() && child.is_many {
        return value.members().try_for_each(|member| read_one(decoder, &child, inside, member));
    }
    read_one(decoder, &child, inside, value)
}

fn read_one<'a>(
    decoder: &mut Decoder<'a, '_>,
    child: &Child,
    inside: &[Tag],
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    match child.schema {
        Some(schema) if !inside.is_empty() => {
            decoder.tape.start(child.tag, value.at());
            read(decoder, inside, schema, value)?;
            decoder.tape.end();
            Ok(())
        }
        _ => decoder.scalar(child, value),
    }
}

/// Returns the texts that a parameter contains for an element, each with its path.
pub(super) fn parts<'t, 'a>(
    row: &Parameter,
    value: Value<'t, 'a>,
) -> Result<Vec<(Vec<Tag>, Value<'t, 'a>)>, Fail> {
    let inside = |child: Tag| row.path.iter().copied().chain([child]).collect::<Vec<_>>();
    Ok(match row.form {
        Form::Either(choice) => vec![(inside(chosen(choice, value)), value)],
        Form::Group([first, second]) if value.is_group() => {
            let [one, other] = two(row.tag(), value)?;
            vec![(inside(first), one), (inside(second), other)]
        }
        Form::Group([first, _]) => vec![(inside(first), value)],
        _ => vec![(row.path.to_vec(), value)],
    })
}

/// Writes a text, or a list of texts, of elements that contain nothing else.
pub(super) fn write<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    mut elements: impl Iterator<Item = Entry<'t>>,
) -> Result<(), Error> {
    let Some(first) = elements.next() else { return Ok(()) };
    encoder.parameter(code);
    let Some(second) = elements.next() else { return encoder.leaf(first, Place::Alone) };
    let mut before = b'(';
    for text in [first, second].into_iter().chain(elements) {
        encoder.out.push(core::mem::replace(&mut before, b','));
        encoder.leaf(text, Place::InGroup)?;
    }
    encoder.out.push(b')');
    Ok(())
}

/// `CI=WV:Client-1.0@example.org`, `CI=+15550100`: the text reveals which child it is.
pub(super) fn read_either<'a>(
    decoder: &mut Decoder<'a, '_>,
    tag: Tag,
    choice: [Tag; 2],
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    let child = chosen(choice, value);
    decoder.tape.start(tag, value.at());
    decoder.text(child, value)?;
    decoder.tape.end();
    Ok(())
}

fn chosen([number, other]: [Tag; 2], value: Value<'_, '_>) -> Tag {
    if value.raw().is_some_and(is_number) { number } else { other }
}

pub(super) fn write_either<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    [number, other]: [Tag; 2],
    element: Entry<'t>,
) -> Result<(), Error> {
    let mut only = None;
    for child in element.children() {
        // A text that looks like the other child would be read as that child.
        let fits = match child.tag {
            tag if tag == number => is_number(&encoder.content(child)?),
            tag if tag == other => !is_number(&encoder.content(child)?),
            _ => false,
        };
        if fits && only.is_none() {
            only = Some(child);
        } else {
            encoder.unmapped(child)?;
        }
    }
    match only {
        Some(child) => {
            encoder.parameter(code);
            encoder.leaf(child, Place::Alone)
        }
        None => encoder.unmapped(element),
    }
}

pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `ST=200`, `ST=(200,text)`
pub(super) fn read_group<'a>(
    decoder: &mut Decoder<'a, '_>,
    child: &Child,
    [first, second]: [Tag; 2],
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    decoder.tape.start(child.tag, value.at());
    if value.is_group() {
        let [one, other] = two(child.tag, value)?;
        decoder.text(first, one)?;
        decoder.text(second, other)?;
    } else {
        decoder.text(first, value)?;
    }
    decoder.tape.end();
    Ok(())
}

fn two<'t, 'a>(tag: Tag, value: Value<'t, 'a>) -> Result<[Value<'t, 'a>; 2], Fail> {
    value.members().exactly::<2>().ok_or_else(|| wrong_shape(tag, "a text, or a group of two", value))
}

pub(super) fn write_group<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    members: [Tag; 2],
    element: Entry<'t>,
) -> Result<(), Error> {
    let [first, second] = pick(encoder, element, members)?;
    let Some(first) = first else { return encoder.unmapped(element) };
    put_group(encoder, code, first, second)
}

/// Writes the parameter of one text or two.
pub(super) fn put_group<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    first: Entry<'t>,
    second: Option<Entry<'t>>,
) -> Result<(), Error> {
    encoder.parameter(code);
    let Some(second) = second else { return encoder.leaf(first, Place::Alone) };
    encoder.out.push(b'(');
    encoder.leaf(first, Place::InGroup)?;
    encoder.out.push(b',');
    encoder.leaf(second, Place::InGroup)?;
    encoder.out.push(b')');
    Ok(())
}

/// Returns the children with certain names. All other children have no code, nor has a second child
/// of a name.
pub(super) fn pick<'t, const N: usize>(
    encoder: &mut Encoder<'t>,
    element: Entry<'t>,
    names: [Tag; N],
) -> Result<[Option<Entry<'t>>; N], Error> {
    let mut picked = [None; N];
    for child in element.children() {
        let slot = names.iter().position(|name| *name == child.tag).and_then(|index| picked.get_mut(index));
        match slot {
            Some(slot) if slot.is_none() => *slot = Some(child),
            _ => encoder.unmapped(child)?,
        }
    }
    Ok(picked)
}
