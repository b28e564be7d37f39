//! The outputs of documents.

use crate::run::{all, bytes, convert, imps, imps_with, testdata};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// Documents with something that has no meaning in the protocol, or behind them.
const LEFT_OUT: [&str; 4] = [
    "odd/extension-tokens.wbxml",
    "odd/pi-before-body.wbxml",
    "odd/pi-inside-and-after.wbxml",
    "odd/trailing-bytes.wbxml",
];

/// Converts all documents of a folder in one run, and returns what came of each.
fn converted(options: &[&str], inputs: &[PathBuf]) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = tempdir().unwrap();
    let mut arguments: Vec<OsString> = vec!["convert".into(), "-o".into(), folder.path().into()];
    arguments.extend(options.iter().map(OsString::from));
    arguments.extend(inputs.iter().map(OsString::from));
    let ran = imps(arguments);
    // Content without a meaning is omitted, with a note.
    let told: Vec<&str> = ran.err.lines().map(|line| line.split(": note: ").next().unwrap()).collect();
    let names = inputs.iter().filter(|path| LEFT_OUT.iter().any(|name| path.ends_with(name)));
    let expected: Vec<_> = names.map(|path| format!("imps: {}", path.display())).collect();
    assert_eq!(told, expected, "{}", ran.err);
    assert_eq!((ran.code, ran.out.len()), (Some(i32::from(!expected.is_empty())), 0));
    let written: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(written.len(), inputs.len());
    written.into_iter().map(|path| (path.file_name().unwrap().into(), fs::read(&path).unwrap())).collect()
}

/// Checks that every document is converted to the one of the same name beside it.
#[track_caller]
fn check(folder: &str, extension: &str, options: &[&str]) {
    for (name, document) in converted(options, &all(folder, extension)) {
        let expected = bytes(Path::new(folder).join(&name).to_str().unwrap());
        assert!(document == expected, "{folder}/{}:\n{}", name.display(), String::from_utf8_lossy(&document));
    }
}

#[test]
fn binary_documents_become_the_xml_beside_them() {
    for folder in ["csp/1.1", "csp/1.2", "csp/1.3", "csp/odd"] {
        check(folder, "wbxml", &[]);
    }
}

#[test]
fn xml_documents_become_the_bytes_beside_them() {
    for version in ["1.1", "1.2", "1.3"] {
        check(&format!("csp/{version}"), "xml", &[]);
    }
}

#[test]
fn canonical_documents_stay_as_they_are() {
    for (version, syntax) in [("1.1", "xml"), ("1.2", "wbxml"), ("1.3", "xml"), ("1.3", "wbxml")] {
        check(&format!("csp/{version}"), syntax, &["--to", syntax]);
    }
}

#[test]
fn pipes_go_both_ways() {
    let document = bytes("csp/1.2/login-request.wbxml");
    let xml = convert(&document).good();
    assert_eq!(xml, bytes("csp/1.2/login-request.xml"));
    assert_eq!(convert(&xml).good(), document);
    assert_eq!(imps_with(["convert", "-"], &xml).good(), document);
    assert_eq!(imps_with(["convert", "-", "-o", "-"], &xml).good(), document);
    assert_eq!(imps([OsString::from("convert"), testdata("csp/1.2/login-request.wbxml").into()]).good(), xml);
}

#[test]
fn compact_xml_is_one_line_and_the_same_document() {
    let document = bytes("csp/1.3/login-request.wbxml");
    let compact = imps_with(["convert", "--compact"], &document).good();
    let text = String::from_utf8(compact.clone()).unwrap();
    assert!(!text.trim_end().contains('\n') && !text.contains("> <"), "{text}");
    assert!(text.contains("<Session><SessionDescriptor><SessionType>"), "{text}");
    assert_eq!(convert(&compact).good(), document);
    let indented = imps_with(["convert", "--to", "xml"], &compact).good();
    assert_eq!(indented, bytes("csp/1.3/login-request.xml"));
}

#[test]
fn a_string_table_shortens_what_repeats() {
    let xml = bytes("csp/1.2/get-list-response.xml");
    let plain = convert(&xml).good();
    let shared = imps_with(["convert", "--string-table"], &xml).good();
    assert!(shared.len() < plain.len(), "{} bytes, plain {}", shared.len(), plain.len());
    assert_eq!(convert(&shared).good(), xml);
}

#[test]
fn codes_without_a_name_survive() {
    for name in ["bad/tag-unknown.wbxml", "bad/value-unknown.wbxml", "bad/tag-of-later-version.wbxml"] {
        let document = bytes(name);
        let xml = convert(&document).good();
        assert!(String::from_utf8_lossy(&xml).contains("unknown-"), "{name}");
        assert_eq!(convert(&xml).good(), document, "{name}");
    }
}

#[test]
fn the_version_can_be_told() {
    // 1.1 has no GetMap-Response.
    let document = bytes("csp/1.3/get-map-response.wbxml");
    let told = imps_with(["convert", "--csp-version", "1.1"], &document).good();
    assert!(String::from_utf8_lossy(&told).contains("unknown-"));
    assert!(!String::from_utf8_lossy(&convert(&document).good()).contains("unknown-"));
    let discovery = b"<WV-CSP-VersionDiscovery-Request/>";
    assert_eq!(convert(discovery).good()[1], 0x11, "1.2 unless told");
    assert_eq!(imps_with(["convert", "--csp-version", "1.3"], discovery).good()[1], 0x12);
}

#[test]
fn strict_reading_names_the_rule() {
    let document = bytes("csp/odd/zero-as-empty-opaque.wbxml");
    convert(&document).good();
    let report = imps_with(["convert", "--strict"], &document).bad();
    assert!(report.contains("[integer-length]") && report.contains("without --strict"), "{report}");
    imps_with(["convert", "--strict"], &bytes("csp/1.3/login-request.wbxml")).good();
}

#[test]
fn json_is_a_view_that_converts_back() {
    let bytes = bytes("csp/1.2/status.wbxml");
    let json = imps_with(["convert", "--to", "json"], &bytes).good();
    assert!(json.starts_with(b"{\n  \"version\": \"1.2\",\n  \"WV-CSP-Message\": {\n"));
    assert_eq!(imps_with(["convert"], &json).good(), bytes);
    assert_eq!(imps_with(["convert", "--from", "json", "--to", "wbxml"], &json).good(), bytes);
    let compact = imps_with(["convert", "--to", "json", "--compact"], &bytes).good();
    assert!(compact.len() < json.len() && !compact.contains(&b'\n'));
    let report = convert(b"{\"version\": \"1.2\",,}").bad();
    assert!(report.contains("byte 18 (0x12)"), "{report}");
}
