//! The service tree, flattened: `RF=(FF,PF)`. A node represents everything below it, and the root
//! everything.

use crate::PtsErrorKind;
use crate::codes::Code;
use crate::codes::declarations::{self, Child};
use crate::error::Fail;
use crate::reading::grammar::Value;
use crate::reading::layout::{Decoder, wrong_shape};
use crate::writing::output::{Encoder, Entry};
use imps_core::schema::Schema;
use imps_core::{Error, Tag};

/// A node: its place at every level of the tree, its path, and the position of its code.
type Placed<'c> = (Vec<usize>, &'c [Tag], u32);

pub(super) fn read<'a>(
    decoder: &mut Decoder<'a, '_>,
    list: &Child,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    let mut nodes: Vec<Placed<'_>> = Vec::new();
    for member in value.members() {
        let text = member.raw().unwrap_or_default();
        let codes = decoder.codes;
        let Some(node) = text.parse().ok().and_then(|code| codes.service(code)) else {
            let kind = PtsErrorKind::UnknownCode { space: "service", code: text.into() };
            return Err(Fail::new(kind, member.at()));
        };
        let Some(schema) = list.schema else { return Err(wrong_shape(list.tag, "a structure", value)) };
        nodes.push((places(decoder, schema, &node.path), &node.path, member.at()));
    }
    nodes.sort();
    decoder.tape.start(list.tag, value.at());
    let mut open: &[Tag] = &[];
    for (_, path, at) in nodes {
        // The previous node represents everything below it.
        if !open.is_empty() && path.starts_with(open) {
            continue;
        }
        let shared = open.iter().zip(path).take_while(|(one, other)| one == other).count();
        for _ in shared..open.len() {
            decoder.tape.end();
        }
        for tag in path.get(shared..).unwrap_or_default() {
            decoder.tape.start(*tag, at);
        }
        open = path;
    }
    for _ in open {
        decoder.tape.end();
    }
    decoder.tape.end();
    Ok(())
}

/// Returns the places of the elements of a path, each among its siblings as declared.
fn places(decoder: &Decoder<'_, '_>, schema: &'static Schema, path: &[Tag]) -> Vec<usize> {
    let mut schema = Some(schema);
    let place = |tag: &Tag| {
        let inside = schema?;
        schema = declarations::child(inside, *tag).schema;
        declarations::place(inside, *tag, decoder.version).map(|(place, _)| place)
    };
    path.iter().map(place).map(|place| place.unwrap_or(usize::MAX)).collect()
}

pub(super) fn write<'t>(encoder: &mut Encoder<'t>, code: Code, element: Entry<'t>) -> Result<(), Error> {
    if element.children().next().is_none() {
        return encoder.unmapped(element);
    }
    encoder.parameter(code);
    let mut before = b'(';
    write_leaves(encoder, element, &mut Vec::new(), &mut before)?;
    // All content may have been omitted.
    if before == b'(' {
        return Err(encoder.no_mapping(element));
    }
    encoder.out.push(b')');
    Ok(())
}

fn write_leaves<'t>(
    encoder: &mut Encoder<'t>,
    parent: Entry<'t>,
    path: &mut Vec<Tag>,
    before: &mut u8,
) -> Result<(), Error> {
    for node in parent.children() {
        path.push(node.tag);
        if node.children().next().is_some() {
            write_leaves(encoder, node, path, before)?;
        } else if node.value.is_some() {
            return Err(encoder.no_mapping(node));
        } else if let Some(code) = encoder.codes.service_of(path) {
            encoder.out.push(core::mem::replace(before, b','));
            encoder.code(code);
        } else {
            encoder.unmapped(node)?;
        }
        path.pop();
    }
    Ok(())
}
