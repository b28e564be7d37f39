//! The declarations against every row of the tables under `testdata/spec/ssp/`, by name.

use crate::common::name;
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{Element, Tag, Version};
use imps_ssp::envelope::SetupPrimitive;
use imps_ssp::{Message, Primitive, SSP};
use imps_testing::table;
use imps_types::{Area, PrimitiveKind};
use std::collections::{BTreeMap, BTreeSet};

/// Rows without a name: parent, child, reason.
const NAMELESS: &[(&str, &str, &str)] = &[
    ("LoginResponse", "(redirect list)", "the name is not known"),
    ("Transaction", "(any primitive)", "its rows are those of the transactions"),
    ("LogoutRequest", "(empty)", "the content is not known"),
];

/// Mandatory by its row, but optional all the same: parent, name, reason.
const MAY_BE_MISSING: &[(&str, &str, &str)] = &[
    ("SendSecretToken", "protocol", "the one reader that was seen ignores it"),
    ("SendSecretToken", "protocolVersion", "the one reader that was seen ignores it"),
    ("Requestor", "serviceID", "the one reader that was seen does not read it"),
    ("GetGroupSubStatusResponse", "groupID", "the one reader that was seen ignores it"),
    ("GetPresenceResponse", "Status", "the one writer that was seen forgets it"),
    ("JoinedBlocked", "UserMapList", "the one writer that was seen doubts the form"),
    ("LoginResponse", "sessionID", "refusals have none"),
];

/// Declared without a row: parent, name, reason.
const WITHOUT_ROW: &[(&str, &str, &str)] =
    &[("JoinedModerator", "UserMapList", "by symmetry with JoinedAdmin")];

/// Elements of CSP. Their declarations have separate tests.
const OF_CSP: &[&str] = &["PresenceSubList", "OwnProperties", "Property"];

struct Row {
    parent: String,
    kind: String,
    name: String,
    order: String,
    card: String,
}

fn rows() -> Vec<Row> {
    let row = |columns: Vec<String>| Row {
        parent: columns[0].clone(),
        kind: columns[1].clone(),
        name: columns[2].clone(),
        order: columns[3].clone(),
        card: columns[4].clone(),
    };
    let table = table("ssp/elements.tsv");
    // The content of elements around one party is in the rows of the enclosing elements, as their
    // type.
    let around =
        table.iter().filter(|columns| columns[1] == "child" && columns[4] == "1" && columns[5].contains('|'));
    let mut around: Vec<Row> = around
        .map(|columns| Row {
            parent: columns[2].clone(),
            kind: "child".into(),
            name: columns[5].clone(),
            order: "1".into(),
            card: "1".into(),
        })
        .collect();
    around.sort_by(|one, other| one.parent.cmp(&other.parent));
    around.dedup_by(|one, other| one.parent == other.parent);
    table.into_iter().map(row).chain(around).collect()
}

/// Returns every declaration of this protocol that can be reached from a document.
fn schemas() -> BTreeMap<&'static str, &'static Schema> {
    fn visit(content: Type, found: &mut BTreeMap<&'static str, &'static Schema>) {
        match content {
            Type::Structure(schema)
                if std::ptr::eq(schema.vocabulary, &raw const SSP)
                    && !found.contains_key(name(schema.tag)) =>
            {
                found.insert(name(schema.tag), schema);
                schema.fields.iter().for_each(|field| visit(field.content, found));
            }
            Type::Choice(alternatives) => alternatives.iter().for_each(|(_, content)| visit(*content, found)),
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    visit(Type::Structure(Message::SCHEMA), &mut found);
    found
}

fn listed(list: &[(&str, &str, &str)], parent: &str, child: &str) -> bool {
    list.iter().any(|(p, c, _)| (*p, *c) == (parent, child))
}

#[test]
fn every_row_is_declared_as_what_it_says() {
    let schemas = schemas();
    let mut compared = 0;
    for Row { parent, kind, name: row, card, .. } in rows() {
        if listed(NAMELESS, &parent, &row) || row == "xmlns" {
            continue;
        }
        if kind == "root" {
            assert_eq!(row, name(Message::TAG));
            continue;
        }
        let schema = schemas.get(&*parent).unwrap_or_else(|| panic!("{parent} is not declared"));
        let found = match kind.as_str() {
            "attribute" => {
                let attribute = schema.attributes.iter().find(|attribute| attribute.name == row);
                attribute.unwrap_or_else(|| panic!("@{row} of {parent} is not declared")).cardinality
            }
            "text" => {
                assert!(schema.text.is_some(), "{parent} has no text");
                compared += 1;
                continue;
            }
            "child" => {
                let tags: Vec<Tag> = row.split(" | ").map(|child| SSP.tag(child).unwrap()).collect();
                let field =
                    schema.fields.iter().find(|field| tags.iter().all(|tag| field.tags.contains(tag)));
                field.unwrap_or_else(|| panic!("{row} of {parent} is not declared")).cardinality
            }
            other => panic!("{other}"),
        };
        let expected = match card.as_str() {
            "1..n" | "0..n" => Cardinality::Many,
            "1" | "choice" | "1 on success" if !listed(MAY_BE_MISSING, &parent, &row) => Cardinality::One,
            "0..1" | "1" | "1 on success" => Cardinality::Optional,
            other => panic!("{other:?} of {parent} {row}"),
        };
        assert_eq!(found, expected, "{row} of {parent}");
        compared += 1;
    }
    assert!(compared > 220, "only {compared} rows were compared");
}

#[test]
fn nothing_is_declared_beyond_the_rows() {
    let rows = rows();
    let has = |parent: &str, kind: &str, child: &str| {
        rows.iter().any(|row| {
            row.parent == parent && row.kind == kind && row.name.split(" | ").any(|name| name == child)
        })
    };
    for (parent, schema) in schemas() {
        for attribute in schema.attributes {
            assert!(has(parent, "attribute", attribute.name), "@{} of {parent}", attribute.name);
        }
        assert!(schema.text.is_none() || has(parent, "text", "#text"), "text of {parent}");
        for tag in schema.fields.iter().flat_map(|field| field.tags).filter(|_| parent != "Transaction") {
            let child = name(*tag);
            assert!(has(parent, "child", child) || listed(WITHOUT_ROW, parent, child), "{child} of {parent}");
        }
    }
}

#[test]
fn every_model_is_that_of_the_rows() {
    let rows = rows();
    let mut compared = 0;
    for (parent, schema) in schemas() {
        let mut children: Vec<&Row> =
            rows.iter().filter(|row| row.parent == parent && row.kind == "child").collect();
        // A row without a place, from memory only, comes last. The rows of a choice are one place.
        children.sort_by_key(|row| row.order.parse().unwrap_or(u32::MAX));
        children.retain(|row| !listed(NAMELESS, parent, &row.name));
        let one = |row: &&Row| {
            let card = match row.card.as_str() {
                "0..1" => "?",
                "0..n" => "*",
                "1..n" => "+",
                _ => "",
            };
            if row.name.contains('|') {
                format!("({}){card}", row.name)
            } else {
                format!("{}{card}", row.name)
            }
        };
        let choice = children.len() > 1 && children.iter().all(|row| row.card == "choice");
        let separator = if choice { " | " } else { ", " };
        let content = children.iter().map(one).collect::<Vec<_>>().join(separator);
        let expected = match (content.is_empty(), schema.text) {
            _ if choice => format!("({content})"),
            (true, Some(_)) => "#PCDATA".into(),
            (true, None) => "EMPTY".into(),
            _ => content,
        };
        let unknown = schema.models.iter().all(|model| model.content == "ANY");
        if unknown || parent == "JoinedModerator" {
            continue; // of a transaction nothing, of others the name is all that is known
        }
        for version in Version::ALL {
            let model = schema.model(version).unwrap_or_else(|| panic!("{parent} in {version}"));
            assert_eq!(model.content, expected, "{parent}");
            assert!(model.guessed, "{parent}: what one server writes is no model of the standard");
        }
        compared += 1;
    }
    assert!(compared > 80, "only {compared} models were compared");
}

#[test]
fn every_parent_of_a_row_is_reached() {
    let schemas = schemas();
    let missing: BTreeSet<_> = rows()
        .into_iter()
        .map(|row| row.parent)
        .filter(|parent| {
            parent != "(document)" && !OF_CSP.contains(&&**parent) && !schemas.contains_key(&**parent)
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn primitives_are_those_of_the_table() {
    let mut expected = BTreeSet::new();
    for row in table("ssp/transactions.tsv") {
        let tag = SSP.tag(&row[0]).unwrap_or_else(|| panic!("{} has no name", row[0]));
        if row[2].starts_with("setup") {
            assert!(SetupPrimitive::TAGS.contains(&tag), "{}", row[0]);
            continue;
        }
        let declared = Primitive::ROWS.iter().find(|declared| declared.tag == tag);
        let declared = declared.unwrap_or_else(|| panic!("{} is not declared", row[0]));
        let area = match declared.area {
            Area::Access => "access",
            Area::Service => "service",
            Area::Common => "common",
            Area::ContactList => "contact list",
            Area::Presence => "presence",
            Area::InstantMessaging => "im",
            Area::Group => "group",
            other => panic!("{other:?}"),
        };
        assert_eq!(area, row[1], "{}", row[0]);
        let kind = match row[2].split(' ').next().unwrap() {
            _ if row[0] == "Status" => PrimitiveKind::Status,
            "response" if row[2].contains("request") => PrimitiveKind::Both,
            "response" => PrimitiveKind::Response,
            _ => PrimitiveKind::Request,
        };
        assert_eq!(declared.kind, kind, "{}", row[0]);
        // A comment is not an implementation: `K; A:c` is from memory.
        assert_eq!(declared.confirmed, row[8].starts_with("A:io"), "{}", row[0]);
        expected.insert(tag);
    }
    assert_eq!(expected, Primitive::TAGS.iter().copied().collect());
    assert!(Primitive::TAGS.iter().eq(Primitive::ROWS.iter().map(|row| &row.tag)));
    assert_eq!((Primitive::TAGS.len(), SetupPrimitive::TAGS.len()), (62, 3));
}
