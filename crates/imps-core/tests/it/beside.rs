//! Content beside the fields: repeated children, and attributes of leaves.

use imps_core::Sink as _;
use imps_core::{
    Attribute, Content, Error, ErrorKind, Extension, Node, ReadOptions, Source, Tag, Text, TreeSink,
    TreeSource, UnknownContent, Version, choice, element, tag,
};

choice! {
    /// A leaf or a structure.
    pub enum Entity<'a> {
        /// A leaf.
        Id(Text<'a>) = UserID,
        /// A structure.
        Named(Badge<'a>) = ScreenName,
    }
}

element! {
    /// A structure with a leaf.
    pub struct Badge<'a> = ScreenName {
        /// The leaf.
        name: Option<Text<'a>> = SName,
    }

    /// A structure for which lenient reading accepts repeated children.
    pub struct Loose<'a> = Session {
        /// Once.
        code: Option<u32> = Code,
        /// Once, and last in writing.
        description: Option<Text<'a>> = Description,
        /// Often.
        urls: Vec<Text<'a>> = URL,
        /// One of two.
        entity: Option<Entity<'a>> = UserID | ScreenName,
    }

    /// The identity of somebody.
    pub struct Exact<'a> = User {
        /// The address.
        user_id: Option<Text<'a>> = UserID,
    }
    duplicates refused;
}

fn lenient() -> ReadOptions {
    ReadOptions::default()
}

fn read<'n, T: Content<'n>>(node: &'n Node<'n>, options: ReadOptions) -> Result<T, Error> {
    let mut source = TreeSource::new(node, Version::V1_2).with_options(options);
    let tag = source.child()?.unwrap();
    T::read(tag, &mut source)
}

fn write<'a>(content: &impl Content<'a>, tag: Tag) -> Node<'static> {
    let mut sink = TreeSink::new(Version::V1_2);
    content.write(tag, &mut sink).unwrap();
    sink.finish().unwrap()
}

fn code(code: u32) -> Node<'static> {
    Node::leaf(tag::Code, code)
}

#[test]
fn of_duplicates_the_first_stays_and_the_others_are_kept() {
    let node = Node::new(tag::Session).with(code(1)).with(code(2)).with(code(3));
    let loose: Loose = read(&node, lenient()).unwrap();
    assert_eq!(loose.code, Some(1));
    let kept: Vec<_> = loose.extensions.content().iter().map(|extension| extension.after).collect();
    assert_eq!(kept, [Extension::LAST; 2]);
    assert_eq!(write(&loose, tag::Session), node);

    let skipped: Loose = read(&node, lenient().with_unknown(UnknownContent::Skip)).unwrap();
    assert_eq!((skipped.code, skipped.extensions.is_empty()), (Some(1), true));
    for options in [lenient().with_unknown(UnknownContent::Refuse), lenient().with_strict(true)] {
        let error = read::<Loose>(&node, options).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::DuplicateElement { name: "Code" }), "{error}");
    }
}

/// In any order of the document, the first child is the first again when it is written.
#[test]
fn the_first_stays_the_first() {
    let text = |text| Node::leaf(tag::Description, text);
    let node = Node::new(tag::Session).with(text("a")).with(text("b")).with(code(1));
    let loose: Loose = read(&node, lenient()).unwrap();
    let written = write(&loose, tag::Session);
    assert_eq!(written, Node::new(tag::Session).with(code(1)).with(text("a")).with(text("b")));
    assert_eq!(read::<Loose>(&written, lenient()).unwrap(), loose);

    let user_id = Node::leaf(tag::UserID, "u");
    let node = Node::new(tag::Session).with(Node::new(tag::ScreenName)).with(user_id);
    let loose: Loose = read(&node, lenient()).unwrap();
    assert!(matches!(loose.entity, Some(Entity::Named(_))));
    assert_eq!(write(&loose, tag::Session), node);
}

#[test]
fn who_somebody_is_may_not_come_twice() {
    let id = |id| Node::leaf(tag::UserID, id);
    let error = read::<Exact>(&Node::new(tag::User).with(id("a")).with(id("b")), lenient()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::DuplicateElement { name: "UserID" }), "{error}");
    assert!(read::<Exact>(&Node::new(tag::User).with(id("a")), lenient()).is_ok());
}

/// Leaves with attributes, in another order than the declaration.
fn attributed() -> Node<'static> {
    let url = |url| Node::leaf(tag::URL, url);
    Node::new(tag::Session)
        .with(url("a"))
        .with(url("b").with_attribute("n", "2"))
        .with(code(200).with_attribute("lang", "en").with_attribute("v:p", "x"))
        .with(Node::leaf(tag::UserID, "u").with_attribute("of", "choice"))
}

#[test]
fn attributes_of_leaves_are_kept_with_their_leaf() {
    let node = attributed();
    let loose: Loose = read(&node, lenient()).unwrap();
    let kept: Vec<_> = loose
        .extensions
        .leaf_attributes()
        .map(|(child, index, attribute)| (child, index, attribute.name.as_str()))
        .collect();
    let expected =
        [(tag::Code, 0, "lang"), (tag::Code, 0, "v:p"), (tag::URL, 1, "n"), (tag::UserID, 0, "of")];
    assert_eq!(kept, expected);
    let written = write(&loose.clone().into_owned(), tag::Session);
    let [two, one, zero, three] = [0, 1, 2, 3].map(|index| node.content[index].clone());
    assert_eq!(written.content, [zero, two, one, three]);
    assert_eq!(read::<Loose>(&written, lenient()).unwrap(), loose);

    let mut without = loose;
    without.code = None;
    without.urls.clear();
    let written = write(&without, tag::Session);
    assert_eq!(written.content.len(), 1);
}

#[test]
fn attributes_of_leaves_are_skipped_or_refused_on_request() {
    let node = attributed();
    let skipped: Loose = read(&node, lenient().with_unknown(UnknownContent::Skip)).unwrap();
    assert!(skipped.extensions.is_empty());
    assert_eq!(skipped.code, Some(200));
    for options in [lenient().with_unknown(UnknownContent::Refuse), lenient().with_strict(true)] {
        let error = read::<Loose>(&node, options).unwrap_err();
        assert_eq!(error.to_string(), "unexpected attribute n at byte 0 in URL[1]");
    }
    // A declaration of a namespace contains nothing that reading could misunderstand.
    let declared = Node::new(tag::Session).with(code(1).with_attribute("xmlns:v", "urn:v"));
    assert!(read::<Loose>(&declared, lenient().with_strict(true)).is_ok());
    assert!(read::<Loose>(&declared, lenient().with_unknown(UnknownContent::Refuse)).is_err());
}

/// A structure has its own place for them.
#[test]
fn attributes_of_structures_stay_with_the_structure() {
    let name = Node::leaf(tag::SName, "n").with_attribute("inner", "1");
    let badge = Node::new(tag::ScreenName).with_attribute("outer", "2").with(name);
    let node = Node::new(tag::Session).with(badge);
    let loose: Loose = read(&node, lenient()).unwrap();
    assert!(loose.extensions.is_empty());
    let Some(Entity::Named(badge)) = &loose.entity else { panic!("{loose:?}") };
    assert_eq!(badge.extensions.attributes().len(), 1);
    assert_eq!(badge.extensions.leaf_attributes().count(), 1);
    assert_eq!(write(&loose, tag::Session), node);
}

/// An attribute of a missing leaf does not become an attribute of another leaf.
#[test]
fn attributes_without_a_leaf_are_not_written() {
    let mut loose = Loose { code: Some(1), ..Loose::default() };
    let attribute = Attribute { name: "a".into(), value: "b".into() };
    loose.extensions.push_leaf_attribute(tag::Description, 0, attribute.clone());
    loose.extensions.push_leaf_attribute(tag::Code, 1, attribute);
    assert_eq!(write(&loose, tag::Session), Node::new(tag::Session).with(code(1)));
}

#[cfg(feature = "serde")]
mod json {
    use super::*;
    use serde_json::{Value, from_value, json, to_value};

    fn both_ways(node: &Node<'static>) -> Value {
        let loose = read::<Loose>(node, lenient()).unwrap().into_owned();
        let view = to_value(&loose).unwrap();
        assert_eq!(
            from_value::<Loose>(view.clone()).unwrap().extensions.content(),
            loose.extensions.content()
        );
        assert_eq!(
            write(&from_value::<Loose>(view.clone()).unwrap(), tag::Session),
            write(&loose, tag::Session)
        );
        view
    }

    #[test]
    fn attributes_of_leaves_survive() {
        let expected = json!({
            "Code": 200, "URL": ["a", "b"], "UserID": "u",
            "extensions": {"leafAttributes": [
                {"of": "Code", "name": "lang", "value": "en"}, {"of": "Code", "name": "v:p", "value": "x"},
                {"of": "URL", "index": 1, "name": "n", "value": "2"},
                {"of": "UserID", "name": "of", "value": "choice"},
            ]},
        });
        assert_eq!(both_ways(&attributed()), expected);
    }

    #[test]
    fn children_that_come_again_survive() {
        let node = Node::new(tag::Session).with(code(1)).with(code(2));
        let expected = json!({
            "Code": 1,
            "extensions": {"content": [{"after": 1, "item": {"name": "Code", "content": [2]}}]},
        });
        assert_eq!(both_ways(&node), expected);
    }

    #[test]
    fn what_comes_again_does_not_take_the_place_of_the_first() {
        let again = json!({
            "Code": 1,
            "extensions": {"content": [{"after": 0, "item": {"name": "Code", "content": [2]}}]},
        });
        assert_eq!(from_value::<Loose>(again).unwrap().code, Some(1));
    }

    #[test]
    fn an_attribute_of_no_leaf_is_a_fault() {
        for (of, index, expected) in [
            ("Code", 1, "no Code has the number 1"),
            ("SName", 0, "no SName has"),
            ("Nobody", 0, "no Nobody has"),
        ] {
            let leaf = json!([{"of": of, "index": index, "name": "a", "value": "b"}]);
            let view = json!({"Code": 1, "extensions": {"leafAttributes": leaf}});
            let error = from_value::<Loose>(view).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn extensions_stand_alone() {
        let loose = read::<Loose>(&attributed(), lenient()).unwrap().into_owned();
        let view = to_value(&loose.extensions).unwrap();
        assert_eq!(from_value::<imps_core::Extensions>(view).unwrap(), loose.extensions);
    }
}

/// The number of attributes that a hostile document may contain, in the worst order, takes linear
/// time.
#[test]
fn many_attributes_of_leaves_take_linear_time() {
    let mut node = Node::new(tag::Session);
    for number in 0..50_000_u32 {
        node.content.push(Node::leaf(tag::URL, number).with_attribute("n", "2").into());
        node.content.push(code(number).with_attribute("n", "2").into());
    }
    let started = std::time::Instant::now();
    let loose: Loose = read(&node, lenient()).unwrap();
    assert_eq!(write(&loose, tag::Session).content.len(), 100_000);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
