//! Bounds, and refused documents.

use imps_core::Sink as _;
use imps_core::{
    Content, ErrorKind, Extensions, Item, Limits, Node, ReadOptions, Source, Text, TreeSink, TreeSource,
    UnknownContent, Value, Version, element, pump, tag,
};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID,
    }
}

/// Reading, cloning, comparing, writing and dropping the largest allowed depth fits into a thread
/// of the usual 2 MiB.
#[test]
fn the_deepest_document_fits_a_thread() {
    let work = || {
        let mut node = Node::foreign("deepest");
        for _ in 1..Limits::MAX_DEPTH {
            node = Node::foreign("level").with(node);
        }
        let mut sink = TreeSink::new(Version::V1_3);
        let deep = ReadOptions::default().with_limits(Limits::default().with_depth(Limits::MAX_DEPTH));
        pump(&mut TreeSource::new(&node, Version::V1_3).with_options(deep), &mut sink).unwrap();
        let pumped = sink.finish().unwrap();
        let mut source = TreeSource::new(&pumped, Version::V1_3).with_options(deep);
        let tag = source.child().unwrap().unwrap();
        let read = Node::read(tag, &mut source).unwrap();
        let mut sink = TreeSink::new(Version::V1_3);
        read.write(tag, &mut sink).unwrap();
        assert_eq!(sink.finish().unwrap(), read.clone().into_owned());
        assert!(format!("{read:?}").contains("deepest"));
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

/// Whether an error is the one expected.
type Check = fn(&ErrorKind) -> bool;

fn read(node: &Node<'_>, unknown: UnknownContent) -> Result<User<'static>, imps_core::Error> {
    let options = ReadOptions::default().with_unknown(unknown);
    let mut source = TreeSource::new(node, Version::V1_3).with_options(options);
    let tag = source.child()?.unwrap();
    User::read(tag, &mut source).map(User::into_owned)
}

#[test]
fn the_unknown_is_kept_skipped_or_refused() {
    let plain = Node::new(tag::User).with(Node::leaf(tag::UserID, "a"));
    let with_text = {
        let mut node = plain.clone();
        node.content.push(Item::Value(Value::from("text")));
        node
    };
    let cases: [(Node<'_>, Check); 4] = [
        (
            plain.clone().with(Node::foreign("x:y")),
            |kind| matches!(kind, ErrorKind::UnexpectedElement { name } if name == "x:y"),
        ),
        (
            plain.clone().with(Node::new(tag::Code)),
            |kind| matches!(kind, ErrorKind::UnexpectedElement { name } if name == "Code"),
        ),
        (
            plain.clone().with_attribute("b", "c"),
            |kind| matches!(kind, ErrorKind::UnexpectedAttribute { name } if name == "b"),
        ),
        (with_text, |kind| matches!(kind, ErrorKind::UnexpectedText)),
    ];
    for (node, refused) in cases {
        let error = read(&node, UnknownContent::Refuse).unwrap_err();
        assert!(refused(error.kind()), "{error}");
        let skipped = read(&node, UnknownContent::Skip).unwrap();
        assert_eq!(skipped, User { user_id: "a".into(), extensions: Extensions::new() });
        let kept = read(&node, UnknownContent::Keep).unwrap();
        assert_eq!(kept.extensions.attributes().len() + kept.extensions.content().len(), 1);
    }
}

#[test]
fn skipping_leaves_the_namespace_of_what_is_kept() {
    let node = Node::new(tag::User).with_attribute("xmlns", "urn:x").with_attribute("b", "c");
    let skipped = read(&node.with(Node::leaf(tag::UserID, "a")), UnknownContent::Skip).unwrap();
    let names: Vec<_> = skipped.extensions.attributes().iter().map(|attribute| &*attribute.name).collect();
    assert_eq!(names, ["xmlns"]);
}

#[test]
fn extensions_stay_in_order() {
    let mut extensions = Extensions::new();
    for (after, text) in [(2, "c"), (0, "a"), (2, "d"), (1, "b")] {
        extensions.push(after, Value::from(text));
    }
    let order: Vec<_> = extensions.content().iter().map(|extension| extension.after).collect();
    assert_eq!(order, [0, 1, 2, 2]);
    assert_eq!(extensions.content()[3].item, Item::Value(Value::from("d")));
}

#[test]
fn a_syntax_error_is_not_said_twice() {
    use std::error::Error as _;
    let inner = "x".parse::<u32>().unwrap_err();
    let error = imps_core::Error::syntax(inner);
    assert!(error.source().is_none());
    assert_eq!(error.to_string(), "invalid digit found in string");
}
