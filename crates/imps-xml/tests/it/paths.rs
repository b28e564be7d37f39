//! The quick path for plain markup and the careful path find the same values, faults and offsets.

use crate::common::{files, message};
use imps_core::{CSP, ReadOptions};
use imps_testing::{Leaves, outline};
use imps_xml::XmlSource;
use proptest::prelude::*;

fn same(document: &str, options: &ReadOptions) {
    for leaves in Leaves::ALL {
        same_in_one_way(document, options, leaves);
    }
}

fn same_in_one_way(document: &str, options: &ReadOptions, leaves: Leaves) {
    let plain = outline(XmlSource::with_vocabulary(document, options, &CSP), leaves);
    let careful = outline(XmlSource::without_plain_path(document, options, &CSP), leaves);
    assert_eq!(plain, careful, "{leaves:?}: {document}");
}

/// The way to read a document that is changed or cut here: each in turn, which saves time.
fn way(at: usize) -> Leaves {
    Leaves::ALL[at / 8 % Leaves::ALL.len()]
}

fn small() -> ReadOptions {
    let options = ReadOptions::default();
    options.with_limits(options.limits.with_text_bytes(20).with_elements(30).with_depth(6))
}

/// Every document of the test data that is UTF-8, and short enough to try all its changes.
fn documents() -> Vec<String> {
    let found = files("", "xml").into_iter().filter_map(|path| std::fs::read_to_string(path).ok());
    let found: Vec<_> = found.collect();
    assert!(found.len() > 100, "{}", found.len());
    found
}

/// Pieces that may come into plain markup.
const PIECES: [&str; 40] = [
    "<Session>",
    "</Session>",
    "<Session/>",
    "<UserID>",
    "</UserID>",
    "<UserID />",
    "</UserID >",
    "<UserID\n>",
    "<ContentData>",
    "</ContentData>",
    "<Extension>",
    "</Extension>",
    "<x:Foo>",
    "<Foo>",
    "</Foo>",
    "</x:Foo>",
    "<!-- c -->",
    "<![CDATA[ <d> ]]>",
    "<?p i?>",
    "&amp;",
    "&#65;",
    "&",
    "<",
    ">",
    "]]>",
    "\r\n",
    "\n\t",
    "  ",
    "\u{FFFE}",
    "\u{FF21}\u{FEFF}",
    "\0",
    "wv:someone@example.com",
    "20 octets, and some more of them here",
    "<Presence xmlns=\"http://www.openmobilealliance.org/DTD/WV-PA1.2\">",
    "<Extension xmlns=\"urn:x\">",
    "<Presence xmlns=\"urn:x\" a='b'/>",
    "<Session xmlns='urn:y'>",
    "<TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\">",
    "</TransactionContent>",
    "</Presence>",
];

#[test]
fn the_paths_agree_about_documents() {
    for document in documents() {
        for options in [ReadOptions::default(), small()] {
            same(&document, &options);
        }
    }
}

#[test]
fn the_paths_agree_about_cut_documents() {
    for document in documents().iter().filter(|document| document.len() < 2_000) {
        for end in (0..document.len()).step_by(8) {
            if let Some(start) = document.get(..end) {
                same_in_one_way(start, &ReadOptions::default(), way(end));
            }
        }
    }
}

#[test]
fn the_paths_agree_about_documents_with_one_change() {
    let bytes = b"<>/&\"'= \r\n\t\0a!?:";
    for (number, document) in documents().iter().filter(|document| document.len() < 2_000).enumerate() {
        for at in (number % 8..document.len()).step_by(8) {
            let mut changed = document.clone().into_bytes();
            changed[at] = bytes[(at / 8 + number) % bytes.len()];
            if let Ok(changed) = String::from_utf8(changed) {
                same_in_one_way(&changed, &ReadOptions::default(), way(at));
            }
        }
    }
}

#[test]
fn limits_hold_at_the_same_place() {
    let document = message("<Session><UserID>12345678901234567890</UserID><UserID>  \t  </UserID></Session>");
    for text_bytes in 0..25 {
        let options = ReadOptions::default();
        let limits = options.limits.with_text_bytes(text_bytes);
        for elements in 0..6 {
            for depth in 0..5 {
                same(&document, &options.with_limits(limits.with_elements(elements).with_depth(depth)));
            }
        }
    }
}

/// The second mark would be passed over by the library, and all offsets be wrong.
#[test]
fn a_second_byte_order_mark_is_no_xml() {
    let document = format!("\u{FEFF}\u{FEFF}{}", message("<Session/>"));
    let error = XmlSource::new(&document, &ReadOptions::default()).unwrap_err();
    assert_eq!(error.offset(), Some(3), "{error}");
}

proptest! {
    #[test]
    fn the_paths_agree_about_anything(choices in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let inside: String = choices.into_iter().map(|choice| PIECES[choice]).collect();
        for options in [ReadOptions::default(), small()] {
            same(&message(&inside), &options);
        }
    }

    #[test]
    fn the_paths_agree_about_leaves(text in "[ -~\n\u{E0}\u{FF21}]{0,80}", end in "[ />]{0,2}") {
        same(&message(&format!("<UserID>{text}</UserID{end}>")), &ReadOptions::default());
    }
}
