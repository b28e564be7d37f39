//! The language of a document: the statements of header and root, and documents for which they are
//! not enough.

use imps_core::{Document, TreeSink};
use imps_core::{Error, ErrorKind, LeftOut, ReadOptions, Rule, Source, UnknownContent, Version, pump, tag};
use imps_wbxml::{WbxmlSource, from_slice, from_slice_with};

fn open(document: &[u8]) -> Result<Version, Error> {
    WbxmlSource::new(document, &ReadOptions::default()).map(|source| source.version())
}

/// Returns the `found` text of the error.
#[track_caller]
fn found(document: &[u8]) -> String {
    let error = open(document).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::OtherLanguage(_)), "{error}");
    assert_eq!(error.offset(), Some(1), "{error}");
    // Only a version from the options counts more.
    let forced = ReadOptions::default().with_version(Version::V1_2);
    assert_eq!(WbxmlSource::new(document, &forced).unwrap().version(), Version::V1_2);
    error.kind().to_string()
}

fn named(name: &str, body: &[u8]) -> Vec<u8> {
    let length = u8::try_from(name.len() + 1).unwrap();
    [&[0x03, 0x00, 0x00, 0x6A, length], name.as_bytes(), b"\0", body].concat()
}

#[test]
fn documents_of_other_languages_are_named_by_root_and_public_identifier() {
    const START: &str = "not an imps document: found binary xml with root ";
    let cases: [(&[u8], &str); 8] = [
        (
            include_bytes!("../../../../testdata/inputs/K01-activesync-sync-response.wbxml"),
            "00:05 and public identifier 0x1 (unknown or missing)",
        ),
        (
            include_bytes!("../../../../testdata/inputs/K15-public-id-in-words.wbxml"),
            "12:05 and public identifier \"-//MICROSOFT//DTD ActiveSync//EN\"",
        ),
        (
            b"\x03\xA2\x0E\x6A\x00\x45\xC6\x00\x01",
            "00:05 and public identifier 0x110E (-//PHONE.COM//DTD MMC 2.0//EN)",
        ),
        (b"\x03\x05\x6A\x00\x45\x01", "00:05 and public identifier 0x5 (-//WAPFORUM//DTD SI 1.0//EN)"),
        (b"\x03\x81\x80\x01\x6A\x00\x45\x01", "00:05 and public identifier 0x4001 (not registered)"),
        (b"\x03\x01\x6A\x06Sync\0\0\x04\0", "\"Sync\" and public identifier 0x1 (unknown or missing)"),
        // Not a tag of the root in any version, and a page that no version has.
        (b"\x03\x01\x6A\x00\x00\x7F\x49\x01", "7F:09 and public identifier 0x1 (unknown or missing)"),
        // An empty root.
        (b"\x03\x01\x6A\x00\x05", "00:05 and public identifier 0x1 (unknown or missing)"),
    ];
    for (document, expected) in cases {
        assert_eq!(found(document), format!("{START}{expected}"));
    }
}

#[test]
fn a_root_that_nearly_is_ours_is_not() {
    // ResolveRecipients of ActiveSync, request and response, has the tokens of version discovery.
    for body in [&b"\x00\x0A\x45\x50\x03a@b.c\0\x01\x01"[..], b"\x00\x0A\x45\x47\x031\0\x01\x46\x01\x01"] {
        let document = [b"\x03\x01\x6A\x00", body].concat();
        assert!(found(&document).contains("root 0A:05 "));
    }
    // A CSP root with an element that no CSP root begins with; text; an attribute that is not a CSP
    // namespace.
    for body in [&b"\x49\x52\x031\0\x01\x01"[..], b"\x49\x03a\0\x05\x01", b"\xC9\x7F\x03x\0\x01\x45\x01\x01"]
    {
        let document = [b"\x03\x01\x6A\x00", body].concat();
        assert!(found(&document).contains("root 00:09 "));
    }
    // A literal name that begins with the name of a CSP root.
    let document = b"\x03\x01\x6A\x10WV-CSP-Messages\0\x44\0\x2D\x01";
    assert!(found(document).contains("root \"WV-CSP-Messages\""));
}

#[test]
fn a_root_of_ours_vouches_for_a_document() {
    let bodies: [&[u8]; 6] = [
        b"\x49\x2D\x01",
        b"\x09",
        b"\x49\x01",
        // Version discovery: empty, with an empty list, and with a namespace.
        b"\x00\x0A\x05",
        b"\x00\x0A\x45\x07\x01",
        b"\x00\x0A\x45\x47\x00\x01\x7E\x03http://www.wireless-village.org/CSP1.1\0\x01\x01\x01",
    ];
    for body in bodies {
        for header in [&b"\x03\x01\x6A\x00"[..], b"\x03\x05\x6A\x00", &named("-//X//DTD Y//EN", b"")] {
            assert_eq!(open(&[header, body].concat()).unwrap(), Version::V1_2, "{body:02X?}");
        }
    }
    assert_eq!(open(b"\x03\x01\x6A\x0FWV-CSP-Message\0\x44\0\x2D\x01").unwrap(), Version::V1_2);
    // A CSP namespace decides, whatever the root contains.
    assert_eq!(open(b"\x03\x05\x6A\x00\xC9\x0B\x031.3\0\x01\x45\x01\x01").unwrap(), Version::V1_3);
    // A CSP public identifier decides for any root. Readers then report that it is not a CSP root.
    for name in ["-//OMA//DTD IMPS-CSP 1.3//EN", "-//OMA//DTD WV-CSP 1.2//EN"] {
        assert!(open(&named(name, b"\x45\x01")).is_ok());
    }
    assert_eq!(open(b"\x03\x12\x6A\x00\x45\x01").unwrap(), Version::V1_3);
}

#[test]
fn what_is_quoted_of_a_document_is_bounded() {
    let name = "x".repeat(100);
    let error = open(&named(&name, b"\x45\x01")).unwrap_err().to_string();
    assert!(error.chars().count() < 200 && error.contains("x\"..."), "{error}");
}

/// Lists what reading a whole document leaves out.
fn left_out(document: &[u8]) -> Vec<LeftOut> {
    let mut source = WbxmlSource::new(document, &ReadOptions::default()).unwrap();
    pump(&mut source, &mut TreeSink::new(Version::V1_2)).unwrap();
    source.finish().unwrap();
    source.left_out()
}

const IN_FOREIGN: &[u8] =
    include_bytes!("../../../../testdata/inputs/K02-extension-in-foreign-element.wbxml");

#[test]
fn extension_tokens_and_instructions_are_counted() {
    let told: Vec<_> = left_out(IN_FOREIGN).iter().map(ToString::to_string).collect();
    // 02 81 71 is an entity; 40, 81 and C0 are extensions; the instruction is 43.
    let at = |bytes: &[u8]| IN_FOREIGN.windows(bytes.len()).position(|part| part == bytes).unwrap();
    assert_eq!(
        told,
        [
            format!(
                "3 extension tokens without meaning in this language, the first at byte {}",
                at(b"\x40i\0")
            ),
            format!(
                "1 processing instruction without meaning in this language, at byte {}",
                at(b"\x43\x04\x00")
            ),
        ]
    );
    // As the whole content of an element, with a number of any width; in an attribute, which is
    // read more than once.
    let start = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D";
    for (leaf, offset) in [
        (&b"\x6F\x81\x05\x01"[..], 14),
        (b"\x6F\x82\x83\x05\x01", 14),
        (b"\x6F\xC0\x01", 14),
        (b"\x6F\x40a\0\x01", 14),
    ] {
        let document = [start, leaf, b"\x01\x01"].concat();
        assert_eq!(left_out(&document), [LeftOut::new(Rule::ExtensionToken, 1, offset)], "{leaf:02X?}");
    }
    let attribute = b"\x03\x11\x6A\x06xmlns\0\xC9\x08\x031.2\0\x01\xAD\x04\x00\x03urn:x\0\xC1\x01\x01";
    assert_eq!(left_out(attribute).len(), 1);
    assert_eq!(left_out(attribute)[0].count, 1);
    // A value token does not count.
    assert_eq!(left_out(&[&start[..], b"\x70\x80\x19\x01\x01\x01"].concat()), []);
}

#[test]
fn what_would_be_left_out_is_refused_by_those_who_refuse_the_unknown() {
    let refuse = ReadOptions::default().with_unknown(UnknownContent::Refuse);
    let start = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01";
    let rule = |body: &[u8], options: &ReadOptions| {
        let document = [&start[..], body].concat();
        from_slice::<Document>(&document).unwrap();
        from_slice_with::<Document>(&document, options).map(drop).map_err(|error| match error.kind() {
            ErrorKind::Strict(rule) => (*rule, error.offset()),
            _ => panic!("{error}"),
        })
    };
    for options in [refuse, ReadOptions::default().with_strict(true)] {
        let cases: [(&[u8], Rule, usize); 4] = [
            (b"\x6D\x6F\x81\x05\x01\x01\x01", Rule::ExtensionToken, 13),
            (b"\x43\x05\x01\x2D\x01", Rule::Instruction, 12),
            (b"\x2D\x01\x43\x05\x01", Rule::Instruction, 14),
            (b"\x2D\x01\x03\x11", Rule::TrailingContent, 14),
        ];
        for (body, broken, offset) in cases {
            assert_eq!(rule(body, &options), Err((broken, Some(offset))), "{body:02X?}");
        }
    }
    // Nobody can miss padding.
    assert_eq!(rule(b"\x2D\x01\0\r\n \t", &refuse), Ok(()));
}

#[test]
fn a_source_tells_where_its_document_ends() {
    let two = include_bytes!("../../../../testdata/inputs/K02-two-documents.wbxml");
    let mut source = WbxmlSource::new(two, &ReadOptions::default()).unwrap();
    assert_eq!(source.child().unwrap(), Some(tag::WV_CSP_Message));
    assert!(source.end().is_err());
    source.skip().unwrap();
    let end = source.end().unwrap();
    assert_eq!(two.get(end..end + 2), Some(&b"\x03\x11"[..]));
    assert!(from_slice::<Document>(&two[end..]).is_ok());
}
