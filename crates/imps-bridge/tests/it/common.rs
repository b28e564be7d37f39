//! Messages for the tests, and their leaves.

use imps_bridge::Context;
use imps_core::schema::{Direction, PrimitiveKind, PrimitiveRow, Schema};
use imps_core::{Document, Element, Item, Name, Node, ReadOptions, Sink, TreeSink, Version, tag};
use imps_csp::validate::{Findings, Severity, ValidateOptions};
use imps_csp::{ClientId, Message, Primitive, schema_of};
use imps_testing::ValidMaker;
use imps_xml::XmlSource;

/// The number of random messages per primitive and version: `BRIDGE_CASES=3000` for a long run.
pub(crate) fn cases() -> usize {
    std::env::var("BRIDGE_CASES").map_or(100, |cases| cases.parse().unwrap())
}

/// The primitives of a version.
pub(crate) fn primitives(version: Version) -> impl Iterator<Item = (&'static PrimitiveRow, &'static Schema)> {
    let rows = Primitive::ROWS.iter().filter(move |row| row.versions.contains(version));
    rows.map(|row| (row, schema_of(row.tag).unwrap()))
}

/// A random message with one primitive. `None` if it has an error.
pub(crate) fn random(
    version: Version,
    row: &PrimitiveRow,
    schema: &'static Schema,
    seed: u64,
) -> Option<Message<'static>> {
    let mut maker = ValidMaker::new(version, seed);
    let primitive = maker.structure(schema);
    let is_from_server = row.direction == Some(Direction::ServerToClient);
    let in_session = !matches!(row.tag, tag::Login_Request | tag::Login_Response);
    let is_request = match row.kind {
        PrimitiveKind::Request => true,
        PrimitiveKind::Both => maker.choose(2) == 0,
        _ => false,
    };
    let mut descriptor = Node::new(tag::TransactionDescriptor)
        .with(Node::leaf(tag::TransactionMode, if is_request { "Request" } else { "Response" }))
        .with(Node::leaf(tag::TransactionID, if row.tag == tag::Polling_Request { "" } else { "t1" }));
    let poll =
        (is_from_server && maker.choose(3) == 0).then(|| Node::leaf(tag::Poll, ["F", "T"][maker.choose(2)]));
    let mut transaction_tail = Vec::new();
    let mut session_tail = Vec::new();
    if version == Version::V1_1 {
        if let Some(poll) = poll {
            descriptor = descriptor.with(poll);
        }
    } else {
        session_tail.extend(poll);
        if is_from_server && maker.choose(3) == 0 {
            session_tail.push(Node::leaf(tag::CIR, "F"));
        }
        if maker.choose(4) == 0 {
            transaction_tail.push(Node::new(tag::ExtBlock));
        }
    }
    if version == Version::V1_3 && row.tag != tag::Polling_Request && maker.choose(20) == 0 {
        descriptor = descriptor.with(maker.structure(schema_of(tag::SegmentInfo).unwrap()));
    }
    let mut session_descriptor = Node::new(tag::SessionDescriptor)
        .with(Node::leaf(tag::SessionType, if in_session { "Inband" } else { "Outband" }));
    if in_session {
        session_descriptor = session_descriptor.with(Node::leaf(tag::SessionID, "s1"));
    }
    let mut transaction =
        Node::new(tag::Transaction).with(descriptor).with(Node::new(tag::TransactionContent).with(primitive));
    for child in transaction_tail {
        transaction = transaction.with(child);
    }
    let mut session = Node::new(tag::Session).with(session_descriptor).with(transaction);
    for child in session_tail {
        session = session.with(child);
    }
    let root = Node::new(tag::WV_CSP_Message).with(session);
    let text = imps_xml::to_string(&Document { version, root }).unwrap();
    if !errors(&text).is_empty() {
        return None;
    }
    Some(imps_xml::from_str::<Message<'_>>(&text).unwrap().into_owned())
}

/// The facts that other versions require.
pub(crate) fn context() -> Context<'static> {
    Context {
        sender: Some("wv:sender@example.com".into()),
        client_id: Some(ClientId::from_url("wv:client")),
        group_id: Some("wv:/context@example.com".into()),
    }
}

/// The errors of a document.
pub(crate) fn errors(text: &str) -> Vec<String> {
    let mut source = XmlSource::new(text, &ReadOptions::default()).unwrap();
    let mut findings = Findings::new(&ValidateOptions::default());
    imps_csp::validate::check(&mut source, &ValidateOptions::default(), &mut findings);
    let findings = findings.into_vec();
    findings.iter().filter(|finding| finding.severity == Severity::Error).map(ToString::to_string).collect()
}

/// The tree of a message, which may hold content of any version.
pub(crate) fn tree(message: &Message<'_>) -> Node<'static> {
    let mut sink = TreeSink::new(message.version);
    imps_core::write_root(message, &mut sink).unwrap_or_else(|error| panic!("{error}: {message:?}"));
    sink.finish().unwrap().into_owned()
}

/// A leaf of a message: its place and its text. An element without content is a leaf, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The leaves, with the paths that losses have.
pub(crate) fn leaves(root: &Node<'_>) -> Vec<Leaf> {
    let mut found = Vec::new();
    visit(root, "WV-CSP-Message", &mut found);
    found
}

fn visit(node: &Node<'_>, path: &str, found: &mut Vec<Leaf>) {
    let schema = match node.name {
        Name::Known(tag) if tag == tag::WV_CSP_Message => Some(Message::SCHEMA),
        Name::Known(tag) => schema_of(tag),
        Name::Foreign(_) => None,
    };
    let elements: Vec<&Node<'_>> = node
        .content
        .iter()
        .filter_map(|item| match item {
            Item::Element(node) => Some(node),
            Item::Value(_) => None,
        })
        .collect();
    if elements.is_empty() {
        let name = path.rsplit('/').next().unwrap().split('[').next().unwrap().into();
        let text = node.text().map(|text| text.to_string()).unwrap_or_default();
        found.push(Leaf { path: path.into(), name, text });
    }
    let mut seen: Vec<String> = Vec::new();
    for child in elements {
        let name = child.name.as_str(&imps_core::CSP).to_string();
        let index = seen.iter().filter(|other| **other == name).count();
        let many = match child.name {
            Name::Known(tag) => schema
                .and_then(|schema| schema.field(tag))
                .is_some_and(|field| field.cardinality == imps_core::schema::Cardinality::Many),
            Name::Foreign(_) => false,
        };
        let step =
            if many || index > 0 { format!("{path}/{name}[{index}]") } else { format!("{path}/{name}") };
        visit(child, &step, found);
        seen.push(name);
    }
}
