//! Documents made from the declarations: the types read everything that a version allows, and write
//! it back unchanged.

use crate::common::{ROOTS, primitives};
use imps_core::Sink as _;
use imps_core::schema::Type;
use imps_core::{Element as _, ReadOptions, Source, Tag, Version, pump, tag};
use imps_csp::{CspDocument, Message, Outcome, Primitive, SessionDescriptor};
use imps_testing::Maker;
use proptest::prelude::*;

const TEXTS: &[&str] =
    &["x", "wv:john@smith.com", "a < b & \"c\" > d", "\u{e4}\u{20ac}\u{1f600}", "SHA,MD5", "T", "0x12"];

/// Returns whether the version has an alternative.
fn fits(version: Version, _: Tag, content: Type) -> bool {
    !matches!(content, Type::Structure(schema) if !schema.versions.contains(version))
}

fn wbxml_of(xml: &str) -> Vec<u8> {
    let mut source = imps_xml::XmlSource::new(xml, &ReadOptions::default()).unwrap();
    let mut out = Vec::new();
    let mut sink =
        imps_wbxml::WbxmlSink::new(&mut out, source.version(), &imps_wbxml::WriteOptions::default());
    pump(&mut source, &mut sink).unwrap();
    sink.finish().unwrap();
    out
}

fn xml_of(bytes: &[u8]) -> String {
    let mut source = imps_wbxml::WbxmlSource::new(bytes, &ReadOptions::default()).unwrap();
    let mut out = Vec::new();
    let mut sink = imps_xml::XmlSink::new(&mut out, source.version(), &imps_xml::WriteOptions::default());
    pump(&mut source, &mut sink).unwrap();
    sink.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_result_of_every_primitive_is_its_outcome() {
    let mut found = 0;
    for (schema, version) in
        primitives().into_iter().flat_map(|schema| Version::ALL.map(|version| (schema, version)))
    {
        if !schema.versions.contains(version) {
            continue;
        }
        let mut made = Maker { fits, ..Maker::new(version, &[], TEXTS) }.structure(schema.tag, schema);
        let has_result = schema.fields_in(version).any(|field| field.tags.contains(&tag::Result));
        if has_result && made.child(tag::Result).is_none() {
            made = made.with(Maker::new(version, &[], TEXTS).structure(tag::Result, Outcome::SCHEMA));
        }
        let message = Message::response(version, SessionDescriptor::outband(), "t1", Primitive::from(made));
        let text = imps_xml::to_string(&message).unwrap();
        let read: Message = imps_xml::from_str(&text).unwrap();
        assert_eq!(read.outcome().is_some(), has_result, "{text}");
        found += usize::from(has_result);
    }
    assert!(found > 0);
}

proptest! {
    // `PROPTEST_CASES=30000 cargo test --release -p imps-csp --test it generated` for a long run.
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn what_the_declarations_allow_is_written_back_as_it_was(
        version in prop::sample::select(&Version::ALL[..]),
        root in 0..ROOTS.len(),
        numbers in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let root = ROOTS[root];
        // Version discovery came with 1.2.
        let version = if root.versions.contains(version) { version } else { Version::V1_2 };
        let made = Maker { fits, leaf_attributes: true, ..Maker::new(version, &numbers, TEXTS) };
        let made = { made }.structure(root.tag, root);
        let text = imps_xml::to_string(&imps_core::Document { version, root: made }).unwrap();
        let document: CspDocument = imps_xml::from_str(&text).unwrap();
        prop_assert_eq!(&imps_xml::to_string(&document).unwrap(), &text);
        let owned = document.clone().into_owned();
        prop_assert_eq!(&owned, &document);

        let bytes = imps_wbxml::to_vec(&document).unwrap();
        let read: CspDocument = imps_wbxml::from_slice(&bytes).unwrap();
        prop_assert_eq!(&read, &document, "{:02X?}", bytes);

        // The same without types.
        prop_assert_eq!(&wbxml_of(&text), &bytes);
        prop_assert_eq!(&xml_of(&bytes), &text);
        #[cfg(feature = "serde")]
        {
            let json = serde_json::to_string(&document).unwrap();
            let read: CspDocument = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(&read, &document, "{}", json);
        }
    }
}
