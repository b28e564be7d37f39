//! The declarations against the tables under `testdata/spec/csp/`.

mod common;

use common::{PRIMITIVES, name, schemas, table};
use imps_core::schema::{Cardinality, Field, Schema, Type};
use imps_core::{Element, Version, Versions};
use imps_csp::{Primitive, StatusClass, StatusCode, TransactionContent};

/// Fields that exist in more versions than the tables say.
const MORE_VERSIONS: &[(&str, &str, &str)] = &[
    ("Service-Request", "ClientID", "real 1.2 clients still send it"),
    ("Service-Response", "ClientID", "so that an answer can repeat it"),
    ("ClientCapability-Request", "ClientID", "real 1.2 clients still send it"),
    ("ClientCapability-Response", "ClientID", "so that an answer can repeat it"),
    ("Login-Request", "SessionID", "a real 1.2 client takes up sessions with it"),
];

/// Children that must stand although a row calls the demand inferred: without them the message says nothing, and the rows of
/// the other versions demand them on firm ground.
fn demanded_elsewhere(rows: &[&Row]) -> bool {
    rows.iter().any(|row| row.card == "1" && row.basis != "A+K")
}

struct Row {
    versions: Versions,
    parent: String,
    child: String,
    card: String,
    in_group: bool,
    basis: String,
}

fn rows() -> Vec<Row> {
    let row = |columns: Vec<String>| Row {
        versions: Versions::parse(&columns[0]),
        parent: columns[1].clone(),
        child: columns[3].clone(),
        card: columns[4].clone(),
        in_group: columns[5] != "-",
        basis: columns[7].clone(),
    };
    table("elements.tsv").into_iter().map(row).filter(|row| !row.child.starts_with(['#', '@'])).collect()
}

/// The field of every schema with the rows about it; the content of a transaction has a test of its own.
fn fields_with_rows(rows: &[Row]) -> Vec<(&'static Schema, &'static Field, Vec<&Row>)> {
    let mut pairs = Vec::new();
    for schema in schemas().into_iter().filter(|schema| name(schema.tag) != "TransactionContent") {
        for field in schema.fields {
            for &tag in field.tags {
                let about = |row: &&Row| row.parent == name(schema.tag) && row.child == name(tag);
                pairs.push((schema, field, rows.iter().filter(about).collect()));
            }
        }
    }
    pairs
}

#[test]
fn every_row_has_a_field_and_every_field_a_row() {
    let rows = rows();
    let pairs = fields_with_rows(&rows);
    for (schema, field, rows) in &pairs {
        assert!(!rows.is_empty(), "{} of {} is in no table", field.name, name(schema.tag));
    }
    for schema in schemas().into_iter().filter(|schema| name(schema.tag) != "TransactionContent") {
        for row in rows.iter().filter(|row| row.parent == name(schema.tag)) {
            let declared =
                schema.fields.iter().flat_map(|field| field.tags).any(|tag| name(*tag) == row.child);
            assert!(declared, "{} of {} has no field", row.child, row.parent);
        }
    }
    assert!(pairs.len() > 170, "only {} fields were compared", pairs.len());
}

#[test]
fn fields_exist_in_the_versions_of_their_rows() {
    for (schema, field, rows) in fields_with_rows(&rows()) {
        let (parent, child) = (name(schema.tag), name(field.tags[0]));
        for version in Version::ALL {
            let expected = rows.iter().any(|row| row.versions.contains(version));
            let declared = field.versions.contains(version) && schema.versions.contains(version);
            let more = MORE_VERSIONS.iter().any(|(p, c, _)| (*p, *c) == (parent, child));
            assert!(declared == expected || (declared && more), "{child} of {parent} in {version}");
        }
    }
}

#[test]
fn no_field_demands_or_limits_more_than_its_rows() {
    let all = rows();
    for (schema, field, rows) in fields_with_rows(&all) {
        let place = format!("{} of {}", field.name, name(schema.tag));
        let repeated = rows.iter().any(|row| matches!(row.card.as_str(), "*" | "+"));
        assert_eq!(field.cardinality == Cardinality::Many, repeated, "{place} repeats");
        if field.cardinality == Cardinality::One {
            assert!(rows.iter().all(|row| row.card == "1" && !row.in_group), "{place} may be missing");
            assert!(demanded_elsewhere(&rows), "{place} is demanded on inference alone");
            for version in schema.versions.iter() {
                let there = rows.iter().any(|row| row.versions.contains(version));
                assert!(there, "{place} does not exist in {version}");
            }
        }
    }
}

#[test]
fn fields_stand_in_the_order_of_their_rows() {
    let rows = rows();
    for schema in schemas().into_iter().filter(|schema| name(schema.tag) != "TransactionContent") {
        for version in Version::ALL {
            let there = |row: &&Row| row.parent == name(schema.tag) && row.versions.contains(version);
            let place =
                |row: &Row| schema.fields_in(version).position(|field| name(field.tags[0]) == row.child);
            let places: Vec<_> = rows.iter().filter(there).map(place).collect();
            assert!(places.is_sorted(), "children of {} in {version}", name(schema.tag));
            assert!(places.iter().all(Option::is_some), "children of {} in {version}", name(schema.tag));
        }
    }
}

#[test]
fn leaves_hold_what_the_table_of_types_says() {
    let types = table("datatypes.tsv");
    let enumerations = table("enumerations.tsv");
    let mut words_compared = 0;
    for field in schemas().into_iter().filter(|s| name(s.tag) != "TransactionContent").flat_map(|s| s.fields)
    {
        let element = name(field.tags[0]);
        let Some(row) = types.iter().find(|row| row[0] == element) else {
            assert!(
                !matches!(field.content, Type::Text | Type::Integer | Type::Boolean),
                "{element} is a leaf"
            );
            continue;
        };
        let fits = match (row[1].as_str(), field.content) {
            ("integer" | "MIBenum charset", Type::Integer)
            | ("boolean", Type::Boolean)
            | ("string or base64", Type::Data) => true,
            // A structure in 1.3, text before.
            ("MIME type", Type::Structure(_)) => element == "AcceptedContentType",
            (kind, Type::Enumeration(words)) => {
                let listed = kind.strip_prefix("enum ").unwrap_or_default();
                let expected: Vec<_> =
                    enumerations.iter().filter(|row| row[0] == listed).map(|row| &row[1]).collect();
                words_compared += words.len();
                expected == words
            }
            (kind, Type::Text) => {
                !kind.starts_with("enum")
                    && !matches!(kind, "integer" | "boolean" | "MIBenum charset" | "date-time")
            }
            _ => false,
        };
        assert!(fits, "{element}: {} is declared as {:?}", row[1], field.content);
    }
    assert!(words_compared > 60, "only {words_compared} words were compared");
}

#[test]
fn the_feature_tree_is_that_of_the_table() {
    for row in table("service-tree.tsv").iter().filter(|row| row[0] != "-") {
        let parent = schemas().into_iter().find(|schema| name(schema.tag) == row[0]);
        let parent = parent.unwrap_or_else(|| panic!("{} is not declared", row[0]));
        let field = parent.fields.iter().find(|field| name(field.tags[0]) == row[1]);
        let field = field.unwrap_or_else(|| panic!("{} of {} is not declared", row[1], row[0]));
        for version in Version::ALL {
            let declared = field.versions.contains(version) && parent.versions.contains(version);
            assert_eq!(declared, Versions::parse(&row[3]).contains(version), "{} in {version}", row[1]);
        }
    }
}

#[test]
fn primitives_with_a_type_are_those_of_these_tests_and_stand_in_the_table() {
    let typed: Vec<_> = Primitive::TAGS.iter().map(|tag| name(*tag)).collect();
    assert_eq!(typed, PRIMITIVES.map(|schema| name(schema.tag)));
    let rows = rows();
    for schema in PRIMITIVES {
        let row = rows.iter().find(|row| row.parent == "TransactionContent" && row.child == name(schema.tag));
        assert_eq!(row.unwrap().versions, schema.versions, "{}", name(schema.tag));
    }
    let schema = TransactionContent::SCHEMA;
    assert_eq!((name(schema.tag), schema.fields[0].tags), ("TransactionContent", Primitive::TAGS));
}

#[test]
fn status_codes_are_those_of_the_table() {
    let rows = table("status-codes.tsv");
    let expected: Vec<u32> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(StatusCode::all().map(StatusCode::number).collect::<Vec<_>>(), expected);
    for (code, row) in StatusCode::all().zip(&rows) {
        assert_eq!(code.versions(), Some(Versions::parse(&row[3])), "{code}");
        let class = match code.class().unwrap() {
            StatusClass::Informational => "1xx information",
            StatusClass::Success => "2xx success",
            StatusClass::ClientError => "4xx client error",
            StatusClass::ServerError => "5xx server error",
            StatusClass::Session => "6xx session",
            StatusClass::PresenceAndContactList => "7xx presence and contact list",
            StatusClass::Group => "8xx group",
            _ => "9xx general",
        };
        assert_eq!(class, row[2], "{code}");
        assert!(code.meaning().is_some_and(|meaning| !meaning.is_empty()));
    }
    for number in [0, 99, 199, 300, 399, 999, 1000, u32::MAX] {
        assert_eq!(StatusCode::from(number).meaning(), None);
    }
    assert_eq!(StatusCode::from(300).class(), None);
}
