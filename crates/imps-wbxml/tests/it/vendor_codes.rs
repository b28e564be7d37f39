//! Tokens of a vendor, from a further code space. All bytes are assembled by hand.

use imps_core::{Document, Error, ErrorKind, Item, Node, ReadOptions, Rule, Value, Version, Word};
use imps_core::{LeftOut, Sink as _, Source, UnknownContent, read_root, tag, write_root};
use imps_wbxml::{Codes, WbxmlSink, WbxmlSource, WriteOptions};

/// The rows of the vendor. Those named `Ours` have tokens of CSP 1.2: 0/2D is `Session`, 05 a
/// namespace, 19 is `Outband`.
const TABLE: &str = "\
tag\t0x21\t3F\tMood
tag\t0x20\t05\tFar
tag\t0\t2D\tOurs
attribute\t0\t20\txmlns\turn:example:mood
attribute\t3\t10\tscale
attribute\t3\t11\tscale\tabout-
attribute\t0\t05\tOurs
value\t3\t85\tstrong
extension\t0\tF0\tgrumpy
extension\t1\t07\tcheerful
extension\t0\t19\tOurs
";

/// The root and `Session`, until its content.
const BEFORE: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D";
/// Their ends.
const BEHIND: &[u8] = b"\x01\x01";

fn document(content: &[u8]) -> Vec<u8> {
    [BEFORE, content, BEHIND].concat()
}

fn codes() -> Codes<'static> {
    Codes::parse(TABLE).unwrap()
}

fn strict() -> ReadOptions {
    ReadOptions::default().with_strict(true)
}

/// Reads a document with the vendor's codes.
fn read(document: &[u8], options: ReadOptions) -> Result<Document<'static>, Error> {
    let codes = codes();
    let mut source = WbxmlSource::new(document, &options)?.with_codes(&codes);
    let document: Document<'_> = read_root(&mut source)?;
    source.finish()?;
    Ok(document.into_owned())
}

/// Reads a document without any.
fn read_alone(document: &[u8], options: ReadOptions) -> Result<Document<'static>, Error> {
    let mut source = WbxmlSource::new(document, &options)?;
    read_root::<Document<'_>, _>(&mut source).map(Document::into_owned)
}

fn write(document: &Document<'_>) -> Vec<u8> {
    let (mut out, codes) = (Vec::new(), codes());
    let mut sink = WbxmlSink::new(&mut out, document.version, &WriteOptions::default()).with_codes(&codes);
    write_root(document, &mut sink).unwrap();
    sink.finish().unwrap();
    out
}

/// The content of `Session`.
fn content(document: &Document<'_>) -> Vec<Node<'static>> {
    document.child(tag::Session).unwrap().children().map(|node| node.clone().into_owned()).collect()
}

/// Reads some content both ways and compares it; then writes it, which gives the same bytes.
#[track_caller]
fn is(bytes: &[u8], expected: &[Node<'_>]) {
    let bytes = document(bytes);
    for options in [ReadOptions::default(), strict()] {
        let document = read(&bytes, options).unwrap();
        assert_eq!(content(&document), expected);
        assert_eq!(write(&document).escape_ascii().to_string(), bytes.escape_ascii().to_string());
    }
}

/// Reads some content both ways without codes: lenient reading gives `lenient`, strict reading
/// breaks the rule.
#[track_caller]
fn is_unknown_alone(bytes: &[u8], lenient: &[Node<'_>], rule: Rule) {
    let bytes = document(bytes);
    assert_eq!(content(&read_alone(&bytes, ReadOptions::default()).unwrap()), lenient);
    let error = read_alone(&bytes, strict()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Strict(broken) if *broken == rule), "{error}");
}

#[test]
fn elements_keep_their_names_and_their_tokens() {
    let bytes = b"\x00\x21\x7F\x03hi\0\x01\x3F\x00\x20\x45\x03you\0\x01";
    let named = |mood: &'static str, far: &'static str| {
        [Node::foreign(mood).with_value("hi"), Node::foreign(mood), Node::foreign(far).with_value("you")]
    };
    is(bytes, &named("Mood", "Far"));
    is_unknown_alone(bytes, &named("unknown-21-3F", "unknown-20-05"), Rule::UnknownElement);
}

#[test]
fn values_keep_their_text_and_their_numbers() {
    // The whole content of a vendor's element.
    let bytes = b"\x00\x21\x7F\x80\x81\x70\x01";
    is(bytes, &[Node::foreign("Mood").with_value("grumpy")]);
    // Of an enumeration: SessionType (0/30) without a word of ours.
    let bytes = b"\x70\x80\x81\x70\x01";
    is(bytes, &[Node::leaf(tag::SessionType, "grumpy")]);
    let unknown = [Node::leaf(tag::SessionType, "unknown-80-F0")];
    is_unknown_alone(bytes, &unknown, Rule::UnknownValue);
    // Of another extension, which the language lacks.
    is(b"\x00\x21\x7F\x81\x07\x01", &[Node::foreign("Mood").with_value("cheerful")]);
}

#[test]
fn values_of_other_extensions_are_left_out_only_without_codes() {
    let bytes = document(b"\x70\x81\x07\x01");
    let refusing = ReadOptions::default().with_unknown(UnknownContent::Refuse);
    assert!(read_alone(&bytes, refusing).is_err());
    assert_eq!(content(&read(&bytes, refusing).unwrap()), [Node::leaf(tag::SessionType, "cheerful")]);
    let codes = codes();
    let left_out = |source: &mut WbxmlSource<'_>| -> Vec<LeftOut> {
        read_root::<Document<'_>, _>(source).unwrap();
        source.left_out()
    };
    let alone = &mut WbxmlSource::new(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(left_out(alone).len(), 1);
    let with = WbxmlSource::new(&bytes, &ReadOptions::default()).unwrap();
    assert!(left_out(&mut with.with_codes(&codes)).is_empty());
    // Among text it is part of the text.
    let mixed = read(&document(b"\x00\x21\x7F\x03very \0\x81\x07\x01"), ReadOptions::default()).unwrap();
    assert_eq!(content(&mixed), [Node::foreign("Mood").with_value("very cheerful")]);
}

#[test]
fn free_text_is_never_a_value() {
    // A SessionID (0/2F) has free text.
    is(b"\x6F\x03grumpy\0\x01", &[Node::leaf(tag::SessionID, "grumpy")]);
}

#[test]
fn attributes_keep_their_names_and_their_tokens() {
    let mood = |scale: &'static str| Node::foreign("Mood").with_attribute("scale", scale);
    // A name; a name with the start of its value; a piece of the value.
    is(b"\x00\x21\xBF\x00\x03\x10\x03weak\0\x01", &[mood("weak")]);
    is(b"\x00\x21\xBF\x00\x03\x11\x03five\0\x01", &[mood("about-five")]);
    let bytes = b"\x00\x21\xBF\x00\x03\x10\x85\x03 or \0\x85\x01";
    is(bytes, &[mood("strong or strong")]);
    let unknown =
        Node::foreign("unknown-21-3F").with_attribute("unknown-03-10", "unknown-03-85 or unknown-03-85");
    is_unknown_alone(bytes, &[unknown], Rule::UnknownElement);
}

#[test]
fn a_namespace_has_a_token_too() {
    // Mood with its namespace. Its children are the vendor's too: the Name (0/1E) in it has no type.
    let bytes = b"\x00\x21\xFF\x20\x01\x00\x00\x5E\x03n\0\x01\x01";
    let mood = Node::foreign("Mood")
        .with_attribute("xmlns", "urn:example:mood")
        .with(Node::foreign("Name").with_value("n"));
    is(bytes, &[mood]);
    // A namespace that only begins so has the rest as text.
    let longer = b"\x00\x21\xBF\x20\x03:2\0\x01";
    is(longer, &[Node::foreign("Mood").with_attribute("xmlns", "urn:example:mood:2")]);
}

#[test]
fn our_tables_win() {
    // Read: Session is Session, and 19 is Outband.
    let bytes = document(b"\x70\x80\x19\x01");
    let document_read = read(&bytes, strict()).unwrap();
    assert_eq!(content(&document_read), [Node::leaf(tag::SessionType, Word::new("Outband").unwrap())]);
    // Written: what the vendor calls Ours has no usable token.
    let ours = Node::foreign("Ours").with_attribute("Ours", "v").with_value("Ours");
    let session = Node::new(tag::Session).with(ours).with(Node::leaf(tag::SessionType, "Ours"));
    let message = Node::new(tag::WV_CSP_Message).with(session);
    let written = write(&Document { version: Version::V1_2, root: message });
    let expected = [
        b"\x03\x11\x6A\x05Ours\0\xC9\x08\x031.2\0\x01\x6D".as_slice(),
        b"\xC4\x00\x04\x00\x03v\0\x01\x03Ours\0\x01",
        b"\x70\x03Ours\0\x01",
        BEHIND,
    ];
    assert_eq!(written.escape_ascii().to_string(), expected.concat().escape_ascii().to_string());
}

#[test]
fn what_neither_table_has_stays_unknown() {
    let bytes = document(b"\x00\x21\xFE\x7E\x03v\0\x01\x80\x81\x71\x01");
    let document = read(&bytes, ReadOptions::default()).unwrap();
    let unknown = Node::foreign("unknown-21-3E").with_attribute("unknown-00-7E", "v");
    assert_eq!(content(&document), [unknown.with_value("unknown-80-F1")]);
    assert_eq!(write(&document), bytes);
    let error = read(&bytes, strict()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Strict(Rule::UnknownElement)), "{error}");
    for (bytes, rule) in [
        (b"\x00\x21\xBF\x7E\x03v\0\x01".as_slice(), Rule::UnknownElement),
        (b"\x00\x21\x7F\x80\x81\x71\x01", Rule::UnknownValue),
        (b"\x00\x21\xBF\x00\x03\x10\x86\x01", Rule::UnknownValue),
    ] {
        let error = read(&self::document(bytes), strict()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Strict(broken) if *broken == rule), "{error}");
    }
}

#[test]
fn a_name_of_the_language_without_a_token_in_the_version_may_have_the_vendors() {
    // 1.1 has no ExtendedData. The vendor gave it a token on page 20.
    let codes = Codes::parse("tag\t0x20\t06\tExtendedData\n").unwrap();
    let bytes = b"\x03\x10\x6A\x00\xC9\x05\x031.1\0\x01\x00\x20\x46\x03x\0\x01\x01";
    let mut source = WbxmlSource::new(bytes, &ReadOptions::default()).unwrap().with_codes(&codes);
    let document: Document<'_> = read_root(&mut source).unwrap();
    let data = document.child(tag::ExtendedData).unwrap();
    assert_eq!(data.content, [Item::Value(Value::from("x"))]);
    let mut out = Vec::new();
    let mut sink = WbxmlSink::new(&mut out, Version::V1_1, &WriteOptions::default()).with_codes(&codes);
    write_root(&document, &mut sink).unwrap();
    sink.finish().unwrap();
    assert_eq!(out, bytes);
}

#[test]
fn standard_content_has_the_same_bytes_with_and_without_codes() {
    for path in
        Version::ALL.iter().flat_map(|version| imps_testing::files(&format!("csp/{version}"), "wbxml"))
    {
        let bytes = std::fs::read(&path).unwrap();
        for options in [ReadOptions::default(), strict()] {
            let alone = read_alone(&bytes, options).unwrap();
            assert_eq!(read(&bytes, options).unwrap(), alone, "{}", path.display());
            assert_eq!(write(&alone), bytes, "{}", path.display());
        }
    }
}
