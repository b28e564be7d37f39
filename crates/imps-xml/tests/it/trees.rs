//! Any tree survives writing and reading, and no text makes the reader panic.

use imps_core::{
    Attribute, CSP, ContentKind, Document, Item, Name, Node, ReadOptions, Tag, Text, Value, Version,
};
use imps_xml::WriteOptions;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

/// Text that XML can carry and that is more than white space.
fn text() -> impl Strategy<Value = String> {
    "[\\t\\n\\r -\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}&<>\"']{0,12}[a-z&<>\\]é]"
}

fn known() -> impl Strategy<Value = Name<'static>> {
    let tags: Vec<Tag> = CSP.tags().filter(|tag| CSP.kind(*tag) != ContentKind::Any).collect();
    prop::sample::select(tags).prop_map(Name::Known)
}

fn foreign() -> impl Strategy<Value = Name<'static>> {
    // No name of the vocabulary starts like this.
    "z[a-zé0-9.-]{0,8}".prop_map(|name| Name::Foreign(name.into()))
}

fn attributes() -> impl Strategy<Value = Vec<Attribute<'static>>> {
    btree_map("a[a-z0-9]{0,4}", text(), 0..3).prop_map(|attributes| {
        attributes
            .into_iter()
            .map(|(name, value)| Attribute { name: name.into(), value: value.into() })
            .collect()
    })
}

fn node() -> impl Strategy<Value = Node<'static>> {
    let leaf = (prop_oneof![3 => known(), 1 => foreign()], attributes(), prop::option::of(text())).prop_map(
        |(name, attributes, text)| {
            let content = text.map(|text| Item::Value(Value::Text(Text::from(text)))).into_iter().collect();
            Node { name, attributes, content }
        },
    );
    leaf.prop_recursive(5, 60, 6, |inner| {
        let item = prop_oneof![4 => inner.prop_map(Item::Element), 1 => text().prop_map(|text| Item::Value(Value::Text(text.into())))];
        (prop_oneof![3 => known(), 1 => foreign()], attributes(), vec(item, 1..6)).prop_map(
            |(name, attributes, mut content)| {
                // Two consecutive texts are one text in a document.
                content.dedup_by(|second, first| {
                    matches!((first, second), (Item::Value(_), Item::Value(_)))
                });
                Node { name, attributes, content }
            },
        )
    })
}

fn document() -> impl Strategy<Value = Document<'static>> {
    (prop::sample::select(Version::ALL.to_vec()), node()).prop_map(|(version, root)| {
        // A lone root with a foreign name has no namespace, and the version would be lost.
        let mut message = Node::new(imps_core::tag::WV_CSP_Message);
        message.content.push(Item::Element(root));
        Document { version, root: message }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trees_come_back(document in document()) {
        let compact = imps_xml::to_string(&document).unwrap();
        let again: Document = imps_xml::from_str(&compact).unwrap();
        prop_assert_eq!(&again, &document);

        let mut options = WriteOptions::default();
        options.indent = Some(3);
        let mut indented = Vec::new();
        imps_xml::write(&document, &mut indented, &options).unwrap();
        let indented = String::from_utf8(indented).unwrap();
        let pumped = crate::common::pumped(&indented, false).unwrap();
        prop_assert_eq!(pumped, &compact["<?xml version=\"1.0\" encoding=\"UTF-8\"?>".len()..]);
    }

    #[test]
    fn no_text_panics(pieces in vec(prop_oneof![
        "[<>&/!?\\[\\]a-c='\" :;-]{1,6}",
        prop::sample::select(vec![
            "<WV-CSP-Message>", "</WV-CSP-Message>", "<Name>", "</Name>", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>",
            "&amp;", "&#x", " xmlns='", " xmlns:a='", "<!DOCTYPE", "é", "\u{FEFF}",
        ]).prop_map(String::from),
    ], 0..20)) {
        let text = pieces.concat();
        let _ = crate::common::outline(&text, ReadOptions::default());
        let _ = crate::common::outline(&text, crate::common::strict());
        let _ = crate::common::outline(&format!("<WV-CSP-Message>{text}"), ReadOptions::default());
        let _ = imps_xml::from_str::<Document>(&text);
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..60)) {
        let _ = imps_xml::to_utf8(&bytes);
    }
}

#[test]
fn a_failure_leaves_the_buffer_as_it_was() {
    let mut root = Node::new(imps_core::tag::WV_CSP_Message);
    root.content.push(Item::Value(Value::from("\0")));
    let document = Document { version: Version::V1_2, root };
    let mut out = b"before".to_vec();
    assert!(imps_xml::write(&document, &mut out, &WriteOptions::default()).is_err());
    assert_eq!(out, b"before");
}
