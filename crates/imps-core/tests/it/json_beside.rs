//! The JSON view of content beside declared children: attributes, text, extensions, and elements in
//! places for any element.

use imps_core::schema::{Cardinality, Field, Schema, Type};
use imps_core::{
    Attribute, Content, Error, Extensions, Node, Sink, Source, Tag, Text, Value, Versions, choice, element,
    serde_view, tag,
};
use serde_json::{from_str, json, to_value};

choice! {
    /// An owner.
    pub enum Entity<'a> {
        /// A user.
        User(Text<'a>) = UserID,
        /// A list.
        List(Text<'a>) = ContactList,
    }
}

impl Default for Entity<'_> {
    fn default() -> Self {
        Self::List(Text::default())
    }
}

element! {
    /// Attributes, and text beside them.
    pub struct Named<'a> = ScreenName {
        @attributes {
            /// An identifier.
            id: Text<'a> = "id",
            /// A count.
            count: Option<u32> = "count",
        }
        @text {
            /// The name.
            name: Text<'a>
        }
    }

    /// Exactly one of several.
    pub struct Choices<'a> = PresenceValue {
        /// One of them.
        first: Entity<'a> = UserID | ContactList,
    }
}

/// The first element is the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open<'a> {
    first: Node<'a>,
    extensions: Extensions<'a>,
}

serde_view! { content Open }

impl<'a> Content<'a> for Open<'a> {
    const TYPE: Type = Type::Structure(&Schema::new(
        tag::TransactionContent,
        Versions::ALL,
        &[Field::new("first", Entity::TAGS, Versions::ALL, Cardinality::One, Entity::TYPE).with_open(true)],
        &[],
    ));

    fn blank() -> Self {
        Self { first: Node::blank(), extensions: Extensions::new() }
    }

    fn load<S: Source<'a>>(&mut self, _: Tag, source: &mut S) -> Result<(), Error> {
        let mut children = 0;
        while let Some(child) = source.child()? {
            if children == 0 {
                self.first = Node::read(child, source)?;
                children = 1;
            } else {
                self.extensions.read(children, child, source)?;
            }
        }
        Ok(())
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        sink.start(tag);
        let mut place = self.extensions.start(sink);
        place.before(1, sink)?;
        self.first.write(self.first.name.tag(), sink)?;
        place.finish(sink)?;
        sink.end(tag);
        Ok(())
    }
}

impl Open<'_> {
    fn into_owned(self) -> Open<'static> {
        Open { first: self.first.into_owned(), extensions: self.extensions.into_owned() }
    }
}

#[test]
fn attributes_and_text_beside_them_are_entries() {
    let mut named = Named { id: "7".into(), name: "Castle".into(), count: Some(2), ..Named::default() };
    let view = json!({"@id": "7", "@count": 2, "#text": "Castle"});
    assert_eq!(to_value(&named).unwrap(), view);
    assert_eq!(serde_json::from_value::<Named>(view).unwrap(), named);
    named.extensions.push_attribute(Attribute { name: "more".into(), value: "x".into() });
    let view = json!({
        "@id": "7", "@count": 2, "#text": "Castle", "extensions": {"attributes": [{"name": "more", "value": "x"}]},
    });
    assert_eq!(to_value(&named).unwrap(), view);
    assert_eq!(serde_json::from_value::<Named>(view).unwrap(), named);
}

#[test]
fn extensions_stand_alone() {
    let mut extensions = Extensions::new();
    assert_eq!(to_value(&extensions).unwrap(), json!({}));
    extensions.push(1, Value::from("x"));
    assert_eq!(to_value(&extensions).unwrap(), json!({"content": [{"after": 1, "item": "x"}]}));
    let mut extensions = Extensions::new();
    extensions.push_attribute(Attribute { name: "a".into(), value: "b".into() });
    assert_eq!(to_value(&extensions).unwrap(), json!({"attributes": [{"name": "a", "value": "b"}]}));
}

#[test]
fn an_open_field_takes_the_first_element_whatever_it_is() {
    let other = Node::foreign("x:y").with_attribute("a", "1");
    for (first, view) in [
        (other.clone(), json!({"other": {"name": "x:y", "attributes": [{"name": "a", "value": "1"}]}})),
        (Node::new(tag::Poll), json!({"other": {"name": "Poll"}})),
        (Node::leaf(tag::ContactList, "l"), json!({"ContactList": "l"})),
    ] {
        let alone = Open { first, extensions: Extensions::new() };
        assert_eq!(to_value(&alone).unwrap(), view);
        assert_eq!(serde_json::from_value::<Open>(view.clone()).unwrap(), alone);
        // Declared content has no place after it.
        let mut followed = alone;
        followed.extensions.push(1, Node::leaf(tag::ContactList, "more"));
        let mut longer = view;
        longer["extensions"] =
            json!({"content": [{"after": 1, "item": {"name": "ContactList", "content": ["more"]}}]});
        assert_eq!(to_value(&followed).unwrap(), longer);
        assert_eq!(serde_json::from_value::<Open>(longer).unwrap(), followed);
    }
    // A choice that is not open names the refused entry.
    let error = from_str::<Entity>(r#"{"other": {"name": "Poll"}}"#).unwrap_err().to_string();
    assert!(error.contains("unexpected element Poll"), "{error}");
    let error = from_str::<Choices>(r#"{"other": {"name": "Poll"}}"#).unwrap_err().to_string();
    assert!(error.contains("unexpected entry \"other\""), "{error}");
}
