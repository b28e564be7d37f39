//! The documents of the examples: read as types, and written back unchanged.

use crate::common::{examples, untyped};
use imps_core::{ReadOptions, UnknownContent, Version};
use imps_ssp::envelope::SetupPrimitive;
use imps_ssp::validate::{ValidateOptions, validate};
use imps_ssp::{Message, Primitive, SSP};
use imps_xml::XmlSource;
use std::collections::BTreeSet;

#[test]
fn every_document_is_written_back_as_it_was() {
    for (name, text) in examples() {
        let message: Message = imps_xml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(message.version, Version::V1_3, "{name}");
        let written = imps_xml::to_string(&message).unwrap();
        assert_eq!(untyped(&written), untyped(&text), "{name}");
        let again: Message = imps_xml::from_str(&written).unwrap();
        assert_eq!(again, message, "{name}");
        assert_eq!(again.into_owned(), message.into_owned(), "{name}");
    }
}

#[test]
fn nothing_is_left_to_the_extensions_and_nothing_is_slipped() {
    for (name, text) in examples() {
        let unconfirmed = name.contains("unconfirmed");
        let options = ReadOptions::default().with_unknown(UnknownContent::Refuse);
        let message = imps_xml::from_str_with::<Message>(&text, &options);
        let message = message.unwrap_or_else(|error| panic!("{name}: {error}"));
        // Strict reading accepts all of them, because the presence lists of group properties and
        // messages have no namespace anywhere.
        let strict = imps_xml::from_str_with::<Message>(&text, &options.with_strict(true));
        assert!(strict.is_ok(), "{name}: {}", strict.unwrap_err());
        assert_eq!(matches!(message.primitive(), Some(Primitive::Unconfirmed(_))), unconfirmed, "{name}");
    }
}

#[test]
fn the_validator_has_nothing_to_say_but_that_some_are_unconfirmed() {
    for (name, text) in examples() {
        let open = |options: &ReadOptions| XmlSource::with_vocabulary(&text, options, &SSP);
        let findings = validate(open, &ValidateOptions::default());
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        let expected: &[&str] = if name.contains("unconfirmed") { &["unconfirmed"] } else { &[] };
        assert_eq!(rules, expected, "{name}: {findings:?}");
    }
}

#[test]
fn every_primitive_that_was_seen_has_an_example() {
    let mut seen = BTreeSet::new();
    for (_, text) in examples() {
        let message: Message = imps_xml::from_str(&text).unwrap();
        match message.setup_transaction() {
            Some(setup) => drop(seen.insert(setup.primitive.tag())),
            None => {
                let transactions = &message.session().unwrap().transactions;
                seen.extend(transactions.iter().map(|transaction| transaction.primitive.tag()));
            }
        }
    }
    let confirmed = Primitive::ROWS.iter().filter(|row| row.confirmed).map(|row| row.tag);
    let missing: Vec<_> =
        confirmed.chain(SetupPrimitive::TAGS.iter().copied()).filter(|tag| !seen.contains(tag)).collect();
    assert_eq!(missing, []);
}

#[cfg(feature = "serde")]
#[test]
fn every_document_survives_json() {
    for (name, text) in examples() {
        let message: Message = imps_xml::from_str(&text).unwrap();
        let json = serde_json::to_string(&message).unwrap();
        let read: Message =
            serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}: {json}"));
        assert_eq!(read, message, "{name}: {json}");
        assert!(!json.contains("extensions"), "{name}: {json}");
        let sorted = serde_json::to_value(&message).unwrap();
        assert_eq!(serde_json::from_value::<Message>(sorted).unwrap(), message, "{name}");
    }
}
