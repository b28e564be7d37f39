//! `erdef.tsv`, and the results of `erdef-evaluation.md`.

use imps_conformance::{Claim, Correction, Group, Item, Operand, Reading, Side};
use imps_testing::table;
use std::collections::BTreeSet;

/// The items of the largest claim for groups by their short names.
fn items(groups: &str, reading: Reading) -> Vec<&'static str> {
    let groups = groups.split(", ").filter(|name| !name.is_empty()).map(|name| name.parse().unwrap());
    Claim::largest(groups, reading).items().iter().map(|item| item.short()).collect()
}

#[test]
fn the_items_are_the_rows_of_the_table() {
    let rows = table("erdef.tsv");
    assert_eq!(rows.len(), 30);
    assert_eq!(Item::all().len(), 30);
    for (item, row) in Item::all().zip(&rows) {
        let [id, side, feature, status, requirement, ..] = row.as_slice() else { panic!("{row:?}") };
        assert_eq!((item.id(), item.side().as_str(), item.feature()), (&**id, &**side, &**feature));
        assert_eq!((item.is_mandatory(), item.requirement()), (status == "M", &**requirement));
        assert_eq!(id.parse(), Ok(item));
    }
    let mandatory = |side| Claim::mandatory(side).map(Item::short).collect::<Vec<_>>();
    assert_eq!(mandatory(Side::Client), ["C-001", "C-003"]);
    assert_eq!(mandatory(Side::Server), ["S-016"]);
}

#[test]
fn every_expression_is_readable_and_one_has_a_stray_bracket() {
    for item in Item::all() {
        let written = item.expression(Reading::AsWritten);
        let stray: &[usize] = if item.short() == "S-015" { &[59] } else { &[] };
        assert_eq!(written.stray_brackets, stray, "{item}");
        assert!(!written.expression.operands().is_empty(), "{item}");
        let corrected = item.expression(Reading::Corrected);
        assert!(corrected.stray_brackets.is_empty(), "{item}");
        let is_corrected = Correction::ALL.iter().any(|correction| correction.item == item);
        // A bracket that closes nothing has no effect.
        let is_other = is_corrected && item.short() != "S-015";
        assert_eq!(written.expression != corrected.expression, is_other, "{item}");
        // The form of the standard, up to the outer brackets of one item.
        let text = item.requirement();
        let text = if item.side() == Side::Server && text.starts_with('(') && !text.contains(") AND") {
            text.trim_matches(['(', ')'])
        } else {
            text
        };
        let text = if item.short() == "S-015" { text.trim_end_matches(')') } else { text };
        assert_eq!(written.expression.to_string(), text);
    }
    assert_eq!(Correction::ALL.len(), 3);
}

#[test]
fn the_groups_are_the_ones_that_the_expressions_name() {
    let rows = table("feature-groups.tsv");
    let ids: Vec<_> = Group::all().map(Group::id).collect();
    assert_eq!(ids, rows.iter().map(|row| &*row[0]).collect::<Vec<_>>());
    let named: BTreeSet<_> = Item::all()
        .flat_map(|item| item.expression(Reading::AsWritten).expression.operands())
        .filter_map(|operand| if let Operand::Group(group) = operand { Some(group) } else { None })
        .collect();
    assert_eq!(named, Group::all().collect());
    let shorts: BTreeSet<_> = Group::all_readings().map(Group::short).collect();
    assert_eq!(shorts.len(), 26, "each has a name of its own");
    for (group, row) in Group::all().zip(&rows) {
        let kind = if group.is_mandatory() { "mandatory" } else { "optional" };
        assert_eq!([group.side().as_str(), kind, group.document(), group.what_it_takes()], row[1..5]);
    }
}

/// The first row of results.
#[test]
fn all_groups_give_all_items() {
    for reading in Reading::ALL {
        let claim = Claim::largest(Group::all(), reading);
        assert_eq!(claim.items().len(), 30, "{reading}");
        assert!(Side::ALL.iter().all(|side| claim.conforms(*side)));
        assert!(Item::all().all(|item| claim.why_not(item).is_none()));
    }
}

/// The second row.
#[test]
fn no_group_gives_no_item() {
    for reading in Reading::ALL {
        assert_eq!(items("", reading), [""; 0]);
    }
}

/// The third row.
#[test]
fn a_phone_with_binary_xml() {
    for reading in Reading::ALL {
        assert_eq!(items("CSP:MCF, Transport:MCF, WBXML:MCF", reading), ["C-001", "C-003", "C-006"]);
    }
}

const SERVER: [&str; 7] = ["S-001", "S-003", "S-005", "S-006", "S-016", "S-017", "S-020"];

/// The fourth row.
#[test]
fn a_server_with_the_odd_code() {
    for reading in Reading::ALL {
        assert_eq!(items("CSP:MSF, Transport:MSF, XMLS:MSF, WBXML:MSCF", reading), SERVER);
    }
}

/// The fifth row.
#[test]
fn a_server_with_the_code_that_was_meant() {
    let groups = "CSP:MSF, Transport:MSF, XMLS:MSF, WBXML:MSF";
    assert_eq!(items(groups, Reading::AsWritten), [""; 0]);
    assert_eq!(items(groups, Reading::Corrected), SERVER);
    let groups = groups.split(", ").map(|name| name.parse().unwrap());
    let claim = Claim::largest(groups, Reading::AsWritten);
    assert_eq!(claim.differing(Reading::Corrected).len(), SERVER.len());
    let why_not = claim.why_not("S-016".parse().unwrap()).unwrap();
    let groups: Vec<_> = why_not.groups().into_iter().map(Group::short).collect();
    assert!(groups.contains(&"WBXML:MSCF"), "{why_not}");
}

/// The sixth row.
#[test]
fn a_server_without_xml() {
    let groups = "CSP:MSF, Transport:MSF, PTS:MSF, WBXML:MSCF";
    assert_eq!(items(groups, Reading::AsWritten), [""; 0]);
    let corrected = ["S-001", "S-003", "S-006", "S-007", "S-016", "S-017", "S-020"];
    assert_eq!(items(groups, Reading::Corrected), corrected);
}

/// Random declarations: the claim holds, no larger one does, and each reason ends in groups that
/// are enough.
#[test]
fn a_claim_is_the_largest_that_holds() {
    let expressions: Vec<_> =
        Item::all().map(|item| item.expression(Reading::AsWritten).expression).collect();
    let mut seed = 1_u64;
    for _ in 0..100 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bits = seed >> 30;
        let groups: BTreeSet<_> = Group::all_readings()
            .enumerate()
            .filter(|(bit, _)| bits >> bit & 1 == 1)
            .map(|it| it.1)
            .collect();
        let claim = Claim::largest(groups.iter().copied(), Reading::AsWritten);
        let holds = |item: Item, items: &BTreeSet<Item>| {
            let place = Item::all().position(|other| other == item).unwrap();
            expressions[place].holds(&|operand| match operand {
                Operand::Item(item) => items.contains(&item),
                Operand::Group(group) => groups.contains(&group),
            })
        };
        assert!(claim.items().iter().all(|item| holds(*item, claim.items())));
        // A union of claims that hold would hold, so a larger claim begins with some set of others.
        let mut larger: BTreeSet<_> = Item::all().collect();
        while let Some(fails) = larger.iter().copied().find(|item| !holds(*item, &larger)) {
            larger.remove(&fails);
        }
        assert_eq!(*claim.items(), larger);
        for item in Item::all() {
            let why_not = claim.why_not(item);
            assert_eq!(why_not.is_none(), claim.items().contains(&item));
            if let Some(why_not) = why_not {
                assert!(why_not.steps.len() <= 30 && !why_not.groups().is_empty(), "{why_not}");
                assert!(why_not.groups().is_disjoint(&groups));
                let enough = groups.union(&why_not.groups()).copied().collect::<Vec<_>>();
                assert!(Claim::largest(enough, Reading::AsWritten).items().contains(&item), "{why_not}");
                assert!(why_not.items().is_disjoint(claim.items()));
            }
        }
    }
}
