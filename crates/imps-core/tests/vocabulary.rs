//! Elements of a protocol of one's own.

use imps_core::schema::Cardinality;
use imps_core::{Content, Element, Root, Source, Tag, Text, TreeSink, TreeSource, Version, choice, element};

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

element! {
    use tags;

    /// A list of notes.
    pub struct NoteList<'a> = Note_List {
        /// The notes.
        notes: Vec<Text<'a>> = Note,
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
    let node = imps_core::Node::new(imps_core::tag::Session);
    let mut source = TreeSource::new(&node, Version::V1_3);
    let tag = source.child().unwrap().unwrap();
    let error = Notes::read(tag, &mut source).unwrap_err();
    assert!(error.to_string().starts_with("unexpected element Session"), "{error}");
}
