//! The example tables: each loads, and names what is in a document of its language.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use wbxml::table::Codes;
use wbxml::{PublicId, StringTable, Token, Tokens};

/// The documents, by the name of the table. The bytes are assembled by hand from the token lists.
const DOCUMENTS: &[(&str, &[u8], &str)] = &[
    (
        "activesync",
        b"\x03\x01\x6A\x00\x45\x5C\x4F\x52\x037\0\x01\x57\x00\x11\x45\x46\x031\0\x01\x01\x01\x01\x01\x01",
        "<Sync><Collections><Collection><CollectionId>7</><Options><BodyPreference><Type>1</></></></></></>",
    ),
    (
        "emn",
        b"\x03\x0D\x6A\x00\x85\x07\x03user@wap\0\x85\x05\xC3\x07\x20\x02\x07\x01\x12\x30\x00\x01",
        "<emn mailbox=mailat:user@wap.com timestamp=20020701123000>",
    ),
    (
        "si",
        b"\x02\x05\x6A\x00\x45\xC6\x0D\x03xyz\0\x85\x03mail/123\0\x07\x01\x034 new\0\x01\x01",
        "<si><indication href=http://www.xyz.com/mail/123 action=signal-medium>4 new</></>",
    ),
    (
        "sl",
        b"\x02\x06\x6A\x00\x85\x0B\x03example\0\x88\x06\x01",
        "<sl href=https://example.org/ action=execute-high>",
    ),
    (
        "wml",
        b"\x03\x0A\x6A\x00\x7F\xE7\x36\x03News\0\x01\x60\x03Hello\0\x26\x01\x01\x01",
        "<wml><card title=News><p>Hello<br></></></>",
    ),
];

fn tables() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tables");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let table = |file: std::path::PathBuf| {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read_to_string(file).unwrap())
    };
    files.map(table).collect()
}

#[test]
fn every_table_reads_a_document_of_its_language() {
    let tables = tables();
    let expected: Vec<&str> = DOCUMENTS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(tables.keys().collect::<Vec<_>>(), expected);
    for (name, document, text) in DOCUMENTS {
        let codes = Codes::parse(&tables[*name]).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(shown(document, &codes), *text, "{name}");
        let (header, _) = Tokens::parse(document).unwrap();
        let stated = codes.space().public_ids.first().map_or(1, |row| row.number);
        assert_eq!(header.public_id(), PublicId::Number(stated), "{name}");
        for row in codes.space().public_ids.iter() {
            assert_eq!(PublicId::Number(row.number).registered(), Some(row.name));
        }
    }
}

/// The facts have the rows in hexadecimal; pages from 10 on show a mistake.
#[test]
fn every_fact_is_in_its_table() {
    for (name, table) in tables() {
        let codes = Codes::parse(&table).unwrap();
        let facts = format!("../../testdata/spec/wbxml/other/{name}.txt");
        let facts = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(facts)).unwrap();
        for line in facts.lines().filter(|line| !line.is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let byte = |text: &str| u8::from_str_radix(text, 16).unwrap();
            let (page, token) = (byte(cells[1]), byte(cells[2]));
            let found = match cells[0] {
                "tag" => codes.tag(page, token).map(|row| vec![row.name]),
                "attribute" => codes.attribute(page, token).map(|row| vec![row.name, row.prefix]),
                _ => codes.value(page, token).map(|row| vec![row.text]),
            };
            let found = found.unwrap_or_else(|| panic!("{name}: {line}"));
            // Another name of the policy has the same token; the first one counts.
            if cells[3] != "RequireStorageCardEncryption" {
                assert_eq!(found[0], cells[3], "{name}");
                assert_eq!(found.get(1).copied().unwrap_or_default(), *cells.get(4).unwrap_or(&""), "{name}");
            }
        }
    }
}

/// A document in the manner of XML. An end tag has no name.
fn shown(document: &[u8], codes: &Codes<'_>) -> String {
    let (header, tokens) = Tokens::parse(document).unwrap();
    let strings: StringTable<'_> = header.string_table(wbxml::Charset::UNKNOWN);
    let (mut out, mut in_list, mut tag_page, mut attribute_page) = (String::new(), false, 0, 0);
    for token in tokens {
        match token.unwrap() {
            Token::SwitchPage(page) if in_list => attribute_page = page,
            Token::SwitchPage(page) => tag_page = page,
            Token::Tag(byte) => {
                let row = codes.tag(tag_page, byte & 0x3F).unwrap_or_else(|| panic!("{byte:02X}"));
                in_list = byte & 0x80 != 0;
                write!(out, "<{}{}", row.name, if in_list { "" } else { ">" }).unwrap();
            }
            Token::AttributeStart(token) => {
                let row = codes.attribute(attribute_page, token).unwrap_or_else(|| panic!("{token:02X}"));
                write!(out, " {}={}", row.name, row.prefix).unwrap();
            }
            Token::AttributeValue(token) => out.push_str(codes.value(attribute_page, token).unwrap().text),
            Token::StrI(text) => out.push_str(&strings.charset().decode(text).unwrap()),
            Token::Opaque { bytes, .. } => bytes.iter().for_each(|byte| write!(out, "{byte:02X}").unwrap()),
            Token::End if in_list => {
                in_list = false;
                out.push('>');
            }
            Token::End => out.push_str("</>"),
            other => panic!("{other:?}"),
        }
    }
    out
}
