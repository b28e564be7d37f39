//! Documents made from the declarations: the types read everything that they allow, and write it
//! back unchanged, in XML and in JSON.

use crate::common::written;
use imps_core::schema::Type;
use imps_core::{Content, Element, Node, Tag, Version};
use imps_ssp::envelope::SetupPrimitive;
use imps_ssp::{Message, Primitive, SSP, tag};
use imps_testing::Maker;
use proptest::prelude::*;

const TEXTS: &[&str] =
    &["x", "wv:john@smith.com", "a < b & \"c\" > d", "\u{e4}\u{20ac}\u{1f600}", "YWJj", "T"];

/// Returns a document around one primitive.
fn document(maker: &mut Maker<'_, 'static>, primitive: Tag) -> Node<'static> {
    let is_setup = SetupPrimitive::TAGS.contains(&primitive);
    let all = if is_setup { <SetupPrimitive as Content>::TYPE } else { <Primitive as Content>::TYPE };
    let Type::Choice(alternatives) = all else { unreachable!("primitives are a choice") };
    let (_, content) = alternatives.iter().find(|(tag, _)| *tag == primitive).unwrap();
    let primitive = maker.child(primitive, *content);
    let mode = ["Request", "Response"][maker.choose(2)];
    let tag = if is_setup { tag::SetupTransaction } else { tag::Transaction };
    let transaction =
        Node::new(tag).with_attribute("mode", mode).with_attribute("transactionID", "t1").with(primitive);
    let content = if is_setup {
        transaction
    } else {
        Node::new(tag::Session).with_attribute("sessionID", "71@a.example").with(transaction)
    };
    Node::new(Message::TAG).with(content)
}

/// Reads the document, and compares it with the result of every way to write it.
fn check(version: Version, numbers: &[u8], primitive: Tag) -> Result<(), TestCaseError> {
    let maker = Maker { leaf_attributes: true, ..Maker::new(version, numbers, TEXTS) };
    let made = document(&mut { maker }, primitive);
    let text = written(version, &made);
    let message: Message = match imps_xml::from_str(&text) {
        Ok(message) => message,
        Err(error) => return Err(TestCaseError::fail(format!("{error}: {text}"))),
    };
    prop_assert_eq!(&imps_xml::to_string(&message).unwrap(), &text);
    prop_assert_eq!(&message.clone().into_owned(), &message);
    prop_assert!(!matches!(message.primitive(), Some(Primitive::Other(_))));
    #[cfg(feature = "serde")]
    {
        let json = serde_json::to_string(&message).unwrap();
        let read: Message = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &message, "{}", json);
    }
    Ok(())
}

proptest! {
    // `PROPTEST_CASES=3000 cargo test --release -p imps-ssp --all-features --test it generated` for
    // a long run.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each case covers every primitive.
    #[test]
    fn what_the_declarations_allow_is_written_back_as_it_was(
        version in prop::sample::select(&Version::ALL[..]),
        numbers in prop::collection::vec(any::<u8>(), 0..120),
    ) {
        for primitive in Primitive::TAGS.iter().chain(SetupPrimitive::TAGS) {
            // One of the primitives from memory exists only in 1.3.
            let version = if *primitive == tag::VerifyIDRequest { Version::V1_3 } else { version };
            check(version, &numbers, *primitive)?;
        }
    }
}

#[test]
fn every_primitive_is_made() {
    let names: Vec<_> =
        Primitive::TAGS.iter().chain(SetupPrimitive::TAGS).map(|tag| SSP.name(*tag)).collect();
    assert!(names.len() == 65 && names.iter().all(Option::is_some));
    for primitive in Primitive::TAGS.iter().chain(SetupPrimitive::TAGS) {
        check(Version::V1_3, &[], *primitive).unwrap();
    }
}
