//! Elements of a custom protocol.

use imps_core::Sink as _;
use imps_core::schema::Cardinality;
use imps_core::{
    CSP, Content, ContentKind, Element, Node, Root, Source, Tag, Text, TreeSink, TreeSource, Version, Word,
    choice, element,
};

mod tags {
    imps_core::vocabulary! {
        /// The names of notes.
        pub static NOTES;
        namespaces: &[];
        public_ids: &[];
        aliases { "Remark" => Note, }
        elements {
            Note: Text,
            Note_List = "Note-List": Structure,
        }
    }
}

mod more {
    imps_core::vocabulary! {
        /// The names of CSP, and ours.
        pub static MORE;
        extends: imps_core::tag;
        namespaces: &[];
        public_ids: &[];
        aliases { "Guest" => Invited, "Visitor" => UserID, }
        kinds { ScreenName: Text, }
        elements {
            Invited: Structure,
            Seats: Integer,
        }
    }
}

element! {
    use tags;

    /// A list of notes.
    pub struct NoteList<'a> = Note_List {
        /// The notes.
        notes: Vec<Text<'a>> = Note,
    }
}

element! {
    use more;

    /// A table of guests.
    pub struct Table<'a> = Invited {
        /// The number of seats.
        seats: Option<u32> = Seats,
    }

    /// A party of a host.
    pub struct Party<'a> = Invited {
        /// The user who pays.
        host: User<'a> = Sender,
    }
}

element! {
    /// A user, as in CSP.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID,
    }
}

choice! {
    use self::tags;

    /// A list, or one note.
    pub enum Notes<'a> {
        /// A list.
        List(NoteList<'a>) = Note_List,
        /// One note.
        One(Text<'a>) = Note,
    }
}

impl<'a> Root<'a> for Notes<'a> {
    const EXPECTED: &'static str = "Note-List or Note";
    const VOCABULARY: &'static imps_core::Vocabulary = &tags::NOTES;

    fn accepts(tag: Tag) -> bool {
        Self::TAGS.contains(&tag)
    }

    fn root(&self) -> Tag {
        self.tag()
    }

    fn version(&self) -> Version {
        Version::default()
    }
}

#[test]
fn declarations_know_their_vocabulary() {
    assert_eq!(NoteList::VOCABULARY.name(NoteList::TAG), Some("Note-List"));
    assert_eq!(tags::NOTES.tag("Remark"), Some(tags::Note));
    let field = NoteList::SCHEMA.field(tags::Note).unwrap();
    assert_eq!((field.name, field.cardinality), ("notes", Cardinality::Many));
    assert_eq!(Notes::VOCABULARY.name(Notes::TAGS[0]), Some("Note-List"));
}

#[test]
fn elements_of_another_vocabulary_are_written_and_read() {
    let list = NoteList { notes: vec!["a".into(), "b".into()], ..NoteList::default() };
    let mut sink = TreeSink::new(Version::V1_3).with_vocabulary(&tags::NOTES);
    imps_core::write_root(&Notes::List(list.clone()), &mut sink).unwrap();
    let node = sink.finish().unwrap();
    assert_eq!(node.name.as_str(&tags::NOTES), "Note-List");
    let mut source = TreeSource::new(&node, Version::V1_3).with_vocabulary(&tags::NOTES);
    assert_eq!(imps_core::read_root::<Notes, _>(&mut source).unwrap(), Notes::List(list));
}

#[test]
fn a_choice_names_the_element_that_it_refuses() {
    let node = Node::new(imps_core::tag::Session);
    let mut source = TreeSource::new(&node, Version::V1_3);
    let tag = source.child().unwrap().unwrap();
    let error = Notes::read(tag, &mut source).unwrap_err();
    assert!(error.to_string().starts_with("unexpected element Session"), "{error}");
}

#[test]
fn a_vocabulary_takes_over_another_with_its_tags() {
    let more = &more::MORE;
    assert_eq!((CSP.tags().count(), more.tags().count()), (CSP.len(), CSP.len() + 2));
    for tag in CSP.tags() {
        let name = CSP.name(tag).unwrap();
        assert_eq!((more.name(tag), more.tag(name)), (Some(name), Some(tag)));
        let kind = if tag == more::ScreenName { ContentKind::Text } else { CSP.kind(tag) };
        assert_eq!(more.kind(tag), kind, "{name}");
    }
    for (name, tag, kind) in
        [("Invited", more::Invited, ContentKind::Structure), ("Seats", more::Seats, ContentKind::Integer)]
    {
        assert_eq!((more.tag(name), more.name(tag), more.kind(tag)), (Some(tag), Some(name), kind));
        assert_eq!((CSP.tag(name), CSP.name(tag), CSP.kind(tag)), (None, None, ContentKind::Any));
    }
    for (spelling, tag) in CSP.aliases() {
        assert_eq!(more.tag(spelling), Some(*tag), "{spelling}");
    }
    assert_eq!(more.aliases().len(), CSP.aliases().len() + 2);
    assert_eq!((more.tag("Guest"), more.tag("Visitor")), (Some(more::Invited), Some(more::UserID)));
    assert_eq!((CSP.tag("Visitor"), CSP.is_empty()), (None, false));
}

#[test]
fn a_public_identifier_tells_the_version() {
    let table = include_str!("../../../../testdata/spec/wbxml/public-ids.tsv");
    for row in table.lines().filter(|line| line.starts_with("1.")) {
        let columns: Vec<&str> = row.split('\t').collect();
        let version = columns[0].parse().ok();
        assert_eq!(CSP.version_of_public_id(columns[2]), version, "{row}");
        assert_eq!(version.and_then(|version| CSP.public_id(version)), version.map(|_| columns[2]), "{row}");
    }
    assert_eq!(CSP.version_of_public_id("-//WAPFORUM//DTD WML 1.3//EN"), None);
}

#[test]
fn every_word_has_a_number_of_its_own() {
    let mut numbers: Vec<usize> = Word::all().map(Word::index).collect();
    assert_eq!(numbers.len(), Word::COUNT);
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!((numbers.len(), numbers.last()), (Word::COUNT, Some(&(Word::COUNT - 1))));
    for word in Word::all() {
        assert_eq!((Word::new(word.as_str()), Word::known(word.as_str())), (Some(word), word));
        assert_eq!(Word::new(&format!("{word}?")), None);
    }
}

#[cfg(feature = "serde")]
#[test]
fn what_has_no_place_keeps_its_name_through_json() {
    let mut table = Table { seats: Some(4), ..Table::default() };
    let inside =
        Node::new(more::Invited).with(Node::leaf(more::Seats, 2)).with(Node::leaf(more::UserID, "a"));
    table.extensions.push(0, inside);
    table.extensions.push(1, Node::foreign("x:y").with(Node::leaf(more::Seats, 3)));
    let json = serde_json::to_string(&table).unwrap();
    assert!(["Invited", "Seats", "UserID", "x:y"].iter().all(|name| json.contains(name)), "{json}");
    assert_eq!(serde_json::from_str::<Table>(&json).unwrap(), table, "{json}");
}

#[cfg(feature = "serde")]
#[test]
fn names_in_json_are_those_of_the_document() {
    use imps_core::Value;

    // `Note` belongs to our protocol, `UserID` to CSP. The number of `UserID` is not a name here.
    let mut list = NoteList { notes: vec!["a".into()], ..NoteList::default() };
    list.extensions.push(0, Node::new(tags::Note_List).with(Node::leaf(tags::Note, "b")));
    list.extensions.push(1, Node::foreign("Note"));
    list.extensions.push(1, Node::foreign("UserID"));
    let view = serde_json::json!({
        "Note": ["a"],
        "extensions": {"content": [
            {"after": 0, "item": {"name": "Note-List", "content": [{"name": "Note", "content": ["b"]}]}},
            {"after": 1, "item": {"name": {"foreign": "Note"}}},
            {"after": 1, "item": {"name": "UserID"}},
        ]},
    });
    assert_eq!(serde_json::to_value(&list).unwrap(), view);
    assert_eq!(serde_json::from_value::<NoteList>(view).unwrap(), list);

    // In a document of our protocol, an element that CSP declares can contain elements of our
    // protocol too.
    let mut user = User { user_id: "a".into(), ..User::default() };
    user.extensions.push(1, Node::leaf(more::Seats, 2));
    user.extensions.push(1, Node::foreign("Invited").with(Node::leaf(more::UserID, Value::from("b"))));
    let party = Party { host: user, ..Party::default() };
    let view = serde_json::json!({"Sender": {"UserID": "a", "extensions": {"content": [
        {"after": 1, "item": {"name": "Seats", "content": [2]}},
        {"after": 1, "item": {"name": {"foreign": "Invited"}, "content": [{"name": "UserID", "content": ["b"]}]}},
    ]}}});
    assert_eq!(serde_json::to_value(&party).unwrap(), view);
    assert_eq!(serde_json::from_value::<Party>(view).unwrap(), party);
}
