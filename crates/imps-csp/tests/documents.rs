//! The sample documents: read as types, and written back as they were.

mod common;

use common::testdata;
use imps_core::Version;
use imps_csp::{Document, Message, Primitive};
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

fn indented(document: &Document) -> String {
    let mut options = WriteOptions::default();
    options.indent = Some(2);
    let mut written = Vec::new();
    imps_xml::encode_to(document, &mut written, &options).unwrap();
    String::from_utf8(written).unwrap()
}

#[test]
fn every_sample_is_written_back_as_it_was() {
    for (name, version, text) in &samples() {
        let document: Document = imps_xml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        // Version discovery declares no namespace, so XML cannot tell its version.
        if let Document::Message(message) = &document {
            assert_eq!(message.version, *version, "{name}");
        }
        let written = indented(&document);
        assert_eq!(written.trim_end(), text.trim_end(), "{name}");
        let again: Document = imps_xml::from_str(&written).unwrap();
        assert_eq!(again, document, "{name}");
        assert_eq!(again.into_owned(), document.into_owned(), "{name}");
    }
}

#[test]
fn access_and_service_have_types() {
    let stems = [
        "cir-message",
        "client-capability-",
        "disconnect",
        "get-sp-info-",
        "keep-alive-",
        "login-",
        "logout-request",
        "poll",
        "service-",
        "status",
    ];
    let mut typed = BTreeSet::new();
    for (name, _, text) in &samples() {
        let stem = name.split_once('/').unwrap().1;
        if !stems.iter().any(|prefix| stem.starts_with(prefix)) {
            continue;
        }
        let message: Message = imps_xml::from_str(text).unwrap();
        let primitive = message.primitive().unwrap();
        assert!(!matches!(primitive, Primitive::Other(_)), "{name} has no type");
        assert!(Primitive::TAGS.contains(&primitive.tag()));
        typed.insert(primitive.name().to_string());
    }
    assert_eq!(typed.len(), Primitive::TAGS.len(), "{typed:?}");
}

#[test]
fn nothing_in_the_samples_is_left_to_the_extensions() {
    let mut options = imps_core::ReadOptions::default();
    options.unknown = imps_core::Unknown::Refuse;
    for (name, _, text) in &samples() {
        let document = imps_xml::from_str_with::<Document>(text, &options);
        assert!(document.is_ok(), "{name}: {}", document.unwrap_err());
    }
}
