//! Elements without types as bytes of protobuf, by the plan: the types made from it read them.

use super::plan::{Form, Member, Place, members};
use oma_imps::DateTime;
use oma_imps::imps_core::schema::{Cardinality, Schema};
use oma_imps::imps_core::{Item, Name, Node, ReadOptions, Value};
use std::borrow::Cow;

/// Writes an element with this declaration as a message.
///
/// # Panics
/// If a value has no form in protobuf, such as a word outside its list.
pub fn encode(node: &Node<'_>, schema: &'static Schema) -> Vec<u8> {
    let mut out = Vec::new();
    for member in members(schema) {
        let values = values(node, &member);
        match member.cardinality {
            Cardinality::Many if is_packed(&member.form) => {
                let numbers = values.iter().flat_map(|node| varint(number(node, &member.form)));
                let numbers: Vec<u8> = numbers.collect();
                if !numbers.is_empty() {
                    write_bytes(member.number, &numbers, &mut out);
                }
            }
            Cardinality::Many => {
                for node in &values {
                    write_item(&member, node, &mut out);
                }
            }
            // A default is not written where a value has to be.
            cardinality => {
                let is_implicit = cardinality == Cardinality::One;
                if let Some(node) = values.first() {
                    write(&member.form, member.number, node, is_implicit, &mut out);
                }
            }
        }
    }
    out
}

/// The values of a member, each in an element.
fn values<'n>(node: &'n Node<'n>, member: &Member) -> Vec<Cow<'n, Node<'n>>> {
    let leaf = |value: Value<'n>| Cow::Owned(Node::foreign("").with_value(value));
    match member.place {
        Place::Attribute(name) => {
            node.attribute(name).map(|text| leaf(Value::from(&**text))).into_iter().collect()
        }
        Place::Text => {
            let texts = node.content.iter().filter_map(|item| match item {
                Item::Value(value) => Some(leaf(value.clone())),
                Item::Element(_) => None,
            });
            texts.collect()
        }
        Place::Children(tags) => {
            let is_member = |child: &&Node<'_>| matches!(child.name, Name::Known(tag) if tags.contains(&tag));
            node.children().filter(is_member).map(Cow::Borrowed).collect()
        }
    }
}

/// One of many: a choice is in a message of its own.
fn write_item(member: &Member, node: &Node<'_>, out: &mut Vec<u8>) {
    if let Form::Choice(_) = member.form {
        let mut item = Vec::new();
        write(&member.form, 0, node, false, &mut item);
        write_bytes(member.number, &item, out);
    } else {
        write(&member.form, member.number, node, false, out);
    }
}

fn write(form: &Form, field: u32, node: &Node<'_>, is_implicit: bool, out: &mut Vec<u8>) {
    match form {
        Form::Message(schema) => write_bytes(field, &encode(node, schema), out),
        Form::Text => {
            let text = node.text().expect("text");
            if !(is_implicit && text.is_empty()) {
                write_bytes(field, text.as_bytes(), out);
            }
        }
        Form::Bytes => match node.value() {
            Some(Value::Bytes(bytes)) => write_bytes(field, bytes, out),
            other => panic!("no bytes: {other:?}"),
        },
        Form::Choice(alternatives) => {
            let is_bytes = matches!(node.value(), Some(Value::Bytes(_)));
            let found = alternatives.iter().find(|alternative| match alternative.tag {
                Some(tag) => node.name == Name::Known(tag),
                None => is_bytes == matches!(alternative.form, Form::Bytes),
            });
            let found = found.expect("an alternative of the choice");
            write(&found.form, found.number, node, false, out);
        }
        _ => {
            let number = number(node, form);
            if !(is_implicit && number == 0) {
                out.extend(varint(u64::from(field << 3)).chain(varint(number)));
            }
        }
    }
}

fn is_packed(form: &Form) -> bool {
    matches!(form, Form::Number | Form::Flag | Form::Mark | Form::Time | Form::Word(_))
}

/// The integer for a value.
fn number(node: &Node<'_>, form: &Form) -> u64 {
    let value = || node.value().expect("a value");
    match form {
        Form::Number => value().integer().expect("a number").into(),
        Form::Flag => value().boolean(&ReadOptions::default()).expect("a boolean").into(),
        Form::Mark => 1,
        Form::Time => {
            let text = node.text().expect("text");
            let time: DateTime = text.parse().expect("a date and time");
            time.to_unix().expect("a time after 1970").cast_unsigned()
        }
        Form::Word(words) => {
            let text = node.text().expect("text");
            let found = words.iter().position(|word| *word == text).expect("a word of the list");
            found as u64 + 1
        }
        Form::Message(_) | Form::Text | Form::Bytes | Form::Choice(_) => panic!("no integer: {form:?}"),
    }
}

fn write_bytes(field: u32, bytes: &[u8], out: &mut Vec<u8>) {
    out.extend(varint(u64::from(field << 3 | 2)).chain(varint(bytes.len() as u64)));
    out.extend_from_slice(bytes);
}

/// Seven bits per byte, the lowest first.
fn varint(number: u64) -> impl Iterator<Item = u8> {
    let bytes = (u64::BITS - number.leading_zeros()).div_ceil(7).max(1);
    (0..bytes).map(move |at| {
        let more = if at + 1 < bytes { 0x80 } else { 0 };
        let [lowest, ..] = (number >> (7 * at)).to_le_bytes();
        lowest & 0x7F | more
    })
}
