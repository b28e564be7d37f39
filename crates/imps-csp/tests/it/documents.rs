//! The sample documents: read as types, and written back unchanged.

use crate::common::name;
use imps_core::Version;
use imps_csp::{CspDocument, Primitive};
use imps_testing::testdata;
use imps_xml::WriteOptions;
use std::collections::BTreeSet;
use std::fs;

fn samples() -> Vec<(String, Version, String)> {
    let mut samples = Vec::new();
    for version in Version::ALL {
        for entry in fs::read_dir(testdata(&format!("csp/{version}"))).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "xml") {
                let name = format!("{version}/{}", path.file_name().unwrap().to_string_lossy());
                samples.push((name, version, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(samples.len() > 250, "only {} samples were found", samples.len());
    samples
}

fn indented(document: &CspDocument) -> String {
    let mut options = WriteOptions::default();
    options.indent = Some(2);
    let mut written = Vec::new();
    imps_xml::write(document, &mut written, &options).unwrap();
    String::from_utf8(written).unwrap()
}

#[test]
fn every_sample_is_written_back_as_it_was() {
    for (name, version, text) in &samples() {
        let document: CspDocument =
            imps_xml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        // Version discovery declares no namespace, so XML cannot determine its version.
        if let CspDocument::Message(message) = &document {
            assert_eq!(message.version, *version, "{name}");
        }
        let written = indented(&document);
        assert_eq!(written.trim_end(), text.trim_end(), "{name}");
        let again: CspDocument = imps_xml::from_str(&written).unwrap();
        assert_eq!(again, document, "{name}");
        assert_eq!(again.into_owned(), document.into_owned(), "{name}");
    }
}

#[test]
fn either_syntax_gives_the_other() {
    for (name, _, text) in &samples() {
        let bytes = fs::read(testdata(&format!("csp/{name}")).with_extension("wbxml")).unwrap();
        let document: CspDocument =
            imps_wbxml::from_slice(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(imps_wbxml::to_vec(&document).unwrap(), bytes, "{name}");
        // Version discovery declares no namespace, so XML cannot determine its version.
        if let CspDocument::Message(_) = &document {
            let from_text: CspDocument = imps_xml::from_str(text).unwrap();
            assert_eq!(imps_wbxml::to_vec(&from_text).unwrap(), bytes, "{name}");
        }
    }
}

#[test]
fn every_primitive_has_a_type_and_a_sample() {
    let mut typed = BTreeSet::new();
    for (name, version, text) in &samples() {
        if let CspDocument::Message(message) = imps_xml::from_str(text).unwrap() {
            for transaction in &message.session.transactions {
                let primitive = transaction.primitive();
                assert!(!matches!(primitive, Primitive::Other(_)), "{name} has no type");
                let row = primitive.row().unwrap();
                assert!(row.versions.contains(*version), "{name} in {version}");
                typed.insert(primitive.name().to_string());
            }
        }
    }
    let all: BTreeSet<_> = Primitive::TAGS.iter().map(|tag| name(*tag).to_string()).collect();
    let missing: Vec<_> = all.difference(&typed).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn nothing_in_the_samples_is_left_to_the_extensions() {
    let mut options = imps_core::ReadOptions::default();
    options.unknown = imps_core::UnknownContent::Refuse;
    for (name, _, text) in &samples() {
        let document = imps_xml::from_str_with::<CspDocument>(text, &options);
        assert!(document.is_ok(), "{name}: {}", document.unwrap_err());
    }
}
