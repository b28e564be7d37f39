//! The standard table contains exactly the content that the facts prove.

use crate::common::{facts, rows};
use std::collections::BTreeSet;

/// The facts with enough confidence to ship. Columns are found by number.
fn proven(name: &str, confidence: usize) -> Vec<Vec<String>> {
    let rows = facts(name).into_iter();
    rows.filter(|row| row[confidence].starts_with("proven") || row[confidence] == "strong").collect()
}

/// Returns the rows of a kind in the standard table: the code and the columns after it.
fn standard(kind: &str, columns: usize) -> BTreeSet<String> {
    let rows = rows().into_iter().filter(|row| row[0] == kind);
    let texts: Vec<_> = rows.map(|row| row[1..=columns].join(" ")).collect();
    let set: BTreeSet<_> = texts.iter().cloned().collect();
    assert_eq!(set.len(), texts.len(), "a {kind} stands twice");
    set
}

fn set<T: Into<String>>(rows: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    rows.into_iter().map(Into::into).collect()
}

#[test]
fn there_are_no_other_kinds_of_rows() {
    let kinds = set(rows().into_iter().map(|row| row[0].clone()));
    let known = [
        "message",
        "session",
        "element",
        "property",
        "capability",
        "capability-value",
        "presence",
        "presence-value",
        "service",
    ];
    assert_eq!(kinds, set(known));
}

#[test]
fn messages_are_the_proven_ones_with_their_modes() {
    let expected = proven("transactions.tsv", 5);
    assert_eq!(expected.len(), 25);
    let expected = expected.iter().map(|row| format!("{} {} {}", row[0], row[1], row[3]));
    assert_eq!(standard("message", 3), set(expected));
    // Everything without a proven code has none at all.
    assert!(facts("transactions.tsv").iter().all(|row| (row[0] == "-") == (row[5] == "unknown")));
}

/// Returns the paths that the facts state in words.
fn element(name: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for name in name.split("; ") {
        let name = name.split(" [,").next().unwrap();
        let name = name.split(" (").next().filter(|name| !name.is_empty()).unwrap_or(name);
        let name = name.strip_prefix("(1.3) ").unwrap_or(name);
        paths.push(
            match name {
                // In the content, the refused functions are the functions of the answer.
                "NotAvailableFunctions" => "Functions",
                "ClientID/URL else ClientID/MSISDN" => "ClientID",
                "Result/Code" => "Result",
                "PresenceSubList without values" | "PresenceSubList with values" => "PresenceSubList",
                "SessionDescriptor/SessionID" => "SessionID",
                name => name,
            }
            .to_owned(),
        );
    }
    paths
}

#[test]
fn parameters_are_the_proven_ones() {
    let (mut expected, mut properties, mut session) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for row in proven("elements.tsv", 5) {
        if let Some(code) = row[0].strip_prefix("CP:") {
            properties.insert(format!("{code} {}", row[1].split(' ').nth(1).unwrap()));
        } else if row[1].starts_with("SessionDescriptor/") {
            session.insert(format!("{} {}", row[0], element(&row[1])[0]));
        } else {
            expected.extend(element(&row[1]).into_iter().map(|path| format!("{} {path}", row[0])));
        }
    }
    assert_eq!(standard("property", 2), properties);
    assert_eq!(standard("session", 2), session);
    assert_eq!(standard("element", 2), expected);
    assert_eq!(expected.len(), 35);
}

/// Returns the shape of a value as the facts describe it, for every parameter.
#[test]
fn parameters_have_the_shape_that_the_facts_state() {
    let facts = proven("elements.tsv", 5);
    for row in rows().into_iter().filter(|row| row[0] == "element") {
        let path = row[2].clone();
        let fact = facts.iter().find(|fact| fact[0] == row[1] && element(&fact[1]).contains(&path)).unwrap();
        let form = fact[2].as_str();
        let shape = match row[3].as_str() {
            "value" => {
                matches!(form, "string" | "integer (seconds)" | "boolean")
                    || form.starts_with("string | list")
            }
            "repeat" => form == "string, one SH per schema",
            "either(MSISDN,URL)" => form == "string",
            "group(Code,Description)" => form == "integer | group(code,description)",
            "capabilities" => form == "list of pair(capability code,value)",
            "properties" => form == "list of pair(property code,value)",
            "members" | "users" => form.starts_with("list of pair(name,user id)"),
            "services" => form == "list of service-tree codes",
            "names" => form.starts_with("presence code | group"),
            "attributes" => form.starts_with("list of group(code"),
            "presence" => form.starts_with("group(user id"),
            _ => false,
        };
        assert!(shape || form.starts_with("string (base64)"), "{row:?}: {form}");
    }
}

#[test]
fn capabilities_are_the_proven_ones() {
    let rows = proven("capabilities.tsv", 4);
    let (mut expected, mut words) = (BTreeSet::new(), BTreeSet::new());
    for row in &rows {
        if row[0] == "value" {
            words.insert(format!("{} {} {}", row[1], row[3], row[2]));
        } else if row[2].contains(';') {
            // A URL is in a separate element, and its name depends on the version.
            for name in row[2].split("; ") {
                expected.insert(format!("{} {}/URL", row[1], name.split(" (").next().unwrap()));
            }
        } else {
            expected.insert(format!("{} {}", row[1], row[2]));
        }
    }
    assert_eq!(standard("capability", 2), expected);
    assert_eq!(standard("capability-value", 3), words);
    assert_eq!((rows.len(), words.len()), (22, 10));
}

#[test]
fn presence_attributes_are_the_proven_ones() {
    let rows = proven("presence.tsv", 5);
    let (mut expected, mut words) = (BTreeSet::new(), BTreeSet::new());
    for row in &rows {
        match row[0].as_str() {
            "attribute" => expected.insert(format!("{} {}", row[1], row[2])),
            "sub-attribute" => expected.insert(format!("{} {}/{}", row[1], row[3], row[2])),
            // Booleans are not words of an element.
            "value" if row[1].len() == 1 => continue,
            "value" => words.insert(format!("{} {} {}", row[1], row[3], row[2])),
            other => panic!("{other}"),
        };
    }
    assert_eq!(standard("presence", 2), expected);
    assert_eq!(standard("presence-value", 3), words);
    assert_eq!((expected.len(), words.len()), (10, 8));
}

#[test]
fn services_are_the_proven_ones() {
    let path = |row: &Vec<String>| match row[2].as_str() {
        "root" => format!("{} {}", row[0], row[1]),
        parent => format!("{} {parent}/{}", row[0], row[1]),
    };
    let rows = proven("service-tree.tsv", 3);
    assert_eq!(standard("service", 2), set(rows.iter().map(path)));
    assert_eq!(rows.len(), 5);
}
