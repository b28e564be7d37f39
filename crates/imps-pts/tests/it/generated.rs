//! Messages made from the declarations and the code table: everything that the syntax can express
//! comes back unchanged.

#[path = "generated/maker.rs"]
mod maker;

use crate::common::{read, read_typed};
use imps_core::{Document, Node, ReadOptions, Tag, Value, Version, tag};
use imps_csp::Message;
use imps_pts::{Codes, WriteOptions};
use maker::{Maker, messages};
use proptest::prelude::*;

/// Text without line ends, C0 controls and characters that XML cannot carry.
fn text() -> impl Strategy<Value = String> {
    let may_stand = |c: &char| {
        *c >= ' '
            && !matches!(*c, '\u{85}' | '\u{2028}' | '\u{2029}')
            && !matches!(*c as u32 & 0xFFFF, 0xFFFE | 0xFFFF)
    };
    let any = prop::collection::vec(
        any::<char>().prop_map(move |c| if may_stand(&c) { c } else { '\u{e9}' }),
        0..12,
    );
    let special = prop::collection::vec(
        prop::sample::select(&[' ', '"', ',', '(', ')', '=', '&', 'a', 'T'][..]),
        0..10,
    );
    let like_code = prop::sample::select(
        &["DI", "T", "t", "F", "AV", "av", "OS", "MP", "mp", "()", "(,)", "\"\"", "200", "0", " ", ""][..],
    );
    prop_oneof![
        any.prop_map(|characters| characters.into_iter().collect()),
        special.prop_map(|characters| characters.into_iter().collect()),
        like_code.prop_map(String::from),
    ]
}

/// Normalises values that the syntax cannot distinguish.
fn settled(mut node: Node<'static>) -> Node<'static> {
    let in_list = [tag::NickList, tag::AddNickList].contains(&node.name.tag());
    let takes_text = [tag::StatusText, tag::UserAvailability].contains(&node.name.tag());
    for item in &mut node.content {
        let imps_core::Item::Element(child) = item else { continue };
        *child = settled(child.clone());
        // A member without a name comes back as one with an empty name, as the public client reads
        // it.
        if in_list && child.name.tag() == tag::UserID {
            let name = Node::new(tag::NickName).with(Node::new(tag::Name));
            *child = name.with(child.clone());
        }
    }
    // A qualifier comes before a value, even an empty one: a group of two is an attribute and its
    // value.
    if takes_text && node.child(tag::Qualifier).is_some() && node.child(tag::PresenceValue).is_none() {
        node.content.push(Node::new(tag::PresenceValue).into());
    }
    node
}

fn typed(version: Version, root: Node<'static>) -> Message<'static> {
    let xml = imps_xml::to_string(&Document { version, root }).unwrap();
    imps_xml::from_str::<Message<'_>>(&xml).unwrap_or_else(|error| panic!("{xml}: {error}")).into_owned()
}

/// Returns the message around the content of the transaction.
fn envelope(content: Node<'static>, is_request: bool, session: Option<String>, id: u16) -> Node<'static> {
    let leaf = |tag: Tag, text: &str| Node::leaf(tag, Value::from(text.to_owned()));
    let mut descriptor = Node::new(tag::SessionDescriptor)
        .with(leaf(tag::SessionType, if session.is_some() { "Inband" } else { "Outband" }));
    if let Some(session) = session {
        descriptor = descriptor.with(leaf(tag::SessionID, &session));
    }
    let transaction = Node::new(tag::TransactionDescriptor)
        .with(leaf(tag::TransactionMode, if is_request { "Request" } else { "Response" }))
        .with(leaf(tag::TransactionID, &id.to_string()));
    let transaction =
        Node::new(tag::Transaction).with(transaction).with(Node::new(tag::TransactionContent).with(content));
    Node::new(tag::WV_CSP_Message).with(Node::new(tag::Session).with(descriptor).with(transaction))
}

#[test]
fn all_messages_with_a_code_are_generated() {
    let made: Vec<_> = messages().into_iter().map(|(name, _)| name).collect();
    let mapped: Vec<_> = Codes::standard().messages().map(|(_, name)| name).collect();
    assert_eq!(made, mapped);
    assert_eq!(mapped.len(), 25);
}

proptest! {
    // `PROPTEST_CASES=20000 cargo test --release -p imps-pts --test it generated` for a long run.
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn what_the_syntax_can_carry_comes_back_as_it_was(
        version in prop::sample::select(&Version::ALL[..]),
        message in 0..25_usize,
        id in 0..=999_u16,
        session in text(),
        numbers in prop::collection::vec(any::<u8>(), 0..160),
        texts in prop::collection::vec(text(), 1..8),
    ) {
        let (name, is_request) = messages()[message].clone();
        let content = Maker { version, numbers: &numbers, texts: &texts, next: 0 }.message(&name);
        let session = Some(session).filter(|_| !name.starts_with("Login-"));
        let root = envelope(content, is_request, session, id);
        let message = typed(version, root.clone());
        let expected = typed(version, settled(root));

        // There and back.
        let (line, losses) = crate::common::line_with(&message, &WriteOptions::default())?;
        prop_assert_eq!(losses, []);
        let (found, warnings) = read_typed(&line, Codes::standard(), ReadOptions::default())?;
        prop_assert_eq!(&found, &expected, "{}", line);
        prop_assert_eq!(warnings, [], "{}", line);
        let strict = ReadOptions::default().with_strict(true);
        prop_assert_eq!(&imps_pts::from_str_with::<Message<'_>>(&line, &strict.into())?, &expected, "{}", line);

        // A second write produces exactly the same text,
        prop_assert_eq!(&imps_pts::to_string(&found)?, &line);

        // and so does a conversion without types, through XML.
        let (document, warnings) = read(&line, Codes::standard(), ReadOptions::default())?;
        prop_assert_eq!(warnings, [], "{}", line);
        prop_assert_eq!(&imps_pts::to_string(&document)?, &line);
        let xml = imps_xml::to_string(&document)?;
        let document: Document<'_> = imps_xml::from_str(&xml)?;
        prop_assert_eq!(&imps_pts::to_string(&document)?, &line, "{}", xml);
    }
}
