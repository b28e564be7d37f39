//! The tables of all syntaxes as one list, and lookups in it.

mod query;

pub(crate) use query::Query;

use oma_imps::Version;
use oma_imps::csp::StatusCode;
use oma_imps::imps_core::{CSP, ContentKind};
use oma_imps::pts::{CodeRow, Codes};
use oma_imps::wbxml::codes::code_space;
use serde::Serialize;

/// One entry of the tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    /// `tag`, `attribute`, `value`, `public id`, `status`, or `pts` and the kind of row.
    pub(crate) kind: String,
    pub(crate) code: String,
    /// The versions that have it.
    #[serde(serialize_with = "numbers")]
    pub(crate) versions: Vec<Version>,
    pub(crate) name: String,
    pub(crate) meaning: String,
}

fn numbers<S: serde::Serializer>(versions: &[Version], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(versions.iter().map(|version| version.as_str()))
}

impl Entry {
    fn new(kind: &str, code: String, name: &str, meaning: &str) -> Self {
        let (kind, name, meaning) = (kind.into(), name.into(), meaning.into());
        Self { kind, code, versions: Version::ALL.to_vec(), name, meaning }
    }
}

/// Every entry, by kind and code.
pub(crate) fn all(codes: &Codes) -> Vec<Entry> {
    let mut entries = binary();
    entries.extend(StatusCode::all().map(status));
    entries.extend(codes.rows().map(|row| plain_text(&row)));
    entries
}

/// The tables of binary XML. A row that several versions share is one entry.
fn binary() -> Vec<Entry> {
    let mut rows = Vec::new();
    for version in Version::ALL {
        let space = code_space(version);
        let of = |rank: u8, entry: Entry| (rank, entry, version);
        rows.extend(
            space
                .public_ids
                .iter()
                .map(|row| of(0, Entry::new("public id", format!("0x{:02X}", row.number), row.name, ""))),
        );
        rows.extend(space.tags.iter().map(|row| {
            let code = format!("{:02X}:{:02X}", row.page, row.token);
            of(1, Entry::new("tag", code, row.name, holds(row.name)))
        }));
        rows.extend(space.attributes.iter().map(|row| {
            let code = format!("{:02X}:{:02X}", row.page, row.token);
            of(2, Entry::new("attribute", code, row.name, row.prefix))
        }));
        rows.extend(
            space
                .extensions
                .iter()
                .map(|row| of(3, Entry::new("value", format!("0x{:02X}", row.value), row.text, ""))),
        );
    }
    rows.sort_by(|(rank, a, _), (other, b, _)| {
        (rank, &a.code, &a.name, &a.meaning).cmp(&(other, &b.code, &b.name, &b.meaning))
    });
    let mut entries: Vec<Entry> = Vec::new();
    for (_, entry, version) in rows {
        match entries.last_mut() {
            Some(last)
                if (&last.kind, &last.code, &last.name, &last.meaning)
                    == (&entry.kind, &entry.code, &entry.name, &entry.meaning) =>
            {
                last.versions.push(version);
            }
            _ => entries.push(Entry { versions: vec![version], ..entry }),
        }
    }
    entries
}

/// The content of an element, in words.
fn holds(name: &str) -> &'static str {
    match CSP.tag(name).map(|tag| CSP.kind(tag)) {
        Some(ContentKind::Structure) => "elements",
        Some(ContentKind::Empty) => "nothing",
        Some(ContentKind::Text | ContentKind::Token) => "text",
        Some(ContentKind::Integer | ContentKind::Identifier) => "a number",
        Some(ContentKind::Boolean) => "T or F",
        Some(ContentKind::DateTime) => "a date and time",
        Some(ContentKind::Word | ContentKind::WordOrText) => "a word of a list",
        Some(ContentKind::Content) => "content of a user",
        _ => "anything",
    }
}

fn status(code: StatusCode) -> Entry {
    let entry = Entry::new("status", code.number().to_string(), "", code.meaning().unwrap_or_default());
    let versions = code.versions().map(|versions| versions.iter().collect());
    Entry { versions: versions.unwrap_or_default(), ..entry }
}

fn plain_text(row: &CodeRow<'_>) -> Entry {
    let name = match row.word {
        Some(word) if row.path.is_empty() => word.to_owned(),
        Some(word) => format!("{}={word}", row.path),
        None => row.path.clone(),
    };
    let only =
        if row.messages.is_empty() { String::new() } else { format!("in {}", row.messages.join(", ")) };
    Entry::new(&format!("pts {}", row.kind), row.code.to_string(), &name, &only)
}
