//! The source's handling of vendor elements, of attributes, and of skipped content.

use imps_core::{Attribute, ReadOptions, Sink, Source, Tag, Value, Version, tag};
use imps_wbxml::{WbxmlSink, WbxmlSource, WriteOptions};

/// A document in version 1.2 in UTF-8.
fn document(table: &[u8], body: &[u8]) -> &'static [u8] {
    let length = u8::try_from(table.len()).unwrap();
    [&[0x03, 0x11, 0x6A, length], table, body].concat().leak()
}

fn source(document: &'static [u8]) -> WbxmlSource<'static> {
    let mut options = ReadOptions::default();
    options.version = Some(Version::V1_2);
    WbxmlSource::new(document, &options).unwrap()
}

/// Elements, their attributes, `/` for an end and text in quotes.
fn outline(source: &mut WbxmlSource<'_>) -> Vec<String> {
    let (mut seen, mut depth) = (Vec::new(), 0);
    loop {
        match source.child().unwrap() {
            Some(Tag::TEXT) => {
                let text = source.leaf().unwrap().unwrap().into_text().unwrap();
                seen.push(format!("{text:?}"));
            }

            Some(tag) => {
                depth += 1;
                seen.push(format!("{tag:?} {}", source.name()));
                while let Some(Attribute { name, value }) = source.attribute().unwrap() {
                    seen.push(format!("{name}={value}"));
                }
            }
            None if depth == 0 => return seen,
            None => {
                depth -= 1;
                seen.push("/".into());
            }
        }
    }
}

#[test]
fn below_the_namespace_of_a_vendor_nothing_is_of_the_standard() {
    // User(Name), the same with its own namespace, and the same again.
    let plain = b"\x79\x1E\x01";
    let vendor = b"\xF9\x04\x00\x03urn:v\0\x01\x1E\x01";
    let body = [&b"\x7A"[..], plain, vendor, plain, b"\x01"].concat();
    let mut source = source(document(b"xmlns\0", &body));
    let ours = ["Tag(User) User", "Tag(Name) Name", "/", "/"];
    let theirs = ["Tag(foreign) User", "xmlns=urn:v", "Tag(foreign) Name", "/", "/"];
    let expected = [&["Tag(UserID) UserID"], &ours[..], &theirs, &ours, &["/"]].concat();
    assert_eq!(outline(&mut source), expected);
    source.finish().unwrap();
}

#[test]
fn an_element_with_a_namespace_of_ours_is_ours_also_inside_a_vendors() {
    // UserID of a vendor(User of CSP, with another attribute(Name), Name).
    let user = b"\xF9\x04\x06\x03b\0\x08\x031.2\0\x01\x1E\x01";
    let body = [&b"\xFA\x04\x00\x03urn:v\0\x01"[..], user, b"\x1E\x01"].concat();
    let mut source = source(document(b"xmlns\0a\0", &body));
    let block = ["Tag(UserID) UserID", "xmlns=urn:v"];
    let ours = ["Tag(User) User", "a=b", "Tag(Name) Name", "/", "/"];
    assert_eq!(outline(&mut source), [&block[..], &ours, &["Tag(foreign) Name", "/", "/"]].concat());
    source.finish().unwrap();
}

#[test]
fn a_namespace_of_ours_inside_a_vendors_is_told_where_it_says_more_than_the_version() {
    let outline_of = |declared: &str, version: Option<Version>| {
        let user = [b"\xB9\x04\x00\x03", declared.as_bytes(), b"\0\x01"].concat();
        let body = [&b"\xFA\x04\x00\x03urn:v\0\x01"[..], &user, b"\x01"].concat();
        let mut options = ReadOptions::default();
        options.version = version;
        let mut source = WbxmlSource::new(document(b"xmlns\0", &body), &options).unwrap();
        outline(&mut source)[2..].join(" ")
    };
    let newer = "http://www.openmobilealliance.org/DTD/IMPS-CSP1.3";
    for (declared, version, expected) in [
        ("http://www.openmobilealliance.org/DTD/WV-CSP1.2", None, "Tag(User) User / /"),
        (newer, None, &*format!("Tag(User) User xmlns={newer} / /")),
        // A version from the options overrides the declaration of the document.
        (newer, Some(Version::V1_2), "Tag(User) User / /"),
        ("", None, "Tag(User) User xmlns= / /"),
        ("urn:w", None, "Tag(foreign) User xmlns=urn:w / /"),
    ] {
        assert_eq!(outline_of(declared, version), expected, "{declared}");
    }
}

#[test]
fn the_root_and_a_container_for_vendors_are_ours_whatever_they_declare() {
    // ExtBlock of a vendor with a Name in Session, and the same in a vendor's User.
    let block = b"\x00\x09\xC7\x04\x00\x03urn:v\0\x01\x00\x00\x1E\x01";
    let outer = b"\xF9\x04\x00\x03urn:w\0\x01";
    let body = [&b"\x6D"[..], block, outer, block, b"\x01\x01"].concat();
    let mut source = source(document(b"xmlns\0", &body));
    let ours = ["Tag(ExtBlock) ExtBlock", "xmlns=urn:v", "Tag(foreign) Name", "/", "/"];
    let theirs = ["Tag(foreign) ExtBlock", "xmlns=urn:v", "Tag(foreign) Name", "/", "/"];
    let user = ["Tag(foreign) User", "xmlns=urn:w"];
    assert_eq!(
        outline(&mut source),
        [&["Tag(Session) Session"], &ours[..], &user, &theirs, &["/", "/"]].concat()
    );
}

#[test]
fn attributes_nobody_asked_for_are_not_those_of_the_next_element() {
    // UserID of a vendor(Name with an attribute, Name).
    let body = b"\xFA\x04\x00\x03urn:v\0\x01\x9E\x04\x06\x03b\0\x01\x1E\x01";
    let mut source = source(document(b"xmlns\0a\0", body));
    assert_eq!(source.child().unwrap(), Some(tag::UserID));
    while source.attribute().unwrap().is_some() {}
    assert_eq!(source.child().unwrap(), Some(Tag::FOREIGN));
    assert!(source.has_attributes());
    source.skip().unwrap();
    assert_eq!(source.child().unwrap(), Some(Tag::FOREIGN));
    assert_eq!((source.has_attributes(), source.attribute().unwrap()), (false, None));
}

/// Content that was read ahead comes first, in whatever way the caller asks for it.
#[test]
fn no_word_is_taken_past_what_was_read_ahead() {
    // UserID("a", Name(Inband))
    let mut source = source(document(b"", b"\x7A\x03a\0\x5E\x80\x11\x01\x01"));
    assert_eq!(source.child().unwrap(), Some(tag::UserID));
    assert_eq!((source.leaf().unwrap(), source.word()), (None, None));
    assert_eq!(source.child().unwrap(), Some(Tag::TEXT));
    assert_eq!(source.leaf().unwrap(), Some(Value::from("a")));
    assert_eq!(source.child().unwrap(), Some(tag::Name));
    assert_eq!(source.word().map(imps_core::Word::as_str), Some("Inband"));
}

#[test]
fn the_usual_declaration_is_no_attribute_wherever_it_stands() {
    let around = |list: &[u8]| {
        let body = [&b"\xC9"[..], list, b"\x01\x2D\x01"].concat();
        outline(&mut source(document(b"", &body)))
    };
    let root = "Tag(WV-CSP-Message) WV-CSP-Message";
    let session = ["Tag(Session) Session", "/", "/"];
    assert_eq!(around(b"\x08\x031.2\0"), [&[root], &session[..]].concat());
    let other = [&[root, "unknown-00-7F=x"], &session[..]].concat();
    assert_eq!(around(b"\x7F\x03x\0\x08\x031.2\0"), other);
    assert_eq!(around(b"\x08\x031.2\0\x7F\x03x\0"), other);
    assert_eq!(around(b"\x7F\x031.2\0"), [&[root, "unknown-00-7F=1.2"], &session[..]].concat());
    // In full, and without a version from the options.
    let body = b"\xC9\x04\x00\x03http://www.openmobilealliance.org/DTD/WV-CSP1.2\0\x01\x2D\x01";
    let mut told = WbxmlSource::new(document(b"xmlns\0", body), &ReadOptions::default()).unwrap();
    assert_eq!(outline(&mut told), [&[root], &session[..]].concat());
    // A version from the options counts more than the declaration of the document.
    assert_eq!(around(b"\x05\x031.1\0"), [&[root], &session[..]].concat());
    // The sink puts it after the others.
    let mut out = Vec::new();
    let mut sink = WbxmlSink::new(&mut out, Version::V1_2, &WriteOptions::default());
    sink.start(tag::WV_CSP_Message);
    sink.attribute("unknown-00-7F", "x");
    sink.start(tag::Session);
    sink.end(tag::Session);
    sink.end(tag::WV_CSP_Message);
    sink.finish().unwrap();
    assert_eq!(out, document(b"", b"\xC9\x7F\x03x\0\x08\x031.2\0\x01\x2D\x01"));
}

#[test]
fn skipping_passes_over_the_rest_of_an_element() {
    // User(Name "n", text, Name(Name)), then Session.
    let body = b"\x7A\x79\x5E\x03n\0\x01\x03t\0\x5E\x1E\x01\x01\x2D\x01";
    for steps in 0..5 {
        let mut source = source(document(b"", body));
        assert_eq!(source.child().unwrap(), Some(tag::UserID));
        assert_eq!(source.child().unwrap(), Some(tag::User));
        if steps > 0 {
            assert_eq!(source.child().unwrap(), Some(tag::Name));
            match steps {
                1 => assert_eq!(source.leaf().unwrap(), Some(Value::from("n"))),
                _ => source.skip().unwrap(),
            }
        }
        if steps > 2 {
            assert_eq!(source.child().unwrap(), Some(Tag::TEXT));
        }
        if steps > 3 {
            assert_eq!(source.child().unwrap(), Some(tag::Name));
            source.skip().unwrap();
        }
        source.skip().unwrap();
        assert_eq!(source.child().unwrap(), Some(tag::Session), "{steps}");
        assert_eq!(source.child().unwrap(), None);
        assert_eq!(source.child().unwrap(), None);
        source.finish().unwrap();
    }
}

#[test]
fn as_many_elements_are_expected_as_fit_into_the_rest() {
    const COUNT: usize = 500;
    let body = [&b"\x79"[..], &b"\x5E\x03x\0\x01".repeat(COUNT), b"\x2D\x01"].concat();
    let mut source = source(document(b"", &body));
    source.child().unwrap();
    source.child().unwrap();
    let start = source.offset();
    source.text().unwrap();
    assert_eq!(source.more_like(tag::Session, start, 1), 0, "another element comes next");
    let left = body.len() - 1 - 5;
    assert_eq!(source.more_like(tag::Name, start, 1), left / 5);
    // All together may take eight times the length of the document.
    let mut aside = left / 5;
    for size in [100, 10, 7, 7, 7] {
        aside += source.more_like(tag::Name, start, size) * size;
    }
    assert!(aside <= 8 * (body.len() + 4) && aside > 7 * body.len(), "{aside}");
    (1..COUNT).for_each(|_| assert!(source.child().unwrap().is_some() && source.text().is_ok()));
    assert_eq!(source.more_like(tag::Name, start, 1), 0);
}
