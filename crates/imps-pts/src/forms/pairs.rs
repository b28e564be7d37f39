//! Lists of pairs: a code and a text. A single pair keeps the outer parentheses.

use super::texts::pick;
use crate::PtsErrorKind;
use crate::codes::Code;
use crate::codes::declarations::{self, Child};
use crate::error::Fail;
use crate::reading::grammar::Value;
use crate::reading::layout::{Decoder, wrong_shape};
use crate::writing::leaf::Place;
use crate::writing::output::{Encoder, Entry};
use imps_core::schema::Schema;
use imps_core::{Error, Tag, Text, tag};

/// Returns the pairs of a list.
pub(super) fn pairs<'t, 'a>(
    list: Tag,
    value: Value<'t, 'a>,
) -> Result<impl Iterator<Item = Result<[Value<'t, 'a>; 2], Fail>>, Fail> {
    const EXPECTED: &str = "a list of pairs, in parentheses even for one";
    if !value.is_group() {
        return Err(wrong_shape(list, EXPECTED, value));
    }
    Ok(value.members().map(move |member| {
        let pair = if member.is_group() { member.members().exactly::<2>() } else { None };
        pair.ok_or_else(|| wrong_shape(list, EXPECTED, member))
    }))
}

/// `CA=((CT,MP),(PM,30))`
pub(super) fn read_capabilities<'a>(
    decoder: &mut Decoder<'a, '_>,
    list: &Child,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    let Some(schema) = list.schema else { return Err(wrong_shape(list.tag, "a structure", value)) };
    decoder.tape.start(list.tag, value.at());
    let mut placed = Vec::with_capacity(value.members().count());
    for pair in pairs(list.tag, value)? {
        let [code, text] = pair?;
        let path = capability(decoder, schema, code)?;
        let place =
            declarations::place(schema, path.first().copied().unwrap_or(Tag::FOREIGN), decoder.version);
        placed.push((place.map_or(usize::MAX, |(place, _)| place), path, text));
    }
    placed.sort_by_key(|(place, ..)| *place);
    for (_, path, text) in placed {
        read_capability(decoder, path, schema, text)?;
    }
    decoder.tape.end();
    Ok(())
}

/// Returns the path of a capability.
fn capability<'c>(
    decoder: &Decoder<'_, 'c>,
    schema: &'static Schema,
    said: Value<'_, '_>,
) -> Result<&'c [Tag], Fail> {
    let text = said.raw().unwrap_or_default();
    let code = text.parse().ok();
    let node = code.and_then(|code| decoder.codes.capability(code, schema, decoder.version));
    node.map(|node| &*node.path).ok_or_else(|| {
        Fail::new(PtsErrorKind::UnknownCode { space: "capability", code: text.into() }, said.at())
    })
}

fn read_capability<'a>(
    decoder: &mut Decoder<'a, '_>,
    path: &[Tag],
    schema: &'static Schema,
    text: Value<'_, 'a>,
) -> Result<(), Fail> {
    let Some((tag, inside)) = path.split_first() else { return Ok(()) };
    let child = declarations::child(schema, *tag);
    if let ([_, ..], Some(schema)) = (inside, child.schema) {
        decoder.tape.start(*tag, text.at());
        read_capability(decoder, inside, schema, text)?;
        decoder.tape.end();
        return Ok(());
    }
    match text.raw().and_then(|text| decoder.codes.capability_words().value(*tag, text)) {
        Some(word) => {
            decoder.tape.leaf(*tag, text.at(), word);
            Ok(())
        }
        None => decoder.scalar(&child, text),
    }
}

pub(super) fn write_capabilities<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    element: Entry<'t>,
) -> Result<(), Error> {
    let mut list = List::new(encoder, code);
    for child in element.children() {
        let (path, text) = match child.only_child() {
            Some(inner) if child.value.is_none() => (&[child.tag, inner.tag][..], inner),
            _ => (&[child.tag][..], child),
        };
        let node = list.encoder.codes.capability_of(path);
        let Some(node) = node.filter(|node| list.encoder.is_read_capability(element, node)) else {
            list.encoder.unmapped(child)?;
            continue;
        };
        let words = list.encoder.codes.capability_words();
        if words.has_codes(text.tag) {
            let word = list.encoder.content(text)?;
            if words.code(text.tag, word.as_bytes()).is_none() {
                let word = word.into_owned();
                if list.encoder.may_leave_out(&word) {
                    continue;
                }
                return Err(list.encoder.no_code(&word, text));
            }
        }
        list.pair(node.code);
        list.encoder.coded(words, text.tag, text, Place::InGroup)?;
        list.encoder.out.push(b')');
    }
    list.finish(element)
}

/// Writes a list of pairs.
struct List<'e, 't> {
    encoder: &'e mut Encoder<'t>,
    /// The first pair starts the parameter, so an empty list writes nothing.
    code: Code,
    is_empty: bool,
}

impl<'e, 't> List<'e, 't> {
    fn new(encoder: &'e mut Encoder<'t>, code: Code) -> Self {
        Self { encoder, code, is_empty: true }
    }

    /// Starts a pair, including its code.
    fn pair(&mut self, first: Code) {
        if self.is_empty {
            self.encoder.parameter(self.code);
        }
        self.encoder.push(if self.is_empty { "((" } else { ",(" });
        self.is_empty = false;
        self.encoder.code(first);
        self.encoder.out.push(b',');
    }

    /// There is no notation for an empty list.
    fn finish(self, element: Entry<'t>) -> Result<(), Error> {
        if self.is_empty {
            return self.encoder.unmapped(element);
        }
        self.encoder.out.push(b')');
        Ok(())
    }
}

/// `CP=((DN,"My friends"),(DE,T))`
pub(super) fn read_properties<'a>(
    decoder: &mut Decoder<'a, '_>,
    list: &Child,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    decoder.tape.start(list.tag, value.at());
    for pair in pairs(list.tag, value)? {
        let [code, text] = pair?;
        let known = code.raw().unwrap_or_default();
        let Some(property) = decoder.codes.property(known) else {
            let kind = PtsErrorKind::UnknownCode { space: "property", code: known.into() };
            return Err(Fail::new(kind, code.at()));
        };
        decoder.tape.start(tag::Property, code.at());
        let name = imps_core::Value::Text(Text::from(property.to_string()));
        decoder.tape.leaf(tag::Name, code.at(), name);
        decoder.text(tag::Value, text)?;
        decoder.tape.end();
    }
    decoder.tape.end();
    Ok(())
}

pub(super) fn write_properties<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    element: Entry<'t>,
) -> Result<(), Error> {
    let mut list = List::new(encoder, code);
    for property in element.children() {
        let encoder = &mut *list.encoder;
        let ([Some(name), Some(value)], tag::Property) =
            (pick(encoder, property, [tag::Name, tag::Value])?, property.tag)
        else {
            encoder.unmapped(property)?;
            continue;
        };
        let word = encoder.content(name)?;
        match encoder.codes.property_of(&word) {
            Some(code) => list.pair(code),
            None => {
                let word = word.into_owned();
                if encoder.may_leave_out(&word) {
                    continue;
                }
                return Err(encoder.no_code(&word, name));
            }
        }
        list.encoder.leaf(value, Place::InGroup)?;
        list.encoder.out.push(b')');
    }
    list.finish(element)
}
