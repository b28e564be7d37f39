//! The JSON view of whole documents.

use imps_csp::CspDocument;
use std::fs;

/// Every good document of the test data survives JSON unchanged, both through text and through a
/// value that sorts its keys.
#[test]
fn documents_survive_json() {
    let mut count = 0;
    for version in ["1.1", "1.2", "1.3"] {
        let directory = imps_testing::testdata("csp").join(version);
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "xml") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let document: CspDocument = imps_xml::from_str(&text).unwrap();
            let json = serde_json::to_string(&document).unwrap();
            let read: CspDocument = serde_json::from_str(&json).unwrap();
            assert_eq!(read, document, "{}: {json}", path.display());
            let sorted = serde_json::to_value(&document).unwrap();
            assert_eq!(
                serde_json::from_value::<CspDocument>(sorted).unwrap(),
                document,
                "{}",
                path.display()
            );
            count += 1;
        }
    }
    assert!(count > 0, "no documents found");
}
