//! The examples of the facts, accepted and refused.

use imps_core::{
    Document, Element, ErrorKind, Item, Name, Node, ReadOptions, Sink, Value, Word, pump, read_root, tag,
};
use imps_csp::Message;
use imps_pts::{PtsError, PtsSink, PtsSource, WriteOptions};
use imps_xml::XmlSource;
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    imps_testing::testdata("pts")
}

/// Returns name, key and the two texts of every example.
fn examples() -> Vec<(String, String, String, String)> {
    let manifest = fs::read_to_string(folder().join("manifest.tsv")).unwrap();
    let rows = manifest.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let read = |ending: &str| fs::read_to_string(folder().join(columns[0].to_owned() + ending)).unwrap();
        let line = read(".pts").trim_end_matches('\n').to_owned();
        (columns[0].to_owned(), columns[1].to_owned(), line, read(".xml"))
    })
    .collect()
}

fn read(line: &str) -> Result<Document<'_>, imps_core::Error> {
    let mut source = PtsSource::new(line, Message::SCHEMA, &imps_pts::ReadOptions::default())?;
    read_root(&mut source)
}

/// Returns a document in which order and form of values do not count: lists come in the order of
/// the declarations.
fn settled(node: &Node<'_>) -> String {
    let mut content: Vec<String> = node
        .content
        .iter()
        .map(|item| match item {
            Item::Element(node) => settled(node),
            Item::Value(value) => format!("{:?}", value.as_text().unwrap()),
        })
        .filter(|text| text != "\"\"")
        .collect();
    let name = node.name.as_str(&imps_core::CSP);
    if matches!(name, "NickList" | "AddNickList") {
        // A member without a name and one with an empty name are written alike, and read as the
        // public client reads them.
        for member in content.iter_mut().filter(|member| member.starts_with("UserID")) {
            *member = format!("NickName[Name[] {member}]");
        }
    }
    content.sort();
    format!("{name}[{}]", content.join(" "))
}

#[test]
fn every_accepted_line_means_its_xml() {
    let examples = examples();
    assert!(examples.len() >= 60, "{}", examples.len());
    for (name, _, line, xml) in &examples {
        let expected: Document<'_> = imps_xml::from_str(xml).unwrap();
        let found = read(line).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(found.version, expected.version, "{name}");
        assert_eq!(settled(&found.root), settled(&expected.root), "{name}: {line}");
        // If the XML is a message of the declarations, so is the line.
        if let Ok(expected) = imps_xml::from_str::<Message<'_>>(xml) {
            let found = imps_pts::from_str::<Message<'_>>(line).unwrap();
            assert_eq!(settled_message(&found), settled_message(&expected), "{name}");
        }
    }
}

fn settled_message(message: &Message<'_>) -> String {
    let xml = imps_xml::to_string(message).unwrap();
    settled(&imps_xml::from_str::<Document<'_>>(&xml).unwrap().root)
}

#[test]
fn every_line_of_the_public_client_is_written_to_the_letter() {
    let written = examples().into_iter().filter(|(_, key, ..)| key == "E" || key == "F");
    let mut count = 0;
    for (name, _, line, xml) in written {
        let options = ReadOptions::default();
        let mut source = XmlSource::new(&xml, &options).unwrap();
        let mut out = Vec::new();
        let mut sink = PtsSink::new(&mut out, imps_core::Source::version(&source), &WriteOptions::default());
        pump(&mut source, &mut sink).unwrap();
        let losses = sink.finish().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(String::from_utf8(out).unwrap(), line, "{name}");
        assert_eq!(losses, [], "{name}");
        count += 1;
    }
    assert!(count >= 28, "{count}");
}

#[test]
fn what_is_read_is_written_and_read_again() {
    for (name, _, line, _) in examples() {
        let document = read(&line).unwrap();
        let (again, losses) = crate::common::line_with(&document, &WriteOptions::default())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read(&again).unwrap(), document, "{name}: {line} became {again}");
        assert_eq!(losses, [], "{name}");
    }
}

#[test]
fn every_refused_line_is_refused() {
    let table = fs::read_to_string(folder().join("refused.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut count = 0;
    for row in rows {
        let (line, reason) = row.split_once('\t').unwrap();
        let line = unescape(line);
        let error = read(&line).expect_err(&format!("{line:?}: {reason}"));
        assert!(matches!(error.kind(), ErrorKind::Syntax(_)), "{line:?}: {error}");
        let error = PtsError::of(&error).unwrap();
        // A message with a valid preamble can be answered.
        assert_eq!(
            error.transaction_id,
            imps_pts::Preamble::parse(&line)
                .ok()
                .map(|(preamble, _)| preamble.transaction_id)
                .filter(|_| { !matches!(error.kind, imps_pts::PtsErrorKind::Preamble(_)) }),
            "{line:?}: {error}"
        );
        count += 1;
    }
    assert!(count >= 45, "{count}");
}

/// `\t`, `\n`, `\r` and `\uHHHH`.
fn unescape(line: &str) -> String {
    let mut pieces = line.split('\\');
    let mut out = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (escape, rest) = piece.split_at(1);
        out.push(match escape {
            "t" => '\t',
            "n" => '\n',
            "r" => '\r',
            _ => {
                let (number, rest) = rest.split_at(4);
                out.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
                out.push_str(rest);
                continue;
            }
        });
        out.push_str(rest);
    }
    out
}

/// Words in either case mean one word of the vocabulary. Careless writers spell out words with a
/// code.
#[test]
fn a_word_spelled_out_is_the_word() {
    let read = |line| read(line).unwrap();
    assert_eq!(read("WV12CP4 SI=S1 CA=((CT,CLI),(MT,1))"), read("WV12CP4 SI=S1 CA=((CT,CL),(MT,1))"));
}

#[test]
fn flags_are_words_in_any_case() {
    for (letter, word) in [("T", Word::TRUE), ("t", Word::TRUE), ("F", Word::FALSE), ("f", Word::FALSE)] {
        let line = format!("WV12SB15 SI=S1 PS=OS AS={letter} CL=wv:nora/friends");
        let document = read(&line).unwrap();
        let [flag] = leaves(&document.root, tag::AutoSubscribe)[..] else { panic!("{line}") };
        assert_eq!(flag.value(), Some(&Value::Word(word)), "{line}");
    }
}

/// Returns all elements of a name, at any depth.
fn leaves<'n>(node: &'n Node<'n>, tag: imps_core::Tag) -> Vec<&'n Node<'n>> {
    let inside = node.children().flat_map(|child| leaves(child, tag));
    inside.chain(Some(node).filter(|node| node.name == Name::Known(tag))).collect()
}

#[test]
fn all_ways_to_write_a_message_write_the_same() {
    let line = "WV12AK3 SI=S1 ST=200 KA=600";
    let message: Message = imps_pts::from_str(line).unwrap();
    assert_eq!(imps_pts::to_string(&message).unwrap(), line);
    assert_eq!(imps_pts::to_vec(&message).unwrap(), line.as_bytes());
    let mut out = b"before ".to_vec();
    assert_eq!(imps_pts::write(&message, &mut out, &WriteOptions::default()).unwrap(), []);
    assert_eq!(out, format!("before {line}").into_bytes());
}

/// The number of calls does not matter, and bytes that are text are text.
#[test]
fn text_in_pieces_is_one_text() {
    let written = |pieces: &[Value<'_>]| {
        let mut out = b"before ".to_vec();
        let mut sink = PtsSink::new(&mut out, imps_core::Version::V1_2, &WriteOptions::default());
        let around = [tag::WV_CSP_Message, tag::Session];
        for tag in around {
            sink.start(tag);
        }
        sink.start(tag::SessionDescriptor);
        sink.start(tag::SessionID);
        for piece in pieces {
            sink.value(piece);
        }
        sink.end(tag::SessionID);
        sink.end(tag::SessionDescriptor);
        sink.start(tag::Transaction);
        sink.start(tag::TransactionDescriptor);
        sink.leaf_text(tag::TransactionID, "3");
        sink.end(tag::TransactionDescriptor);
        sink.start(tag::TransactionContent);
        sink.start(tag::KeepAlive_Request);
        for tag in [tag::KeepAlive_Request, tag::TransactionContent, tag::Transaction] {
            sink.end(tag);
        }
        for tag in around.into_iter().rev() {
            sink.end(tag);
        }
        sink.finish().map(|_| String::from_utf8(out).unwrap())
    };
    for pieces in [
        &[Value::from("S12")][..],
        &[Value::from("S"), Value::from(""), Value::from("12")],
        &[Value::from(&b"S1"[..]), Value::from("2")],
    ] {
        assert_eq!(written(pieces).unwrap(), "before WV12KA3 SI=S12");
    }
    let error = written(&[Value::from(&[0xFF][..])]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::InexpressibleBytes { .. }), "{error}");
}

#[test]
fn a_source_tells_its_options_and_where_each_element_is_from() {
    let options = ReadOptions::default().with_strict(true);
    let line = "WV12AK3 SI=S1 ST=200 KA=600";
    let mut source = PtsSource::new(line, Message::SCHEMA, &options.into()).unwrap();
    assert_eq!(imps_core::Source::options(&source), &options);
    let mut offsets = Vec::new();
    let mut depth = 0;
    loop {
        match imps_core::Source::child(&mut source).unwrap() {
            Some(imps_core::Tag::TEXT) => drop(imps_core::Source::leaf(&mut source).unwrap()),
            Some(tag) => {
                depth += 1;
                offsets.push((tag, imps_core::Source::offset(&source)));
            }
            None if depth == 0 => break,
            None => depth -= 1,
        }
    }
    // Only the value of a parameter counts.
    for (tag, value) in [(tag::SessionID, "S1"), (tag::Code, "200"), (tag::KeepAliveTime, "600")] {
        assert!(offsets.contains(&(tag, line.find(value).unwrap())), "{offsets:?}");
    }
}

/// Any value given to a sink is one text in the message.
#[test]
fn values_of_any_form_are_written() {
    let mut out = Vec::new();
    let mut sink = PtsSink::new(&mut out, imps_core::Version::V1_2, &WriteOptions::default());
    for tag in [tag::WV_CSP_Message, tag::Session] {
        sink.start(tag);
    }
    sink.value(&Value::Text("".into()));
    assert!(sink.finish().is_err(), "there is no message");
}
