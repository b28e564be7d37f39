//! Elements that the content models of a version allow.

use crate::files::table;
use imps_core::schema::{DataType, Model, Schema, Type};
use imps_core::{CSP, Node, Tag, Version, Versions, tag};
use std::sync::OnceLock;

/// Makes elements by their content models, in which nearly every value differs. The same seed makes
/// the same elements.
#[derive(Clone, Debug)]
pub struct ValidMaker {
    version: Version,
    random: u64,
    count: u32,
    depth: u32,
}

/// A part of a content model.
#[derive(Debug)]
enum Part<'m> {
    Name(&'m str),
    All(Vec<(Self, char)>),
    OneOf(Vec<(Self, char)>),
}

impl ValidMaker {
    /// A maker of elements of a version.
    pub fn new(version: Version, seed: u64) -> Self {
        Self { version, random: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, count: 0, depth: 0 }
    }

    /// A number below another.
    pub fn choose(&mut self, among: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random >> 33).unwrap_or_default() % among.max(1)
    }

    /// An element with what the model of the version allows.
    ///
    /// # Panics
    /// If the version has no model of the element.
    pub fn structure(&mut self, schema: &'static Schema) -> Node<'static> {
        let mut node = Node::new(schema.tag);
        let model = schema.model(self.version);
        let content = model.map_or("EMPTY", |model: &Model| model.content);
        match content {
            "EMPTY" | "ANY" => {}
            "#PCDATA" => node.content.push(imps_core::Item::Value(self.leaf(schema.tag, Type::Text).into())),
            content => {
                let (part, rest) = parse(content);
                assert!(rest.trim().is_empty(), "{content}");
                self.depth += 1;
                self.part(&part, schema, &mut node);
                self.depth -= 1;
            }
        }
        node
    }

    fn part(&mut self, part: &Part<'_>, schema: &'static Schema, node: &mut Node<'static>) {
        match part {
            Part::Name(name) => {
                let tag = CSP.tag(name).unwrap();
                let content = content_of(schema, tag, self.version);
                node.content.push(imps_core::Item::Element(self.child(tag, content)));
            }
            Part::All(parts) => parts.iter().for_each(|part| self.repeated(part, schema, node)),
            Part::OneOf(parts) => {
                let chosen = self.choose(parts.len());
                self.repeated(&parts[chosen], schema, node);
            }
        }
    }

    fn repeated(
        &mut self,
        (part, times): &(Part<'_>, char),
        schema: &'static Schema,
        node: &mut Node<'static>,
    ) {
        let most = if self.depth > 5 { 1 } else { 3 };
        let count = match times {
            '?' => self.choose(2),
            '*' => self.choose(most + 1),
            '+' => 1 + self.choose(most),
            _ => 1,
        };
        (0..count).for_each(|_| self.part(part, schema, node));
    }

    fn child(&mut self, tag: Tag, content: Type) -> Node<'static> {
        match content {
            Type::Structure(schema) => self.structure(schema),
            Type::Any | Type::Empty => Node::new(tag),
            Type::Choice(alternatives) => {
                let (_, content) = alternatives.iter().find(|(known, _)| *known == tag).unwrap();
                self.child(tag, *content)
            }
            content => Node::leaf(tag, self.leaf(tag, content)),
        }
    }

    /// A value of a leaf.
    fn leaf(&mut self, tag: Tag, content: Type) -> String {
        self.count += 1;
        let number = self.count;
        match (tag, content) {
            (tag::Code, _) => {
                let codes: Vec<&String> = status_codes()
                    .iter()
                    .filter(|(_, versions)| versions.contains(self.version))
                    .map(|(code, _)| code)
                    .collect();
                codes[self.choose(codes.len())].clone()
            }
            (tag::SegmentReference, _) => "1".into(),
            (_, Type::Integer) => (1000 + number).to_string(),
            (_, Type::Boolean) => ["F", "T"][self.choose(2)].into(),
            (_, Type::DateTime) => {
                format!("2001{:02}{:02}T0950{:02}Z", 1 + number % 12, 1 + number % 28, number % 60)
            }
            (_, Type::Enumeration(words, limited)) => {
                let is_in = |word: &&&str| {
                    !limited
                        .iter()
                        .any(|(other, versions)| other == *word && !versions.contains(self.version))
                };
                let words: Vec<&&str> = words.iter().filter(is_in).collect();
                words[self.choose(words.len())].to_string()
            }
            (_, Type::Closed(words)) => words[self.choose(words.len())].into(),
            (_, Type::Special(data_type)) => special(data_type, number),
            (tag::DigestBytes, _) | (_, Type::Data) => format!("{number:08}"),
            (tag::AcceptedContentType, _) => format!("text/x{number}"),
            _ => format!("x{number}"),
        }
    }
}

/// The status codes with their versions: `status-codes.tsv`.
fn status_codes() -> &'static [(String, Versions)] {
    static CODES: OnceLock<Vec<(String, Versions)>> = OnceLock::new();
    CODES.get_or_init(|| {
        let rows = table("csp/status-codes.tsv").into_iter();
        rows.map(|row| (row[0].clone(), Versions::parse(&row[3]))).collect()
    })
}

/// The content of a child, from the field that the version has.
fn content_of(schema: &'static Schema, tag: Tag, version: Version) -> Type {
    let mut fields = schema.fields.iter().filter(|field| field.tags.contains(&tag));
    let of_version = fields.clone().find(|field| field.versions.contains(version));
    of_version.or_else(|| fields.next()).unwrap().content
}

fn special(data_type: &DataType, number: u32) -> String {
    let candidates = [
        format!("wv:u{number}@example.com"),
        format!("wv:u/l{number}@example.com"),
        format!("wv:/g{number}@example.com"),
        format!("text/x{number}"),
        format!("+{:02}", number % 12),
        "eng".into(),
        number.to_string(),
        format!("x{number}"),
        "OPEN".into(),
    ];
    let found = candidates.into_iter().find(|candidate| data_type.accepts(candidate));
    found.unwrap_or_else(|| panic!("no value of {}", data_type.name))
}

/// Reads a model up to its end or a closing parenthesis.
fn parse(mut rest: &str) -> (Part<'_>, &str) {
    let (mut parts, mut is_choice) = (Vec::new(), false);
    loop {
        rest = rest.trim_start();
        let part = if let Some(inside) = rest.strip_prefix('(') {
            let (part, behind) = parse(inside);
            rest = behind.trim_start().strip_prefix(')').unwrap();
            part
        } else {
            let end = rest.find(|sign: char| "?*+,|() ".contains(sign)).unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            rest = behind;
            Part::Name(name)
        };
        let times = rest.chars().next().filter(|sign| "?*+".contains(*sign));
        rest = &rest[times.map_or(0, char::len_utf8)..];
        parts.push((part, times.unwrap_or('1')));
        rest = rest.trim_start();
        if let Some(behind) = rest.strip_prefix(['|', ',']) {
            is_choice |= rest.starts_with('|');
            rest = behind;
        } else {
            let part = if is_choice { Part::OneOf(parts) } else { Part::All(parts) };
            return (part, rest);
        }
    }
}
