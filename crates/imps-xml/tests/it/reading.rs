//! Reading documents with the source.

use crate::common::{NS, message, outline, source, strict};
use imps_core::{CSP, ErrorKind, ReadOptions, Rule, Source, Tag, Value, Version, tag};
use imps_xml::{XmlError, XmlSource};

fn lenient(document: &str) -> Vec<String> {
    outline(document, ReadOptions::default()).unwrap()
}

fn fault(document: &str) -> XmlError {
    let error = outline(document, ReadOptions::default()).unwrap_err();
    match error.kind() {
        ErrorKind::Syntax(fault) => fault.downcast_ref::<XmlError>().unwrap().clone(),
        other => panic!("{other} for {document}"),
    }
}

fn broken_rule(document: &str) -> Option<Rule> {
    match outline(document, strict()).err()?.kind() {
        ErrorKind::Strict(rule) => Some(*rule),
        other => panic!("{other}"),
    }
}

/// Returns the content of the leaf `<Name>` if it is written like this.
fn leaf(content: &str) -> String {
    let document = message(&format!("<Name>{content}</Name>"));
    let mut source = source(&document);
    source.child().unwrap();
    assert_eq!(source.child().unwrap(), Some(tag::Name));
    let value = source.leaf().unwrap().unwrap();
    assert_eq!(source.child().unwrap(), None);
    source.finish().unwrap();
    value.into_text().unwrap().into()
}

#[test]
fn the_version_is_that_of_the_root_namespace() {
    for namespace in CSP.namespaces() {
        for version in Version::ALL {
            let name = CSP.name(namespace.declared_on).unwrap();
            let uri = namespace.uri(version);
            for document in [format!("<{name} xmlns='{uri}'/>"), format!("<c:{name} xmlns:c='{uri}'/>")] {
                assert_eq!(source(&document).version(), version);
                assert_eq!(lenient(&document), [name], "declarations of the version are no attributes");
            }
        }
    }
}

#[test]
fn without_a_namespace_the_document_type_tells_the_version() {
    let document = "<!DOCTYPE WV-CSP-Message PUBLIC '-//OMA//DTD IMPS-CSP 1.3//EN' 'x'><WV-CSP-Message/>";
    assert_eq!(source(document).version(), Version::V1_3);
    assert_eq!(source("<WV-CSP-Message/>").version(), Version::V1_2);
    assert_eq!(source("<WV-CSP-Message xmlns=''/>").version(), Version::V1_2);
    assert_eq!(broken_rule("<WV-CSP-Message/>"), Some(Rule::NamespaceMissing));
    let both = document.replace("Message/", &format!("Message xmlns='{NS}'/"));
    assert_eq!(source(&both).version(), Version::V1_2);
    assert_eq!(broken_rule(&both), Some(Rule::VersionMismatch));
}

#[test]
fn other_languages_and_versions_are_told_apart() {
    let kind = |document: &str| XmlSource::new(document, &ReadOptions::default()).unwrap_err();
    let old = kind("<WV-CSP-Message xmlns='http://www.wireless-village.org/CSP1.0'/>");
    assert_eq!(old.to_string(), "unsupported protocol version 1.0 at byte 0");
    let other = kind("\n<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert!(matches!(other.kind(), ErrorKind::OtherLanguage(uri) if uri == "http://www.w3.org/2000/svg"));
    assert_eq!(other.offset(), Some(1));
    let old = kind("<!DOCTYPE WV-CSP-Message PUBLIC '-//WIRELESSVILLAGE//DTD CSP 1.0//EN'><WV-CSP-Message/>");
    assert!(matches!(old.kind(), ErrorKind::UnsupportedVersion(version) if version == "1.0"));
    assert!(matches!(kind("<svg/>").kind(), ErrorKind::OtherLanguage(name) if name.ends_with("svg")));
    // The form of an unknown root in binary XML is not another language.
    assert_eq!(source("<unknown-00-3F/>").version(), Version::V1_2);
    assert!(matches!(kind("").kind(), ErrorKind::NoRoot));
    assert!(matches!(kind(" <!-- nothing --> ").kind(), ErrorKind::NoRoot));
}

#[test]
fn the_name_of_the_root_is_found_without_knowing_the_language() {
    let prologs = ["", "\u{FEFF}", "<?xml version='1.0'?>\n", "<!DOCTYPE a> <!-- b --><?c d?>"];
    for prolog in prologs {
        for root in ["<x:root/>", "<root a='b'>text</root>"] {
            assert_eq!(imps_xml::root_name(&format!("{prolog}{root}")).as_deref(), Some("root"), "{prolog}");
        }
    }
    for document in ["", "{}", " ", "text <root/>", "<!-- root -->", "<![CDATA[a]]><root/>", "</root>"] {
        assert_eq!(imps_xml::root_name(document), None, "{document}");
    }
}

#[test]
fn prefixes_are_resolved() {
    let document = format!(
        "<c:WV-CSP-Message xmlns:c='{NS}' xmlns:v='urn:v' c:a='1' v:b='2'><c:Session><Status/><v:Status/><c:New/>\
         </c:Session><Session xmlns='urn:w'><Status/><c:Status/></Session></c:WV-CSP-Message>"
    );
    assert_eq!(
        lenient(&document),
        [
            "WV-CSP-Message",
            "xmlns:v=\"urn:v\"",
            "a=\"1\"",
            "v:b=\"2\"",
            "Session",
            "Status",
            "foreign v:Status",
            "foreign New",
            "foreign Session",
            "xmlns=\"urn:w\"",
            "foreign Status",
            "Status"
        ]
    );
    assert_eq!(fault(&message("<v:Status/>")), XmlError::UndeclaredPrefix("v".into()));
    assert_eq!(fault(&message("<Status v:a=''/>")), XmlError::UndeclaredPrefix("v".into()));
    let ended = message("<a xmlns:v='urn:v'><v:b/></a><v:b/>");
    assert_eq!(fault(&ended), XmlError::UndeclaredPrefix("v".into()));
    assert_eq!(lenient(&message("<Name xml:lang='en'/>")), ["WV-CSP-Message", "Name", "xml:lang=\"en\""]);
}

#[test]
fn containers_for_vendors_belong_to_the_standard() {
    let vendor = "www.nokia.com/apiclient";
    for name in ["ExtBlock", "ExtendedData", "Extended-Request", "Extended-Response", "ExtBlockETEM"] {
        let document =
            message(&format!("<{name} xmlns='{vendor}'><Status><x>1</x></Status></{name}><Status/>"));
        assert_eq!(
            lenient(&document)[1..],
            [name, &format!("xmlns=\"{vendor}\""), "foreign Status", "foreign x", "\"1\"", "Status"]
        );
    }
    let inside = message(&format!("<Vendor xmlns='{vendor}'><ExtBlock xmlns='urn:x'/></Vendor>"));
    assert_eq!(lenient(&inside)[3], "foreign ExtBlock");
}

#[test]
fn a_declaration_of_another_version_is_kept() {
    let other = "http://www.openmobilealliance.org/DTD/IMPS-TRC1.3";
    let document = message(&format!("<TransactionContent xmlns='{other}'><Status/></TransactionContent>"));
    let expected = ["WV-CSP-Message", "TransactionContent", &format!("xmlns={other:?}"), "Status"];
    assert_eq!(lenient(&document), expected);
    assert_eq!(broken_rule(&document), Some(Rule::VersionMismatch));
    let prefixed =
        message(&format!("<t:TransactionContent xmlns:t='{other}'><Status/></t:TransactionContent>"));
    assert_eq!(lenient(&prefixed), expected);
}

#[test]
fn strict_reading_insists_on_spelling_and_namespaces() {
    assert_eq!(lenient(&message("<CName/>")), ["WV-CSP-Message", "Cname"]);
    assert_eq!(broken_rule(&message("<CName/>")), Some(Rule::Spelling));
    assert_eq!(broken_rule(&message("<Cname/>")), None);
    assert_eq!(broken_rule(&message("<TransactionContent/>")), Some(Rule::NamespaceMissing));
    let uri = "http://www.openmobilealliance.org/DTD/WV-TRC1.2";
    assert_eq!(broken_rule(&message(&format!("<TransactionContent xmlns='{uri}'/>"))), None);
}

#[test]
fn text_is_joined_and_resolved() {
    for (content, text) in [
        ("plain", "plain"),
        ("", ""),
        ("  blanks stay\n", "  blanks stay\n"),
        ("a &amp; b", "a & b"),
        (" &lt;&gt; &quot;&apos; ", " <> \"' "),
        ("&#65;&#x42;&#x1F600;", "AB\u{1F600}"),
        ("a<![CDATA[ <b> & &amp; ]]>c", "a <b> & &amp; c"),
        ("<![CDATA[]]>", ""),
        ("a<!-- no -->b<?no no?>c", "abc"),
        ("one\r\ntwo\rthree&#13;", "one\ntwo\nthree\r"),
        ("<![CDATA[a\r\nb]]>", "a\nb"),
    ] {
        assert_eq!(leaf(content), text, "{content}");
    }
}

#[test]
fn one_plain_piece_is_borrowed() {
    let document = message("<Name>José</Name>");
    let mut source = source(&document);
    source.child().unwrap();
    source.child().unwrap();
    let Some(Value::Text(text)) = source.leaf().unwrap() else { panic!() };
    assert!(text.is_borrowed());
}

#[test]
fn text_among_elements_is_announced() {
    let document = message(" a &amp; <!-- c -->b <Name/> <![CDATA[c]]><Name>x<y/>z</Name>\n <!-- d --> ");
    assert_eq!(
        lenient(&document),
        ["WV-CSP-Message", "\" a & b \"", "Name", "\" c\"", "Name", "\"x\"", "foreign y", "\"z\""]
    );
}

#[test]
fn unread_text_is_passed_over() {
    let document = message("one<Name/>two");
    let mut source = source(&document);
    source.child().unwrap();
    assert_eq!(source.child().unwrap(), Some(Tag::TEXT));
    assert_eq!(source.child().unwrap(), Some(tag::Name));
    source.skip().unwrap();
    assert_eq!(source.child().unwrap(), Some(Tag::TEXT));
    assert_eq!(source.child().unwrap(), None);
    assert_eq!(source.child().unwrap(), None);
}

#[test]
fn a_leaf_with_children_loses_nothing() {
    let document = message("text<Name/>");
    let mut source = source(&document);
    source.child().unwrap();
    assert_eq!(source.leaf().unwrap(), None);
    assert_eq!(source.leaf().unwrap(), None);
    assert_eq!(source.child().unwrap(), Some(Tag::TEXT));
    assert_eq!(source.leaf().unwrap(), Some(Value::from("text")));
    assert_eq!(source.child().unwrap(), Some(tag::Name));
    assert_eq!(source.leaf().unwrap(), Some(Value::from("")));
    assert_eq!(source.child().unwrap(), None);
    source.finish().unwrap();
}

#[test]
fn a_whole_element_is_skipped() {
    let document =
        message("<Session a='1'>x<User><!-- --><Name>&amp;</Name></User>y<User/></Session><Status/>");
    let mut source = source(&document);
    source.child().unwrap();
    source.child().unwrap();
    source.skip().unwrap();
    assert_eq!(source.child().unwrap(), Some(tag::Status));
    assert_eq!(source.offset(), document.find("<Status").unwrap());
    source.finish().unwrap();
}

#[test]
fn offsets_count_from_the_first_byte() {
    let document = format!("\u{FEFF}<!-- é -->{}", message("<Name>&nbsp;</Name>"));
    let mut source = source(&document);
    source.child().unwrap();
    assert_eq!(source.offset(), document.find("<WV").unwrap());
    source.child().unwrap();
    assert_eq!(source.offset(), document.find("<Name").unwrap());
    let error = source.leaf().unwrap_err();
    assert_eq!(error.offset(), document.find('&'));
    assert_eq!(error.to_string(), format!("undefined entity nbsp at byte {}", document.find('&').unwrap()));
}

#[test]
fn a_document_type_is_accepted_and_never_expanded() {
    let subset = "<?xml version='1.0'?><!DOCTYPE WV-CSP-Message [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>";
    assert_eq!(lenient(&format!("{subset}{}", message("<Name>&amp;</Name>")))[2], "\"&\"");
    let bomb = format!("{subset}{}", message("<Name>&b;</Name>"));
    assert_eq!(fault(&bomb), XmlError::UndefinedEntity("b".into()));
    let attribute = format!("{subset}{}", message("<Name a='&a;'/>"));
    assert_eq!(fault(&attribute), XmlError::UndefinedEntity("a".into()));
}

#[test]
fn ill_formed_documents_are_refused() {
    let ill = |what| XmlError::IllFormed(what);
    for (document, expected) in [
        (
            message("<Name></Nam>"),
            XmlError::MismatchedEndTag { expected: "Name".into(), found: "Nam".into() },
        ),
        (message("") + "<Name/>", XmlError::MultipleRoots),
        (message("") + "x", XmlError::TextOutsideRoot),
        (message("") + "&#32;", XmlError::TextOutsideRoot),
        (message("") + "</Name>", XmlError::UnmatchedEndTag("Name".into())),
        (String::from("<!-- --> x") + &message(""), XmlError::TextOutsideRoot),
        ("{\"json\": true}".into(), XmlError::NotXml),
        (message("<Name>&</Name>"), ill("ampersand without a reference")),
        (message("<Name>&#0;</Name>"), XmlError::InvalidCharacterReference("#0".into())),
        (message("<Name>\u{1}</Name>"), XmlError::InvalidCharacter('\u{1}')),
        (message("<Name a='\u{FFFF}'/>"), XmlError::InvalidCharacter('\u{FFFF}')),
        (message("<Name a='1' a='2'/>"), XmlError::DuplicateAttribute("a".into())),
        (message("<Name a=1/>"), ill("attribute value without quotes")),
        (message("<Name a/>"), ill("attribute without a value")),
        (message("<Name a='<'/>"), ill("\"<\" in an attribute value")),
        (message("<xml:b:c/>"), XmlError::InvalidName("xml:b:c".into())),
        (message("<1a/>"), XmlError::InvalidName("1a".into())),
        (message("< Name/>"), ill("attribute without a value")),
        (message("<>"), XmlError::InvalidName(String::new())),
        (message("<!-- a -- b -->"), ill("two hyphens in a comment")),
        (message("<!DOCTYPE a>"), ill("misplaced declaration")),
        (message("<?xml version='1.0'?>"), ill("misplaced declaration")),
        (String::from("<!DOCTYPE a><!DOCTYPE b>") + &message(""), ill("misplaced declaration")),
        (message("<!X>"), ill("unknown markup after \"<!\"")),
        (
            message("<Name>"),
            XmlError::MismatchedEndTag { expected: "Name".into(), found: "WV-CSP-Message".into() },
        ),
        ("<WV-CSP-Message>".into(), XmlError::UnexpectedEnd),
        ("<WV-CSP-Message><Name>x".into(), XmlError::UnexpectedEnd),
        ("<WV-CSP-Message".into(), XmlError::UnexpectedEnd),
    ] {
        assert_eq!(fault(&document), expected, "{document}");
    }
}

#[test]
fn the_end_is_checked_however_little_was_read() {
    let finish = |document: &str| {
        let mut source = source(document);
        source.child().unwrap();
        source.finish()
    };
    finish(&message("<Session>x<Name/></Session>y")).unwrap();
    for document in [
        message("<Session><Name></Session>"),
        message("<Name/>") + "<Name/>",
        message("<Name/>") + "x",
        message("<Name/>").replace("</WV-CSP-Message>", ""),
    ] {
        assert!(matches!(finish(&document).unwrap_err().kind(), ErrorKind::Syntax(_)), "{document}");
    }
}

#[test]
fn every_truncation_is_refused() {
    let document = format!(
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>\n<!-- é --><?p q?>{}",
        message("<Session a='&lt;é'><Name>é &amp; <![CDATA[x]]></Name> <Status/> t </Session>")
    );
    outline(&document, ReadOptions::default()).unwrap();
    for end in 0..document.len() {
        if let Some(start) = document.get(..end) {
            assert!(outline(start, ReadOptions::default()).is_err(), "{start}");
        }
    }
}

#[test]
fn depth_is_limited_wherever_it_is_met() {
    let deep = "<Session>".repeat(100_000);
    let documents = [format!("<WV-CSP-Message>{deep}"), format!("<WV-CSP-Message xmlns='{NS}'><a>{deep}")];
    for document in documents {
        let error = outline(&document, ReadOptions::default()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TooDeep { limit: 100 }));
        let mut source = source(&document);
        source.child().unwrap();
        assert!(matches!(source.skip().unwrap_err().kind(), ErrorKind::TooDeep { limit: 100 }));
    }
    // The limit is the maximum allowed depth.
    let unknown = |depth| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert!(outline(&message(&unknown(99)), ReadOptions::default()).is_ok());
    assert!(outline(&message(&unknown(100)), ReadOptions::default()).is_err());
    let nested = |levels: usize| {
        let mut options = ReadOptions::default();
        options.limits.depth = 200_000;
        let (starts, ends) = ("<Session>".repeat(levels - 1), "</Session>".repeat(levels - 1));
        outline(&format!("<WV-CSP-Message>{starts}{ends}</WV-CSP-Message>"), options)
    };
    assert_eq!(nested(500).unwrap().len(), 500);
    assert!(matches!(nested(501).unwrap_err().kind(), ErrorKind::TooDeep { limit: 500 }));
}

#[test]
fn a_flood_of_declarations_is_refused() {
    use std::fmt::Write as _;
    let mut root = String::from("<WV-CSP-Message");
    for number in 0..1000 {
        write!(root, " xmlns:p{number}='urn:p'").unwrap();
    }
    assert_eq!(fault(&format!("{root}/>")), XmlError::IllFormed("too many namespace declarations"));
}
