//! The samples of messaging, access control and groups: read as types, and written back unchanged
//! in either syntax.

use crate::common::transactions;
use imps_core::{ReadOptions, UnknownContent, Version, Versions};
use imps_csp::{Area, CspDocument, Message, Primitive};
use imps_testing::testdata;
use imps_xml::WriteOptions;
use std::collections::BTreeSet;
use std::fs;

const AREAS: [Area; 3] = [Area::InstantMessaging, Area::AccessControl, Area::Group];

struct Sample {
    name: String,
    version: Version,
    text: String,
    bytes: Vec<u8>,
}

/// The samples with a primitive that belongs to these chapters.
fn samples() -> Vec<Sample> {
    let mut samples = Vec::new();
    for version in Version::ALL {
        for entry in fs::read_dir(testdata(&format!("csp/{version}"))).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "xml") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let area = match imps_xml::from_str::<CspDocument>(&text).unwrap() {
                CspDocument::Message(message) => message.primitive().and_then(Primitive::area),
                _ => None,
            };
            if area.is_some_and(|area| AREAS.contains(&area)) {
                let bytes = fs::read(path.with_extension("wbxml")).unwrap();
                let name = format!("{version}/{}", path.file_name().unwrap().to_string_lossy());
                samples.push(Sample { name, version, text, bytes });
            }
        }
    }
    samples
}

#[test]
fn either_syntax_is_written_back_as_it_was() {
    for Sample { name, version, text, bytes } in samples() {
        let from_text: Message = imps_xml::from_str(&text).unwrap();
        assert_eq!(from_text.version, version, "{name}");
        let mut options = WriteOptions::default();
        options.indent = Some(2);
        let mut written = Vec::new();
        imps_xml::write(&from_text, &mut written, &options).unwrap();
        assert_eq!(String::from_utf8(written).unwrap().trim_end(), text.trim_end(), "{name}");

        let from_bytes: Message = imps_wbxml::from_slice(&bytes).unwrap();
        assert_eq!(imps_wbxml::to_vec(&from_bytes).unwrap(), bytes, "{name}");
        assert_eq!(imps_wbxml::to_vec(&from_text).unwrap(), bytes, "{name}");
        assert_eq!(from_bytes.clone().into_owned(), from_bytes, "{name}");
    }
}

#[test]
fn nothing_is_left_to_the_extensions() {
    let mut options = ReadOptions::default();
    options.unknown = UnknownContent::Refuse;
    for Sample { name, text, .. } in samples() {
        let message = imps_xml::from_str_with::<Message>(&text, &options);
        assert!(message.is_ok(), "{name}: {}", message.unwrap_err());
    }
}

#[test]
fn every_primitive_of_these_chapters_has_a_sample_in_every_version() {
    let mut seen = BTreeSet::new();
    for Sample { version, text, .. } in samples() {
        let message: Message = imps_xml::from_str(&text).unwrap();
        let primitive = message.primitive().unwrap();
        seen.insert((primitive.name().to_string(), version));
    }
    let mut expected = 0;
    for row in transactions().iter().filter(|row| ["im", "im-auth", "group"].contains(&&*row[1])) {
        let name = &row[0];
        for version in Versions::parse(&row[5]).iter() {
            assert!(seen.contains(&(name.clone(), version)), "{name} in {version}");
            expected += 1;
        }
    }
    assert!(expected > 110, "only {expected} were looked for");
}

#[test]
fn rows_are_those_of_the_table() {
    let mut compared = 0;
    for row in transactions().iter().filter(|row| ["im", "im-auth", "group"].contains(&&*row[1])) {
        let of_tag = |known: &&imps_csp::PrimitiveRow| crate::common::name(known.tag) == row[0];
        let known = Primitive::ROWS.iter().find(of_tag).unwrap_or_else(|| panic!("{} has no row", row[0]));
        assert_eq!(known.versions, Versions::parse(&row[5]), "{}", row[0]);
        let area = match &*row[1] {
            "im" => Area::InstantMessaging,
            "im-auth" => Area::AccessControl,
            _ => Area::Group,
        };
        let direction = match &*row[2] {
            "C->S" => imps_csp::Direction::ClientToServer,
            "S->C" => imps_csp::Direction::ServerToClient,
            _ => imps_csp::Direction::Both,
        };
        let kind = match &*row[3] {
            "request" => imps_csp::PrimitiveKind::Request,
            "response" => imps_csp::PrimitiveKind::Response,
            _ => imps_csp::PrimitiveKind::Both,
        };
        assert_eq!((known.area, known.direction, known.kind), (area, Some(direction), kind), "{}", row[0]);
        compared += 1;
    }
    assert_eq!(compared, 40);
}
