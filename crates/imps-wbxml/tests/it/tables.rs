//! The code tables against the tables under `testdata/spec/`, row by row, from outside: bytes in,
//! names out, and back.

use imps_core::{CSP, Item, Name, Node, ReadOptions, Sink, Source, Tag, Value, Version, tag};
use imps_wbxml::{WbxmlSink, WbxmlSource, WriteOptions};
use std::collections::HashMap;

/// The rows of a table, by column name.
fn table(name: &str) -> Vec<HashMap<String, String>> {
    let path = imps_testing::testdata("spec/wbxml").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let row =
        |line: &str| columns.iter().map(ToString::to_string).zip(line.split('\t').map(Into::into)).collect();
    lines.map(row).collect()
}

fn version(row: &HashMap<String, String>) -> Version {
    row["version"].parse().unwrap()
}

fn number(text: &str) -> u8 {
    u8::from_str_radix(text.strip_prefix("0x").unwrap(), 16).unwrap()
}

fn header(version: Version) -> Vec<u8> {
    let public_id = match version {
        Version::V1_1 => 0x10,
        Version::V1_2 => 0x11,
        Version::V1_3 => 0x12,
    };
    vec![0x03, public_id, 0x6A, 0x00]
}

/// Reads a document with one element without a namespace: bytes in, name and value out.
fn read(version: Version, body: &[u8]) -> (Tag, Value<'static>) {
    let document = [&header(version), body].concat();
    let document: &'static [u8] = document.leak();
    let mut source = WbxmlSource::new(document, &ReadOptions::default()).unwrap();
    let tag = source.child().unwrap().unwrap();
    (tag, source.value().unwrap())
}

/// Writes a document with one element and returns the bytes after the header.
fn write(version: Version, tag: Tag, value: Option<Value<'_>>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sink = WbxmlSink::new(&mut out, version, &WriteOptions::default());
    sink.start(tag);
    if let Some(value) = value {
        sink.value(&value);
    }
    sink.end(tag);
    sink.finish().unwrap();
    out.split_off(4)
}

#[test]
fn every_tag_is_read_by_its_token_and_written_with_it() {
    let rows = table("tags.tsv");
    let mut written: HashMap<(Version, String), (u8, u8)> = HashMap::new();
    for row in &rows {
        let (version, name) = (version(row), &row["element"]);
        let (page, token) = (row["code_page"].parse().unwrap(), number(&row["token"]));
        let (tag, _) = read(version, &[0x00, page, token]);
        assert_eq!(CSP.name(tag), Some(name.as_str()), "{version} {page}/{token:02X}");
        // If a name has two tokens, writers use the first row.
        let (page, token) = *written.entry((version, name.clone())).or_insert((page, token));
        let bytes = write(version, tag, None);
        let token = if CSP.namespace_on(tag).is_some() { token | 0x80 } else { token };
        let expected = if page == 0 { vec![token] } else { vec![0x00, page, token] };
        assert!(bytes.starts_with(&expected), "{version} {name}: {bytes:02X?}");
    }
    assert!(rows.len() >= 303 + 352 + 444);
}

#[test]
fn the_tables_as_data_are_the_tables_of_the_standard() {
    for version in Version::ALL {
        let space = imps_wbxml::codes::code_space(version);
        let rows = |name: &str| {
            table(name).into_iter().filter(|row| row["version"] == version.as_str()).collect::<Vec<_>>()
        };
        let mut tags: Vec<_> =
            space.tags.iter().map(|row| (row.page, row.token, row.name.to_owned())).collect();
        let mut expected: Vec<_> = rows("tags.tsv")
            .iter()
            .map(|row| (row["code_page"].parse().unwrap(), number(&row["token"]), row["element"].clone()))
            .collect();
        tags.sort();
        expected.sort();
        assert_eq!(tags, expected, "{version}");
        for (page, token, name) in &tags {
            let tag = imps_wbxml::codes::tag(version, *page, *token).unwrap();
            assert_eq!(CSP.name(tag), Some(name.as_str()));
        }
        let mut values: Vec<_> =
            space.extensions.iter().map(|row| (row.value, row.text.to_owned())).collect();
        let mut expected: Vec<_> = rows("values.tsv")
            .iter()
            .map(|row| (number(&row["token"]).into(), row["value"].clone()))
            .collect();
        values.sort();
        expected.sort();
        assert_eq!(values, expected, "{version}");
        let attributes: Vec<_> = space
            .attributes
            .iter()
            .map(|row| (row.page, row.token, row.name, row.prefix.to_owned()))
            .collect();
        let expected: Vec<_> = rows("attributes.tsv")
            .iter()
            .map(|row| (0, number(&row["token"]), "xmlns", row["value_prefix"].clone()))
            .collect();
        assert_eq!(attributes, expected, "{version}");
        let ids: Vec<_> = space.public_ids.iter().map(|row| (row.number, row.name.to_owned())).collect();
        let row = &rows("public-ids.tsv")[0];
        assert_eq!(ids, [(number(&row["public_id"]).into(), row["fpi"].clone())], "{version}");
    }
    assert_eq!(imps_wbxml::codes::tag(Version::V1_1, 0x0B, 0x3F), None);
}

#[test]
fn tokens_without_a_row_are_unknown() {
    let known: Vec<_> = table("tags.tsv")
        .iter()
        .map(|row| (version(row), row["code_page"].parse::<u8>().unwrap(), number(&row["token"])))
        .collect();
    for version in Version::ALL {
        for page in 0..=12 {
            for token in 0x05..=0x3F {
                let (tag, _) = read(version, &[0x00, page, token]);
                let expected = known.contains(&(version, page, token));
                assert_eq!(tag != Tag::FOREIGN, expected, "{version} {page}/{token:02X}");
            }
        }
    }
}

#[test]
fn every_value_is_read_by_its_number_and_written_with_the_lower_one() {
    let rows = table("values.tsv");
    for row in &rows {
        let (version, word, token) = (version(row), row["value"].as_str(), number(&row["token"]));
        let element = match word {
            "GROUP_ID" => tag::SearchElement,
            _ => tag::Name,
        };
        let number = if token < 0x80 { vec![token] } else { vec![0x81, token & 0x7F] };
        let start = match element {
            tag::SearchElement => vec![0x00, 0x01, 0x64],
            _ => vec![0x5E],
        };
        let bytes = [start.clone(), vec![0x80], number, vec![0x01]].concat();
        let (tag, value) = read(version, &bytes);
        assert_eq!(tag, element);
        let known = imps_wbxml::codes::word(version, token.into(), element).map(imps_core::Word::as_str);
        assert_eq!(known, Some(word), "{version} {token:02X}");
        assert_eq!(value.clone().into_text().unwrap(), word, "{version} {token:02X}");

        let doubled = matches!((version, token), (Version::V1_1 | Version::V1_2, 0x68) | (_, 0x75));
        let expected = if doubled {
            let lower = if token == 0x68 { 0x12 } else { 0x43 };
            [start, vec![0x80, lower, 0x01]].concat()
        } else {
            bytes
        };
        assert_eq!(write(version, element, Some(value)), expected, "{version} {word}");
        assert_eq!(write(version, element, Some(Value::from(word))), expected, "{version} {word} as text");
    }
    assert!(rows.len() >= 97 + 107 + 188);
}

#[test]
fn a_number_with_two_meanings_goes_by_its_element() {
    let group_id = [0x00, 0x01, 0x64, 0x80, 0x3D, 0x01];
    assert_eq!(read(Version::V1_3, &group_id).1.into_text().unwrap(), "GROUP_ID");
    let name = [0x5E, 0x80, 0x3D, 0x01];
    assert_eq!(read(Version::V1_3, &name).1.into_text().unwrap(), "History");
    assert_eq!(read(Version::V1_2, &name).1.into_text().unwrap(), "GROUP_ID");
    // Elsewhere the meaning is not clear, so the word goes as text.
    let as_text = write(Version::V1_3, tag::Value, Some(Value::from("History")));
    assert_eq!(as_text, b"\x7D\x03History\0\x01");
}

#[test]
fn every_namespace_token_is_read_and_written() {
    for row in table("attributes.tsv") {
        let (version, token) = (version(&row), number(&row["token"]));
        let body = [&[0xB9, token, 0x03][..], b"9.9\0\x01"].concat();
        let document = [header(version), body.clone()].concat();
        let mut source = WbxmlSource::new(&document, &read_as(version)).unwrap();
        assert_eq!(source.child().unwrap(), Some(tag::User));
        let attribute = source.attribute().unwrap().unwrap();
        assert_eq!(attribute.name, row["attribute"].as_str());
        assert_eq!(attribute.value, format!("{}9.9", row["value_prefix"]).as_str());

        let mut out = Vec::new();
        let mut sink = WbxmlSink::new(&mut out, version, &WriteOptions::default());
        sink.start(tag::User);
        sink.attribute(&attribute.name, &attribute.value);
        sink.end(tag::User);
        sink.finish().unwrap();
        assert_eq!(out.split_off(4), body);
    }
}

fn options() -> ReadOptions {
    ReadOptions::default()
}

fn read_as(version: Version) -> ReadOptions {
    let mut options = options();
    options.version = Some(version);
    options
}

#[test]
fn public_identifiers_tell_the_version() {
    for row in table("public-ids.tsv") {
        let Ok(version) = row["version"].parse::<Version>() else { continue };
        let number = number(&row["public_id"]);
        let document = [0x03, number, 0x6A, 0x00, 0x09];
        assert_eq!(WbxmlSource::new(&document, &options()).unwrap().version(), version);
        let fpi = &row["fpi"];
        let length = u8::try_from(fpi.len() + 1).unwrap();
        let document = [&[0x03, 0x00, 0x00, 0x6A, length][..], fpi.as_bytes(), &[0x00, 0x09]].concat();
        assert_eq!(WbxmlSource::new(&document, &options()).unwrap().version(), version, "{fpi}");
    }
}

#[test]
fn every_name_of_the_tables_is_in_the_vocabulary_once() {
    let mut names: Vec<_> = CSP.tags().filter_map(|tag| CSP.name(tag)).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(table("tags.tsv").iter().all(|row| names.contains(&row["element"].as_str())));
}

/// `BlockUser-Request` is the name of this token only in token tables of 1.1.
#[test]
fn block_entity_has_one_name_and_one_token_at_every_version() {
    assert_eq!(CSP.tag("BlockUser-Request"), Some(tag::BlockEntity_Request));
    for version in Version::ALL {
        assert_eq!(write(version, tag::BlockEntity_Request, None), [0x00, 0x06, 0x06]);
    }
}

#[test]
fn an_element_of_another_version_becomes_a_literal_and_comes_back() {
    let mut node = Node::new(tag::WV_CSP_Message);
    node.content.push(Item::Element(Node::new(tag::FriendlyName)));
    let document = imps_core::Document { version: Version::V1_1, root: node };
    let bytes = imps_wbxml::to_vec(&document).unwrap();
    assert!(bytes.windows(13).any(|part| part == b"FriendlyName\0"));
    let back: imps_core::Document = imps_wbxml::from_slice(&bytes).unwrap();
    assert_eq!(back, document);
    assert_eq!(back.children().next().unwrap().name, Name::Known(tag::FriendlyName));
}
