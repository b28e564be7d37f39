//! Code that the tests share: a document around a list, the samples, and the tables under
//! `testdata/spec/`.

use imps_core::schema::{Schema, Type};
use imps_core::{CSP, Content, Element, Error, Root, Sink, Source, Tag, Version, tag};
use imps_presence::PresenceSubList;

/// A list as a document of its own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct List<'a> {
    pub(crate) version: Version,
    pub(crate) list: PresenceSubList<'a>,
}

impl<'a> Content<'a> for List<'a> {
    const TYPE: Type = PresenceSubList::TYPE;

    fn blank() -> Self {
        Self { version: Version::default(), list: PresenceSubList::default() }
    }

    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        self.version = source.version();
        self.list.load(tag, source)
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        self.list.write(tag, sink)
    }
}

impl<'a> Root<'a> for List<'a> {
    const EXPECTED: &'static str = "PresenceSubList";

    fn accepts(tag: Tag) -> bool {
        tag == tag::PresenceSubList
    }

    fn root(&self) -> Tag {
        tag::PresenceSubList
    }

    fn version(&self) -> Version {
        self.version
    }
}

pub(crate) const NAMESPACES: [&str; 3] = [
    "http://www.wireless-village.org/PA1.1",
    "http://www.openmobilealliance.org/DTD/WV-PA1.2",
    "http://www.openmobilealliance.org/DTD/IMPS-PA1.3",
];

/// A document of a version around attributes.
pub(crate) fn around(version: Version, attributes: &str) -> String {
    let namespace = NAMESPACES[Version::ALL.iter().position(|other| *other == version).unwrap()];
    format!("<PresenceSubList xmlns=\"{namespace}\">{attributes}</PresenceSubList>")
}

pub(crate) fn read(document: &str) -> List<'_> {
    imps_xml::from_str(document).unwrap_or_else(|error| panic!("{document}: {error}"))
}

/// Returns the written attributes, without the element around them.
pub(crate) fn attributes_of(list: &List<'_>) -> String {
    let written = imps_xml::to_string(list).unwrap();
    let start = written.find("<PresenceSubList").unwrap();
    let attributes = &written[start + written[start..].find('>').unwrap() + 1..];
    attributes.trim_end().trim_end_matches("</PresenceSubList>").to_string()
}

/// Every declaration that can be reached from the list.
pub(crate) fn schemas() -> Vec<&'static Schema> {
    let mut found: Vec<&Schema> = Vec::new();
    let mut open: Vec<&Schema> = vec![PresenceSubList::SCHEMA];
    while let Some(schema) = open.pop() {
        if found.iter().all(|known| known.tag != schema.tag) {
            found.push(schema);
            open.extend(schema.fields.iter().filter_map(|field| match field.content {
                Type::Structure(child) => Some(child),
                _ => None,
            }));
        }
    }
    found
}

pub(crate) fn name(tag: Tag) -> &'static str {
    CSP.name(tag).unwrap()
}
