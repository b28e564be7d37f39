//! Content before the `MessageInfo` that describes it. The standard has another order, but readers
//! accept this one.

use crate::common::{Settings, convert};
use oma_imps::csp::{Message, Primitive};
use oma_imps::{Bytes, Document, Input, Item, Node, Syntax, WriteOptions, tag};

/// Moves the content of every message before its description.
fn content_first(node: &mut Node<'_>) {
    let is_content =
        |item: &Item<'_>| matches!(item, Item::Element(child) if child.name.tag() == tag::ContentData);
    if let Some(at) = node.content.iter().position(is_content) {
        let content = node.content.remove(at);
        node.content.insert(0, content);
    }
    for item in &mut node.content {
        if let Item::Element(child) = item {
            content_first(child);
        }
    }
}

/// Returns the bytes of the content of a message.
fn bytes(document: &[u8]) -> Bytes<'static> {
    let message: Message<'static> = Input::new(document).unwrap().read_owned().unwrap();
    match message.primitive() {
        Some(Primitive::NewMessage(message)) => message.content_bytes().unwrap().into_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_picture_in_front_of_its_description_stays_the_picture() {
    let path = imps_testing::testdata("csp/odd/picture-as-bytes.wbxml");
    let original = std::fs::read(path).unwrap();
    let expected = bytes(&original);
    let mut document: Document<'static> = Input::new(&original).unwrap().read_owned().unwrap();
    content_first(&mut document.root);
    let reordered = Syntax::Wbxml.to_vec(&document).unwrap();
    assert_ne!(reordered, original);
    assert_eq!(bytes(&reordered), expected);
    for indent in [None, Some(2)] {
        let xml = oma_imps::xml::WriteOptions::default().with_indent(indent);
        let options = Settings::default().with_write(WriteOptions::default().with_xml(xml));
        let xml = convert(&reordered, &options).unwrap();
        assert_eq!(bytes(&xml), expected, "{}", String::from_utf8_lossy(&xml));
        let text = String::from_utf8(xml).unwrap();
        assert_eq!(text.matches("<ContentEncoding>").count(), 1, "{text}");
        assert!(text.find("<ContentData>") < text.find("<ContentEncoding>BASE64<"), "{text}");
        // And back again.
        let back = convert(text.as_bytes(), &Settings::default()).unwrap();
        assert_eq!(bytes(&back), expected);
    }
}
