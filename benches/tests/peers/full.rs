//! The full messages of protobuf say what ours say: read back by the plan, their bytes are our message.

use super::samples;
use imps_benches::Sample;
use imps_benches::messages::{self, Which};
use imps_benches::protobuf::full;
use imps_benches::protobuf::plan::{Alternative, Form, Member, Place, members};
use oma_imps::csp::Message;
use oma_imps::imps_core::schema::{Cardinality, Schema};
use oma_imps::imps_core::{Content as _, Element as _, Item, Node, Source as _, Tag, TreeSource, Value};
use oma_imps::{DateTime, Version};
use prost::Message as _;

/// Types of prost drop what they have no member for, so bytes that come back are all in the types.
#[test]
fn full_protobuf_says_the_same() {
    for sample in samples() {
        assert!(sample.full.encode_to_vec() == sample.full_bytes, "{}", sample.name);
        assert!(sample.boxed.encode_to_vec() == sample.full_bytes, "{}", sample.name);
        let tree = element(Message::SCHEMA.tag, Message::SCHEMA, &sample.full_bytes);
        let mut source = TreeSource::new(&tree, Version::V1_2);
        let root = source.child().unwrap().unwrap();
        assert!(Message::read(root, &mut source).unwrap() == sample.message, "{}", sample.name);
    }
}

/// The reader of this file and the writer go by one plan, so here the types are asked.
#[test]
fn the_types_hold_texts_words_and_numbers_where_their_names_say() {
    let sample = Sample::of(Which::SendMessage(100));
    let full::Session { descriptor: Some(descriptor), transactions, .. } =
        sample.full.session.clone().unwrap()
    else {
        panic!("no descriptor")
    };
    assert_eq!((descriptor.session_type, descriptor.session_id.as_deref()), (1, Some(messages::SESSION)));
    let transaction = &transactions[0];
    assert_eq!(transaction.descriptor.as_ref().unwrap().transaction_id.as_deref(), Some("16"));
    let content = transaction.content.clone().unwrap();
    let Some(full::TransactionContentPrimitive::SendMessageRequest(send)) = content.primitive else {
        panic!("another primitive")
    };
    let text = messages::text(100);
    assert_eq!(send.delivery_report, Some(true));
    assert_eq!(send.content_data, Some(full::SendMessageRequestContentData::Text(text.clone())));
    let info = send.message_info.unwrap();
    assert_eq!(info.content_type.as_deref(), Some("text/plain"));
    assert_eq!(info.content_size, u32::try_from(text.len()).ok());
    assert_eq!((info.date_time, info.validity), (Some(messages::SENT_UNIX), Some(600)));
    let recipient = info.recipient.unwrap();
    assert_eq!(recipient.users[0].user_id.as_deref(), Some(messages::RECIPIENT));
    assert_eq!(recipient.contact_lists, [messages::LIST]);
}

/// A field as protobuf writes it.
#[derive(Clone, Copy)]
enum Field<'b> {
    Integer(u64),
    Bytes(&'b [u8]),
}

fn element(tag: Tag, schema: &'static Schema, bytes: &[u8]) -> Node<'static> {
    let fields = fields(bytes);
    let mut node = Node::new(tag);
    for member in members(schema) {
        for value in values(&member, &fields) {
            match (member.place, value.content) {
                (Place::Attribute(name), content) => {
                    let [Item::Value(value)] = &content[..] else { panic!("{content:?}") };
                    node = node.with_attribute(name, value.clone().into_text().unwrap());
                }
                (Place::Text, content) => node.content.extend(content),
                (Place::Children(_), content) => node = node.with(Node { content, ..value }),
            }
        }
    }
    node
}

/// Elements with the values of a member.
fn values(member: &Member, fields: &[(u32, Field<'_>)]) -> Vec<Node<'static>> {
    let first = match member.place {
        Place::Children(tags) => tags[0],
        Place::Attribute(_) | Place::Text => Tag::TEXT,
    };
    let numbered = |number| fields.iter().filter(move |(of, _)| *of == number).map(|(_, field)| *field);
    let choice = |alternatives: &[Alternative], fields: &[(u32, Field<'_>)]| {
        let found = fields.iter().find_map(|(number, field)| {
            let alternative = alternatives.iter().find(|alternative| alternative.number == *number)?;
            Some(value(alternative.tag.unwrap_or(first), &alternative.form, *field))
        });
        found.into_iter().collect::<Vec<_>>()
    };
    match (&member.form, member.cardinality) {
        (Form::Choice(alternatives), Cardinality::Many) => numbered(member.number)
            .flat_map(|field| {
                let Field::Bytes(bytes) = field else { panic!("no message") };
                choice(alternatives, &self::fields(bytes))
            })
            .collect(),
        (Form::Choice(alternatives), _) => choice(alternatives, fields),
        (Form::Message(_) | Form::Text | Form::Bytes, Cardinality::Many) => {
            numbered(member.number).map(|field| value(first, &member.form, field)).collect()
        }
        (form, Cardinality::Many) => numbered(member.number)
            .flat_map(|field| {
                let Field::Bytes(bytes) = field else { panic!("not packed") };
                integers(bytes)
            })
            .map(|number| value(first, form, Field::Integer(number)))
            .collect(),
        (form, cardinality) => {
            let default = match form {
                Form::Message(_) => None,
                Form::Text => Some(Field::Bytes(b"")),
                _ => Some(Field::Integer(0)),
            };
            let default = default.filter(|_| cardinality == Cardinality::One);
            numbered(member.number)
                .next()
                .or(default)
                .map(|field| value(first, form, field))
                .into_iter()
                .collect()
        }
    }
}

fn value(tag: Tag, form: &Form, field: Field<'_>) -> Node<'static> {
    let leaf = |value: Value<'static>| Node::leaf(tag, value);
    match (form, field) {
        (Form::Message(schema), Field::Bytes(bytes)) => element(tag, schema, bytes),
        (Form::Text, Field::Bytes(bytes)) => leaf(String::from_utf8(bytes.to_vec()).unwrap().into()),
        (Form::Bytes, Field::Bytes(bytes)) => leaf(Value::Bytes(bytes.to_vec().into())),
        (Form::Number, Field::Integer(number)) => leaf(u32::try_from(number).unwrap().into()),
        (Form::Flag, Field::Integer(number)) => leaf(["F", "T"][usize::try_from(number).unwrap()].into()),
        (Form::Mark, Field::Integer(1)) => Node::new(tag),
        (Form::Time, Field::Integer(seconds)) => {
            leaf(DateTime::from_unix(seconds.cast_signed()).unwrap().into())
        }
        (Form::Word(words), Field::Integer(number)) => {
            leaf(words[usize::try_from(number).unwrap() - 1].into())
        }
        _ => panic!("{form:?} in another form"),
    }
}

/// The fields of a message: keys say which and how, then come an integer, or a length and bytes.
fn fields(mut bytes: &[u8]) -> Vec<(u32, Field<'_>)> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let key = integer(&mut bytes);
        let value = integer(&mut bytes);
        let field = match key & 7 {
            0 => Field::Integer(value),
            2 => {
                let (value, rest) = bytes.split_at(usize::try_from(value).unwrap());
                bytes = rest;
                Field::Bytes(value)
            }
            other => panic!("wire type {other}"),
        };
        fields.push((u32::try_from(key >> 3).unwrap(), field));
    }
    fields
}

fn integers(mut bytes: &[u8]) -> Vec<u64> {
    let mut integers = Vec::new();
    while !bytes.is_empty() {
        integers.push(integer(&mut bytes));
    }
    integers
}

fn integer(bytes: &mut &[u8]) -> u64 {
    let mut integer = 0;
    for shift in (0..).step_by(7) {
        let byte = bytes.split_off_first().unwrap();
        integer |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    integer
}
