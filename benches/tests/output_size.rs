//! Written binary XML, against the smallest that the rules for values allow without a string table.
//!
//! The rules come from the tables under `testdata/spec/wbxml`, not from the code that is measured.

use imps_benches::messages::Which;
use imps_benches::{Pair, Sample, testdata};
use quick_xml::events::Event;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Version, public identifier, character set, and the length of an empty string table.
const HEADER: usize = 4;
/// A token for the start of the attribute and its value, `STR_I "1.2" NUL`, and the end of the list.
const NAMESPACE: usize = 7;

/// The rules of a version.
struct Rules {
    /// The code page of each element: the first, where it has tokens in two of them (`ContentType`), the other is disputed.
    pages: HashMap<String, u8>,
    /// How the content of an element is written.
    kinds: HashMap<String, Kind>,
    /// The tokens of values.
    values: HashMap<String, u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    DateTime,
    Word,
    Text,
}

fn rows(table: &str, version: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/spec/wbxml").join(table);
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    rows.filter(|row| row[0] == version).collect()
}

fn number(token: &str) -> u32 {
    u32::from_str_radix(token.trim_start_matches("0x"), 16).unwrap()
}

impl Rules {
    fn new(version: &str) -> Self {
        let mut pages: HashMap<String, u8> = HashMap::new();
        for row in rows("tags.tsv", version) {
            pages.entry(row[3].clone()).or_insert(row[1].parse().unwrap());
        }
        let kind = |row: Vec<String>| {
            let note = row.get(4).map(String::as_str).unwrap_or_default();
            let tokens = note.contains("value token") && !note.contains("no value token");
            let kind = match &row[2][..] {
                "integer" => Kind::Integer,
                "datetime" => Kind::DateTime,
                "boolean" | "token-enum" => Kind::Word,
                "string" if tokens => Kind::Word,
                _ => Kind::Text,
            };
            (row[1].clone(), kind)
        };
        let value = |row: Vec<String>| (row[2].clone(), number(&row[1]));
        Self {
            pages,
            kinds: rows("typed-elements.tsv", version).into_iter().map(kind).collect(),
            values: rows("values.tsv", version).into_iter().map(value).collect(),
        }
    }

    /// The fewest bytes for a text as the content of an element.
    fn content(&self, element: &str, text: &str) -> usize {
        let plain = text.len() + 2;
        match self.kinds.get(element).copied().unwrap_or(Kind::Text) {
            Kind::Integer => match text.parse::<u32>() {
                Ok(number) => plain.min(2 + (u32::BITS - number.leading_zeros()).div_ceil(8).max(1) as usize),
                Err(_) => plain,
            },
            Kind::DateTime if text.parse::<oma_imps::DateTime>().is_ok() => plain.min(2 + 6),
            Kind::Word => match self.values.get(text) {
                Some(token) => plain.min(1 + multi_byte(*token)),
                None => plain,
            },
            Kind::DateTime | Kind::Text => plain,
        }
    }

    /// The fewest bytes for a document, or `None` for elements that the tables do not know.
    fn smallest(&self, xml: &str, opaque: Option<usize>) -> Option<usize> {
        let mut reader = quick_xml::Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let (mut size, mut page) = (HEADER, 0);
        let mut open: Vec<(String, String, bool)> = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    let name = start.name().as_ref().to_owned();
                    let of_name = *self.pages.get(&name)?;
                    for attribute in start.attributes() {
                        let attribute = attribute.unwrap();
                        let ours = attribute.value.contains("openmobilealliance.org/DTD/")
                            || attribute.value.contains("wireless-village.org/");
                        if attribute.key.as_ref() != "xmlns" || !ours {
                            return None;
                        }
                        size += NAMESPACE;
                    }
                    if page != of_name {
                        page = of_name;
                        size += 2;
                    }
                    size += 1;
                    if let Some((_, _, children)) = open.last_mut() {
                        *children = true;
                    }
                    open.push((name, String::new(), false));
                }
                Event::Text(text) => {
                    if let Some((_, content, _)) = open.last_mut() {
                        content.push_str(&text);
                    }
                }
                Event::GeneralRef(reference) => {
                    let (_, content, _) = open.last_mut().unwrap();
                    match reference.resolve_char_ref().unwrap() {
                        Some(character) => content.push(character),
                        None => content.push_str(quick_xml::escape::resolve_predefined_entity(&reference)?),
                    }
                }
                Event::CData(_) => return None,
                Event::End(_) => {
                    let (name, text, children) = open.pop().unwrap();
                    let content = match opaque {
                        Some(bytes) if name == "ContentData" => {
                            1 + multi_byte(u32::try_from(bytes).unwrap()) + bytes
                        }
                        _ if text.is_empty() || children => 0,
                        _ => self.content(&name, &text),
                    };
                    size += content + usize::from(children || content > 0);
                }
                Event::Eof => return Some(size),
                _ => {}
            }
        }
    }
}

/// The bytes of a number of seven bits each.
fn multi_byte(number: u32) -> usize {
    (u32::BITS - number.leading_zeros()).div_ceil(7).max(1) as usize
}

#[test]
fn messages_are_as_small_as_they_can_be() {
    let rules = Rules::new("1.2");
    for which in Which::ALL {
        let sample = Sample::new(which);
        let opaque = (which == Which::NewMessage).then_some(50_000);
        let smallest = rules.smallest(&sample.xml, opaque).expect("known elements");
        assert!(sample.wbxml.len() <= smallest, "{}: {} > {smallest}", sample.name, sample.wbxml.len());
    }
}

#[test]
fn the_test_documents_are_written_as_small_as_they_can_be() {
    let rules = ["1.1", "1.2", "1.3"].map(|version| (version, Rules::new(version)));
    let mut checked = HashSet::new();
    let mut larger = Vec::new();
    for Pair { xml, .. } in testdata() {
        let said = rules.iter().find(|(version, _)| xml.contains(&format!("{version}\"")));
        let (_, rules) = said.unwrap_or(&rules[1]);
        let written = oma_imps::convert(xml.as_bytes(), oma_imps::Syntax::Wbxml).unwrap().bytes;
        if let Some(smallest) = rules.smallest(&xml, None) {
            if written.len() > smallest {
                larger.push(format!("{} > {smallest}: {:.900}", written.len(), xml));
            }
            checked.insert(xml);
        }
    }
    assert!(larger.is_empty(), "{} larger\n{}", larger.len(), larger.join("\n"));
    assert!(checked.len() > 250, "{}", checked.len());
}
