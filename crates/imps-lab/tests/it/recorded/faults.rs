//! Documents of the story with one seeded fault each, and the finding that names it.

use super::network::{Carried, Row};
use imps_core::Version;
use imps_inspect::{InspectOptions, RowKind, rows};
use oma_imps::{Syntax, convert};

/// A faulty document, and what is known about it before anything reads it.
pub(crate) struct Fault {
    pub(crate) version: Version,
    pub(crate) syntax: &'static str,
    pub(crate) file: String,
    pub(crate) bytes: Vec<u8>,
    /// The right reaction.
    pub(crate) meaning: &'static str,
    /// The fault, in words.
    pub(crate) seeded: &'static str,
    /// The rule, the severity and the offset of the finding; empty without a finding.
    pub(crate) rule: &'static str,
    pub(crate) severity: &'static str,
    pub(crate) offset: String,
}

/// A fault to make in the XML of a document.
struct Seed {
    name: &'static str,
    /// The primitive of the document.
    of: &'static str,
    /// The element at fault.
    at: &'static str,
    change: fn(&str) -> String,
    rule: &'static str,
    severity: &'static str,
    fault: &'static str,
    meaning: &'static str,
}

const REFUSE: &str = "refuse the document with 400, or repair it";

const SEEDS: [Seed; 6] = [
    Seed {
        name: "no-session-id",
        of: "SendMessage-Request",
        at: "SessionDescriptor",
        change: |xml| without(xml, "SessionID"),
        rule: "session-id",
        severity: "error",
        fault: "Inband without SessionID",
        meaning: REFUSE,
    },
    Seed {
        name: "session-id-outband",
        of: "Login-Request",
        at: "SessionID",
        change: |xml| xml.replacen("</SessionType>", "</SessionType><SessionID>s-1</SessionID>", 1),
        rule: "session-id",
        severity: "error",
        fault: "SessionID with Outband",
        meaning: REFUSE,
    },
    Seed {
        name: "mode",
        of: "SendMessage-Request",
        at: "SendMessage-Request",
        change: |xml| xml.replacen("<TransactionMode>Request<", "<TransactionMode>Response<", 1),
        rule: "transaction-mode",
        severity: "error",
        fault: "a request in mode Response",
        meaning: REFUSE,
    },
    Seed {
        name: "missing-client-id",
        of: "Login-Request",
        at: "Login-Request",
        change: |xml| without(xml, "ClientID"),
        rule: "missing-element",
        severity: "error",
        fault: "Login-Request without ClientID",
        meaning: REFUSE,
    },
    Seed {
        name: "missing-transaction-mode",
        of: "KeepAlive-Request",
        at: "TransactionDescriptor",
        change: |xml| without(xml, "TransactionMode"),
        rule: "missing-element",
        severity: "error",
        fault: "TransactionDescriptor without TransactionMode",
        meaning: REFUSE,
    },
    Seed {
        name: "unknown-session",
        of: "GetList-Request",
        at: "",
        change: |xml| {
            without(xml, "SessionID").replacen(
                "</SessionType>",
                "</SessionType><SessionID>s-1</SessionID>",
                1,
            )
        },
        rule: "",
        severity: "",
        fault: "a session that the server does not have",
        meaning: "read the document, and answer 604",
    },
];

/// The number of bytes that a cut document lacks.
const CUT: usize = 12;

/// The faults of a version, made from the XML of its story.
pub(crate) fn of(version: Version, story: &[Row]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (syntax, end) in [(Syntax::Wbxml, "wbxml"), (Syntax::Xml, "xml")] {
        let in_syntax = |xml: &str| match syntax {
            Syntax::Wbxml => convert(xml.as_bytes(), Syntax::Wbxml).unwrap().bytes,
            _ => xml.as_bytes().to_vec(),
        };
        let file = |name: &str| format!("faults/{version}-{name}.{end}");
        for seed in &SEEDS {
            let bytes = in_syntax(&(seed.change)(document(story, seed.of)));
            let offset =
                if seed.at.is_empty() { String::new() } else { element(&bytes, seed.at).to_string() };
            let Seed { fault: seeded, meaning, rule, .. } = *seed;
            // At 1.3 the lower bounds are guesses (`elements.tsv`).
            let is_guess = rule == "missing-element" && version == Version::V1_3;
            let severity = if is_guess { "warning" } else { seed.severity };
            let file = file(seed.name);
            faults.push(Fault { version, syntax: end, file, bytes, meaning, seeded, rule, severity, offset });
        }
        let mut bytes = in_syntax(document(story, "SendMessage-Request"));
        bytes.truncate(bytes.len() - CUT);
        faults.push(Fault {
            version,
            syntax: end,
            file: file("cut"),
            // The end.
            offset: bytes.len().to_string(),
            bytes,
            meaning: "refuse the document with 400",
            seeded: "the last 12 bytes are missing",
            rule: "syntax",
            severity: "error",
        });
        let good = in_syntax(document(story, "GetList-Request"));
        let (bytes, offset, seeded) = unknown(good, syntax);
        faults.push(Fault {
            version,
            syntax: end,
            file: file("unknown-element"),
            bytes,
            meaning: "answer 501",
            seeded,
            // In XML, a name outside of the standard may belong to a vendor.
            rule: if syntax == Syntax::Wbxml { "unknown-element" } else { "foreign-element" },
            severity: "warning",
            offset: offset.to_string(),
        });
    }
    faults
}

/// Gives an empty primitive a token or a name that the standard lacks. Returns its offset, too.
fn unknown(mut bytes: Vec<u8>, syntax: Syntax) -> (Vec<u8>, usize, &'static str) {
    let offset = element(&bytes, "GetList-Request");
    if syntax == Syntax::Wbxml {
        bytes[offset] = 0x3E;
        return (bytes, offset, "the token 3E, which page 4 does not have");
    }
    let text = String::from_utf8(bytes).unwrap().replace("GetList-Request", "GetLists-Request");
    (text.into_bytes(), offset, "GetLists-Request, which the standard does not have")
}

/// The first document of the story with a primitive, in XML.
fn document<'s>(story: &'s [Row], primitive: &str) -> &'s str {
    let mut documents = story.iter().filter_map(|row| match &row.carried {
        Carried::Document(body) => std::str::from_utf8(body).ok(),
        _ => None,
    });
    documents.find(|text| text.contains(&format!("<{primitive}"))).unwrap()
}

/// Removes the first element of a name, with its content.
fn without(xml: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let start = xml.find(&open).unwrap();
    let end = xml.find(&close).unwrap() + close.len();
    [&xml[..start], &xml[end..]].concat()
}

/// The offset of the first element of a name.
fn element(bytes: &[u8], name: &str) -> usize {
    let mut all = rows(bytes, &InspectOptions::default());
    all.find(|row| row.kind == RowKind::Element && row.path.rsplit('/').next() == Some(name)).unwrap().offset
}

#[test]
fn no_version_has_the_unknown_token() {
    let tags = imps_testing::table("wbxml/tags.tsv");
    let page = |row: &Vec<String>| row[1].clone();
    for version in Version::ALL {
        let of: Vec<_> = tags.iter().filter(|row| row[0] == version.to_string()).collect();
        let request = of.iter().find(|row| row[3] == "GetList-Request").unwrap();
        assert_eq!(page(request), "4");
        assert!(!of.iter().any(|row| page(row) == "4" && row[2] == "0x3E"));
    }
}
