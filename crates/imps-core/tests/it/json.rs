//! The JSON view of declared types.

use imps_core::{
    Attribute, Bytes, Content, Data, DateTime, Document, Element, Error, Extensions, IntoOwned, Item, Name,
    Node, Root, Sink, Source, Tag, Text, TreeSink, TreeSource, Value, Version, Word, choice, element,
    enumeration, schema::Type, serde_view, tag, text_type,
};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{from_str, json, to_string, to_value};

text_type! {
    /// An address.
    pub struct UserId;
}

enumeration! {
    /// A kind of session.
    pub enum SessionType {
        /// Inside.
        Inband = "Inband",
        /// Outside.
        Outband = "Outband",
    }
}

choice! {
    /// An owner.
    pub enum Entity<'a> {
        /// A user.
        User(User<'a>) = User,
        /// A list.
        List(Text<'a>) = ContactList,
    }
}

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: UserId<'a> = UserID,
        /// A name.
        friendly_name: Option<Text<'a>> = FriendlyName in "1.3",
    }

    /// Everything that a declaration can hold.
    pub struct Sample<'a> = Session {
        /// Mandatory text.
        session_id: Text<'a> = SessionID,
        /// An enumeration of the first version.
        session_type: Option<SessionType<'a>> = SessionType in "1.1",
        /// A number.
        code: Option<u32> = Code,
        /// A boolean.
        poll: Option<bool> = Poll in "1.3",
        /// A date and time.
        date_time: Option<DateTime> = DateTime,
        /// Content.
        content: Option<Data<'a>> = ContentData,
        /// Structures.
        users: Vec<User<'a>> = UserList,
        /// One of several elements.
        owner: Option<Entity<'a>> = User | ContactList,
        /// Vendor content.
        ext_block: Vec<Node<'a>> = ExtBlock,
    }
    order in "1.3" { session_id, users, code, poll, date_time, content, owner, ext_block }

    /// Choices.
    pub struct Choices<'a> = PresenceValue {
        /// Exactly one of several.
        first: Entity<'a> = User | ContactList,
    }

    /// Many choices.
    pub struct Mixed<'a> = UserList {
        /// Any of several.
        entities: Vec<Entity<'a>> = User | ContactList,
    }
}

impl Default for Entity<'_> {
    fn default() -> Self {
        Self::List(Text::default())
    }
}

/// A root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    version: Version,
    mixed: Mixed<'a>,
}

serde_view! { root Message }

impl<'a> Content<'a> for Message<'a> {
    const TYPE: Type = Mixed::TYPE;

    fn blank() -> Self {
        Self { version: Version::default(), mixed: Mixed::blank() }
    }

    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        self.version = source.version();
        self.mixed.load(tag, source)
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        Content::write(&self.mixed, tag, sink)
    }
}

impl<'a> Root<'a> for Message<'a> {
    const EXPECTED: &'static str = "UserList";

    fn accepts(tag: Tag) -> bool {
        tag == Mixed::TAG
    }

    fn root(&self) -> Tag {
        Mixed::TAG
    }

    fn version(&self) -> Version {
        self.version
    }
}

impl Message<'_> {
    fn into_owned(self) -> Message<'static> {
        Message { version: self.version, mixed: self.mixed.into_owned() }
    }
}

#[test]
fn a_structure_is_a_map_with_the_names_of_the_standard() {
    let sample = Sample {
        session_id: "s1".into(),
        session_type: Some(SessionType::Inband),
        code: Some(200),
        poll: Some(true),
        date_time: "20010925T134013Z".parse().ok(),
        content: Some(Data::from(&[0xFF, 0x00][..])),
        users: [User { user_id: "wv:ann".into(), ..User::default() }].into(),
        ..Sample::default()
    };
    let view = json!({
        "SessionID": "s1", "SessionType": "Inband", "Code": 200, "Poll": true, "DateTime": "20010925T134013Z",
        "ContentData": {"base64": "/wA="}, "UserList": [{"UserID": "wv:ann"}],
    });
    assert_eq!(to_value(&sample).unwrap(), view);
    assert!(
        to_string(&sample).unwrap().starts_with(r#"{"SessionID":"s1","SessionType":"Inband","Code":200"#)
    );
    assert_eq!(serde_json::from_value::<Sample>(view).unwrap(), sample);
}

#[test]
fn a_choice_is_an_entry_under_its_element() {
    let user = Entity::User(User { user_id: "wv:ann".into(), ..User::default() });
    let choices = Choices { first: user.clone(), extensions: Extensions::new() };
    assert_eq!(to_value(&choices).unwrap(), json!({"User": {"UserID": "wv:ann"}}));
    assert_eq!(from_str::<Choices>(r#"{"ContactList": "l"}"#).unwrap().first, Entity::List("l".into()));
    assert_eq!(to_value(&user).unwrap(), json!({"User": {"UserID": "wv:ann"}}));

    let mixed = Mixed { entities: vec![Entity::List("a".into()), user], extensions: Extensions::new() };
    let view = json!({"entities": [{"ContactList": "a"}, {"User": {"UserID": "wv:ann"}}]});
    assert_eq!(to_value(&mixed).unwrap(), view);
    assert_eq!(serde_json::from_value::<Mixed>(view).unwrap(), mixed);
}

#[test]
fn a_document_states_its_version() {
    let message = Message { version: Version::V1_1, mixed: Mixed::default() };
    assert_eq!(to_string(&message).unwrap(), r#"{"version":"1.1","UserList":{}}"#);
    let read: Message = from_str(r#"{"UserList": {"entities": []}, "version": "1.1"}"#).unwrap();
    assert_eq!(read, message);
}

#[test]
fn faults_are_named() {
    for (text, expected) in [
        (r#"{"UserId": "x"}"#, "unexpected entry \"UserId\""),
        (r#"{"FriendlyName": "x"}"#, "missing element UserID"),
        (r#"{"UserID": "x", "UserID": "y"}"#, "duplicate element UserID"),
        (r#"{"UserID": 7}"#, "expected a string"),
        (r#"{"UserID": "x", "extensions": {"more": 1}}"#, "unknown field `more`"),
    ] {
        let error = from_str::<User>(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
    for again in ["[]", r#"[{"UserID": "y"}]"#] {
        let twice = format!(r#"{{"SessionID": "s", "UserList": [{{"UserID": "x"}}], "UserList": {again}}}"#);
        let error = from_str::<Sample>(&twice).unwrap_err().to_string();
        assert!(error.contains("unexpected entry \"UserList\""), "{error}");
    }
    let error = from_str::<Sample>(r#"{"SessionID": "s", "UserList": [{}]}"#).unwrap_err().to_string();
    assert!(error.contains("missing element UserID in UserList[0]"), "{error}");
    for (text, expected) in [
        (r#"{"UserList": {}}"#, "missing field `version`"),
        (r#"{"version": "1.1"}"#, "no document element"),
        (r#"{"version": "1.1", "Session": {}}"#, "unexpected entry \"Session\""),
        (r#"{"version": "2", "UserList": {}}"#, "unknown variant"),
    ] {
        let error = from_str::<Message>(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
    assert!(from_str::<Choices>("{}").unwrap_err().to_string().contains("missing element User"));
    assert!(
        from_str::<Entity>(r#"{"Code": 1}"#).unwrap_err().to_string().contains("unexpected entry \"Code\"")
    );
}

#[test]
fn bare_text_in_a_structure_is_a_string() {
    let mut user = Mixed::default();
    user.extensions.push(0, Value::from("bare"));
    assert_eq!(to_string(&user).unwrap(), r#""bare""#);
    assert_eq!(from_str::<Mixed>(r#""bare""#).unwrap(), user);
}

#[test]
fn untyped_content_keeps_its_forms() {
    let time: DateTime = "20010925T134013Z".parse().unwrap();
    let node = Node::foreign("x:y")
        .with_attribute("a", "1")
        .with(Node::leaf(tag::Code, 200))
        .with(Node::leaf(tag::Poll, true))
        .with(Node::leaf(tag::DateTime, time))
        .with(Node::leaf(tag::ContentData, &[1u8, 2][..]))
        .with(Node::foreign("UserID"));
    let view = json!({
        "name": "x:y", "attributes": [{"name": "a", "value": "1"}],
        "content": [
            {"name": "Code", "content": [200]},
            {"name": "Poll", "content": [{"word": "T"}]},
            {"name": "DateTime", "content": [{"dateTime": "20010925T134013Z"}]},
            {"name": "ContentData", "content": [{"base64": "AQI="}]},
            {"name": {"foreign": "UserID"}},
        ],
    });
    assert_eq!(to_value(&node).unwrap(), view);
    assert_eq!(serde_json::from_value::<Node>(view).unwrap(), node);
    let document = Document { version: Version::V1_3, root: node };
    let text = to_string(&document).unwrap();
    assert!(text.starts_with(r#"{"version":"1.3","name":"x:y""#));
    assert_eq!(from_str::<Document>(&text).unwrap(), document);
    for bad in [
        r#"{"word": "nonsense"}"#,
        r#"{"base64": "?"}"#,
        "{}",
        "-1",
        "4294967296",
        r#"{"name": "a", "word": "T"}"#,
        r#"{"word": "T", "content": ["x"]}"#,
        r#"{"word": "T", "attributes": [{"name": "a", "value": "1"}]}"#,
    ] {
        assert!(from_str::<Item>(bad).is_err(), "{bad}");
    }
    let error = from_str::<Item>("true").unwrap_err().to_string();
    assert!(error.contains("expected an element, text, or another value"), "{error}");
    assert!(to_string(&Node::new(Tag::FOREIGN)).is_err());
}

fn text() -> impl Strategy<Value = Text<'static>> {
    "[ -~é\u{1F600}\n]{0,8}".prop_map(Text::from)
}

/// A name or an address, as readers make it: without white space around it.
fn address() -> impl Strategy<Value = Text<'static>> {
    text().prop_map(Text::trimmed)
}

fn value() -> impl Strategy<Value = Value<'static>> {
    prop_oneof![
        text().prop_map(Value::from),
        any::<u32>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        time().prop_map(Value::from),
        vec(any::<u8>(), 0..20).prop_map(|bytes| Bytes::from(bytes).into()),
    ]
}

fn time() -> impl Strategy<Value = DateTime> {
    any::<[u8; 6]>().prop_filter_map("not a time", |mut bytes| {
        bytes[5] = if bytes[5] < 26 { b'A' + bytes[5] } else { 0 };
        DateTime::from_bytes(bytes)
    })
}

fn name() -> impl Strategy<Value = Name<'static>> {
    prop_oneof![
        any::<prop::sample::Index>().prop_map(|index| {
            let tags: Vec<Tag> = imps_core::CSP.tags().collect();
            Name::Known(*index.get(&tags))
        }),
        "[a-z]{1,5}:[A-Za-z]{1,5}|UserID|ExtBlock|AcceptedCharset"
            .prop_map(|name| Name::Foreign(name.into())),
    ]
}

fn attributes() -> impl Strategy<Value = Vec<Attribute<'static>>> {
    vec((text(), text()).prop_map(|(name, value)| Attribute { name, value }), 0..3)
}

/// Elements as readers make them: text is not empty.
fn node(name: BoxedStrategy<Name<'static>>) -> impl Strategy<Value = Node<'static>> {
    let filled = value().prop_filter("blank", |value| !value.is_blank()).boxed();
    let leaf = (name, attributes(), vec(filled.clone().prop_map(Item::Value), 0..3))
        .prop_map(|(name, attributes, content)| Node { name, attributes, content });
    leaf.prop_recursive(3, 12, 4, move |inner| {
        let item = prop_oneof![3 => inner.clone().prop_map(Item::Element), 1 => filled.clone().prop_map(Item::Value)];
        (inner, vec(item, 0..4)).prop_map(|(mut node, mut items)| {
            node.content.append(&mut items);
            node
        })
    })
}

/// Content without a place, in as many places as there are children.
fn extensions(children: usize) -> impl Strategy<Value = Extensions<'static>> {
    let known = |item: &Item<'_>| {
        matches!(item, Item::Element(Node { name: Name::Known(tag), .. })
            if [User::SCHEMA, Sample::SCHEMA, Mixed::SCHEMA].iter().any(|schema| schema.field(*tag).is_some()))
    };
    let item = prop_oneof![node(name().boxed()).prop_map(Item::Element), value().prop_map(Item::Value)]
        .prop_filter("declared", move |item| !known(item));
    (attributes(), vec((0..=children, item), 0..4)).prop_map(|(attributes, items)| {
        let mut extensions = Extensions::new();
        for attribute in attributes {
            extensions.push_attribute(attribute);
        }
        for (after, item) in items {
            extensions.push(after, item);
        }
        extensions
    })
}

fn user() -> impl Strategy<Value = User<'static>> {
    (address(), prop::option::of(text())).prop_flat_map(|(user_id, friendly_name)| {
        extensions(1 + usize::from(friendly_name.is_some())).prop_map(move |extensions| User {
            user_id: user_id.clone().into(),
            friendly_name: friendly_name.clone(),
            extensions,
        })
    })
}

fn mixed() -> impl Strategy<Value = Mixed<'static>> {
    let entity = prop_oneof![user().prop_map(Entity::User), address().prop_map(Entity::List)];
    vec(entity, 0..4).prop_flat_map(|entities| {
        extensions(entities.len())
            .prop_map(move |extensions| Mixed { entities: entities.clone(), extensions })
    })
}

fn sample() -> impl Strategy<Value = Sample<'static>> {
    let data = prop_oneof![text().prop_map(Data::Text), vec(any::<u8>(), 0..9).prop_map(Data::from)];
    let words = prop_oneof!["Inband", "Outband", "[a-z]{0,4}"].prop_map(SessionType::from);
    let blocks = vec(node(Just(Name::Known(tag::ExtBlock)).boxed()), 0..3);
    let options = (
        prop::option::of(words),
        prop::option::of(any::<u32>()),
        prop::option::of(any::<bool>()),
        prop::option::of(time()),
        prop::option::of(data),
    );
    (address(), options, vec(user(), 0..3), blocks).prop_flat_map(
        |(session_id, options, users, ext_block)| {
            let (session_type, code, poll, date_time, content) = options;
            let ext_block: Vec<_> =
                ext_block.into_iter().map(|node| Node { name: Name::Known(tag::ExtBlock), ..node }).collect();
            let sample = Sample {
                session_id,
                session_type,
                code,
                poll,
                date_time,
                content,
                users,
                ext_block,
                ..Sample::default()
            };
            let children = sample.ext_block.len() + sample.users.len() + 1;
            extensions(children).prop_map(move |extensions| Sample { extensions, ..sample.clone() })
        },
    )
}

proptest! {
    #[test]
    fn structures_come_back_identical(sample in sample()) {
        let text = to_string(&sample).unwrap();
        prop_assert_eq!(from_str::<Sample>(&text).unwrap(), sample, "{}", text);
    }

    #[test]
    fn a_value_that_sorts_its_keys_loses_nothing(sample in sample()) {
        let value = to_value(&sample).unwrap();
        prop_assert_eq!(serde_json::from_value::<Sample>(value).unwrap(), sample);
    }

    #[test]
    fn documents_come_back_identical(mixed in mixed(), version in prop::sample::select(&Version::ALL[..])) {
        let message = Message { version, mixed };
        let text = to_string(&message).unwrap();
        prop_assert_eq!(from_str::<Message>(&text).unwrap(), message, "{}", text);
    }

    #[test]
    fn nodes_come_back_identical(node in node(name().boxed())) {
        let text = to_string(&node).unwrap();
        prop_assert_eq!(from_str::<Node>(&text).unwrap(), node, "{}", text);
    }

    #[test]
    fn what_has_no_place_is_written_back_in_place(mixed in mixed()) {
        let mut sink = TreeSink::new(Version::V1_3);
        Content::write(&mixed, Mixed::TAG, &mut sink).unwrap();
        let node = sink.finish().unwrap();
        let mut source = TreeSource::new(&node, Version::V1_3);
        let tag = source.child().unwrap().unwrap();
        prop_assert_eq!(Mixed::read(tag, &mut source).unwrap(), mixed);
    }
}

#[test]
fn scalars_stand_alone() {
    assert_eq!(to_string(&UserId::from("a")).unwrap(), r#""a""#);
    assert_eq!(from_str::<SessionType>(r#""Outband""#).unwrap(), SessionType::Outband);
    assert_eq!(from_str::<Data>(r#""x""#).unwrap(), Data::from("x"));
    assert_eq!(from_str::<Bytes>(r#"{"base64":"AQ=="}"#).unwrap(), Bytes::from(&[1]));
    assert_eq!(from_str::<Value>(r#"{"word":"T"}"#).unwrap(), Value::Word(Word::TRUE));
    let extensions: Extensions = from_str("{}").unwrap();
    assert!(IntoOwned::into_owned(extensions).is_empty());
}
