//! Truncated documents: no reader accepts the beginning of a document as a whole document.

use crate::common::{Settings, convert};
use oma_imps::csp::CspDocument;
use oma_imps::{Input, Severity, Syntax, WriteOptions, ssp};
use std::fs;
use std::path::Path;
use wbxml::Reader;

/// Returns whether the types read a document.
fn is_read(document: &[u8], syntax: Syntax, folder: &str) -> bool {
    let Ok(input) = Input::in_syntax(document, syntax) else { return false };
    if folder == "ssp" {
        input.read_owned::<ssp::Message<'static>>().is_ok()
    } else {
        input.read_owned::<CspDocument<'static>>().is_ok()
    }
}

/// Returns whether the validator finds no error in a document.
fn is_valid(document: &[u8], syntax: Syntax) -> bool {
    let Ok(input) = Input::in_syntax(document, syntax) else { return false };
    input.validate().iter().all(|finding| finding.severity != Severity::Error)
}

/// Returns the end of the root element. Only processing instructions may follow it.
fn end_of_root(document: &[u8], syntax: Syntax) -> usize {
    if syntax != Syntax::Wbxml {
        return document.len();
    }
    let mut reader = Reader::new(document).unwrap();
    reader.child().unwrap();
    reader.skip().unwrap();
    reader.offset()
}

/// Cuts a document at every byte and converts the beginning. Types and the validator, which take
/// longer, get every eighth beginning, other ones of each document.
fn cut_everywhere(name: &Path, document: &[u8], syntax: Syntax, folder: &str, first: usize) {
    let options = Settings::default().with_from(syntax);
    convert(document, &options).unwrap();
    assert!(is_read(document, syntax, folder), "{}", name.display());
    for end in 0..end_of_root(document, syntax) {
        let cut = &document[..end];
        assert!(convert(cut, &options).is_err(), "{}: converted {end}", name.display());
        if let Ok(input) = Input::in_syntax(cut, syntax) {
            let mut out = b"before".to_vec();
            input.write(input.other_syntax(), &mut out, &WriteOptions::default()).unwrap_err();
            assert_eq!(out, b"before", "{}: {end}", name.display());
        }
        if (end + first).is_multiple_of(8) {
            assert!(!is_read(cut, syntax, folder), "{}: read {end}", name.display());
            assert!(!is_valid(cut, syntax), "{}: validated {end}", name.display());
        }
    }
}

fn cut_all(folder: &str, extension: &str, syntax: Syntax) {
    for (number, file) in imps_testing::files(folder, extension).iter().enumerate() {
        let document = fs::read(file).unwrap();
        // XML without the white space between its elements is half as long.
        let compact = Settings::default().with_from(syntax).with_to(syntax);
        let document = if syntax == Syntax::Xml { convert(&document, &compact).unwrap() } else { document };
        cut_everywhere(file, &document, syntax, folder, number);
    }
}

#[test]
fn no_beginning_of_binary_xml_is_whole() {
    for folder in ["csp/1.1", "csp/1.2", "csp/1.3", "csp/odd"] {
        cut_all(folder, "wbxml", Syntax::Wbxml);
    }
}

#[test]
fn no_beginning_of_xml_of_1_1_and_1_2_is_whole() {
    cut_all("csp/1.1", "xml", Syntax::Xml);
    cut_all("csp/1.2", "xml", Syntax::Xml);
}

#[test]
fn no_beginning_of_xml_of_1_3_and_odd_xml_is_whole() {
    cut_all("csp/1.3", "xml", Syntax::Xml);
    cut_all("csp/odd", "xml", Syntax::Xml);
}

#[test]
fn no_beginning_of_xml_between_servers_is_whole() {
    cut_all("ssp", "xml", Syntax::Xml);
}

#[test]
fn no_beginning_of_json_is_whole() {
    for folder in ["csp/1.2", "ssp"] {
        for (number, file) in imps_testing::files(folder, "xml").iter().enumerate() {
            let json = convert(&fs::read(file).unwrap(), &Settings::default().with_to(Syntax::Json)).unwrap();
            cut_everywhere(file, json.trim_ascii_end(), Syntax::Json, folder, number);
        }
    }
}
