//! Lower bounds that the tables only infer (`A+K`): the types read a document without such a child,
//! and the validator only warns.

use crate::common::primitives;
use imps_core::schema::Type;
use imps_core::{CSP, Document, Item, Name, Node, ReadOptions, Tag, Version, Versions};
use imps_csp::validate::{Finding, Severity, ValidateOptions, validate};
use imps_csp::{CspDocument, Message, Primitive, SessionDescriptor};
use imps_testing::Maker;
use imps_testing::{table, testdata};
use imps_wbxml::WbxmlSource;
use imps_xml::XmlSource;
use std::collections::BTreeSet;
use std::fs;

/// Rules that require content of the child, for instance rules of the envelope: parent, child,
/// rule.
const ASKED_FOR: &[(&str, &str, &str)] = &[
    ("TransactionDescriptor", "TransactionID", "transaction-id"),
    ("SessionDescriptor", "SessionID", "session-id"),
];

fn fits(version: Version, _: Tag, content: Type) -> bool {
    !matches!(content, Type::Structure(schema) if !schema.versions.contains(version))
}

/// Returns the sample documents and one full document per primitive.
fn documents() -> Vec<Document<'static>> {
    let mut documents = Vec::new();
    for version in ["1.1", "1.2", "1.3"] {
        for entry in fs::read_dir(testdata("csp").join(version)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "xml") {
                let text = fs::read_to_string(&path).unwrap();
                documents.push(imps_xml::from_str::<Document>(&text).unwrap().into_owned());
            }
        }
    }
    for (schema, version) in
        primitives().into_iter().flat_map(|schema| Version::ALL.map(|version| (schema, version)))
    {
        if !schema.versions.contains(version) {
            continue;
        }
        for seed in 1..16_u16 {
            // Different possibilities each time; the steps are odd and even.
            let numbers: Vec<u8> =
                (0..2000).map(|at| (seed + at * (seed % 3 + 1)).to_be_bytes()[1]).collect();
            let maker = Maker { fits, ..Maker::new(version, &numbers, &["wv:john@smith.com"]) };
            let made = { maker }.structure(schema.tag, schema);
            let descriptor = SessionDescriptor::inband("s1");
            let message = Message::request(version, descriptor, "t1", Primitive::from(made));
            let text = imps_xml::to_string(&message).unwrap();
            documents.push(imps_xml::from_str::<Document>(&text).unwrap().into_owned());
        }
    }
    documents
}

/// Returns the element without its children of a name; `None` if it has none.
fn without(node: &Node<'static>, parent: Tag, child: Tag) -> Option<Node<'static>> {
    let is_child = |item: &Item<'_>| matches!(item, Item::Element(node) if node.name == Name::Known(child));
    let mut node = node.clone();
    let mut found = false;
    if node.name == Name::Known(parent) {
        let before = node.content.len();
        node.content.retain(|item| !is_child(item));
        found = node.content.len() < before;
    }
    for item in &mut node.content {
        if let Item::Element(inner) = item
            && let Some(changed) = without(inner, parent, child)
        {
            *inner = changed;
            found = true;
        }
    }
    found.then_some(node)
}

fn findings_in(xml: &str, bytes: &[u8]) -> [Vec<Finding>; 2] {
    let options = ValidateOptions::default();
    let in_xml = validate(|read: &ReadOptions| XmlSource::new(xml, read), &options);
    let in_bytes = validate(|read: &ReadOptions| WbxmlSource::new(bytes, read), &options);
    [in_xml, in_bytes]
}

fn errors(findings: &[Finding]) -> BTreeSet<String> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| format!("{} {}", finding.rule, finding.path)).collect()
}

#[test]
fn what_is_only_guessed_may_be_missing() {
    let documents = documents();
    let rows: Vec<_> = table("csp/elements.tsv")
        .into_iter()
        .filter(|row| {
            row[7] == "A+K" && matches!(row[4].as_str(), "1" | "+") && !row[3].starts_with(['#', '@'])
        })
        .collect();
    assert!(rows.len() > 80, "only {} rows", rows.len());
    let mut tried = BTreeSet::new();
    for row in &rows {
        let (parent, child) = (row[1].as_str(), row[3].trim_start_matches("PA:"));
        let (Some(parent_tag), Some(child_tag)) = (CSP.tag(parent), CSP.tag(child)) else {
            panic!("{row:?}")
        };
        let versions = Versions::parse(&row[0]);
        let of_version = documents.iter().filter(|document| versions.contains(document.version));
        let changed = of_version.filter_map(|whole| {
            let root = without(&whole.root, parent_tag, child_tag)?;
            Some((whole, Document { version: whole.version, root }))
        });
        // A few of each kind: from the samples and from generated documents.
        for (whole, part) in changed.take(4) {
            let place = format!("{child} of {parent} in {}", part.version);
            let both = |document: &Document<'_>| {
                (imps_xml::to_string(document).unwrap(), imps_wbxml::to_vec(document).unwrap())
            };
            let ((xml_before, bytes_before), (xml, bytes)) = (both(whole), both(&part));
            let read: CspDocument =
                imps_xml::from_str(&xml).unwrap_or_else(|error| panic!("{place}: {error}\n{xml}"));
            let again: CspDocument =
                imps_wbxml::from_slice(&bytes).unwrap_or_else(|error| panic!("{place}: {error}\n{xml}"));
            assert_eq!(read, again, "{place}");
            assert_eq!(imps_xml::to_string(&read).unwrap(), xml, "{place}");
            let before = findings_in(&xml_before, &bytes_before);
            for (before, after) in before.iter().zip(findings_in(&xml, &bytes)) {
                let new: Vec<_> = errors(&after).difference(&errors(before)).cloned().collect();
                let asked = |new: &String| {
                    ASKED_FOR.iter().any(|(p, c, rule)| (*p, *c) == (parent, child) && new.starts_with(rule))
                };
                assert!(new.iter().all(asked), "{place}: {new:?}\n{xml}");
            }
            tried.insert((parent, child, &row[0]));
        }
    }
    let missed: Vec<_> = rows
        .iter()
        .map(|row| (row[1].as_str(), row[3].trim_start_matches("PA:"), &row[0]))
        .filter(|row| !tried.contains(row))
        .collect();
    assert!(missed.is_empty(), "{} of {} rows: {missed:?}", missed.len(), rows.len());
}
