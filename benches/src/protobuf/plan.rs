//! How a declaration becomes a message of protobuf: the members, their forms and their numbers.
//!
//! Structures become messages, choices become `oneof`, words and numbers become integers. Vendor
//! content and untyped elements are left out, as a schema of protobuf would leave them out.

use oma_imps::imps_core::schema::{Cardinality, Schema, Type};
use oma_imps::imps_core::{Tag, Vocabulary};

/// A member of a message.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name in Rust.
    pub name: String,
    /// Its place in the element.
    pub place: Place,
    /// How often it may appear.
    pub cardinality: Cardinality,
    /// Its form.
    pub form: Form,
    /// Its number. The alternatives of a choice have numbers of their own; if there may be many
    /// choices, this is the number of the message around each.
    pub number: u32,
}

/// A place in an element.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// An attribute.
    Attribute(&'static str),
    /// The text beside attributes or children.
    Text,
    /// The children with these tags. If there is no choice, the first is the one to write.
    Children(&'static [Tag]),
}

/// A form of protobuf.
#[derive(Clone, Debug)]
pub enum Form {
    /// A message.
    Message(&'static Schema),
    /// `string`.
    Text,
    /// `bytes`.
    Bytes,
    /// `uint32`.
    Number,
    /// `bool`.
    Flag,
    /// `bool`, always true: an element without content.
    Mark,
    /// `int64`, the seconds since 1970.
    Time,
    /// `int32`: the position in the list, from 1. 0 means none, as the style guide of protobuf asks.
    Word(Vec<&'static str>),
    /// `oneof`.
    Choice(Vec<Alternative>),
}

/// An alternative of a choice.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Its name in Rust.
    pub name: String,
    /// Its element; `None` for the two forms of data.
    pub tag: Option<Tag>,
    /// Its form.
    pub form: Form,
    /// Its number.
    pub number: u32,
}

/// The members of a structure: attributes, text, children. Numbers count in this order.
pub fn members(schema: &'static Schema) -> Vec<Member> {
    let attributes = schema.attributes.iter().map(|attribute| {
        let place = Place::Attribute(attribute.name);
        (snake_case(attribute.name), place, attribute.cardinality, attribute.content)
    });
    let text = schema.text.map(|content| ("text".to_owned(), Place::Text, Cardinality::One, content));
    let fields = schema
        .fields
        .iter()
        .map(|field| (field.name.to_owned(), Place::Children(field.tags), field.cardinality, field.content));
    let mut next = 1;
    let mut members = Vec::new();
    for (name, place, cardinality, content) in attributes.chain(text).chain(fields) {
        // The alternatives of many choices count within the message around each.
        let (many, mut first) = (cardinality == Cardinality::Many, 1);
        let numbers = if many { &mut first } else { &mut next };
        let Some(form) = form(content, schema.vocabulary, numbers) else { continue };
        let number = next;
        if many || !matches!(form, Form::Choice(_)) {
            next += 1;
        }
        members.push(Member { name, place, cardinality, form, number });
    }
    members
}

/// The name of a message or variant for an element.
///
/// # Panics
/// If the vocabulary does not have the element.
pub fn camel_case(vocabulary: &Vocabulary, tag: Tag) -> String {
    let name = vocabulary.name(tag).expect("an element of the vocabulary");
    name.split(['-', '_']).map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for character in name.chars() {
        if character.is_uppercase() && snake.ends_with(|last: char| last.is_lowercase()) {
            snake.push('_');
        }
        snake.push(if character.is_alphanumeric() { character.to_ascii_lowercase() } else { '_' });
    }
    snake
}

/// The form of a content; `None` for untyped content. A choice takes its numbers from `next`.
fn form(content: Type, vocabulary: &Vocabulary, next: &mut u32) -> Option<Form> {
    let mut alternative = |name: String, tag, form| {
        let number = *next;
        *next += 1;
        Alternative { name, tag, form, number }
    };
    Some(match content {
        Type::Structure(schema) => Form::Message(schema),
        Type::Empty => Form::Mark,
        Type::Choice(alternatives) => {
            let known = alternatives.iter().filter_map(|(tag, content)| {
                let form = form(*content, vocabulary, &mut 0)?;
                assert!(!matches!(form, Form::Choice(_)), "a choice in a choice");
                Some(alternative(camel_case(vocabulary, *tag), Some(*tag), form))
            });
            Form::Choice(known.collect())
        }
        Type::Text | Type::Special(_) => Form::Text,
        Type::Enumeration(words, of_versions) => {
            Form::Word(words.iter().copied().chain(of_versions.iter().map(|(word, _)| *word)).collect())
        }
        Type::Closed(words) => Form::Word(words.to_vec()),
        Type::Integer => Form::Number,
        Type::Boolean => Form::Flag,
        Type::DateTime => Form::Time,
        Type::Data => Form::Choice(vec![
            alternative("Text".to_owned(), None, Form::Text),
            alternative("Bytes".to_owned(), None, Form::Bytes),
        ]),
        Type::Any => return None,
        other => panic!("no form of protobuf for {other:?}"),
    })
}
