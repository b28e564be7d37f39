//! Declared structures: the reading and writing of each kind of field, and the place in an error.

use imps_core::Sink as _;
use imps_core::{
    AnyDateTime, Bytes, Content, Data, DateTime, Document, Element, Error, ErrorKind, Name, Node,
    ReadOptions, Rule, Source, Tag, Text, TreeSink, TreeSource, Version, element, pump, read_root, tag,
    write_root,
};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID,
        /// An amount.
        code: Option<u32> = Code,
    }
}

element! {
    /// Fields of every kind.
    pub struct Everything<'a> = Session {
        /// Numbers.
        codes: Vec<u32> = Code,
        /// A flag.
        poll: Option<bool> = Poll,
        /// A time.
        date_time: Option<DateTime> = DateTime,
        /// Content.
        content_data: Option<Data<'a>> = ContentData,
        /// A structure on the heap.
        sender: Option<Box<User<'a>>> = User,
        /// Structures in a list.
        users: Vec<User<'a>> = UserList,
    }
}

element! {
    /// A name with attributes.
    pub struct Named<'a> = ScreenName {
        @attributes {
            /// The group.
            group_id: Text<'a> = "groupID" | "groupid",
            /// An amount.
            count: Option<u32> = "count",
            /// A flag.
            flag: Option<bool> = "flag",
        }
        @text {
            /// The name.
            name: Option<Text<'a>>
        }
    }
}

fn write<'a>(content: &impl Content<'a>, tag: Tag) -> Node<'static> {
    let mut sink = TreeSink::new(Version::V1_3);
    content.write(tag, &mut sink).unwrap();
    sink.finish().unwrap()
}

fn read<'n, T: Content<'n>>(node: &'n Node<'n>, options: ReadOptions) -> Result<T, Error> {
    let mut source = TreeSource::new(node, Version::V1_3).with_options(options);
    let tag = source.child()?.unwrap();
    T::read(tag, &mut source)
}

fn user(tag: Tag, id: &str) -> Node<'static> {
    Node::new(tag).with(Node::leaf(tag::UserID, id.to_owned()))
}

#[test]
fn every_kind_of_field_is_read_and_written() {
    let time: DateTime = "20010925T134013Z".parse().unwrap();
    let node = Node::new(tag::Session)
        .with(Node::leaf(tag::Code, 1))
        .with(Node::leaf(tag::Code, 2))
        .with(Node::leaf(tag::Poll, true))
        .with(Node::leaf(tag::DateTime, time))
        .with(Node::leaf(tag::ContentData, Bytes::from(vec![0xFF])))
        .with(user(tag::User, "a"))
        .with(user(tag::UserList, "b"))
        .with(user(tag::UserList, "c"));
    let everything: Everything = read(&node, ReadOptions::default()).unwrap();
    assert_eq!(everything.codes, [1, 2]);
    assert_eq!((everything.poll, everything.date_time), (Some(true), Some(time)));
    assert_eq!(everything.content_data, Some(Data::Bytes(Bytes::from(vec![0xFF]))));
    assert_eq!(everything.sender.as_ref().unwrap().user_id, "a");
    assert_eq!(everything.users.iter().map(|user| user.user_id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(write(&everything, Everything::TAG), node);
    let empty = Node::new(tag::Session);
    assert_eq!(write(&Everything::default(), Everything::TAG), empty);
    assert_eq!(read::<Everything>(&empty, ReadOptions::default()).unwrap(), Everything::default());
}

#[test]
fn errors_say_in_which_element_and_which_of_a_list() {
    let faulty = |list: &[Node<'static>]| {
        let node = list.iter().cloned().fold(Node::new(tag::Session), Node::with);
        let error = read::<Everything>(&node, ReadOptions::default()).unwrap_err();
        (error.path(), error.expected())
    };
    let number = Some("a number from 0 to 4294967295");
    assert_eq!(faulty(&[Node::leaf(tag::Code, "x")]), ("Code[0]".into(), number));
    assert_eq!(
        faulty(&[Node::leaf(tag::Code, 1), Node::leaf(tag::Code, 2), Node::leaf(tag::Code, "x")]),
        ("Code[2]".into(), number)
    );
    let without_id = || Node::new(tag::UserList);
    assert_eq!(faulty(&[without_id()]), ("UserList[0]".into(), Some("UserID")));
    assert_eq!(faulty(&[user(tag::UserList, "a"), without_id()]), ("UserList[1]".into(), Some("UserID")));
    let wrong = Node::new(tag::User).with(Node::leaf(tag::UserID, "a")).with(Node::leaf(tag::Code, "-1"));
    assert_eq!(faulty(&[wrong]), ("User/Code".into(), number));
    assert_eq!(faulty(&[Node::new(tag::User)]), ("User".into(), Some("UserID")));
}

/// The types refuse the values that the validator calls errors, except days that do not exist.
#[test]
fn dates_in_every_notation_keep_their_spelling() {
    let at = |text| Node::leaf(tag::DateTime, text);
    let strict = ReadOptions::default().with_strict(true);
    for text in ["2001-09-25T13:40:13+01:00", "20010925T134013.5Z", "50010925T134013Z"] {
        for options in [ReadOptions::default(), strict] {
            let node = at(text);
            let time = read::<AnyDateTime>(&node, options).unwrap();
            assert_eq!(write(&time, tag::DateTime), node);
        }
    }
    let short = at(" 2001-09-25T13:40:13+1 ");
    let time = read::<AnyDateTime>(&short, ReadOptions::default()).unwrap();
    assert_eq!(write(&time, tag::DateTime), at("2001-09-25T13:40:13+1"));
    let canonical = at("2001-09-25T13:40Z");
    let time = read::<AnyDateTime>(&canonical, ReadOptions::default()).unwrap();
    let bytes: DateTime = "20010925T134000Z".parse().unwrap();
    assert_eq!(write(&time, tag::DateTime), Node::leaf(tag::DateTime, bytes));

    for (text, rule) in
        [("2001-09-25T13:40:13+1", Rule::DateTimeOffset), ("20011325T134013.5Z", Rule::DateTimeRange)]
    {
        assert!(read::<AnyDateTime>(&at(text), ReadOptions::default()).is_ok(), "{text}");
        let error = read::<AnyDateTime>(&at(text), strict).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Strict(broken) if *broken == rule), "{error}");
    }
    for text in ["", "yesterday", "2001-09-25T13:40:13+25:00", "20010925T134013+1:00"] {
        let error = read::<AnyDateTime>(&at(text), ReadOptions::default()).unwrap_err();
        assert_eq!(error.expected(), Some("a date and time"), "{text}");
    }
}

#[test]
fn what_stands_once_stands_once() {
    let twice = user(tag::User, "a").with(Node::leaf(tag::UserID, "b"));
    let error = read::<User>(&twice, ReadOptions::default().with_strict(true)).unwrap_err();
    assert!(error.to_string().contains("UserID"), "{error}");
}

#[test]
fn a_document_is_its_root() {
    let root = Node::new(tag::Session).with(user(tag::User, "a"));
    let document = Document { version: Version::V1_2, root: root.clone() };
    let mut sink = TreeSink::new(Version::V1_2);
    write_root(&document, &mut sink).unwrap();
    assert_eq!(sink.finish().unwrap(), root);
    let read: Document = read_root(&mut TreeSource::new(&root, Version::V1_2)).unwrap();
    assert_eq!(read, document);
    assert_eq!(document.children().next().unwrap().name, Name::Known(tag::User));
}

#[test]
fn attributes_and_text_are_read_and_written() {
    let full = Node::leaf(tag::ScreenName, "n")
        .with_attribute("groupID", "g")
        .with_attribute("count", "7")
        .with_attribute("flag", "T");
    for strict in [false, true] {
        let named: Named = read(&full, ReadOptions::default().with_strict(strict)).unwrap();
        assert_eq!((named.group_id.as_str(), named.count, named.flag), ("g", Some(7), Some(true)));
        assert_eq!(named.name.as_deref(), Some("n"));
        assert_eq!(write(&named, tag::ScreenName), full);
    }
    let least = Node::new(tag::ScreenName).with_attribute("groupID", "g");
    let named: Named = read(&least, ReadOptions::default()).unwrap();
    assert_eq!((named.count, named.flag, named.name.as_deref()), (None, None, None));
    assert_eq!(write(&named, tag::ScreenName), least);
    let error = read::<Named>(&Node::new(tag::ScreenName), ReadOptions::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::MissingAttribute { name: "groupID" }), "{error}");
    let error =
        read::<Named>(&least.clone().with_attribute("count", "x"), ReadOptions::default()).unwrap_err();
    assert_eq!(error.path(), "@count");
}

#[test]
fn another_spelling_of_an_attribute_counts_where_the_usual_one_is_missing() {
    let slip = || Node::new(tag::ScreenName).with_attribute("groupid", "slip");
    let node = slip();
    let named: Named = read(&node, ReadOptions::default()).unwrap();
    assert_eq!(named.group_id, "slip");
    assert_eq!(write(&named, tag::ScreenName), Node::new(tag::ScreenName).with_attribute("groupID", "slip"));
    let error = read::<Named>(&node, ReadOptions::default().with_strict(true)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Strict(Rule::Spelling)), "{error}");
    let usual_first =
        Node::new(tag::ScreenName).with_attribute("groupID", "usual").with_attribute("groupid", "slip");
    for node in [slip().with_attribute("groupID", "usual"), usual_first] {
        let named: Named = read(&node, ReadOptions::default()).unwrap();
        assert_eq!(named.group_id, "usual");
        assert_eq!(named.extensions.attributes().len(), 1);
    }
}

/// Whether an error is the one expected.
type Check = fn(&ErrorKind) -> bool;

fn pumped(node: &Node<'_>, strict: bool) -> Result<Node<'static>, Error> {
    let options = ReadOptions::default().with_strict(strict);
    let mut sink = TreeSink::new(Version::V1_2);
    pump(&mut TreeSource::new(node, Version::V1_2).with_options(options), &mut sink)?;
    Ok(sink.finish().unwrap())
}

#[test]
fn pumping_knows_what_each_element_holds() {
    // A structure without children stays without content. So does an element that a vendor left
    // blank.
    let empty = Node::new(tag::Session).with(Node::new(tag::Transaction)).with(Node::foreign("x"));
    assert_eq!(pumped(&Node::new(tag::Session), true).unwrap(), Node::new(tag::Session));
    assert_eq!(pumped(&empty, false).unwrap().children().next(), empty.children().next());
    let wrong: [(Node<'_>, Check); 3] = [
        (Node::leaf(tag::Code, "x"), |kind| matches!(kind, ErrorKind::InvalidValue { .. })),
        (Node::leaf(tag::Poll, "true"), |kind| matches!(kind, ErrorKind::Strict(Rule::BooleanText))),
        (Node::leaf(tag::DateTime, "20011325T134013Z"), |kind| {
            matches!(kind, ErrorKind::Strict(Rule::DateTimeRange))
        }),
    ];
    for (leaf, is_kind) in wrong {
        let node = Node::new(tag::Session).with(leaf);
        assert_eq!(pumped(&node, false).unwrap(), node, "lenient reading keeps it");
        let error = pumped(&node, true).unwrap_err();
        assert!(is_kind(error.kind()), "{error}");
        assert!(error.path().starts_with("Session/"), "{error}");
    }
    let foreign = Node::foreign("x").with(Node::new(tag::Session).with(Node::leaf(tag::Code, "x")));
    assert_eq!(pumped(&foreign, true).unwrap_err().path(), "x/Session/Code");
}

#[test]
fn debug_leaves_out_extensions_that_are_empty() {
    let mut user = User { user_id: "wv:ann".into(), code: Some(1), ..User::default() };
    assert_eq!(format!("{user:?}"), r#"User { user_id: "wv:ann", code: Some(1) }"#);
    let named = Named { group_id: "g".into(), name: Some("Ann".into()), ..Named::default() };
    let shown = r#"Named { group_id: "g", count: None, flag: None, name: Some("Ann") }"#;
    assert_eq!(format!("{named:?}"), shown);
    user.extensions.push(0, imps_core::Value::from("kept"));
    let shown = format!("{user:?}");
    assert!(shown.contains("code: Some(1), extensions: ") && shown.contains("kept"), "{shown}");
    assert!(format!("{user:#?}").contains("\n    code: Some(\n        1,\n    ),\n    extensions: "));
}
