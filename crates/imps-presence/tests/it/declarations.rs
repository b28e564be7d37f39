//! The declarations against the tables under `testdata/spec/presence/` and `testdata/spec/csp/`.

use crate::common::{name, schemas};
use imps_core::schema::{Cardinality, Model, Schema, Type};
use imps_core::{Version, Versions};
use imps_presence::{
    AcceptedTransferEncoding, Cap, ClientType, CommStatus, ContentPolicy, Flag, PresenceAttribute,
    StatusMoodValue, UserAvailabilityValue,
};
use imps_testing::table;
use std::collections::BTreeSet;

/// Rows of the presence table that are not a declared child: parent, child, reason.
const NOT_DECLARED: &[(&str, &str, &str)] = &[
    ("PresenceSubList", "@xmlns", "the namespace is what each syntax writes for the version"),
    ("PresenceSubList", "@xmlns:Ext", "the prefix of attributes of vendors is an extension, as they are"),
    ("PresenceSubList", "##other", "attributes of vendors are extensions"),
    ("ClientInfo", "ClientTypeDetail", "an element of a vendor is an extension"),
];

/// Other spellings in the CSP table: parent, child. The vocabulary reads them as the declared name.
const SPELLINGS: &[(&str, &str)] =
    &[("StatusContent", "PreferredContent"), ("ContactInfo", "PreferredvCard")];

/// Differences between the tables in which the presence table counts: parent, versions, reason.
const CSP_DIFFERS: &[(&str, &str, &str)] = &[
    (
        "StatusContent",
        "1.1-1.2",
        "the presence table has two optional children before 1.3, as the peers' tables",
    ),
    ("ContactInfo", "1.1-1.2", "likewise"),
];

/// One child in a content model, without the nesting: name, `1`, `?` or `*`, whether it is an
/// alternative to its neighbour.
type Particle = (String, char, bool);

fn particles(model: &Model) -> Vec<Particle> {
    let mut in_choice = false;
    let mut particles = Vec::new();
    for word in model.content.split([',', '|']).map(str::trim) {
        in_choice |= word.starts_with('(');
        let closes = word.contains(')');
        let word = word.trim_start_matches('(').split(')').next().unwrap();
        let child = word.trim_end_matches(['?', '*']);
        let cardinality = word.chars().last().filter(|last| "?*".contains(*last)).unwrap_or('1');
        particles.push((child.to_string(), cardinality, in_choice));
        in_choice &= !closes;
    }
    particles
}

fn model(schema: &Schema, version: Version) -> Option<Vec<Particle>> {
    schema.model(version).filter(|model| model.content != "#PCDATA").map(particles)
}

fn cardinality(text: &str) -> char {
    assert!(matches!(text, "1" | "?" | "*"), "{text}");
    text.chars().next().unwrap()
}

/// Sorts the alternatives of a choice, which have no order.
fn choices_sorted(mut particles: Vec<Particle>) -> Vec<Particle> {
    let mut start = 0;
    while start < particles.len() {
        let length = particles[start..].iter().take_while(|(_, _, in_choice)| *in_choice).count();
        particles[start..start + length].sort();
        start += length + 1;
    }
    particles
}

#[test]
fn models_are_those_of_the_presence_table() {
    let rows = table("presence/elements.tsv");
    let schemas = schemas();
    let mut used = 0;
    for schema in &schemas {
        for version in Version::ALL {
            let mut expected = Vec::new();
            for row in &rows {
                let [versions, parent, _, child, card, choice, ..] = row.as_slice() else {
                    panic!("{row:?}")
                };
                if parent != name(schema.tag) || !Versions::parse(versions).contains(version) {
                    continue;
                }
                used += 1;
                if NOT_DECLARED.iter().any(|(p, c, _)| (p, c) == (&parent.as_str(), &child.as_str())) {
                    continue;
                }
                // An alternative is optional there because the other may appear instead.
                let card = if !choice.is_empty() && card == "?" { "1" } else { card };
                expected.push((child.clone(), cardinality(card), !choice.is_empty()));
            }
            let declared = model(schema, version).unwrap_or_default();
            assert_eq!(
                choices_sorted(declared),
                choices_sorted(expected),
                "{} in {version}",
                name(schema.tag)
            );
        }
    }
    let parents: BTreeSet<_> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(parents, schemas.iter().map(|schema| name(schema.tag)).collect());
    let expected: usize = rows.iter().map(|row| Versions::parse(&row[0]).iter().count()).sum();
    assert_eq!(used, expected);
}

#[test]
fn models_are_those_of_the_csp_table() {
    let rows = table("csp/elements.tsv");
    let mut guess_count = 0;
    for schema in schemas() {
        for version in Version::ALL {
            let of_parent: Vec<_> = rows
                .iter()
                .filter(|row| row[1] == name(schema.tag) && Versions::parse(&row[0]).contains(version))
                .filter(|row| !row[3].starts_with('#'))
                .collect();
            let guessed = of_parent.iter().any(|row| row[7] == "A+K");
            let declared = schema.model(version);
            assert_eq!(
                declared.is_some_and(|model| model.guessed),
                guessed,
                "{} in {version} is guessed",
                name(schema.tag)
            );
            guess_count += usize::from(guessed);
            let differs = CSP_DIFFERS.iter().any(|(p, versions, _)| {
                *p == name(schema.tag) && Versions::parse(versions).contains(version)
            });
            if differs {
                continue;
            }
            let expected: Vec<_> = of_parent
                .iter()
                .filter(|row| !row[3].starts_with('@'))
                .filter(|row| !SPELLINGS.contains(&(row[1].as_str(), row[3].as_str())))
                .map(|row| {
                    (row[3].trim_start_matches("PA:").to_string(), cardinality(&row[4]), row[5] != "-")
                })
                .collect();
            let declared = model(schema, version).unwrap_or_default();
            assert_eq!(
                choices_sorted(declared),
                choices_sorted(expected),
                "{} in {version}",
                name(schema.tag)
            );
        }
    }
    assert_eq!(guess_count, 12, "PresenceSubList, nine attributes, ClientContentLimit, AcceptedContentType");
}

#[test]
fn choices_as_a_whole_may_be_missing_where_the_csp_table_says_so() {
    for row in table("csp/elements.tsv").iter().filter(|row| row[3].starts_with('@')) {
        for schema in schemas().into_iter().filter(|schema| name(schema.tag) == row[1]) {
            let model = schema.model(Version::V1_3).unwrap().content;
            assert_eq!(model.contains(")?"), row[4] == "?", "{model}");
        }
    }
}

#[test]
fn fields_follow_from_the_models() {
    for schema in schemas() {
        let parent = name(schema.tag);
        for version in Version::ALL {
            let Some(particles) = model(schema, version) else { continue };
            let fields: Vec<_> = schema.fields_in(version).map(|field| name(field.tags[0])).collect();
            let expected: Vec<_> = particles.iter().map(|(child, _, _)| child.as_str()).collect();
            let sorted = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
            assert_eq!(sorted(&fields), sorted(&expected), "{parent} in {version}");
            if particles.iter().all(|(_, _, in_choice)| !in_choice) {
                assert_eq!(fields, expected, "{parent} in {version}");
            }
            for (child, cardinality, in_choice) in &particles {
                let field = schema.fields.iter().find(|field| name(field.tags[0]) == child).unwrap();
                let fits = match field.cardinality {
                    Cardinality::One => *cardinality == '1' && !in_choice,
                    Cardinality::Optional => *cardinality != '*',
                    Cardinality::Many => true,
                };
                assert!(fits, "{child} of {parent} in {version}");
            }
        }
    }
}

#[test]
fn attributes_are_those_of_the_table() {
    let rows = table("presence/attributes.tsv");
    let mut of_the_standard = rows.iter().filter(|row| row[1] != "extended");
    for attribute in PresenceAttribute::ALL.iter().copied() {
        let row = of_the_standard.next().unwrap();
        assert_eq!(attribute.as_str(), row[0]);
        assert_eq!(attribute.is_of_client(), row[1] == "client status", "{attribute}");
        assert_eq!(attribute.is_of_client(), row[8].starts_with("1.3 only"), "{attribute} repeats");
        assert_eq!(attribute.versions(), Versions::parse(&row[2]), "{attribute}");
    }
    assert_eq!(of_the_standard.next(), None);
}

/// The type of a leaf by its parent and its name.
fn leaf_type(parent: Option<&str>, leaf: &str) -> Vec<Type> {
    let of_parent = |schema: &&Schema| parent.is_none_or(|parent| name(schema.tag) == parent);
    let fields = schemas().into_iter().filter(of_parent).flat_map(|schema| schema.fields);
    fields.filter(|field| name(field.tags[0]) == leaf).map(|field| field.content).collect()
}

#[test]
fn leaves_hold_what_the_table_of_types_says() {
    let mut compared = 0;
    for row in table("presence/datatypes.tsv") {
        let (leaf, parents) = match row[0].split_once(" (") {
            Some((leaf, parents)) => {
                let parents = parents.trim_end_matches(')').trim_start_matches("in ");
                (leaf.to_string(), parents.split(", ").map(|parent| Some(parent.to_string())).collect())
            }
            None => (row[0].clone(), vec![None]),
        };
        if row[0].starts_with("AcceptedContentType") {
            continue; // a structure since 1.3, text before
        }
        for parent in parents {
            let types = leaf_type(parent.as_deref(), &leaf);
            assert!(!types.is_empty(), "{leaf} of {parent:?} is not declared");
            for declared in types {
                let fits = match (row[1].as_str(), declared) {
                    ("boolean", Type::Boolean)
                    | ("integer", Type::Integer)
                    | ("enumeration", Type::Enumeration(..))
                    // The content of a user may be bytes.
                    | ("string" | "base64 string", Type::Data) => true,
                    // The value of an attribute is open, so that other text survives.
                    ("boolean", Type::Enumeration(words, _)) => words == Flag::WORDS && leaf == "PresenceValue",
                    // A value without a packed form is text.
                    ("integer", Type::Special(special)) => special.name == "integer",
                    ("string", Type::Special(special)) => special.name == leaf,
                    ("enumerated string", Type::Special(special)) => special.name == "Language",
                    ("media type string", Type::Special(special)) => special.name == "MediaType",
                    // Its words are in the CSP table.
                    ("string", Type::Enumeration(words, _)) => words == ContentPolicy::WORDS,
                    ("string" | "enumerated string" | "URL string" | "media type string", Type::Text) => {
                        leaf != "DirectContent"
                    }
                    _ => false,
                };
                assert!(fits, "{leaf} of {parent:?}: {} is declared as {declared:?}", row[1]);
                compared += 1;
            }
        }
    }
    assert!(compared > 75, "only {compared} leaves were compared");
}

/// Words that a table states and the declaration leaves to `Other`.
const NOT_A_WORD: &[(&str, &str, &str)] =
    &[("AcceptedTransferEncoding", "None", "its use here is a guess, and the CSP table does not have it")];

fn same_words(file: &str, listed: &str, declared: &[&str]) {
    let rows = table(file);
    let words = rows.iter().filter(|row| row[0] == listed).map(|row| row[1].as_str());
    let left_out =
        |word: &str| NOT_A_WORD.iter().any(|(enumeration, w, _)| (*enumeration, *w) == (listed, word));
    let expected: BTreeSet<_> = words.filter(|word| !left_out(word)).collect();
    assert!(!expected.is_empty(), "{listed} is not in {file}");
    assert_eq!(declared.iter().copied().collect::<BTreeSet<_>>(), expected, "{listed} in {file}");
}

#[test]
fn words_are_those_of_the_presence_table() {
    let lists: &[(&str, &[&str])] = &[
        ("Qualifier", Flag::WORDS),
        ("OnlineStatus", Flag::WORDS),
        ("Registration", Flag::WORDS),
        ("ClientType", ClientType::WORDS),
        ("UserAvailability", UserAvailabilityValue::WORDS),
        ("StatusMood", StatusMoodValue::WORDS),
        ("CommCap Cap", Cap::WORDS),
        ("PrefC", Cap::WORDS),
        ("CommC Status", CommStatus::WORDS),
        ("Cstatus", CommStatus::WORDS),
        ("AnyContent", Flag::WORDS),
        ("AcceptedTransferEncoding", AcceptedTransferEncoding::WORDS),
    ];
    for (listed, words) in lists {
        same_words("presence/enumerations.tsv", listed, words);
    }
    let named: BTreeSet<_> = lists.iter().map(|(listed, _)| listed.to_string()).collect();
    for row in table("presence/enumerations.tsv") {
        let no_enumeration = row[0].contains("token aid") || row[0].contains("vendor");
        assert!(no_enumeration || named.contains(&row[0]), "{} is not declared", row[0]);
    }
}

#[test]
fn words_are_those_of_the_csp_table() {
    for (listed, words) in [
        ("ClientType", ClientType::WORDS),
        ("UserAvailability", UserAvailabilityValue::WORDS),
        ("StatusMood", StatusMoodValue::WORDS),
        ("Cap", Cap::WORDS),
        ("CommStatus", CommStatus::WORDS),
        ("ContentPolicy", ContentPolicy::WORDS),
        ("AcceptedTransferEncoding", AcceptedTransferEncoding::WORDS),
    ] {
        same_words("csp/enumerations.tsv", listed, words);
    }
}
