//! Makes messages from the declarations, only with content that has a code.

use crate::common::rows;
use imps_core::schema::{Cardinality, Field, Schema, Type};
use imps_core::{CSP, Node, Tag, Value, Version, tag};
use imps_csp::schema_of;
use std::sync::LazyLock;

static ROWS: LazyLock<Vec<Vec<String>>> = LazyLock::new(rows);

/// Returns every message with a code, and whether it is a request.
pub(crate) fn messages() -> Vec<(String, bool)> {
    let rows = ROWS.iter().filter(|row| row[0] == "message");
    rows.map(|row| (row[2].clone(), row[3] == "request")).collect()
}

/// Makes elements. Every choice takes one number from a list, so that a failing list can be
/// reduced.
pub(crate) struct Maker<'n> {
    pub(crate) version: Version,
    pub(crate) numbers: &'n [u8],
    pub(crate) texts: &'n [String],
    pub(crate) next: usize,
}

fn tag_of(name: &str) -> Tag {
    CSP.tag(name).unwrap()
}

fn name_of(tag: Tag) -> &'static str {
    CSP.name(tag).unwrap()
}

/// Returns the paths with a code in a name space, split.
fn paths(kind: &str) -> impl Iterator<Item = Vec<Tag>> {
    let rows = ROWS.iter().filter(move |row| row[0] == kind);
    rows.map(|row| row[2].split('/').map(tag_of).collect())
}

/// Returns the words with a code that an element may contain.
fn words(kind: &str, tag: Tag) -> Vec<&'static str> {
    let rows = ROWS.iter().filter(|row| row[0] == kind && row[2] == name_of(tag));
    rows.map(|row| &*row[3]).collect()
}

fn structure(content: Type) -> &'static Schema {
    let Type::Structure(schema) = content else { panic!("no structure: {content:?}") };
    schema
}

fn leaf(tag: Tag, text: &str) -> Node<'static> {
    Node::leaf(tag, Value::from(text.to_owned()))
}

impl Maker<'_> {
    fn choose(&mut self, among: usize) -> usize {
        let Some((number, rest)) = self.numbers.split_first() else { return 0 };
        self.numbers = rest;
        usize::from(*number) % among
    }

    fn text(&mut self) -> &str {
        self.next += 1;
        &self.texts[self.next % self.texts.len()]
    }

    /// Returns how often a field appears. A list without a notation for emptiness appears at least
    /// once if it appears at all.
    fn count(&mut self, cardinality: Cardinality) -> usize {
        match cardinality {
            Cardinality::One => 1,
            Cardinality::Optional => self.choose(2),
            Cardinality::Many => self.choose(4),
        }
    }

    pub(crate) fn message(&mut self, name: &str) -> Node<'static> {
        let message = tag_of(name);
        let schema = schema_of(message).unwrap();
        let mut node = Node::new(message);
        for field in schema.fields_in(self.version) {
            let tag = field.tags[self.choose(field.tags.len())];
            let fits = |row: &&Vec<String>| {
                let only_in = row.iter().position(|column| column == "in");
                row[0] == "element"
                    && row[2].split('/').next() == Some(name_of(tag))
                    && only_in.is_none_or(|at| row[at..].iter().any(|column| column == name))
            };
            let Some(row) = ROWS.iter().find(fits) else {
                assert_ne!(field.cardinality, Cardinality::One, "{name} cannot do without {}", name_of(tag));
                continue;
            };
            let content = match field.content {
                Type::Choice(choices) => choices.iter().find(|(choice, _)| *choice == tag).unwrap().1,
                content => content,
            };
            for _ in 0..self.count(field.cardinality) {
                let path: Vec<_> = row[2].split('/').skip(1).map(tag_of).collect();
                let child = self.parameter(tag, content, &path, &row[3]);
                node = node.with(child);
            }
        }
        node
    }

    fn parameter(&mut self, tag: Tag, content: Type, inside: &[Tag], form: &str) -> Node<'static> {
        match form {
            "value" | "repeat" => self.value(tag, content, inside),
            "either(MSISDN,URL)" => {
                let number = ["+15550100", "0", "123"][self.choose(3)];
                // A number would be read as a telephone number.
                let text = self.text();
                let digits = text.strip_prefix('+').unwrap_or(text);
                let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                let url = if is_number { format!("u{text}") } else { text.to_owned() };
                let child = [leaf(tag::URL, &url), leaf(tag::MSISDN, number)][self.choose(2)].clone();
                Node::new(tag).with(child)
            }
            "group(Code,Description)" => {
                let node = Node::new(tag).with(leaf(tag::Code, ["200", "0", "604"][self.choose(3)]));
                if self.choose(2) == 0 { node } else { node.with(leaf(tag::Description, self.text())) }
            }
            "capabilities" => self.capabilities(tag, structure(content)),
            "properties" => self.list(tag, |maker| {
                let name = ["DisplayName", "Default"][maker.choose(2)];
                Node::new(tag::Property).with(leaf(tag::Name, name)).with(leaf(tag::Value, maker.text()))
            }),
            "members" | "users" => self.list(tag, |maker| {
                let user = leaf(tag::UserID, maker.text());
                if tag == tag::RemoveNickList || maker.choose(2) == 0 {
                    return user;
                }
                Node::new(tag::NickName).with(leaf(tag::Name, maker.text())).with(user)
            }),
            "services" => self.services(tag),
            "names" => self.sub_list(structure(content), Self::name),
            "attributes" => self.sub_list(structure(content), Self::attribute),
            "presence" => {
                let node = Node::new(tag).with(leaf(tag::UserID, self.text()));
                let list = structure(content).field(tag::PresenceSubList).unwrap().content;
                if self.choose(2) == 0 {
                    node
                } else {
                    node.with(self.sub_list(structure(list), Self::attribute))
                }
            }
            form => panic!("{form}"),
        }
    }

    fn list(&mut self, tag: Tag, mut member: impl FnMut(&mut Self) -> Node<'static>) -> Node<'static> {
        let count = 1 + self.choose(3);
        (0..count).fold(Node::new(tag), |node, _| node.with(member(self)))
    }

    fn value(&mut self, tag: Tag, content: Type, inside: &[Tag]) -> Node<'static> {
        let Some((child, rest)) = inside.split_first() else { return self.scalar(tag, content) };
        let field = structure(content).field(*child).unwrap();
        let count = if field.cardinality == Cardinality::Many { 1 + self.choose(3) } else { 1 };
        (0..count).fold(Node::new(tag), |node, _| node.with(self.value(*child, field.content, rest)))
    }

    fn scalar(&mut self, tag: Tag, content: Type) -> Node<'static> {
        let text = match content {
            Type::Integer => ["0", "200", "4294967295"][self.choose(3)],
            Type::Boolean => ["F", "T"][self.choose(2)],
            Type::Enumeration(words, _) if self.choose(2) == 0 => words[self.choose(words.len())],
            Type::Text | Type::Special(_) | Type::Data | Type::Enumeration(..) => self.text(),
            other => panic!("{}: {other:?}", name_of(tag)),
        };
        leaf(tag, text)
    }

    fn capabilities(&mut self, tag: Tag, schema: &'static Schema) -> Node<'static> {
        let mut node = Node::new(tag);
        let paths: Vec<_> = paths("capability").collect();
        for field in schema.fields_in(self.version) {
            let Some(path) = paths.iter().find(|path| path[0] == field.tags[0]) else { continue };
            for _ in 0..self.count(field.cardinality) {
                node = node.with(match words("capability-value", path[0]).as_slice() {
                    [] => self.value(path[0], field.content, &path[1..]),
                    // Other words have no code.
                    words => leaf(path[0], words[self.choose(words.len())]),
                });
            }
        }
        if node.content.is_empty() { node.with(leaf(tag::ParserSize, "1")) } else { node }
    }

    fn services(&mut self, tag: Tag) -> Node<'static> {
        let mut root = Node::new(tag::WVCSPFeat);
        // None of them is the whole tree.
        for path in paths("service").filter(|path| path.len() == 2) {
            if self.choose(2) == 1 {
                root = root.with(Node::new(path[1]));
            }
        }
        Node::new(tag).with(root)
    }

    /// A list of attributes in the order of the declarations, which is the order of writing.
    fn sub_list(
        &mut self,
        schema: &'static Schema,
        make: fn(&mut Self, &'static Field) -> Node<'static>,
    ) -> Node<'static> {
        let with_code: Vec<_> = paths("presence").filter(|path| path.len() == 1).collect();
        let has_code = |field: &&Field| with_code.iter().any(|path| path[0] == field.tags[0]);
        let fields: Vec<_> = schema.fields_in(self.version).filter(has_code).collect();
        let mut node = Node::new(tag::PresenceSubList);
        for field in &fields {
            for _ in 0..self.count(field.cardinality) {
                node = node.with(make(self, field));
            }
        }
        if node.content.is_empty() { node.with(make(self, fields[0])) } else { node }
    }

    fn parts(attribute: Tag, schema: &'static Schema, version: Version) -> Vec<&'static Field> {
        let with_code: Vec<_> =
            paths("presence").filter(|path| path.len() == 2 && path[0] == attribute).collect();
        schema
            .fields_in(version)
            .filter(|field| with_code.iter().any(|path| path[1] == field.tags[0]))
            .collect()
    }

    fn name(&mut self, field: &'static Field) -> Node<'static> {
        let attribute = field.tags[0];
        let parts = Self::parts(attribute, structure(field.content), self.version);
        let chosen: Vec<_> = parts.into_iter().filter(|_| self.choose(2) == 1).collect();
        chosen.into_iter().fold(Node::new(attribute), |node, part| node.with(Node::new(part.tags[0])))
    }

    fn attribute(&mut self, field: &'static Field) -> Node<'static> {
        let (attribute, schema) = (field.tags[0], structure(field.content));
        let mut node = Node::new(attribute);
        if self.choose(3) > 0 {
            node = node.with(leaf(tag::Qualifier, ["T", "F"][self.choose(2)]));
        }
        let parts = Self::parts(attribute, schema, self.version);
        if !parts.is_empty() {
            let first = self.choose(parts.len());
            for (index, part) in parts.into_iter().enumerate() {
                if index == first || self.choose(2) == 1 {
                    node = node.with(self.word_or_text(part.tags[0], part.tags[0]));
                }
            }
            return node;
        }
        // A qualifier alone is enough.
        if node.content.is_empty() || self.choose(4) > 0 {
            let value = match attribute {
                tag::OnlineStatus => leaf(tag::PresenceValue, ["T", "F"][self.choose(2)]),
                _ => self.word_or_text(tag::PresenceValue, attribute),
            };
            node = node.with(value);
        }
        node
    }

    /// A word, or, if an element has words, a text that is not one of their codes.
    fn word_or_text(&mut self, tag: Tag, scope: Tag) -> Node<'static> {
        let words = words("presence-value", scope);
        if words.is_empty() {
            return leaf(tag, self.text());
        }
        match self.choose(words.len() + 1) {
            0 => leaf(tag, ["BUSY", "a (\"vendor's\") word, & such", "available"][self.choose(3)]),
            index => leaf(tag, words[index - 1]),
        }
    }
}
