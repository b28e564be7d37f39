//! Words that fuzzers mix into their input, from the tables of the protocol.

use imps_core::schema::{Schema, Type};
use imps_core::{CSP, Element as _, Namespace, Vocabulary};
use imps_ssp::SSP;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const TAGS: &str = include_str!("../../../testdata/spec/wbxml/tags.tsv");
const ATTRIBUTES: &str = include_str!("../../../testdata/spec/wbxml/attributes.tsv");
const VALUES: &str = include_str!("../../../testdata/spec/wbxml/values.tsv");
const CODES: &str = include_str!("../../imps-pts/src/codes/standard.pts");

/// The names of the dictionaries.
pub const NAMES: [&str; 4] = ["wbxml", "xml", "ssp", "pts"];

/// A dictionary in the format of libFuzzer; `None` for an unknown name.
///
/// # Panics
/// If a row of the tables is broken.
pub fn dictionary(name: &str) -> Option<String> {
    let words = match name {
        "wbxml" => wbxml(),
        "xml" => xml(&CSP, []),
        "ssp" => xml(&SSP, attributes(imps_ssp::Message::SCHEMA)),
        "pts" => pts(),
        _ => return None,
    };
    let mut lines = String::from("# Made from the tables: see README.md.\n");
    for word in words {
        lines.push('"');
        for byte in word {
            match byte {
                b'"' | b'\\' => lines.extend(['\\', char::from(byte)]),
                b' '..=b'~' => lines.push(char::from(byte)),
                // Writing to a `String` cannot fail.
                _ => drop(write!(lines, "\\x{byte:02X}")),
            }
        }
        lines.push_str("\"\n");
    }
    Some(lines)
}

type Words = BTreeSet<Vec<u8>>;

/// The columns of a table below its header.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| line.split('\t').collect())
}

fn byte(text: &str) -> u8 {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    u8::from_str_radix(digits, if digits.len() < text.len() { 16 } else { 10 }).expect("a byte")
}

/// Headers, tags after a switch to their page, attribute starts with a string, values.
fn wbxml() -> Words {
    let mut words = Words::new();
    for public_id in [0x01, 0x10, 0x11, 0x12] {
        words.insert(vec![0x03, public_id, 0x6A, 0x00]);
    }
    for row in rows(TAGS) {
        words.insert(vec![0x00, byte(row[1]), byte(row[2]) | 0x40]);
    }
    for row in rows(ATTRIBUTES) {
        words.insert([&[byte(row[2])], b"\x03".as_slice(), row[0].as_bytes(), b"\0\x01"].concat());
    }
    for row in rows(VALUES) {
        words.insert(match byte(row[1]) {
            token @ ..0x80 => vec![0x80, token],
            token => vec![0x80, 0x81, token & 0x7F],
        });
    }
    words
}

/// Tags, namespaces and the words of values; attributes.
fn xml(vocabulary: &'static Vocabulary, attributes: impl IntoIterator<Item = &'static str>) -> Words {
    let names = vocabulary.tags().filter_map(|tag| vocabulary.name(tag));
    let mut words: Words =
        names.flat_map(|name| [format!("<{name}>").into_bytes(), format!("</{name}>").into()]).collect();
    words.extend(
        vocabulary
            .namespaces()
            .iter()
            .flat_map(Namespace::all_uris)
            .map(|uri| format!(" xmlns=\"{uri}\"").into_bytes()),
    );
    words.extend(rows(VALUES).map(|row| row[2].into()));
    words.extend(attributes.into_iter().map(|name| format!(" {name}=\"").into_bytes()));
    words.extend(["<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "&#x0;", "&lt;"].map(Vec::from));
    words
}

/// The names of all attributes that can be reached from a declaration.
fn attributes(schema: &'static Schema) -> BTreeSet<&'static str> {
    let own = schema.attributes.iter().map(|attribute| attribute.name);
    let below = schema.fields.iter().flat_map(|field| attributes_of(&field.content));
    own.chain(below).collect()
}

fn attributes_of(content: &'static Type) -> BTreeSet<&'static str> {
    match content {
        Type::Structure(schema) => attributes(schema),
        Type::Choice(alternatives) => {
            alternatives.iter().flat_map(|(_, content)| attributes_of(content)).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Codes in the form of preambles, parameters and values.
fn pts() -> Words {
    let rows = CODES.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let mut words: Words = ["WV11", "WV12", "WV13", "((", "))", "(,", "\"\"", " SI=S1"].map(Vec::from).into();
    for row in rows {
        match row[..] {
            ["message", code, ..] => words.insert(format!("WV12{code}7 ").into()),
            ["element" | "session", code, ..] => words.insert(format!(" {code}=").into()),
            [kind, code, ..] if kind != "#" => words.insert(code.into()),
            _ => false,
        };
    }
    words
}
