//! The declarations against every row of the tables under `testdata/spec/csp/`, by name.

use crate::common::{name, primitives, transactions};
use imps_core::schema::{Cardinality, Field, Schema, Type};
use imps_core::{CSP, Tag, Version, Versions};
use imps_csp::{
    Area, Direction, Primitive, PrimitiveKind, StatusClass, StatusCode, TransactionContent, schema_of,
    schemas,
};
use imps_testing::{table, testdata};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Fields that exist in more versions than the tables say: parent, child, reason.
const MORE_VERSIONS: &[(&str, &str, &str)] = &[
    ("Service-Request", "ClientID", "real 1.2 clients still send it"),
    ("Service-Response", "ClientID", "so that an answer can repeat it"),
    ("ClientCapability-Request", "ClientID", "real 1.2 clients still send it"),
    ("ClientCapability-Response", "ClientID", "so that an answer can repeat it"),
    ("Login-Request", "SessionID", "a real 1.2 client takes up sessions with it"),
    ("Invite-Response", "ResponseNote", "either name is accepted, whatever the version"),
    ("Invite-Response", "InviteNote", "either name is accepted, whatever the version"),
];

/// Elements with another model than the rows state: parent, reason.
const OTHER_MODELS: &[(&str, &str)] = &[
    (
        "StatusContent",
        "the presence table is followed, which has optional children; `PreferredContent` is a spelling",
    ),
    (
        "ContactInfo",
        "the presence table is followed, which has optional children; `PreferredvCard` is a spelling",
    ),
    ("TransactionContent", "its rows are those of the primitives, which have a test of their own"),
];

/// Elements of the rows without their own declaration: parent, reason.
const UNDECLARED: &[(&str, &str)] = &[
    ("ExtBlock", "any content"),
    ("ExtBlockETEM", "any content"),
    ("ExtendedData", "any content"),
    ("WV-CSP-NSDiscovery-Request", "a spelling of WV-CSP-VersionDiscovery-Request, only read"),
    ("WV-CSP-NSDiscovery-Response", "a spelling of WV-CSP-VersionDiscovery-Response, only read"),
    ("BlockUser-Request", "a spelling of BlockEntity-Request, only read"),
];

/// Leaves with another type than the table of types says: element, reason.
const OTHER_TYPES: &[(&str, &str)] = &[
    ("AcceptedContentType", "a structure in 1.3, text before"),
    ("ContainedvCard", "binary XML may carry it as bytes"),
    ("SegmentContent", "a slice of binary XML is bytes"),
    ("PresenceValue", "by the attribute: each has a type of its own"),
    ("Value", "a boolean in the answer about a subscription, text in properties"),
    ("PreferredContent", "a spelling of ReferredContent"),
    ("PreferredvCard", "a spelling of ReferredvCard"),
];

#[derive(Clone)]
struct Row {
    versions: String,
    parent: String,
    place: u32,
    child: String,
    card: String,
    group: String,
    basis: String,
}

impl Row {
    fn in_version(&self, version: Version) -> bool {
        Versions::parse(&self.versions).contains(version)
    }
}

fn all_rows() -> Vec<Row> {
    let row = |columns: Vec<String>| Row {
        versions: columns[0].clone(),
        parent: columns[1].clone(),
        place: columns[2].parse().unwrap(),
        // The prefix distinguishes an element of presence from the primitive of that name.
        child: columns[3].trim_start_matches("PA:").to_string(),
        card: columns[4].clone(),
        group: columns[5].clone(),
        basis: columns[7].clone(),
    };
    table("csp/elements.tsv").into_iter().map(row).collect()
}

/// The rows that name elements.
fn rows() -> Vec<Row> {
    all_rows().into_iter().filter(|row| !row.child.starts_with(['#', '@'])).collect()
}

fn excepted(list: &[(&str, &str)], element: &str) -> bool {
    list.iter().any(|(excepted, _)| *excepted == element)
}

/// The content that rows of one element and one range of versions state, in the notation of the
/// declarations.
fn content(rows: &[&Row], group: &str) -> String {
    let mut members: Vec<_> = rows.iter().filter(|row| row.group == group).collect();
    members.sort_by_key(|row| row.place);
    let member = |row: &&&Row| {
        let card = if row.card == "1" { "" } else { &row.card };
        match row.child.as_str() {
            "#EMPTY" => "EMPTY".to_string(),
            "#ANY" => "ANY".to_string(),
            group if group.starts_with('@') => format!("({}){card}", content(rows, group)),
            child => format!("{child}{card}"),
        }
    };
    let separator = if group.starts_with("@choice") { " | " } else { ", " };
    members.iter().map(member).collect::<Vec<_>>().join(separator)
}

#[test]
fn every_model_is_that_of_the_rows() {
    let rows = all_rows();
    let mut stated: BTreeMap<(&str, &str), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        stated.entry((&row.parent, &row.versions)).or_default().push(row);
    }
    let mut compared = BTreeSet::new();
    for ((parent, versions), rows) in stated {
        if excepted(OTHER_MODELS, parent) || excepted(UNDECLARED, parent) {
            continue;
        }
        let expected = content(&rows, "-");
        let Some(schema) = CSP.tag(parent).and_then(schema_of) else {
            let leaf = matches!(&*expected, "#PCDATA" | "EMPTY");
            assert!(
                leaf && (leaf_types().contains_key(parent.trim_start_matches("PA:"))
                    || excepted(OTHER_TYPES, parent)),
                "{parent} is not declared"
            );
            continue;
        };
        let model = schema.models.iter().find(|model| model.versions == Versions::parse(versions));
        let model = model.unwrap_or_else(|| panic!("{parent} has no model in {versions}"));
        assert_eq!(model.content, expected, "{parent} in {versions}");
        assert_eq!(model.guessed, rows.iter().any(|row| row.basis == "A+K"), "{parent} in {versions}");
        compared.insert((parent, versions));
    }
    for schema in schemas().filter(|schema| !excepted(OTHER_MODELS, name(schema.tag))) {
        assert!(!schema.models.is_empty(), "{} has no model", name(schema.tag));
        for model in schema.models {
            let known = compared.iter().any(|(parent, versions)| {
                *parent == name(schema.tag) && Versions::parse(versions) == model.versions
            });
            assert!(known, "{} in {:?} is in no row", name(schema.tag), model.versions);
        }
    }
    assert!(compared.len() > 250, "only {} models were compared", compared.len());
}

/// The elements that fields hold without a structure, with their types.
fn leaf_types() -> BTreeMap<&'static str, Vec<Type>> {
    let mut leaves: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for field in schemas().flat_map(|schema| schema.fields) {
        let alternatives = match field.content {
            Type::Choice(alternatives) => alternatives.to_vec(),
            content => field.tags.iter().map(|tag| (*tag, content)).collect(),
        };
        for (tag, content) in alternatives {
            if !matches!(content, Type::Structure(_)) || name(tag) == "AcceptedContentType" {
                leaves.entry(name(tag)).or_default().push(content);
            }
        }
    }
    leaves
}

/// The names in a model, in order.
fn names(content: &str) -> impl Iterator<Item = &str> {
    let names = content.split(|sign: char| "()|, ?*+".contains(sign));
    names.filter(|name| !matches!(*name, "" | "EMPTY" | "ANY" | "#PCDATA"))
}

#[test]
fn every_field_is_in_a_model_and_every_name_of_a_model_in_a_field() {
    let mut fields = 0;
    for schema in schemas().filter(|schema| name(schema.tag) != "TransactionContent") {
        let parent = name(schema.tag);
        for field in schema.fields {
            for &tag in field.tags {
                let versions = schema
                    .models
                    .iter()
                    .filter(|model| model.mentions(name(tag)))
                    .map(|model| model.versions);
                let versions = versions.reduce(Versions::union);
                let versions = versions.unwrap_or_else(|| panic!("{} of {parent} is in no model", name(tag)));
                // A choice may have alternatives that only some versions have. Writing does not
                // check this.
                let more = MORE_VERSIONS.iter().any(|(p, c, _)| (*p, *c) == (parent, name(tag)))
                    || matches!(field.content, Type::Choice(_));
                for version in Version::ALL {
                    let declared = field.versions.contains(version);
                    let expected = versions.contains(version);
                    assert!(
                        declared == expected || (declared && more),
                        "{} of {parent} in {version}",
                        name(tag)
                    );
                }
                fields += 1;
            }
        }
        for child in schema.models.iter().flat_map(|model| names(model.content)) {
            let declared = schema.fields.iter().flat_map(|field| field.tags).any(|tag| name(*tag) == child);
            assert!(declared, "{child} of {parent} has no field");
        }
    }
    assert!(fields > 450, "only {fields} fields were compared");
}

/// Returns the fields of every schema, each with its rows.
fn fields_with_rows(rows: &[Row]) -> Vec<(&'static Schema, &'static Field, Vec<&Row>)> {
    let declared = schemas().filter(|schema| !excepted(OTHER_MODELS, name(schema.tag)));
    let pairs = declared.flat_map(|schema| schema.fields.iter().map(move |field| (schema, field)));
    let about = |schema: &Schema, field: &Field| {
        let about = |row: &&Row| {
            row.parent == name(schema.tag) && field.tags.iter().any(|tag| name(*tag) == row.child)
        };
        rows.iter().filter(about).collect()
    };
    pairs.map(|(schema, field)| (schema, field, about(schema, field))).collect()
}

/// Returns whether a field or its group repeats.
fn repeats(all: &[Row], row: &Row) -> bool {
    let group = all.iter().find(|group| {
        (&group.parent, &group.versions, &group.child) == (&row.parent, &row.versions, &row.group)
    });
    matches!(row.card.as_str(), "*" | "+") || group.is_some_and(|group| repeats(all, group))
}

/// Returns whether exactly one of the elements of the field is mandatory: alone, or as the only
/// alternatives of a choice.
fn demanded(all: &[Row], row: &Row, field: &Field) -> bool {
    let of_group = |other: &&Row| (&other.parent, &other.versions) == (&row.parent, &row.versions);
    let group = all.iter().filter(of_group).find(|group| group.child == row.group);
    let within = all.iter().filter(of_group).filter(|other| other.group == row.group);
    row.card == "1"
        && group.is_none_or(|group| {
            let mut alternatives = within;
            group.card == "1"
                && group.group == "-"
                && group.child.starts_with("@choice")
                && alternatives.all(|row| field.tags.iter().any(|tag| name(*tag) == row.child))
        })
}

#[test]
fn no_field_demands_or_limits_more_than_its_rows() {
    let (all, rows) = (all_rows(), rows());
    for (schema, field, rows) in fields_with_rows(&rows) {
        let place = format!("{} of {}", field.name, name(schema.tag));
        let repeated = rows.iter().any(|row| repeats(&all, row));
        assert_eq!(field.cardinality == Cardinality::Many, repeated, "{place} repeats");
        if field.cardinality == Cardinality::One {
            assert!(rows.iter().all(|row| demanded(&all, row, field)), "{place} may be missing");
            // The rule: a field requires its child if every row of every version does, and none by
            // inference.
            assert!(rows.iter().all(|row| row.basis != "A+K"), "{place} is demanded by inference");
            for version in schema.versions.iter() {
                assert!(
                    rows.iter().any(|row| row.in_version(version)),
                    "{place} does not exist in {version}"
                );
            }
        }
    }
}

#[test]
fn fields_stand_in_the_order_of_the_models() {
    for schema in schemas().filter(|schema| name(schema.tag) != "TransactionContent") {
        for version in schema.versions.iter() {
            let Some(model) = schema.model(version) else { continue };
            let place = |child: &str| {
                let holds = |field: &&Field| field.tags.iter().any(|tag| name(*tag) == child);
                schema.fields_in(version).position(|field| holds(&field))
            };
            // An element in two alternatives has its place in the last one.
            let all: Vec<_> = names(model.content).collect();
            let last = all.iter().enumerate().filter(|(index, child)| !all[index + 1..].contains(child));
            let places: Vec<_> = last.map(|(_, child)| place(child)).collect();
            assert!(places.is_sorted(), "children of {} in {version}: {places:?}", name(schema.tag));
            assert!(places.iter().all(Option::is_some), "children of {} in {version}", name(schema.tag));
        }
    }
}

/// Returns whether a type of the table is the type of a field.
fn fits(kind: &str, content: Type, enumerations: &[Vec<String>]) -> bool {
    match (kind, content) {
        ("integer" | "MIBenum charset", Type::Integer)
        | ("boolean", Type::Boolean)
        | ("date-time", Type::DateTime)
        | ("string or base64" | "base64 or string", Type::Data) => true,
        (kind, Type::Enumeration(words, limited)) => {
            let listed = kind.strip_prefix("enum ").unwrap_or_default();
            let rows = enumerations.iter().filter(|row| row[0] == listed);
            let of_versions = rows.clone().map(|row| (row[1].as_str(), Versions::parse(&row[3])));
            rows.map(|row| &row[1]).eq(words)
                && of_versions.filter(|(_, versions)| !versions.is_all()).eq(limited.iter().copied())
        }
        (kind, Type::Special(data_type)) => !kind.starts_with("enum") && !data_type.name.is_empty(),
        (kind, Type::Text) => {
            !kind.starts_with("enum")
                && !matches!(kind, "integer" | "boolean" | "MIBenum charset" | "date-time")
        }
        _ => false,
    }
}

#[test]
fn leaves_hold_what_the_table_of_types_says() {
    let types = table("csp/datatypes.tsv");
    let enumerations = table("csp/enumerations.tsv");
    let leaves = leaf_types();
    for row in &types {
        let element = row[0].trim_start_matches("PA:");
        if excepted(OTHER_TYPES, element) {
            continue;
        }
        // `Status` is a primitive and a leaf of presence.
        let Some(contents) = leaves.get(element) else { panic!("{element} is no leaf of any structure") };
        for content in contents {
            assert!(
                fits(&row[1], *content, &enumerations),
                "{element}: {} is declared as {content:?}",
                row[1]
            );
        }
    }
    for (element, contents) in &leaves {
        let untyped = contents.iter().all(|content| matches!(content, Type::Empty | Type::Any));
        let listed = types.iter().any(|row| row[0].trim_start_matches("PA:") == *element);
        assert!(untyped || listed, "{element} is in no table");
    }
    assert!(leaves.len() > 150, "only {} leaves were compared", leaves.len());
}

/// Leaves of type `string` that are not free text: a name, an address, a number or a code.
const NO_FREE_TEXT: &[&str] = &[
    "AdvancedCriteria",
    "Altitude",
    "ApplicationID",
    "CIRSMSAddress",
    "Caddr",
    "Contact",
    "Country",
    "Domain",
    "ExtendConversationID",
    "InviteID",
    "Latitude",
    "Longitude",
    "MSISDN",
    "SearchID",
    "SessionCookie",
    "SystemMessageID",
    "TCPAddress",
    "TransactionID",
    "UDPAddress",
    "VerificationKey",
    "Zone",
];

/// `official-1.1.md`: "readers must trim every leaf but free text, addresses of lists and groups
/// included".
#[test]
fn white_space_around_all_but_free_text_is_no_part_of_it() {
    let mut seen = 0;
    for row in table("csp/datatypes.tsv") {
        // The leaf of presence is an enumeration, the primitive a structure.
        let element = row[0].trim_start_matches("PA:");
        let kind = CSP.kind(CSP.tag(element).unwrap());
        let is_string = row[1].contains("string") && !NO_FREE_TEXT.contains(&element);
        assert_eq!(kind.is_trimmed(), !is_string, "{element}: {} is {kind:?}", row[1]);
        seen += 1;
    }
    assert!(seen > 160, "only {seen} leaves were compared");
    // Free text of the presence table stays as it is.
    let presence = fs::read_to_string(testdata("spec/presence/datatypes.tsv")).unwrap();
    for row in presence.lines().filter(|row| row.contains("\tfree text")) {
        let element = row.split(['\t', ' ']).next().unwrap();
        assert!(!CSP.kind(CSP.tag(element).unwrap()).is_trimmed(), "{element}");
    }
}

#[test]
fn the_feature_tree_is_that_of_the_table() {
    for row in table("csp/service-tree.tsv").iter().filter(|row| row[0] != "-") {
        let parent = CSP.tag(&row[0]).and_then(schema_of);
        let parent = parent.unwrap_or_else(|| panic!("{} is not declared", row[0]));
        let field = parent.fields.iter().find(|field| name(field.tags[0]) == row[1]);
        let field = field.unwrap_or_else(|| panic!("{} of {} is not declared", row[1], row[0]));
        for version in Version::ALL {
            let declared = field.versions.contains(version) && parent.versions.contains(version);
            assert_eq!(declared, Versions::parse(&row[3]).contains(version), "{} in {version}", row[1]);
        }
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::ClientToServer => "C->S",
        Direction::ServerToClient => "S->C",
        Direction::Both => "both",
    }
}

fn kind(kind: PrimitiveKind) -> &'static str {
    match kind {
        PrimitiveKind::Request => "request",
        PrimitiveKind::Response => "response",
        PrimitiveKind::Both => "both",
        PrimitiveKind::Status => "status",
    }
}

fn area(area: Area) -> &'static str {
    match area {
        Area::Access => "access",
        Area::Service => "service",
        Area::ClientCapability => "client-capability",
        Area::Common => "common",
        Area::Notification => "notification",
        Area::Search => "search",
        Area::Invitation => "invitation",
        Area::ContactList => "contact-list",
        Area::Presence => "presence",
        Area::PresenceAuth => "presence-auth",
        Area::InstantMessaging => "im",
        Area::AccessControl => "im-auth",
        Area::Group => "group",
        Area::Extension => "extension",
        other => panic!("{other:?} is in no table"),
    }
}

#[test]
fn primitives_are_those_of_the_table() {
    let elements = rows();
    let mut expected: BTreeSet<Tag> = BTreeSet::new();
    for row in transactions().iter().filter(|row| !row[0].starts_with("WV-CSP-")) {
        let tag = CSP.tag(&row[0]).unwrap();
        let declared = Primitive::ROWS.iter().find(|primitive| primitive.tag == tag);
        let declared = declared.unwrap_or_else(|| panic!("{} is not declared", row[0]));
        let found = (area(declared.area), direction(declared.direction.unwrap()), kind(declared.kind));
        assert_eq!(found, (&*row[1], &*row[2], &*row[3]), "{}", row[0]);
        assert_eq!(declared.versions, Versions::parse(&row[5]), "{}", row[0]);
        let content =
            elements.iter().find(|other| other.parent == "TransactionContent" && other.child == row[0]);
        assert_eq!(declared.versions, Versions::parse(&content.unwrap().versions), "{}", row[0]);
        expected.insert(tag);
    }
    assert_eq!(expected, Primitive::TAGS.iter().copied().collect());
    assert!(Primitive::TAGS.iter().eq(Primitive::ROWS.iter().map(|row| &row.tag)));
    assert_eq!(primitives().len(), 103);
    let schema = <TransactionContent as imps_core::Element>::SCHEMA;
    assert_eq!((name(schema.tag), schema.fields[0].tags), ("TransactionContent", Primitive::TAGS));
}

#[test]
fn status_codes_are_those_of_the_table() {
    let rows = table("csp/status-codes.tsv");
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
