//! Writing with the sink.

use imps_core::{ContentKind, DateTime, Document, Error, ErrorKind, Sink, Version, Vocabulary, Word, tag};
use imps_xml::{WriteOptions, XmlSink, to_string_with};

fn written(indent: Option<u8>, write: impl FnOnce(&mut XmlSink<'_>)) -> Result<String, Error> {
    let mut options = WriteOptions::default();
    options.declaration = false;
    options.indent = indent;
    let mut out = Vec::new();
    let mut sink = XmlSink::new(&mut out, Version::V1_2, &options);
    write(&mut sink);
    sink.finish()?;
    Ok(String::from_utf8(out).unwrap())
}

fn leaf(sink: &mut XmlSink<'_>, tag: imps_core::Tag, text: &str) {
    sink.start(tag);
    sink.text(text);
    sink.end(tag);
}

#[test]
fn every_kind_of_value_is_written_as_text() {
    let time: DateTime = "20010925T134013Z".parse().unwrap();
    let document = written(None, |sink| {
        sink.start(tag::Session);
        for number in [0, 7, 10, 401, u32::MAX] {
            sink.start(tag::Code);
            sink.integer(number);
            sink.end(tag::Code);
        }
        sink.start(tag::SessionType);
        sink.word(Word::known("Inband"));
        sink.end(tag::SessionType);
        sink.start(tag::DateTime);
        sink.date_time(time);
        sink.end(tag::DateTime);
        leaf(sink, tag::Name, "");
        leaf(sink, tag::Name, "a<b>&\"c\"\r\n");
        sink.end(tag::Session);
    });
    assert_eq!(
        document.unwrap(),
        "<Session><Code>0</Code><Code>7</Code><Code>10</Code><Code>401</Code><Code>4294967295</Code>\
         <SessionType>Inband</SessionType><DateTime>20010925T134013Z</DateTime><Name/>\
         <Name>a&lt;b&gt;&amp;\"c\"&#13;\n</Name></Session>"
    );
}

#[test]
fn the_indented_form_leaves_mixed_content_alone() {
    let document = written(Some(2), |sink| {
        sink.start(tag::WV_CSP_Message);
        sink.start(tag::Session);
        leaf(sink, tag::Name, "x");
        sink.start(tag::User);
        sink.end(tag::User);
        sink.end(tag::Session);
        sink.start_foreign("mixed");
        sink.start_foreign("a");
        sink.end_foreign("a");
        sink.text("text");
        sink.start_foreign("b");
        sink.start_foreign("c");
        sink.end_foreign("c");
        sink.end_foreign("b");
        sink.end_foreign("mixed");
        leaf(sink, tag::Name, "y");
        sink.end(tag::WV_CSP_Message);
    });
    let expected = r#"<WV-CSP-Message xmlns="http://www.openmobilealliance.org/DTD/WV-CSP1.2">
  <Session>
    <Name>x</Name>
    <User/>
  </Session>
  <mixed>
    <a/>text<b><c/></b></mixed>
  <Name>y</Name>
</WV-CSP-Message>
"#;
    assert_eq!(document.unwrap(), expected);
}

#[test]
fn what_xml_cannot_carry_is_an_error() {
    let kind = |write: fn(&mut XmlSink<'_>)| {
        written(None, |sink| {
            sink.start(tag::Session);
            write(sink);
            sink.end(tag::Session);
        })
        .unwrap_err()
    };
    let error = kind(|sink| sink.text("a\0b\u{1}"));
    assert!(matches!(error.kind(), ErrorKind::Inexpressible { character: '\0', syntax: "xml" }));
    let error = kind(|sink| sink.attribute("a", "\u{FFFE}"));
    assert!(matches!(error.kind(), ErrorKind::Inexpressible { character: '\u{FFFE}', .. }));
    for error in [
        kind(|sink| sink.attribute("a b", "")),
        kind(|sink| {
            sink.start_foreign("<");
            sink.end_foreign("<");
        }),
        kind(|sink| sink.start(imps_core::Tag::TEXT)),
    ] {
        assert!(matches!(error.kind(), ErrorKind::InvalidName(_)), "{error}");
    }
    assert!(matches!(written(None, |_| {}).unwrap_err().kind(), ErrorKind::NoRoot));
    for indent in [None, Some(2)] {
        let open = written(indent, |sink| sink.start(tag::Session)).unwrap_err();
        assert_eq!(open.to_string(), "unexpected end of document");
    }
}

/// Returns a message with a content type and encoding, and bytes in it.
fn content(indent: Option<u8>, media_type: Option<&str>, encoding: Option<&str>, bytes: &[u8]) -> String {
    let document = written(indent, |sink| {
        sink.start(tag::NewMessage);
        sink.start(tag::MessageInfo);
        leaf(sink, tag::MessageID, "1");
        if let Some(text) = media_type {
            leaf(sink, tag::ContentType, text);
        }
        if let Some(text) = encoding {
            leaf(sink, tag::ContentEncoding, text);
        }
        leaf(sink, tag::ContentSize, "3");
        sink.end(tag::MessageInfo);
        sink.start(tag::ContentData);
        sink.bytes(bytes);
        sink.end(tag::ContentData);
        sink.end(tag::NewMessage);
    });
    document.unwrap()
}

fn around(info: &str, before: &str, data: &str) -> String {
    format!(
        "<NewMessage><MessageInfo><MessageID>1</MessageID>{info}<ContentSize>3</ContentSize></MessageInfo>\
         {before}<ContentData>{data}</ContentData></NewMessage>"
    )
}

const BASE64: &str = "<ContentEncoding>BASE64</ContentEncoding>";
const JPEG: &str = "<ContentType>image/jpeg</ContentType>";

#[test]
fn text_in_bytes_of_a_text_type_is_written_as_text() {
    let text = "é<b>\n".as_bytes();
    assert_eq!(content(None, None, None, text), around("", "", "é&lt;b&gt;\n"));
    for media_type in ["text/plain", "TEXT/x-vCard; charset=utf-8", " text/plain"] {
        let info = format!("<ContentType>{media_type}</ContentType><ContentEncoding>None</ContentEncoding>");
        assert_eq!(content(None, Some(media_type), Some("None"), text), around(&info, "", "é&lt;b&gt;\n"));
    }
    assert_eq!(content(None, Some("image/jpeg"), None, b"").matches("BASE64").count(), 0);
}

#[test]
fn other_bytes_become_base64_and_say_so() {
    let bytes = b"\xFF\0\x01";
    let jpeg = Some("image/jpeg");
    let expected = around(&format!("{JPEG}{BASE64}"), "", "/wAB");
    assert_eq!(content(None, jpeg, Some("None"), bytes), expected);
    assert_eq!(content(None, jpeg, Some("BASE64"), bytes), expected);
    assert_eq!(content(None, jpeg, Some(""), bytes), expected);
    assert_eq!(content(None, jpeg, None, bytes), expected);
    let kept = format!("{JPEG}<ContentEncoding>base64</ContentEncoding>");
    assert_eq!(content(None, jpeg, Some("base64"), bytes), around(&kept, "", "/wAB"));
    assert_eq!(content(None, jpeg, None, b"abc"), around(&format!("{JPEG}{BASE64}"), "", "YWJj"));
    // A text type does not help bytes that are not text, or that XML cannot carry.
    let plain = format!("<ContentType>text/plain</ContentType>{BASE64}");
    assert_eq!(content(None, Some("text/plain"), Some("None"), bytes), around(&plain, "", "/wAB"));
    assert_eq!(content(None, Some("text/plain"), None, b"a\0"), around(&plain, "", "YQA="));
    assert_eq!(content(None, Some(""), None, bytes), around(&format!("<ContentType/>{BASE64}"), "", "/wAB"));
}

#[test]
fn without_a_content_type_the_encoding_stands_before_the_content() {
    assert_eq!(content(None, None, None, b"\xFF\0\x01"), around("", BASE64, "/wAB"));
    assert_eq!(content(None, None, Some("None"), b"\xFF\0\x01"), around(BASE64, "", "/wAB"));
}

/// Returns content before its description.
fn content_first(indent: Option<u8>, info: &[(imps_core::Tag, &str)], bytes: &[u8]) -> Result<String, Error> {
    written(indent, |sink| {
        sink.start(tag::NewMessage);
        sink.start(tag::ContentData);
        sink.bytes(bytes);
        sink.end(tag::ContentData);
        sink.start(tag::MessageInfo);
        for (tag, text) in info {
            leaf(sink, *tag, text);
        }
        sink.end(tag::MessageInfo);
        sink.end(tag::NewMessage);
    })
}

#[test]
fn an_encoding_behind_its_content_is_put_right() {
    const PNG: &[u8] = b"\x89PNG";
    const DATA: &str = "<ContentData>iVBORw==</ContentData>";
    let jpeg = (tag::ContentType, "image/jpeg");
    let none = (tag::ContentEncoding, "None");
    let size = (tag::ContentSize, "4");
    let size_text = "<ContentSize>4</ContentSize>";
    for (info, expected) in [
        (&[jpeg, none, size][..], format!("{JPEG}{BASE64}{size_text}")),
        (&[none, jpeg, size], format!("{BASE64}{JPEG}{size_text}")),
        (&[jpeg, (tag::ContentEncoding, ""), size], format!("{JPEG}{BASE64}{size_text}")),
        (&[jpeg, (tag::ContentEncoding, "BASE64")], format!("{JPEG}{BASE64}")),
        (&[jpeg, size, none], format!("{JPEG}{size_text}{BASE64}")),
        (&[jpeg, size], format!("{JPEG}{BASE64}{size_text}")),
        (&[none], BASE64.into()),
    ] {
        let expected = format!("<NewMessage>{DATA}<MessageInfo>{expected}</MessageInfo></NewMessage>");
        assert_eq!(content_first(None, info, PNG).unwrap(), expected);
        // Except for white space, the indented form is the same.
        let indented = content_first(Some(2), info, PNG).unwrap();
        assert_eq!(indented.lines().map(str::trim).collect::<String>(), expected);
        assert!(!indented.lines().any(|line| line.matches("</").count() > 1), "{indented}");
    }
    // In the end nothing describes it.
    let expected = format!("<NewMessage>{BASE64}{DATA}<MessageInfo>{size_text}</MessageInfo></NewMessage>");
    assert_eq!(content_first(None, &[size], PNG).unwrap(), expected);
}

#[test]
fn bytes_that_are_text_stay_text_unless_what_follows_makes_others_of_it() {
    let jpeg = (tag::ContentType, "image/jpeg");
    let base64 = (tag::ContentEncoding, "BASE64");
    let expected = "<NewMessage><ContentData>abcd</ContentData><MessageInfo>";
    assert!(content_first(None, &[jpeg], b"abcd").unwrap().starts_with(expected));
    assert!(content_first(None, &[(tag::ContentType, "text/plain"), base64], b"abcd").is_ok());
    for info in [[jpeg, base64], [base64, jpeg]] {
        let error = content_first(None, &info, b"abcd").unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InexpressibleBytes { .. }), "{error}");
    }
}

/// The description of one message says nothing about the content of the previous one.
#[test]
fn a_description_behind_content_reaches_no_further_than_its_parent() {
    let document = written(None, |sink| {
        sink.start(tag::Session);
        sink.start(tag::NewMessage);
        sink.start(tag::ContentData);
        sink.bytes(b"\xFF\0\x01");
        sink.end(tag::ContentData);
        sink.end(tag::NewMessage);
        sink.start(tag::NewMessage);
        sink.start(tag::MessageInfo);
        leaf(sink, tag::ContentType, "image/jpeg");
        leaf(sink, tag::ContentEncoding, "None");
        sink.end(tag::MessageInfo);
        sink.end(tag::NewMessage);
        sink.end(tag::Session);
    });
    let expected = format!(
        "<Session><NewMessage>{BASE64}<ContentData>/wAB</ContentData></NewMessage>\
         <NewMessage><MessageInfo>{JPEG}<ContentEncoding>None</ContentEncoding></MessageInfo></NewMessage></Session>"
    );
    assert_eq!(document.unwrap(), expected);
}

#[test]
fn what_is_put_in_is_indented_like_its_neighbour() {
    let with_type = content(Some(2), Some("image/jpeg"), None, b"\xFF\0\x01");
    assert!(with_type.contains(&format!("\n    {JPEG}\n    {BASE64}\n    <ContentSize>")), "{with_type}");
    let without = content(Some(2), None, None, b"\xFF\0\x01");
    assert!(
        without.contains(&format!("  </MessageInfo>\n  {BASE64}\n  <ContentData>/wAB</ContentData>\n")),
        "{without}"
    );
}

#[test]
fn a_content_type_counts_for_its_own_content_only() {
    let document = written(None, |sink| {
        sink.start(tag::Session);
        for media_type in ["image/jpeg", ""] {
            sink.start(tag::NewMessage);
            sink.start(tag::MessageInfo);
            if !media_type.is_empty() {
                leaf(sink, tag::ContentType, media_type);
            }
            sink.end(tag::MessageInfo);
            sink.start(tag::ContentData);
            sink.bytes(b"abc");
            sink.end(tag::ContentData);
            sink.end(tag::NewMessage);
        }
        sink.end(tag::Session);
    });
    assert!(
        document.unwrap().ends_with("<MessageInfo/><ContentData>abc</ContentData></NewMessage></Session>")
    );
}

/// A content type without content says nothing about content elsewhere.
#[test]
fn a_content_type_counts_for_content_beside_it_only() {
    let document = written(None, |sink| {
        sink.start(tag::Session);
        sink.start(tag::NewMessage);
        sink.start(tag::MessageInfo);
        leaf(sink, tag::ContentType, "image/jpeg");
        leaf(sink, tag::ContentEncoding, "None");
        sink.end(tag::MessageInfo);
        sink.end(tag::NewMessage);
        for bytes in [&b"abc"[..], b"\xFF"] {
            sink.start(tag::NewMessage);
            sink.start(tag::ContentData);
            sink.bytes(bytes);
            sink.end(tag::ContentData);
            sink.end(tag::NewMessage);
        }
        sink.end(tag::Session);
    });
    assert_eq!(
        document.unwrap(),
        format!(
            "<Session><NewMessage><MessageInfo>{JPEG}<ContentEncoding>None</ContentEncoding></MessageInfo></NewMessage>\
             <NewMessage><ContentData>abc</ContentData></NewMessage>\
             <NewMessage>{BASE64}<ContentData>/w==</ContentData></NewMessage></Session>"
        )
    );
}

#[test]
fn bytes_have_no_place_in_text_nor_behind_it() {
    let refused = |element: imps_core::Tag, before: &str| {
        let error = written(None, |sink| {
            sink.start(tag::Session);
            sink.start(element);
            sink.text(before);
            sink.bytes(b"\xFF");
            sink.end(element);
            sink.end(tag::Session);
        })
        .unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InexpressibleBytes { .. }), "{error}");
    };
    refused(tag::Name, "");
    refused(tag::Name, "x");
    refused(tag::ContentData, "x");
}

#[test]
fn what_is_put_in_adds_no_white_space_to_mixed_content() {
    for indent in [None, Some(2)] {
        let document = written(indent, |sink| {
            sink.start(tag::NewMessage);
            sink.text("x\n");
            sink.start(tag::ContentData);
            sink.bytes(b"\xFF\0\x01");
            sink.end(tag::ContentData);
            sink.end(tag::NewMessage);
        });
        let expected = format!("<NewMessage>x\n{BASE64}<ContentData>/wAB</ContentData></NewMessage>");
        assert_eq!(document.unwrap().trim_end(), expected);
    }
}

#[test]
fn other_elements_with_bytes_announce_nothing() {
    let document = written(None, |sink| {
        sink.start(tag::Session);
        leaf(sink, tag::ContentType, "image/png");
        sink.start(tag::DirectContent);
        sink.bytes(b"\xFF\0\x01");
        sink.end(tag::DirectContent);
        sink.end(tag::Session);
    });
    assert_eq!(
        document.unwrap(),
        "<Session><ContentType>image/png</ContentType><DirectContent>/wAB</DirectContent></Session>"
    );
}

/// The tags of content represent other elements in another vocabulary, which has no
/// `ContentEncoding`.
#[test]
fn only_csp_announces_base64() {
    static OTHER: Vocabulary = Vocabulary::new(&[("Blob", ContentKind::Content); 512], &[], &[], &[]);
    let mut out = Vec::new();
    let options = WriteOptions::default().with_declaration(false);
    let mut sink = XmlSink::new(&mut out, Version::V1_2, &options).with_vocabulary(&OTHER);
    sink.start(tag::ContentData);
    sink.bytes(&[0xFF]);
    sink.end(tag::ContentData);
    sink.finish().unwrap();
    assert_eq!(out, b"<Blob>/w==</Blob>");
}

#[test]
fn options_reach_what_is_written() {
    let document: Document = imps_xml::from_str("<WV-CSP-Message><Session/></WV-CSP-Message>").unwrap();
    let written = to_string_with(&document, &WriteOptions::default().with_indent(Some(1))).unwrap();
    assert!(written.ends_with(">\n <Session/>\n</WV-CSP-Message>\n"), "{written}");
}

/// The Namespaces recommendation: a prefix is declared on the element or around it, `xml` always
/// is.
#[test]
fn prefixes_have_to_be_declared() {
    let inside = |write: &dyn Fn(&mut XmlSink<'_>)| {
        written(None, |sink| {
            sink.start(tag::Session);
            write(sink);
            sink.end(tag::Session);
        })
    };
    let element = |sink: &mut XmlSink<'_>, name: &str, attributes: &[(&str, &str)]| {
        sink.start_foreign(name);
        for (name, value) in attributes {
            sink.attribute(name, value);
        }
        sink.end_foreign(name);
    };
    let declared = inside(&|sink| {
        element(sink, "v:a", &[("xmlns:v", "urn:v"), ("v:b", ""), ("xml:lang", "en")]);
        sink.start_foreign("c");
        sink.attribute("xmlns:v", "urn:w");
        element(sink, "v:d", &[]);
        sink.end_foreign("c");
    });
    assert_eq!(
        declared.unwrap(),
        "<Session><v:a xmlns:v=\"urn:v\" v:b=\"\" xml:lang=\"en\"/><c xmlns:v=\"urn:w\"><v:d/></c></Session>"
    );
    let refused: [&dyn Fn(&mut XmlSink<'_>); 7] = [
        &|sink| element(sink, "v:a", &[]),
        &|sink| element(sink, "v:a", &[("xmlns:w", "urn:v")]),
        &|sink| element(sink, "a", &[("v:b", "")]),
        &|sink| sink.attribute("v:b", ""),
        // Declared, but the element has ended.
        &|sink| (element(sink, "v:a", &[("xmlns:v", "urn:v")]), element(sink, "v:a", &[])).1,
        // Version 1.0 never revokes a prefix, and never reassigns the prefix of XML itself.
        &|sink| element(sink, "a", &[("xmlns:v", "")]),
        &|sink| element(sink, "a", &[("xmlns:xml", "urn:v")]),
    ];
    for (number, write) in refused.into_iter().enumerate() {
        let error = inside(write).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InvalidName(_)), "{number}: {error}");
    }
}

#[test]
fn all_ways_to_write_a_document_write_the_same() {
    let document: Document = imps_xml::from_str("<WV-CSP-Message><Session/></WV-CSP-Message>").unwrap();
    let namespace = "http://www.openmobilealliance.org/DTD/WV-CSP1.2";
    let body = format!("<WV-CSP-Message xmlns=\"{namespace}\"><Session/></WV-CSP-Message>");
    let expected = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}");
    assert_eq!(imps_xml::to_string(&document).unwrap(), expected);
    assert_eq!(imps_xml::to_vec(&document).unwrap(), expected.as_bytes());
    let options = WriteOptions::default().with_declaration(false);
    assert_eq!(imps_xml::to_vec_with(&document, &options).unwrap(), body.as_bytes());
    let mut out = b"before".to_vec();
    imps_xml::write(&document, &mut out, &options).unwrap();
    assert_eq!(out, format!("before{body}").into_bytes());
}

/// A comparison of each attribute with all previous ones would take minutes here.
#[test]
fn many_attributes_take_no_longer_each_than_few() {
    let names: Vec<String> = (0..100_000).map(|number| format!("a{number}")).collect();
    let started = std::time::Instant::now();
    let document = written(None, |sink| {
        sink.start(tag::Session);
        for name in &names {
            sink.attribute(name, "x");
        }
        sink.end(tag::Session);
    });
    assert!(document.unwrap().ends_with(" a99999=\"x\"/>"));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    let twice = written(None, |sink| {
        sink.start(tag::Session);
        for name in names.iter().chain(&names[7..8]) {
            sink.attribute(name, "x");
        }
        sink.end(tag::Session);
    });
    assert!(matches!(twice.unwrap_err().kind(), ErrorKind::InvalidName(name) if name == "a7"));
}
