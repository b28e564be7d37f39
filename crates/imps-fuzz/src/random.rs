//! Random messages, made from the declarations, for comparisons with other implementations.

use crate::three_syntaxes::{fits, xml_text};
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{CSP, ContentKind, Document, Element as _, Node, Tag, Value, Version, tag};
use imps_csp::envelope::{VersionDiscoveryRequest, VersionDiscoveryResponse};
use imps_csp::{CspDocument, Message};
use imps_testing::Maker;
use std::iter::Peekable;

/// Free texts beside the random ones: some look like something else.
const TEXTS: [&str; 12] = [
    "7",
    "T",
    "x",
    "Inband",
    "image/png",
    "http://imps.example/a?b=c&d",
    "www.openmobilealliance.org",
    "20010925T134013Z",
    "wv:nora@imps.example",
    "wv:nora/friends@imps.example",
    "a < b & \"c\" > 'd'",
    "\u{e4}\u{20ac}\u{1f600}",
];

/// Random numbers, the same ones for the same seed.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Starts a sequence.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number (splitmix64).
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.number() % bound
    }

    /// Of any size.
    fn integer(&mut self) -> u64 {
        let bits = self.below(33);
        self.number() & ((1 << bits) - 1)
    }

    /// A day and time that exist, usually in UTC, in one of the notations.
    fn date_time(&mut self) -> String {
        let zone = self.one(&[
            "Z",
            "Z",
            "Z",
            "",
            "D",
            "+01:00",
            "-0530",
            "+01",
            "+1",
            ".25Z",
            ",5",
            ".1234567891+02",
        ]);
        let (year, month, day) = (1990 + self.below(50), 1 + self.below(12), 1 + self.below(28));
        let (hour, minute, second) = (self.below(24), self.below(60), self.below(2) * self.below(60));
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}{zone}")
    }

    fn one<T: Copy>(&mut self, among: &[T]) -> T {
        let [.., high, low] = self.number().to_le_bytes();
        among[usize::from(u16::from_be_bytes([high, low])) % among.len()]
    }

    fn byte(&mut self) -> u8 {
        self.number().to_be_bytes()[0]
    }

    /// Text of all kinds, mostly short.
    fn text(&mut self) -> String {
        let most = if self.below(20) == 0 { 400 } else { 16 };
        let length = self.below(most);
        let text: String = (0..length).map(|_| self.character()).collect();
        xml_text(&text)
    }

    fn character(&mut self) -> char {
        let (first, last) = match self.below(12) {
            0 => (0xA0, 0x2FF),
            1 => (0x20AC, 0x2FFF),
            2 => (0x1_F300, 0x1_F6FF),
            3 => return self.one(&['&', '<', '>', '"', '\'', '\n', '\t', ' ']),
            _ => (0x20, 0x7E),
        };
        let number = u32::try_from(self.below(last - first + 1) + first).unwrap_or_default();
        char::from_u32(number).unwrap_or('?')
    }
}

/// Makes a message of a version. Its elements follow the content models, with values of their types
/// that need not make sense together. At 1.2 it is sometimes version discovery.
///
/// # Panics
/// If a message that was made cannot be read, which is a fault of the declarations.
pub fn message(version: Version, chance: &mut Chance) -> CspDocument<'static> {
    let made = [(); 4].map(|()| chance.text());
    let texts: Vec<&str> = TEXTS.into_iter().chain(made.iter().map(String::as_str)).collect();
    // Version discovery came with 1.2.
    let root = match chance.below(100) {
        0 if version != Version::V1_1 => VersionDiscoveryRequest::SCHEMA,
        1 if version != Version::V1_1 => VersionDiscoveryResponse::SCHEMA,
        _ => Message::SCHEMA,
    };
    let root = Making { version, chance, texts: &texts }.structure(root.tag, root);
    let xml = imps_xml::to_string(&Document { version, root }).expect("names and text for XML");
    let message: CspDocument<'_> = imps_xml::from_str(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    message.into_owned()
}

struct Making<'c, 't> {
    version: Version,
    chance: &'c mut Chance,
    texts: &'t [&'t str],
}

impl<'t> Making<'_, 't> {
    fn structure(&mut self, tag: Tag, schema: &Schema) -> Node<'t> {
        let children: Vec<_> = match schema.model(self.version).map(|model| model.content) {
            Some("EMPTY") => Vec::new(),
            Some(model) => {
                let mut names = Vec::new();
                choose(&particle(&mut tokens(model).peekable()), self.chance, &mut names);
                let tags = names.into_iter().filter_map(|name| CSP.tag(name));
                tags.filter_map(|tag| Some((tag, schema.field(tag)?))).collect()
            }
            None => {
                let fields = schema.fields_in(self.version).flat_map(|field| {
                    let count = match field.cardinality {
                        Cardinality::One => 1,
                        Cardinality::Optional => self.chance.below(2),
                        Cardinality::Many => self.chance.below(4),
                    };
                    let tag =
                        if matches!(field.content, Type::Choice(_)) { Tag::FOREIGN } else { field.tags[0] };
                    (0..count).map(move |_| (tag, field))
                });
                fields.collect()
            }
        };
        let children = children.into_iter().map(|(tag, field)| self.child(tag, field.content));
        children.fold(Node::new(tag), Node::with)
    }

    fn child(&mut self, tag: Tag, content: Type) -> Node<'t> {
        match content {
            // A leaf up to 1.2, and a structure later.
            Type::Structure(schema) if tag != tag::AcceptedContentType || self.version == Version::V1_3 => {
                self.structure(tag, schema)
            }
            Type::Choice(alternatives) => {
                let named = alternatives.iter().find(|(alternative, _)| *alternative == tag);
                let (tag, content) = named.copied().unwrap_or_else(|| {
                    let fitting =
                        alternatives.iter().filter(|(tag, content)| fits(self.version, *tag, *content));
                    let fitting: Vec<_> = fitting.collect();
                    *self.chance.one(&fitting)
                });
                self.child(tag, content)
            }
            Type::Any if CSP.kind(tag) == ContentKind::Any && self.chance.below(8) == 0 => {
                let mut note = Node::foreign("Note");
                note.content.push(Value::from(self.chance.text()).into());
                Node::new(tag).with(
                    Node::foreign("Vendor").with_attribute("xmlns", "http://vendor.example/ext").with(note),
                )
            }
            Type::Any => Node::new(tag),
            _ if CSP.kind(tag) == ContentKind::Empty => Node::new(tag),
            _ if matches!(CSP.kind(tag), ContentKind::Integer | ContentKind::Identifier) => {
                Node::leaf(tag, self.chance.integer().to_string())
            }
            Type::DateTime => Node::leaf(tag, self.chance.date_time()),
            content => {
                let choice = [self.chance.byte()];
                Node::leaf(tag, Maker::new(self.version, &choice, self.texts).text(tag, content))
            }
        }
    }
}

/// A parsed content model.
enum Particle<'m> {
    Name(&'m str),
    All(Vec<Self>),
    One(Vec<Self>),
    Times(Box<Self>, char),
}

fn tokens(model: &str) -> impl Iterator<Item = &str> {
    let is_sign = |c: char| "(),|?*+".contains(c);
    model.split_whitespace().flat_map(move |word| word.split_inclusive(is_sign)).flat_map(move |part| {
        let (name, sign) = part.split_at(part.find(is_sign).unwrap_or(part.len()));
        [name, sign].into_iter().filter(|token| !token.is_empty())
    })
}

/// Up to the end or a closing parenthesis.
fn particle<'m>(tokens: &mut Peekable<impl Iterator<Item = &'m str>>) -> Particle<'m> {
    let (mut parts, mut is_choice) = (Vec::new(), false);
    while let Some(token) = tokens.next() {
        let part = match token {
            ")" => break,
            "," => continue,
            "|" => {
                is_choice = true;
                continue;
            }
            "(" => particle(&mut *tokens),
            name => Particle::Name(name),
        };
        parts.push(
            match tokens
                .next_if(|next| matches!(*next, "?" | "*" | "+"))
                .and_then(|times| times.chars().next())
            {
                Some(times) => Particle::Times(Box::new(part), times),
                None => part,
            },
        );
    }
    if is_choice { Particle::One(parts) } else { Particle::All(parts) }
}

fn choose<'m>(particle: &Particle<'m>, chance: &mut Chance, names: &mut Vec<&'m str>) {
    match particle {
        Particle::Name(name) => names.push(name),
        Particle::All(parts) => parts.iter().for_each(|part| choose(part, chance, names)),
        Particle::One(parts) => choose(chance.one(&parts.iter().collect::<Vec<_>>()), chance, names),
        Particle::Times(part, times) => {
            let count = match times {
                '?' => chance.below(2),
                '*' => chance.below(4) * chance.below(2),
                _ => 1 + chance.below(3) * chance.below(2),
            };
            (0..count).for_each(|_| choose(part, chance, names));
        }
    }
}
