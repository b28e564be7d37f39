//! The documents under `testdata/`, as an encoder from outside this project wrote them.

use imps_core::{Document, Version};
use std::path::PathBuf;

fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = imps_testing::testdata(folder);
    let mut found: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wbxml"))
        .collect();
    found.sort();
    assert!(found.len() > 20, "{} documents in {}", found.len(), folder.display());
    found
}

#[test]
fn every_document_is_read_and_written_back_to_the_same_bytes() {
    for version in Version::ALL {
        for path in documents(&format!("csp/{version}")) {
            let bytes = std::fs::read(&path).unwrap();
            let document: Document =
                imps_wbxml::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(document.version, version, "{}", path.display());
            let written = imps_wbxml::to_vec(&document).unwrap();
            assert!(written == bytes, "{}: written otherwise\n{bytes:02X?}\n{written:02X?}", path.display());
        }
    }
}

#[test]
fn every_beginning_of_a_document_is_refused_with_a_place() {
    for version in Version::ALL {
        for path in documents(&format!("csp/{version}")) {
            let bytes = std::fs::read(&path).unwrap();
            for end in 0..bytes.len() {
                let read = imps_wbxml::from_slice::<Document>(&bytes[..end]);
                let Err(error) = read else { panic!("{} cut at {end} was read", path.display()) };
                let offset =
                    error.offset().unwrap_or_else(|| panic!("{} cut at {end}: {error}", path.display()));
                assert!(offset <= end, "{} cut at {end}: {error}", path.display());
            }
        }
    }
}

/// Documents that a reader of the syntax alone must refuse, and the places; see
/// `testdata/bad/README.md`.
#[test]
fn broken_documents_are_refused_near_the_fault() {
    let folder = imps_testing::testdata("bad");
    let list = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let mut checked = 0;
    for row in list.lines().filter(|line| line.starts_with("| `") && line.contains(".wbxml`")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [file, kind, _, offset, _] = cells.as_slice() else { panic!("{row}") };
        let bytes = std::fs::read(folder.join(file.trim_matches('`'))).unwrap();
        let read = imps_wbxml::from_slice::<Document>(&bytes);
        match *kind {
            "grammar" | "limit" => {
                let error = read.expect_err(file);
                if let Ok(expected) = offset.parse::<usize>() {
                    let found = error.offset().unwrap_or_else(|| panic!("{file}: {error}"));
                    assert!(found.abs_diff(expected) <= 8, "{file}: {error}, expected at {expected}");
                }
            }
            // Reading continues with a name for a code without a table row, and writing gives the
            // same bytes. Strict reading refuses the code.
            "table" => {
                let document = read.unwrap_or_else(|error| panic!("{file}: {error}"));
                let written = imps_wbxml::to_vec(&document).unwrap();
                // One has the unknown attribute in place of the namespace, which is added. One is
                // an empty element with content bit.
                if !["`attribute-unknown.wbxml`", "`page-unknown.wbxml`"].contains(file) {
                    assert_eq!(written, bytes, "{file}");
                }
                assert_eq!(imps_wbxml::from_slice::<Document>(&written).unwrap(), document, "{file}");
                let mut strict = imps_wbxml::ReadOptions::default();
                strict.strict = true;
                let error = imps_wbxml::from_slice_with::<Document>(&bytes, &strict).expect_err(file);
                assert!(matches!(error.kind(), imps_wbxml::ErrorKind::Strict(_)), "{file}: {error}");
            }
            _ => {}
        }
        checked += 1;
    }
    assert!(checked > 30);
}
