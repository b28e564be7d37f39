//! Messages in which every value differs.

use super::*;
use imps_core::Sink as _;

/// Makes elements in which every value differs, so that no match is accidental.
pub(crate) struct Maker<'n> {
    version: Version,
    vocabulary: &'static Vocabulary,
    numbers: &'n [u8],
    count: u32,
    /// Whether addresses belong to the peer, as addresses of senders must.
    of_peer: bool,
    /// Whether it is a decision of the peer's user, after an invitation by a local user.
    is_decision: bool,
}

/// Values that only the peer may state about itself.
pub(crate) const OF_PEER: [Tag; 8] = [
    ssp_tag::MetaInfo,
    ssp_tag::Inviting,
    ssp_tag::Canceling,
    ssp_tag::Responding,
    ssp_tag::Sender,
    ssp_tag::PresenceValue,
    ssp_tag::GroupChangeNotice,
    ssp_tag::LeaveGroupIndication,
];

impl<'n> Maker<'n> {
    pub(crate) fn new(version: Version, vocabulary: &'static Vocabulary, numbers: &'n [u8]) -> Self {
        Self { version, vocabulary, numbers, count: 0, of_peer: false, is_decision: false }
    }

    fn choose(&mut self, among: usize) -> usize {
        let Some((number, rest)) = self.numbers.split_first() else { return 0 };
        self.numbers = rest;
        usize::from(*number) % among
    }

    fn structure(&mut self, tag: Tag, schema: &Schema) -> Node<'static> {
        let mut node = Node::new(tag);
        let is_ssp = std::ptr::eq(self.vocabulary, &raw const SSP);
        let before = self.of_peer;
        self.is_decision |= is_ssp && tag == ssp_tag::InviteResponse;
        self.of_peer |= is_ssp && OF_PEER.contains(&tag) && !(self.is_decision && tag == ssp_tag::Inviting);
        for attribute in schema.attributes {
            if attribute.cardinality == Cardinality::One || self.choose(2) > 0 {
                let text = match attribute.name {
                    "userID" => self.address("u"),
                    "groupID" => self.address("g/"),
                    "encoding" => "base64".into(),
                    // A failed result is another answer.
                    "code" => ["200", "201", "700"][self.choose(3)].into(),
                    _ => self.text(attribute.content),
                };
                node = node.with_attribute(attribute.name, text);
            }
        }
        self.of_peer &= tag != ssp_tag::GroupChangeNotice || before;
        if let Some(content) = schema.text {
            let mut text = self.text(content);
            if is_ssp && tag == ssp_tag::ContentData && node.attribute("encoding").is_some() {
                text = STANDARD.encode(text);
            }
            node.content.push(Item::Value(Value::from(text)));
        } else if self.choose(9) == 1 {
            for _ in 0..=self.choose(2) {
                let text = self.unique();
                node.content.push(Item::Element(Node::foreign("Vendor").with_attribute("v", text)));
            }
        }
        for field in schema.fields_in(self.version) {
            let count = match field.cardinality {
                Cardinality::One => 1,
                Cardinality::Optional => self.choose(2),
                Cardinality::Many => self.choose(3),
            };
            for _ in 0..count {
                let child = self.child(field.tags[0], field.content);
                node.content.push(Item::Element(child));
            }
        }
        self.of_peer = before;
        node
    }

    fn child(&mut self, tag: Tag, content: Type) -> Node<'static> {
        let text = match content {
            Type::Structure(schema) if tag != tag::AcceptedContentType || self.version == Version::V1_3 => {
                return self.structure(tag, schema);
            }
            Type::Choice(alternatives) => {
                let (tag, content) = alternatives[self.choose(alternatives.len())];
                return self.child(tag, content);
            }
            Type::Any => return Node::new(tag),
            _ if tag == tag::UserID => self.address("u"),
            _ if tag == tag::GroupID => self.address("g/"),
            _ if tag == tag::Code => ["200", "201", "700"][self.choose(3)].into(),
            // Values declared as base64 must be base64.
            _ if tag == tag::ContentEncoding => ["None", "rot13"][self.choose(2)].into(),
            content => self.text(content),
        };
        let mut node = Node::new(tag);
        node.content.push(Item::Value(Value::from(text)));
        node
    }

    fn unique(&mut self) -> String {
        self.count += 1;
        format!("v{}x", self.count)
    }

    fn address(&mut self, name: &str) -> String {
        let local = self.unique();
        // CSP is created at alpha for beta. Beta receives SSP.
        let domain = match self.choose(8) {
            _ if self.of_peer => "alpha.example",
            0..6 => "beta.example",
            6 => "gamma.example",
            _ => "alpha.example",
        };
        let scheme = ["", "wv:"][self.choose(2)];
        format!("{scheme}{name}{local}@{domain}")
    }

    fn text(&mut self, content: Type) -> String {
        self.count += 1;
        match content {
            Type::Integer => (10_000 + self.count).to_string(),
            Type::Boolean => ["F", "T"][self.choose(2)].into(),
            Type::DateTime => format!("20{:02}1019T095031Z", self.count % 90 + 10),
            Type::Closed(words) => words[self.choose(words.len())].into(),
            Type::Enumeration(words, _) if self.choose(3) > 0 => words[self.choose(words.len())].into(),
            _ => self.unique(),
        }
    }

    fn primitive(&mut self, tag: Tag, content: Type) -> Node<'static> {
        let Type::Choice(alternatives) = content else { unreachable!("primitives are a choice") };
        let (_, content) = alternatives.iter().find(|(other, _)| *other == tag).unwrap();
        self.child(tag, *content)
    }

    pub(crate) fn csp(&mut self, tag: Tag) -> csp::Primitive<'static> {
        let node = self.primitive(tag, <csp::Primitive as Content>::TYPE);
        let mut source = TreeSource::new(&node, self.version);
        let tag = source.child().unwrap().unwrap();
        csp::Primitive::read(tag, &mut source).unwrap().into_owned()
    }

    pub(crate) fn ssp(&mut self, tag: Tag) -> Primitive<'static> {
        let node = self.primitive(tag, <Primitive as Content>::TYPE);
        let mut source = TreeSource::new(&node, Version::V1_3).with_vocabulary(&SSP);
        let tag = source.child().unwrap().unwrap();
        Primitive::read(tag, &mut source).unwrap().into_owned()
    }
}

pub(crate) fn tree<'a>(
    content: &impl Content<'a>,
    tag: Tag,
    vocabulary: &'static Vocabulary,
) -> Node<'static> {
    let mut sink = TreeSink::new(Version::V1_3).with_vocabulary(vocabulary).with_every_version();
    content.write(tag, &mut sink).unwrap();
    sink.finish().unwrap()
}

pub(crate) fn csp_tree(primitive: &csp::Primitive<'_>) -> Node<'static> {
    tree(primitive, primitive.tag(), &CSP)
}

pub(crate) fn ssp_tree(primitive: &Primitive<'_>) -> Node<'static> {
    tree(primitive, primitive.tag(), &SSP)
}
