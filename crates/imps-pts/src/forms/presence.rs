//! Presence attributes: as names, with values, and of other users.

use super::texts::pick;
use crate::codes::Code;
use crate::codes::Words;
use crate::codes::declarations::{self, Child};
use crate::error::Fail;
use crate::reading::WarningKind;
use crate::reading::grammar::Value;
use crate::reading::layout::{Decoder, wrong_shape};
use crate::writing::leaf::Place;
use crate::writing::output::{Encoder, Entry};
use imps_core::schema::Schema;
use imps_core::{Error, Tag, tag};

/// `PS=OS`, `PS=(OS,UA)`, `PS=(CF,(CT,CP))`, `PS=(OS,(CF,(CT)))`
pub(super) fn read_names<'a>(
    decoder: &mut Decoder<'a, '_>,
    list: Tag,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    decoder.tape.start(list, value.at());
    if as_attribute_with_parts(decoder, value).is_some() {
        read_name(decoder, value)?;
    } else {
        value.members().try_for_each(|member| read_name(decoder, member))?;
    }
    decoder.tape.end();
    Ok(())
}

/// A group of an attribute and its parts looks like a list of two attributes, the second with
/// parts. It is the former if all plain codes of the second member are parts of the first.
fn as_attribute_with_parts(decoder: &Decoder<'_, '_>, value: Value<'_, '_>) -> Option<Tag> {
    let [attribute, parts] = value.members().exactly::<2>()?;
    let tag = attribute_of(decoder, attribute, None)?;
    let are_parts = parts
        .members()
        .filter(|part| !part.is_group())
        .all(|part| attribute_of(decoder, part, Some(tag)).is_some());
    (parts.is_group() && are_parts).then_some(tag)
}

fn attribute_of(decoder: &Decoder<'_, '_>, said: Value<'_, '_>, parent: Option<Tag>) -> Option<Tag> {
    decoder.codes.attribute(said.raw()?.parse().ok()?, parent)
}

/// Reads an attribute, alone or in a group with its parts.
fn read_name(decoder: &mut Decoder<'_, '_>, value: Value<'_, '_>) -> Result<(), Fail> {
    let mut members = value.members();
    let (Some(name), parts, None) = (members.next(), members.next(), members.next()) else {
        return Err(wrong_shape(
            tag::PresenceSubList,
            "attributes, or groups of an attribute and its parts",
            value,
        ));
    };
    let Some(attribute) = known(decoder, name, None)? else { return Ok(()) };
    decoder.tape.start(attribute, name.at());
    for part in parts.into_iter().flat_map(Value::members) {
        if let Some(part_tag) = known(decoder, part, Some(attribute))? {
            decoder.tape.start(part_tag, part.at());
            decoder.tape.end();
        }
    }
    decoder.tape.end();
    Ok(())
}

/// Returns the attribute or part that a code represents. Unknown codes are reported and skipped, as
/// the public client does.
fn known(
    decoder: &mut Decoder<'_, '_>,
    said: Value<'_, '_>,
    parent: Option<Tag>,
) -> Result<Option<Tag>, Fail> {
    let attribute = attribute_of(decoder, said, parent);
    if attribute.is_none() {
        decoder.warn(WarningKind::UnknownAttribute(said.raw().unwrap_or_default().into()), said.at())?;
    }
    Ok(attribute)
}

pub(super) fn write_names<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    element: Entry<'t>,
) -> Result<(), Error> {
    let mut attributes = Vec::new();
    for attribute in element.children() {
        match encoder.codes.attribute_of(attribute.tag, None) {
            Some(code) => attributes.push((code, attribute)),
            None => encoder.unmapped(attribute)?,
        }
    }
    if attributes.is_empty() && element.children().next().is_none() {
        return encoder.lose_empty_list(element);
    }
    // All content was omitted. An empty list would ask for all attributes.
    if attributes.is_empty() {
        return Err(encoder.no_mapping(element));
    }
    encoder.parameter(code);
    // A single attribute has no parentheses around it; with parts it has its own.
    let is_list = attributes.len() > 1;
    let mut before = b'(';
    for (code, attribute) in attributes {
        if is_list {
            encoder.out.push(core::mem::replace(&mut before, b','));
        }
        write_name(encoder, code, attribute)?;
    }
    if is_list {
        encoder.out.push(b')');
    }
    Ok(())
}

fn write_name<'t>(encoder: &mut Encoder<'t>, code: Code, attribute: Entry<'t>) -> Result<(), Error> {
    if attribute.value.is_some() {
        return Err(encoder.no_mapping(attribute));
    }
    let mut before = "(";
    let start = encoder.out.len();
    encoder.code(code);
    for part in attribute.children() {
        match encoder.codes.attribute_of(part.tag, Some(attribute.tag)) {
            Some(_) if !encoder.content(part)?.is_empty() => return Err(encoder.no_mapping(part)),
            Some(code) => {
                if before == "(" {
                    encoder.out.insert(start, b'(');
                    encoder.out.push(b',');
                }
                encoder.push(core::mem::replace(&mut before, ","));
                encoder.code(code);
            }
            None => encoder.unmapped(part)?,
        }
    }
    if before == "," {
        encoder.push("))");
    }
    Ok(())
}

/// `UV=((OS,T,T),(UA,T,AV))`
pub(super) fn read_attributes<'a>(
    decoder: &mut Decoder<'a, '_>,
    list: &Child,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    const EXPECTED: &str = "a list of groups, in parentheses even for one";
    let Some(schema) = list.schema else { return Err(wrong_shape(list.tag, "a structure", value)) };
    if !value.is_group() {
        return Err(wrong_shape(list.tag, EXPECTED, value));
    }
    decoder.tape.start(list.tag, value.at());
    for group in value.members() {
        if !group.is_group() {
            return Err(wrong_shape(list.tag, EXPECTED, group));
        }
        read_attribute(decoder, schema, group)?;
    }
    decoder.tape.end();
    Ok(())
}

/// `(OS,T,T)`, `(OS,F)`, `(CF,T,((CT,MP),(CV,0.1)))`
fn read_attribute<'a>(
    decoder: &mut Decoder<'a, '_>,
    list: &'static Schema,
    group: Value<'_, 'a>,
) -> Result<(), Fail> {
    let mut members = group.members();
    let (name, two, three, four) = (members.next(), members.next(), members.next(), members.next());
    let (Some(name), Some(two), None) = (name, two, four) else {
        return malformed(decoder, group);
    };
    let Some(attribute) = known(decoder, name, None)? else { return Ok(()) };
    let Some(schema) = declarations::child(list, attribute).schema else {
        return malformed(decoder, group);
    };
    let (qualifier, value) = match three {
        Some(value) => (Some(two), value),
        None => (None, two),
    };
    decoder.tape.start(attribute, group.at());
    if let Some(qualifier) = qualifier.filter(|qualifier| !qualifier.is_blank()) {
        decoder.scalar(&declarations::child(schema, tag::Qualifier), qualifier)?;
    }
    let simple = declarations::child(schema, tag::PresenceValue);
    if schema.field(tag::PresenceValue).is_none() {
        read_parts(decoder, schema, attribute, value)?;
    } else if !value.is_blank() || !simple.is_flag {
        // A boolean is never empty: then there is no value.
        word_or_text(decoder, attribute, &simple, value)?;
    }
    decoder.tape.end();
    Ok(())
}

/// Reports and skips other content in the place of a presence attribute.
#[cold]
fn malformed(decoder: &mut Decoder<'_, '_>, group: Value<'_, '_>) -> Result<(), Fail> {
    let name = group.members().next().and_then(Value::raw).unwrap_or_default();
    decoder.warn(WarningKind::MalformedAttribute(name.into()), group.at())
}

/// `((CT,MP),(CV,0.1))`; a single part may lack the outer parentheses. A missing value has no
/// parts.
fn read_parts<'a>(
    decoder: &mut Decoder<'a, '_>,
    schema: &'static Schema,
    attribute: Tag,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    if value.is_blank() {
        return Ok(());
    }
    let is_single = value.members().next().is_some_and(|first| !first.is_group());
    if is_single {
        return read_part(decoder, schema, attribute, value);
    }
    value.members().try_for_each(|part| read_part(decoder, schema, attribute, part))
}

fn read_part<'a>(
    decoder: &mut Decoder<'a, '_>,
    schema: &'static Schema,
    attribute: Tag,
    pair: Value<'_, 'a>,
) -> Result<(), Fail> {
    let Some([name, value]) = pair.members().exactly::<2>() else {
        return Err(wrong_shape(attribute, "pairs of a code and a text", pair));
    };
    let Some(part) = known(decoder, name, Some(attribute))? else { return Ok(()) };
    let child = declarations::child(schema, part);
    // A table may name a part that contains elements, but only its name can be written.
    if child.schema.is_some() {
        return Err(wrong_shape(part, "no value here: it holds elements", value));
    }
    word_or_text(decoder, part, &child, value)
}

/// Reads a word by its code, or a text. Codes count only if their attribute has words.
fn word_or_text<'a>(
    decoder: &mut Decoder<'a, '_>,
    scope: Tag,
    child: &Child,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    match value.raw().and_then(|text| decoder.codes.presence_words().value(scope, text)) {
        Some(word) => {
            decoder.tape.leaf(child.tag, value.at(), word);
            Ok(())
        }
        None => decoder.scalar(child, value),
    }
}

pub(super) fn write_attributes<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    element: Entry<'t>,
) -> Result<(), Error> {
    if element.children().next().is_none() {
        return encoder.lose_empty_list(element);
    }
    encoder.parameter(code);
    write_list(encoder, element)
}

/// Writes the groups of a list, in parentheses even if there is one group.
fn write_list<'t>(encoder: &mut Encoder<'t>, list: Entry<'t>) -> Result<(), Error> {
    let mut before = b'(';
    for attribute in list.children() {
        match encoder.codes.attribute_of(attribute.tag, None) {
            Some(code) => {
                encoder.out.push(core::mem::replace(&mut before, b','));
                write_attribute(encoder, code, attribute)?;
            }
            None => encoder.unmapped(attribute)?,
        }
    }
    // All content may have been omitted.
    if before == b'(' {
        return Err(encoder.no_mapping(list));
    }
    encoder.out.push(b')');
    Ok(())
}

fn write_attribute<'t>(encoder: &mut Encoder<'t>, code: Code, attribute: Entry<'t>) -> Result<(), Error> {
    let (mut qualifier, mut value, mut parts) = (None, None, 0_usize);
    for child in attribute.children() {
        match child.tag {
            tag::Qualifier if qualifier.is_none() => qualifier = Some(child),
            tag::PresenceValue if value.is_none() => value = Some(child),
            part if encoder.codes.attribute_of(part, Some(attribute.tag)).is_some() => {
                parts = parts.saturating_add(1);
            }
            _ => encoder.unmapped(child)?,
        }
    }
    // If parts are possible, they are the value.
    if let Some(value) = value.filter(|_| encoder.codes.has_parts(attribute.tag)) {
        return Err(encoder.no_mapping(value));
    }
    let words = encoder.codes.presence_words();
    encoder.out.push(b'(');
    encoder.code(code);
    encoder.out.push(b',');
    if let Some(qualifier) = qualifier {
        encoder.leaf(qualifier, Place::InGroup)?;
        encoder.out.push(b',');
    }
    if let Some(value) = value {
        encoder.coded(words, attribute.tag, value, Place::InGroup)?;
    } else if parts > 0 {
        write_parts(encoder, words, attribute)?;
    } else if qualifier.is_none() || encoder.codes.has_parts(attribute.tag) {
        // A name alone has no place in a list of values, and readers do not understand a qualifier
        // alone before parts.
        return Err(encoder.no_mapping(attribute));
    }
    encoder.out.push(b')');
    Ok(())
}

fn write_parts<'t>(encoder: &mut Encoder<'t>, words: Words<'t>, attribute: Entry<'t>) -> Result<(), Error> {
    let mut before = b'(';
    for part in attribute.children() {
        if let Some(code) = encoder.codes.attribute_of(part.tag, Some(attribute.tag)) {
            encoder.out.push(core::mem::replace(&mut before, b','));
            encoder.out.push(b'(');
            encoder.code(code);
            encoder.out.push(b',');
            encoder.coded(words, part.tag, part, Place::InGroup)?;
            encoder.out.push(b')');
        }
    }
    encoder.out.push(b')');
    Ok(())
}

/// `PR=(wv:sam)`, `PR=(wv:sam,((OS,T,T)))`, `PR=((wv:sam,((OS,T,T))),(wv:kim))`
pub(super) fn read_users<'a>(
    decoder: &mut Decoder<'a, '_>,
    child: &Child,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    if !value.is_group() {
        return Err(wrong_shape(child.tag, "a group of a user and a list of attributes", value));
    }
    let is_single = value.members().next().is_some_and(|first| !first.is_group());
    if is_single {
        return read_user(decoder, child, value);
    }
    value.members().try_for_each(|user| read_user(decoder, child, user))
}

fn read_user<'a>(decoder: &mut Decoder<'a, '_>, child: &Child, value: Value<'_, 'a>) -> Result<(), Fail> {
    let mut members = value.members();
    let (Some(user), list, None) = (members.next(), members.next(), members.next()) else {
        return Err(wrong_shape(child.tag, "a user and a list of attributes", value));
    };
    decoder.tape.start(child.tag, value.at());
    decoder.text(tag::UserID, user)?;
    if let (Some(list), Some(schema)) = (list, child.schema) {
        read_attributes(decoder, &declarations::child(schema, tag::PresenceSubList), list)?;
    }
    decoder.tape.end();
    Ok(())
}

pub(super) fn write_users<'t>(
    encoder: &mut Encoder<'t>,
    code: Code,
    users: impl Iterator<Item = Entry<'t>> + Clone,
) -> Result<(), Error> {
    encoder.parameter(code);
    // The outer parentheses are only for several users.
    let is_list = users.clone().nth(1).is_some();
    let mut before = b'(';
    for presence in users {
        if is_list {
            encoder.out.push(core::mem::replace(&mut before, b','));
        }
        write_user(encoder, presence)?;
    }
    if is_list {
        encoder.out.push(b')');
    }
    Ok(())
}

fn write_user<'t>(encoder: &mut Encoder<'t>, presence: Entry<'t>) -> Result<(), Error> {
    let [user, list] = pick(encoder, presence, [tag::UserID, tag::PresenceSubList])?;
    let Some(user) = user else { return Err(encoder.no_mapping(presence)) };
    encoder.out.push(b'(');
    encoder.leaf(user, Place::InGroup)?;
    match list {
        Some(list) if list.children().next().is_some() => {
            encoder.out.push(b',');
            write_list(encoder, list)?;
        }
        Some(list) => encoder.lose_empty_list(list)?,
        None => {}
    }
    encoder.out.push(b')');
    Ok(())
}
