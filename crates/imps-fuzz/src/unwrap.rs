//! Wrappings and rows.

use imps_inspect::{Document, InspectOptions, has_rows, rows, unwrap};

pub(crate) fn run(data: &[u8]) -> bool {
    let found = unwrap(data);
    assert!(!found.documents.is_empty());
    let total: usize = found.iter().map(|document| document.bytes.len()).sum();
    assert!(total <= data.len() * 4 + (32 << 20), "{total} bytes");
    for document in &found {
        check_place(data, document);
        check_rows(&document.bytes);
        let wrappings = document.wrappings.iter().map(ToString::to_string);
        for note in wrappings.chain(document.anomalies.iter().map(ToString::to_string)) {
            assert!(!note.is_empty() && note.len() < 2000 && !note.contains('\n'), "{note}");
        }
    }
    found.iter().any(|document| !document.wrappings.is_empty())
}

/// A document with an offset is a part of the input. Without wrappings, it is the input.
fn check_place(data: &[u8], document: &Document<'_>) {
    if let Some(offset) = document.offset {
        assert_eq!(data.get(offset..offset + document.bytes.len()), Some(&*document.bytes));
    }
    assert!(!document.wrappings.is_empty() || document.bytes == data);
}

/// Each row has its place in the document, or in its text in UTF-8.
fn check_rows(document: &[u8]) {
    let mut count = 0_usize;
    for row in rows(document, &InspectOptions::default()) {
        count += 1;
        assert!(row.position.is_some() || row.offset + row.length() <= document.len(), "{row:?}");
        // Each piece of the document has a few rows.
        assert!(count <= 16 + document.len() * 4, "{count} rows");
    }
    assert_eq!(count > 0, has_rows(document, None));
}
