//! Messages made by chance are what the models of their version want.

use imps_core::{ReadOptions, Version};
use imps_csp::validate::{ValidateOptions, validate};
use imps_fuzz::random::{Chance, message};
use imps_xml::XmlSource;

/// Rules about which elements stand where. Values are of any kind, and need not make sense together.
const STRUCTURE: [&str; 12] = [
    "unexpected-root",
    "unexpected-element",
    "unexpected-attribute",
    "unexpected-text",
    "not-in-version",
    "tolerated-element",
    "wrong-order",
    "too-many",
    "choice",
    "missing-element",
    "element-in-leaf",
    "content-in-empty",
];

#[test]
fn their_elements_stand_as_the_models_want() {
    for version in Version::ALL {
        let mut chance = Chance::new(7);
        for _ in 0..300 {
            let xml = imps_xml::to_string(&message(version, &mut chance)).unwrap();
            let open = |options: &ReadOptions| XmlSource::new(&xml, options);
            let mut findings = validate(open, &ValidateOptions::default()).into_iter();
            let found = findings.find(|finding| STRUCTURE.contains(&finding.rule));
            assert!(found.is_none(), "{}: {xml}", found.unwrap());
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_messages() {
    let of = |seed| message(Version::V1_3, &mut Chance::new(seed));
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}
