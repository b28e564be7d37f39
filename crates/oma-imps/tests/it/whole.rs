//! All parts agree on the content of a document, and nothing is dropped silently: the inputs under
//! `testdata/inputs`, and similar ones.

use crate::common::{Settings, convert, convert_noted};
use oma_imps::csp::CspDocument;
use oma_imps::{
    Document, Error, ErrorKind, Guess, Input, LeftOut, Note, ReadOptions, Rule, Syntax, UnknownContent,
    Version,
};

fn testdata(name: &str) -> Vec<u8> {
    let path = imps_testing::testdata(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn to(syntax: Syntax) -> Settings {
    Settings::default().with_to(syntax)
}

const SYNTAXES: [Syntax; 3] = [Syntax::Xml, Syntax::Wbxml, Syntax::Json];

/// Returns the result for a document that is not of this protocol.
#[track_caller]
fn refused(document: &[u8], words: &[&str]) {
    let check = |error: Error| {
        assert!(matches!(error.kind(), ErrorKind::OtherLanguage(_)), "{error}");
        for word in words {
            assert!(error.to_string().contains(word), "{word:?} is not in {error}");
        }
    };
    for syntax in SYNTAXES {
        check(convert(document, &to(syntax)).unwrap_err());
        check(convert(document, &to(syntax).with_from(Syntax::Wbxml)).unwrap_err());
    }
    assert!(matches!(Guess::of(document), Guess::OtherWbxml(found) if found.contains(words[0])));
    check(Input::new(document).unwrap_err());
    let input = Input::in_syntax(document, Syntax::Wbxml).unwrap();
    check(input.read::<Document>().unwrap_err());
    check(input.read::<CspDocument>().unwrap_err());
    let findings = input.validate();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(words.iter().all(|word| findings[0].found.contains(word)), "{findings:?}");
    // Only both together force it.
    let forced = to(Syntax::Xml).with_read(ReadOptions::default().with_version(Version::V1_2));
    check(convert(document, &forced).unwrap_err());
    let xml = convert(document, &forced.with_from(Syntax::Wbxml)).unwrap();
    assert!(xml.starts_with(b"<?xml "));
}

#[test]
fn documents_of_other_languages_are_refused_by_all() {
    let names = ["00:05", "public identifier 0x1 (unknown or missing)"];
    refused(&testdata("inputs/K01-activesync-sync-response.wbxml"), &names);
    let names = ["12:05", "-//MICROSOFT//DTD ActiveSync//EN"];
    refused(&testdata("inputs/K15-public-id-in-words.wbxml"), &names);
    refused(
        b"\x03\xA2\x0E\x6A\x00\x45\xC6\x05\x01\x01\x01",
        &["00:05", "0x110E (-//PHONE.COM//DTD MMC 2.0//EN)"],
    );
    // The tokens of version discovery in another language.
    refused(b"\x03\x01\x6A\x00\x00\x0A\x45\x50\x03a@b.c\0\x01\x01", &["0A:05"]);
}

#[test]
fn what_plain_text_loses_is_a_loss_and_what_it_takes_otherwise_is_none() {
    let refuse = ReadOptions::default().with_unknown(UnknownContent::Refuse);
    let unknown = b"WV12PN2 SI=S1 PR=(wv:a,((OS,T,T),(QQ,T,x)))";
    let twice = b"WV12ST1 SI=S1 SI=S2 ST=200";
    let version = b"WV19ST1 SI=S1 ST=200";
    for (line, is_loss) in [(&unknown[..], true), (twice, true), (version, false)] {
        let (_, notes) = noted(line, Syntax::Xml);
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert_eq!(notes[0].is_loss(), is_loss, "{}", notes[0]);
        let input = Input::new(line).unwrap();
        assert_eq!(input.read_with::<Document>(&refuse).is_err(), is_loss);
        assert!(input.read_with::<Document>(&refuse.with_strict(true)).is_err());
        let (_, read) = input.read_noted::<Document>(&ReadOptions::default()).unwrap();
        assert_eq!(read, notes);
    }
    // In the second line, counted from the start of the input.
    let lines = [&b"WV12OR1 SI=a\n"[..], unknown].concat();
    let (_, notes) = noted(&lines, Syntax::Xml);
    assert!(notes[0].to_string().ends_with(&format!("at byte {}", 13 + 34)), "{notes:?}");
}

#[test]
fn a_root_that_is_none_is_refused_unless_the_version_is_told() {
    let roots = [
        (testdata("bad/wrong-root.wbxml"), "Status"),
        (testdata("bad/wrong-root.xml"), "Status"),
        (b"\x03\x12\x6A\x00\x45\x01".to_vec(), "Acceptance"),
        (b"\x03\x12\x6A\x00\x3E".to_vec(), "unknown-00-3E"),
        (b"<unknown-00-3E/>".to_vec(), "unknown-00-3E"),
    ];
    for (document, name) in roots {
        for syntax in SYNTAXES {
            let error = convert(&document, &to(syntax)).unwrap_err();
            let ErrorKind::UnexpectedRoot { found, expected } = error.kind() else { panic!("{error}") };
            assert_eq!(found, name);
            assert!(expected.contains("WV-CSP-Message"), "{error}");
        }
        let findings = Input::new(&document).unwrap().validate();
        assert!(findings.iter().any(|finding| finding.rule == "unexpected-root"), "{findings:?}");
        assert!(Input::new(&document).unwrap().read::<CspDocument>().is_err());
        let told = ReadOptions::default().with_version(Version::V1_1);
        let xml = convert(&document, &to(Syntax::Xml).with_read(told)).unwrap();
        // Untyped reading returns the whole content, in the stated version.
        let read: Document = Input::new(&xml).unwrap().read_owned().unwrap();
        assert_eq!(read.version, Version::V1_1);
    }
    let long = format!("<{}/>", "unknown-".repeat(10_000));
    let error = convert(long.as_bytes(), &Settings::default()).unwrap_err();
    assert!(error.to_string().len() < 300, "{error}");
}

#[test]
fn version_discovery_keeps_its_version() {
    for name in ["version-discovery-request", "version-discovery-response"] {
        for version in ["1.2", "1.3"] {
            let bytes = testdata(&format!("csp/{version}/{name}.wbxml"));
            for syntax in [Syntax::Xml, Syntax::Json] {
                let there = convert(&bytes, &to(syntax)).unwrap();
                assert!(convert(&there, &to(Syntax::Wbxml)).unwrap() == bytes, "{name} {version} {syntax}");
            }
        }
    }
}

#[test]
fn an_attribute_value_that_makes_unreadable_xml_is_an_error() {
    let document = testdata("bad/attribute-value-unknown.wbxml");
    let error = convert(&document, &to(Syntax::Xml)).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::OtherLanguage(found) if found.ends_with("unknown-00-851.3")),
        "{error}"
    );
    assert_eq!(error.path(), "WV-CSP-Message");
    // Typed documents have no other way to XML.
    let typed: CspDocument = Input::new(&document).unwrap().read_owned().unwrap();
    assert!(Syntax::Xml.to_vec(&typed).is_err());
    // In an attribute that does not state the language, such a value is text.
    let elsewhere = b"\x03\x12\x6A\x02a\0\xC9\x0B\x031.3\0\x01\xED\x04\0\x85\x01\x01\x01";
    let xml = convert(elsewhere, &to(Syntax::Xml)).unwrap();
    assert!(convert(&xml, &to(Syntax::Wbxml)).is_ok());
}

const BINARY: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01";

fn xml() -> Vec<u8> {
    convert(BINARY, &to(Syntax::Xml)).unwrap()
}

/// Converts and returns the notes beside the output.
fn noted(document: &[u8], syntax: Syntax) -> (Vec<u8>, Vec<Note>) {
    let converted = convert_noted(document, &to(syntax)).unwrap_or_else(|error| panic!("{error}"));
    (converted.bytes, converted.notes)
}

#[test]
fn several_documents_are_all_converted() {
    let two = testdata("inputs/K02-two-documents.wbxml");
    let (xml, notes) = noted(&two, Syntax::Xml);
    assert_eq!(notes, [Note::Several { documents: 2 }]);
    assert!(!notes[0].is_loss());
    assert_eq!(xml.windows(5).filter(|part| part == b"<?xml").count(), 2);
    // Back from each syntax, in which the documents also follow each other.
    for syntax in SYNTAXES {
        let (there, _) = noted(&two, syntax);
        let (back, notes) = noted(&there, Syntax::Wbxml);
        assert!(back == two, "{syntax}");
        assert_eq!(notes, [Note::Several { documents: 2 }]);
    }
    // In plain text, a line each.
    let lines = b"WV12LR1 UI=a SC=b TL=30\r\nWV12LR2 UI=a SC=b TL=30\n";
    let lines = lines.as_slice();
    if let Ok(json) = convert(lines, &to(Syntax::Json)) {
        assert_eq!(json.split(|byte| *byte == b'\n').count(), 2);
    }
    let marked = [b"\xEF\xBB\xBF", &xml[..]].concat();
    assert_eq!(noted(&marked, Syntax::Wbxml).1, [Note::Several { documents: 2 }]);
    // A fault in the second document is a fault of the whole, at its place in the input.
    let cut = &two[..two.len() - 1];
    let error = convert(cut, &Settings::default()).unwrap_err();
    assert_eq!(error.offset(), Some(cut.len()));
    let mixed = [BINARY, b"\n<WV-CSP-Message><b></WV-CSP-Message>"].concat();
    let error = convert(&mixed, &to(Syntax::Xml)).unwrap_err();
    assert!(error.offset().is_some_and(|offset| offset > BINARY.len() + 10), "{error}");
}

#[test]
fn what_follows_a_document_is_told() {
    let end = BINARY.len();
    for (behind, expected) in [
        (&b"\0"[..], Note::Padding { offset: end, bytes: 1 }),
        (b"\r\n\0 \t", Note::Padding { offset: end, bytes: 5 }),
        (b"\x01", Note::Trailing { offset: end, bytes: 1 }),
        (b"\r\nhello", Note::Trailing { offset: end, bytes: 7 }),
    ] {
        let document = [BINARY, behind].concat();
        for syntax in SYNTAXES {
            assert_eq!(noted(&document, syntax).1, std::slice::from_ref(&expected), "{behind:02X?}");
        }
        let input = Input::new(&document).unwrap();
        let read = |options: &ReadOptions| input.read_noted::<Document>(options);
        let trailing = match &expected {
            Note::Padding { .. } => expected.clone(),
            // Reading with types ignores everything after padding.
            Note::Trailing { .. } => Note::Trailing { offset: end, bytes: behind.len() },
            _ => unreachable!(),
        };
        let (_, notes) = read(&ReadOptions::default()).unwrap();
        assert_eq!(notes, [trailing]);
        let refuse = ReadOptions::default().with_unknown(UnknownContent::Refuse);
        assert_eq!(read(&refuse).is_err(), expected.is_loss(), "{behind:02X?}");
        assert_eq!(
            convert(&document, &to(Syntax::Xml).with_read(refuse)).is_err(),
            expected.is_loss(),
            "{behind:02X?}"
        );
        assert!(read(&ReadOptions::default().with_strict(true)).is_err());
    }
    // White space belongs to XML; NUL does not.
    let xml = xml();
    assert_eq!(noted(&[&xml[..], b"\r\n "].concat(), Syntax::Wbxml), (BINARY.to_vec(), vec![]));
    let nul = [&xml[..], b"\0\n"].concat();
    assert_eq!(
        noted(&nul, Syntax::Wbxml),
        (BINARY.to_vec(), vec![Note::Padding { offset: xml.len(), bytes: 2 }])
    );
    assert!(Input::new(&nul).unwrap().read::<Document>().is_ok());
    assert!(convert(&[&xml[..], b"hello"].concat(), &Settings::default()).is_err());
    let two = [&xml[..], &xml].concat();
    let error = Input::new(&two).unwrap().read::<Document>().unwrap_err();
    assert_eq!(error.offset(), Some(xml.len()), "{error}");
}

#[test]
fn what_means_nothing_is_told_and_refused_on_request() {
    let document = testdata("inputs/K02-extension-in-foreign-element.wbxml");
    let expected = [
        Note::LeftOut(LeftOut::new(Rule::ExtensionToken, 3, 49)),
        Note::LeftOut(LeftOut::new(Rule::Instruction, 1, 54)),
    ];
    let told = |notes: &[Note]| notes.iter().map(ToString::to_string).collect::<Vec<_>>();
    for syntax in SYNTAXES {
        let notes = noted(&document, syntax).1;
        assert_eq!(told(&notes), told(&expected));
        assert!(notes.iter().all(Note::is_loss));
    }
    let findings = Input::new(&document).unwrap().validate();
    for rule in ["extension-token", "processing-instruction"] {
        assert!(findings.iter().any(|finding| finding.rule == rule), "{rule}: {findings:?}");
    }
    let refuse = ReadOptions::default().with_unknown(UnknownContent::Refuse);
    for options in [refuse, ReadOptions::default().with_strict(true)] {
        assert!(convert(&document, &to(Syntax::Xml).with_read(options)).is_err());
    }
    let xml = String::from_utf8(xml()).unwrap().replace("<Session>", "<Session><?a?>");
    let at = xml.find("<?a?>").unwrap();
    let (bytes, notes) = noted(xml.as_bytes(), Syntax::Wbxml);
    assert_eq!(bytes, BINARY);
    assert_eq!(notes, [Note::LeftOut(LeftOut::new(Rule::Instruction, 1, at))]);
    let (_, notes) =
        Input::new(xml.as_bytes()).unwrap().read_noted::<Document>(&ReadOptions::default()).unwrap();
    assert_eq!(notes.len(), 1);
    // In the second of two documents, counted from the start of the input.
    let (_, notes) = noted(&[BINARY, xml.as_bytes()].concat(), Syntax::Xml);
    assert_eq!(
        told(&notes)[0],
        format!(
            "left out: 1 processing instruction without meaning in this language, at byte {}",
            BINARY.len() + at
        )
    );
}
