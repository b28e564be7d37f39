//! Every document under `testdata/` through every conversion.

use crate::common::{Settings, convert};
use oma_imps::Syntax;
use std::path::{Path, PathBuf};

fn testdata(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = imps_testing::testdata(folder);
    let mut found: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    found.sort();
    assert!(found.len() > 10, "{} documents in {}", found.len(), folder.display());
    found
}

/// The format of the XML files under `testdata/`.
fn indented() -> Settings {
    let mut options = Settings::default();
    options.write.xml.indent = Some(2);
    options
}

fn converted(path: &Path, document: &[u8]) -> Vec<u8> {
    converted_with(path, document, indented())
}

fn converted_with(path: &Path, document: &[u8], options: Settings) -> Vec<u8> {
    convert(document, &options).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn same_text(path: &Path, found: &[u8], expected: &[u8]) {
    let (found, expected) = (String::from_utf8_lossy(found), String::from_utf8_lossy(expected));
    assert!(found == expected, "{}:\nfound\n{found}\nexpected\n{expected}", path.display());
}

#[test]
fn every_message_survives_both_ways() {
    for folder in ["csp/1.1", "csp/1.2", "csp/1.3"] {
        for path in testdata(folder, "xml") {
            let xml = std::fs::read(&path).unwrap();
            let wbxml = std::fs::read(path.with_extension("wbxml")).unwrap();
            let bytes = converted(&path, &xml);
            assert!(bytes == wbxml, "{}: written as\n{bytes:02X?}\nexpected\n{wbxml:02X?}", path.display());
            same_text(&path, &converted(&path, &wbxml), &xml);
            same_text(&path, &converted(&path, &bytes), &xml);
        }
    }
}

#[test]
fn odd_documents_are_read_as_what_they_mean() {
    for path in testdata("csp/odd", "wbxml") {
        let bytes = std::fs::read(&path).unwrap();
        let xml = converted(&path, &bytes);
        same_text(&path, &xml, &std::fs::read(path.with_extension("xml")).unwrap());
        same_text(&path, &converted(&path, &converted(&path, &xml)), &xml);
    }
}

#[test]
fn compact_xml_says_the_same() {
    for path in testdata("csp/1.3", "xml") {
        let bytes = std::fs::read(path.with_extension("wbxml")).unwrap();
        let compact = converted_with(&path, &bytes, Settings::default());
        assert!(compact.len() < std::fs::read(&path).unwrap().len());
        assert!(converted(&path, &compact) == bytes, "{}", path.display());
    }
}

#[test]
fn rewriting_in_the_same_syntax_changes_nothing() {
    for path in testdata("csp/1.2", "xml") {
        let xml = std::fs::read(&path).unwrap();
        let mut options = indented();
        options.to = Some(Syntax::Xml);
        same_text(&path, &convert(&xml, &options).unwrap(), &xml);
        let wbxml = std::fs::read(path.with_extension("wbxml")).unwrap();
        options.to = Some(Syntax::Wbxml);
        assert!(convert(&wbxml, &options).unwrap() == wbxml, "{}", path.display());
    }
}

#[test]
fn a_string_table_never_makes_a_document_longer() {
    for path in testdata("csp/1.3", "xml") {
        let xml = std::fs::read(&path).unwrap();
        let mut options = indented();
        options.write.wbxml.string_table = true;
        let shorter = converted_with(&path, &xml, options);
        assert!(
            shorter.len() <= std::fs::read(path.with_extension("wbxml")).unwrap().len(),
            "{}",
            path.display()
        );
        same_text(&path, &converted(&path, &shorter), &xml);
    }
}
