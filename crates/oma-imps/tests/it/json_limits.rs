//! The limits of a document apply to JSON as to the other syntaxes, in reading, conversion, checks
//! and writing.

use crate::common::{Settings, convert};
use oma_imps::{
    Document, Error, ErrorKind, Input, LimitKind, Limits, ReadOptions, Syntax, ValidateOptions, csp, ssp,
};

/// Two lists of three users, with attributes, foreign elements and text: 19 elements, the deepest
/// at depth 7.
const XML: &str = "<WV-CSP-Message xmlns='http://www.openmobilealliance.org/DTD/WV-CSP1.2'><Session><SessionDescriptor>\
    <SessionType>Inband</SessionType><SessionID>abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz</SessionID></SessionDescriptor><Transaction>\
    <TransactionDescriptor><TransactionMode>Request</TransactionMode><TransactionID>1</TransactionID>\
    </TransactionDescriptor><TransactionContent xmlns='http://www.openmobilealliance.org/DTD/WV-TRC1.2'>\
    <GetPresence-Request><User><UserID>a</UserID></User><User><UserID>b</UserID></User><User><UserID>c</UserID></User>\
    <v:x xmlns:v='urn:v' a='1' b='2'>text<v:y/></v:x></GetPresence-Request></TransactionContent></Transaction></Session>\
    </WV-CSP-Message>";

const ELEMENTS: usize = 19;
const DEPTH: u32 = 7;
/// Longer than the namespaces.
const TEXT: usize = 52;

fn json() -> Vec<u8> {
    convert(XML.as_bytes(), &Settings::default().with_to(Syntax::Json)).unwrap()
}

type Path = (&'static str, fn(&[u8], &[u8], &ReadOptions) -> Result<(), Error>);

/// Reads or writes the same document in XML and JSON in every way.
const PATHS: [Path; 5] = [
    ("untyped", |_, json, options| Input::new(json)?.read_with::<Document<'_>>(options).map(drop)),
    ("typed", |_, json, options| Input::new(json)?.read_with::<csp::Message<'_>>(options).map(drop)),
    ("to XML", |_, json, options| {
        convert(json, &Settings::default().with_to(Syntax::Xml).with_read(*options)).map(drop)
    }),
    ("to JSON", |xml, _, options| {
        convert(xml, &Settings::default().with_to(Syntax::Json).with_read(*options)).map(drop)
    }),
    ("again", |_, json, options| {
        convert(json, &Settings::default().with_to(Syntax::Json).with_read(*options)).map(drop)
    }),
];

fn bound_of(error: &Error) -> Option<(LimitKind, usize)> {
    match error.kind() {
        ErrorKind::OverLimit { bound, limit } => Some((*bound, *limit)),
        _ => None,
    }
}

/// The exact limit passes, and one less is refused by name, on these paths.
fn check(paths: &[Path], make: fn(usize) -> Limits, bound: LimitKind, found: usize) {
    let json = json();
    for (name, path) in paths {
        let read = |most| path(XML.as_bytes(), &json, &ReadOptions::default().with_limits(make(most)));
        read(found).unwrap_or_else(|error| panic!("{name}, {found} {bound}: {error}"));
        let error = read(found - 1).expect_err(name);
        assert_eq!(bound_of(&error), Some((bound, found - 1)), "{name}: {error}");
    }
}

#[test]
fn elements_are_counted() {
    assert_eq!(XML.matches('<').count() - XML.matches("</").count(), ELEMENTS);
    check(&PATHS, |most| Limits::default().with_elements(most), LimitKind::Elements, ELEMENTS);
}

#[test]
fn attributes_are_counted() {
    // The declaration of a prefix is an attribute in a tree, which has no scopes.
    check(&PATHS[..3], |most| Limits::default().with_attributes(most), LimitKind::Attributes, 3);
}

#[test]
fn texts_are_measured() {
    check(&PATHS, |most| Limits::default().with_text_bytes(most), LimitKind::TextBytes, TEXT);
}

#[test]
fn lists_are_limited_where_there_are_lists() {
    // Four children, three of one type.
    let limits = |most| Limits::default().with_list_items(most);
    check(&PATHS[..1], limits, LimitKind::ListItems, 4);
    check(&PATHS[1..2], limits, LimitKind::ListItems, 3);
    check(&PATHS[3..4], limits, LimitKind::ListItems, 3);
}

#[test]
fn the_length_is_limited_where_json_is_read() {
    let json = json();
    for (name, path) in [PATHS[0], PATHS[1], PATHS[2], PATHS[4]] {
        let read = |most| {
            let limits = Limits::default().with_document_bytes(most);
            path(XML.as_bytes(), &json, &ReadOptions::default().with_limits(limits))
        };
        read(json.len()).unwrap();
        let error = read(json.len() - 1).unwrap_err();
        assert_eq!(bound_of(&error), Some((LimitKind::DocumentBytes, json.len() - 1)), "{name}: {error}");
    }
}

#[test]
fn the_depth_is_limited() {
    let json = json();
    for (name, path) in PATHS {
        let read = |depth| {
            let options = ReadOptions::default().with_limits(Limits::default().with_depth(depth));
            path(XML.as_bytes(), &json, &options)
        };
        read(DEPTH).unwrap_or_else(|error| panic!("{name}: {error}"));
        let error = read(DEPTH - 1).expect_err(name);
        assert!(
            matches!(error.kind(), ErrorKind::TooDeep { limit } if *limit == DEPTH - 1),
            "{name}: {error}"
        );
    }
}

#[test]
fn what_is_over_a_limit_is_a_finding() {
    let json = json();
    let input = Input::new(&json).unwrap();
    for limits in [
        Limits::default().with_document_bytes(json.len() - 1),
        Limits::default().with_elements(ELEMENTS - 1),
        Limits::default().with_depth(DEPTH - 1),
        Limits::default().with_text_bytes(TEXT - 1),
    ] {
        let findings = input.validate_with(&ValidateOptions::default().with_limits(limits));
        assert!(findings.iter().any(|it| it.severity == csp::validate::Severity::Error), "{limits:?}");
    }
    let findings = input.validate();
    assert!(findings.iter().all(|it| it.severity < csp::validate::Severity::Error), "{findings:?}");
}

/// A limit of one reader does not apply to the next, in either order.
#[test]
fn an_input_is_read_within_the_limits_of_each_reader() {
    let json = json();
    let input = Input::new(&json).unwrap();
    let tight = ReadOptions::default().with_limits(Limits::default().with_elements(ELEMENTS - 1));
    for _ in 0..2 {
        assert!(input.read_with::<Document<'_>>(&tight).is_err());
        assert!(input.read::<Document<'_>>().is_ok());
        assert!(input.read_with::<csp::Message<'_>>(&tight).is_err());
        assert!(input.read::<csp::Message<'_>>().is_ok());
    }
}

/// Content far over a limit is refused at its place, before a tree is built.
#[test]
fn what_is_far_over_a_limit_is_refused_where_it_stands() {
    let around = |content: &str| {
        format!(
            r#"{{"version":"1.2","WV-CSP-Message":{{"Session":{{"extensions":{{"content":[{content}]}}}}}}}}"#
        )
    };
    let placed = r#"{"after":0,"item":{"name":"x:y"}},"#.repeat(1000);
    let attributes = format!(
        r#"{{"after":0,"item":{{"name":"x","attributes":[{{"name":"a","value":"b"}}{}]}}}}"#,
        r#",{"name":"a","value":"b"}"#.repeat(99)
    );
    let limits = Limits::default();
    for (content, limits, bound) in [
        (placed.trim_end_matches(','), limits.with_elements(10), LimitKind::Elements),
        (placed.trim_end_matches(','), limits.with_list_items(999), LimitKind::ListItems),
        (attributes.as_str(), limits.with_attributes(99), LimitKind::Attributes),
        (
            &format!(r#"{{"after":0,"item":"{}"}}"#, "a".repeat(2000)),
            limits.with_text_bytes(500),
            LimitKind::TextBytes,
        ),
    ] {
        let document = around(content);
        let input = Input::new(document.as_bytes()).unwrap();
        let error = input.read_with::<Document<'_>>(&ReadOptions::default().with_limits(limits)).unwrap_err();
        assert_eq!(bound_of(&error).map(|(bound, _)| bound), Some(bound), "{error}");
        let start = document.find("content").unwrap();
        assert!(error.offset().is_some_and(|offset| offset > start), "{error}");
    }
    // All that there is passes.
    let document = around(&attributes);
    let options = ReadOptions::default().with_limits(limits.with_attributes(100));
    let error = Input::new(document.as_bytes()).unwrap().read_with::<Document<'_>>(&options).unwrap_err();
    assert_eq!(bound_of(&error), None, "{error}");
}

/// Attributes of documents between servers are entries of the map.
#[test]
fn attributes_of_documents_between_servers_are_counted() {
    let xml = "<WV-SSP-Message xmlns='http://www.openmobilealliance.org/DTD/WV-SSP1.3'><Session sessionID='1'>\
        <Transaction mode='Request' transactionID='2'><SubscribeRequest><UserID userID='a@b.example'/></SubscribeRequest>\
        </Transaction></Session></WV-SSP-Message>";
    let json = convert(xml.as_bytes(), &Settings::default().with_to(Syntax::Json)).unwrap();
    for (attributes, is_read) in [(4, true), (3, false), (0, false)] {
        let options = ReadOptions::default().with_limits(Limits::default().with_attributes(attributes));
        let read = Input::new(&json).unwrap().read_with::<ssp::Message<'_>>(&options).map(drop);
        assert_eq!(read.is_ok(), is_read, "{attributes}: {read:?}");
        assert_eq!(
            read.err().and_then(|it| bound_of(&it)),
            (!is_read).then_some((LimitKind::Attributes, attributes))
        );
    }
}

#[test]
fn what_is_no_json_is_told_where_it_is_opened() {
    for text in
        ["{", "{\"version\":\"1.2\",\"WV-CSP-Message\":{\"Session\":\"\\", "{\"version\":\"1.2\"}", "[]"]
    {
        assert!(Input::in_syntax(text.as_bytes(), Syntax::Json).is_err(), "{text}");
    }
    // Inside, the error comes when it is read.
    let odd = br#"{"version":"1.2","WV-CSP-Message":{"Odd":1}}"#;
    let error = Input::new(odd).unwrap().read::<Document<'_>>().unwrap_err();
    assert!(error.to_string().contains("Odd"), "{error}");
}

/// In a thread of the usual 2 MiB: the maximum depth of JSON, which is more than the default of the
/// other syntaxes.
#[test]
fn json_nests_as_deep_as_the_syntaxes() {
    // The foreign element of the message is at depth 6.
    let nested = |depth: usize| {
        let (open, close) = ("<n xmlns='urn:v'>".repeat(depth - 6), "</n>".repeat(depth - 6));
        XML.replace("<v:y/>", &format!("{open}{close}"))
    };
    let read = |depth: u32| {
        Settings::default().with_read(ReadOptions::default().with_limits(Limits::default().with_depth(depth)))
    };
    let work = move || {
        for (depth, limit) in [(100, 100), (120, 500)] {
            let xml = nested(depth);
            let json = convert(xml.as_bytes(), &read(limit).with_to(Syntax::Json)).unwrap();
            let back = convert(&json, &read(limit).with_to(Syntax::Xml)).unwrap();
            let text = String::from_utf8(back).unwrap();
            assert_eq!(
                text.matches("</n>").count() + text.matches("<n xmlns=\"urn:v\"/>").count(),
                depth - 6
            );
            let input = Input::new(&json).unwrap();
            let options = ReadOptions::default().with_limits(Limits::default().with_depth(limit));
            drop(input.read_with::<Document<'_>>(&options).unwrap());
            input.validate_with(&ValidateOptions::default().with_limits(options.limits));
        }
        let json = convert(nested(101).as_bytes(), &read(500).with_to(Syntax::Json)).unwrap();
        let error = convert(&json, &read(100).with_to(Syntax::Xml)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TooDeep { limit: 100 }), "{error}");
        // Deeper than JSON accepts, whatever the limit.
        let json = convert(nested(140).as_bytes(), &read(500).with_to(Syntax::Json)).unwrap();
        let error = convert(&json, &read(500).with_to(Syntax::Xml)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TooDeep { limit: 120 }), "{error}");
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

/// Deep nesting does not exhaust the stack of a thread, whatever nests.
#[test]
fn hostile_nesting_is_refused_or_read() {
    let work = || {
        for (open, close, inner) in [
            ("[", "]", "1"),
            ("{\"name\":", "}", "\"a\""),
            ("{\"name\":\"a\",\"content\":[", "]}", "\"t\""),
            ("{\"after\":0,\"item\":", "}", "\"t\""),
            ("{\"foreign\":", "}", "\"a\""),
            ("{\"attributes\":[", "]}", "1"),
            ("{\"Session\":", "}", "1"),
        ] {
            for count in [60, 120, 125, 240, 250, 10_000] {
                let nested = format!("{}{inner}{}", open.repeat(count), close.repeat(count));
                for document in [
                    format!("{{\"version\":\"1.2\",\"WV-CSP-Message\":{nested}}}"),
                    format!(
                        "{{\"version\":\"1.2\",\"WV-CSP-Message\":{{\"extensions\":{{\"content\":[\
                         {{\"after\":0,\"item\":{nested}}}]}}}}}}"
                    ),
                    format!(
                        "{{\"version\":\"1.2\",\"WV-CSP-Message\":{{\"extensions\":{{\"content\":[\
                         {{\"after\":0,\"item\":{{\"name\":{nested}}}}}]}}}}}}"
                    ),
                ] {
                    let input = Input::new(document.as_bytes()).unwrap();
                    let options = ReadOptions::default().with_limits(Limits::default().with_depth(500));
                    assert!(input.read_with::<csp::Message<'_>>(&options).is_err());
                    input.validate_with(&ValidateOptions::default().with_limits(options.limits));
                }
            }
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}
