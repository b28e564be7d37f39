//! Messages made from the declarations.

use crate::pts;
use crate::typed::same;
use arbitrary::{Arbitrary, Unstructured};
use imps_core::schema::Type;
use imps_core::{CSP, Content, Document, Element as _, Node, Tag, Version, tag};
use imps_csp::envelope::{VersionDiscoveryRequest, VersionDiscoveryResponse};
use imps_csp::{CspDocument, Message, Primitive};
use imps_testing::Maker;
use oma_imps::{ReadOptions, Syntax, convert};

/// The choices from which a message is made.
#[derive(Arbitrary, Debug)]
struct Choices<'a> {
    version: u8,
    root: u8,
    texts: [&'a str; 2],
    numbers: &'a [u8],
}

pub(crate) fn run(data: &[u8]) -> bool {
    let Ok(choices) = Choices::arbitrary_take_rest(Unstructured::new(data)) else { return false };
    let discovery = [VersionDiscoveryRequest::SCHEMA, VersionDiscoveryResponse::SCHEMA];
    let discovery = discovery.get(usize::from(choices.root));
    let versions = discovery.map_or(Version::ALL.to_vec(), |schema| schema.versions.iter().collect());
    let version = versions[usize::from(choices.version) % versions.len()];
    let texts = choices.texts.map(xml_text);
    let texts = ["7", "wv:nora@imps.example", "T", &texts[0], &texts[1]];
    let mut maker = Maker { fits, leaf_attributes: true, ..Maker::new(version, choices.numbers, &texts) };
    let root = match discovery {
        Some(schema) => maker.structure(schema.tag, schema),
        None if choices.root < 100 => maker.structure(Message::TAG, Message::SCHEMA),
        None => single(&mut maker),
    };
    let xml = imps_xml::to_string(&Document { version, root }).expect("names and text for XML");
    let message: CspDocument<'_> = imps_xml::from_str(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    agree(&xml, &message.into_owned())
}

/// A message of one transaction: plain text cannot express more.
fn single<'t>(maker: &mut Maker<'_, 't>) -> Node<'t> {
    let primitive = maker.child(tag::TransactionContent, <Primitive<'_> as Content<'_>>::TYPE);
    let is_request = CSP.name(primitive.name.tag()).is_some_and(|name| name.ends_with("Request"));
    let mode = if is_request { "Request" } else { "Response" };
    let transaction = Node::new(tag::TransactionDescriptor)
        .with(Node::leaf(tag::TransactionMode, mode))
        .with(Node::leaf(tag::TransactionID, "7"));
    let content = Node::new(tag::TransactionContent).with(primitive);
    let descriptor = match maker.choose(4) {
        0 => Node::new(tag::SessionDescriptor).with(Node::leaf(tag::SessionType, "Outband")),
        _ => Node::new(tag::SessionDescriptor)
            .with(Node::leaf(tag::SessionType, "Inband"))
            .with(Node::leaf(tag::SessionID, maker.text(tag::SessionID, Type::Text))),
    };
    let transaction = Node::new(tag::Transaction).with(transaction).with(content);
    Node::new(Message::TAG).with(Node::new(tag::Session).with(descriptor).with(transaction))
}

/// Returns whether plain text could express it too.
fn agree(xml: &str, message: &CspDocument<'static>) -> bool {
    assert_eq!(imps_xml::to_string(message).expect("just read"), xml);
    same(message, Syntax::Wbxml);
    same(message, Syntax::Json);
    // Without types the same bytes.
    let bytes = imps_wbxml::to_vec(message).expect("all that XML can say");
    assert_eq!(convert(xml.as_bytes(), Syntax::Wbxml).expect("just read").bytes, bytes);
    let back = convert(&bytes, Syntax::Xml).expect("just written").bytes;
    assert_eq!(String::from_utf8(back).expect("XML is text"), xml);
    let CspDocument::Message(message) = message else { return false };
    plain_text(xml, message)
}

/// Plain text can express only some messages; such a message stays the same.
fn plain_text(xml: &str, message: &Message<'static>) -> bool {
    let Ok((line, losses)) = pts::write(message, &imps_pts::WriteOptions::default()) else { return false };
    // An empty list that is reported as lost may be a list that the declarations miss.
    if !losses.is_empty() {
        return true;
    }
    let (found, warnings): (Message<'_>, _) =
        pts::read(&line, ReadOptions::default()).unwrap_or_else(|error| panic!("{error}: {line}"));
    assert!(warnings.is_empty(), "{line}: {warnings:?}");
    // Of what these hold, missing and empty are the same in plain text; so are envelopes without poll and id.
    let settles = ["<NickList>", "<AddNickList>", "<Qualifier"].iter().any(|name| xml.contains(name));
    let is_same = found.primitive() == message.primitive();
    assert!(settles || is_same, "{line}\n{found:?}\n{message:?}");
    let found = found.into_owned();
    assert_eq!(imps_pts::to_string(&found).expect("just read"), line);
    same(&found, Syntax::Pts);
    same(&found, Syntax::Xml);
    same(&found, Syntax::Wbxml);
    true
}

/// Removes characters that XML cannot carry, and carriage returns: around the text of an
/// `AcceptedContentType` XML keeps them, as references, and other syntaxes do not.
pub(crate) fn xml_text(text: &str) -> String {
    let cannot = |c: &char| matches!(c, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\r'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    // Blanks alone are no content in a place for elements.
    let text: String = text.chars().filter(|c| !cannot(c)).collect();
    if text.trim().is_empty() { String::new() } else { text }
}

/// Whether the version has an alternative.
pub(crate) fn fits(version: Version, _: Tag, content: Type) -> bool {
    !matches!(content, Type::Structure(schema) if !schema.versions.contains(version))
}
