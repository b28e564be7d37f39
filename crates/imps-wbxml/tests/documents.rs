//! The documents under `testdata/`, as written by an encoder that nobody of this project wrote for it.

use imps_core::{Document, Version};
use std::path::{Path, PathBuf};

fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(folder);
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
fn every_document_is_read_and_written_back_to_the_same_octets() {
    for version in Version::ALL {
        for path in documents(&format!("csp/{version}")) {
            let octets = std::fs::read(&path).unwrap();
            let document: Document =
                imps_wbxml::from_slice(&octets).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(document.version, version, "{}", path.display());
            let written = imps_wbxml::to_vec(&document).unwrap();
            assert!(written == octets, "{}: written otherwise\n{octets:02X?}\n{written:02X?}", path.display());
        }
    }
}
