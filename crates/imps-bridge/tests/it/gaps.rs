//! Every row of `version-gaps.tsv` has its kind, or a row of `corrections.tsv` says which it has.

use crate::common::{Leaf, context, leaves, primitives, random, tree};
use imps_bridge::{Reason, convert_with};
use imps_core::Version;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Moved,
    Dropped,
    Replaced,
    Refused,
}

/// The outcomes of the elements of random messages, by versions, parent and child.
type Observed = BTreeMap<(Version, Version), BTreeMap<(String, String), BTreeSet<Outcome>>>;

fn observe() -> Observed {
    let context = context();
    let mut observed = Observed::new();
    for (from, (row, schema)) in
        Version::ALL.into_iter().flat_map(|from| primitives(from).map(move |one| (from, one)))
    {
        for message in (1..50).filter_map(|seed| random(from, row, schema, seed)) {
            let before = leaves(&tree(&message));
            for to in Version::ALL.into_iter().filter(|to| *to != from) {
                let bridged = convert_with(message.clone(), to, &context);
                let found = observed.entry((from, to)).or_default();
                for leaf in &before {
                    let outcome = outcome(leaf, &bridged.losses);
                    let steps: Vec<&str> =
                        leaf.path.split('/').map(|step| step.split('[').next().unwrap()).collect();
                    for pair in steps.windows(2) {
                        found.entry((pair[0].into(), pair[1].into())).or_default().insert(outcome);
                    }
                }
            }
        }
    }
    observed
}

fn outcome(leaf: &Leaf, losses: &[imps_bridge::Loss]) -> Outcome {
    let covers = |loss: &&imps_bridge::Loss| {
        leaf.path.strip_prefix(&loss.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let Some(loss) = losses.iter().find(covers) else { return Outcome::Moved };
    let is_primitive = loss.path.matches('/').count() == 4 && loss.path.contains("/TransactionContent/");
    match loss.reason {
        Reason::ReplacedBy(_) => Outcome::Replaced,
        _ if is_primitive => Outcome::Refused,
        _ => Outcome::Dropped,
    }
}

/// The outcome that a kind means. An element without a parent follows its parent.
fn is_kind(kind: &str, outcomes: &BTreeSet<Outcome>) -> bool {
    match kind {
        "moved" => outcomes.contains(&Outcome::Moved),
        "gone" => !outcomes.contains(&Outcome::Moved) && !outcomes.is_empty(),
        "parent" => !outcomes.is_empty(),
        "spelling" => outcomes.is_empty(),
        other => panic!("unknown kind {other}"),
    }
}

/// Parents that are no message of a session: each server answers them in its own version.
fn is_discovery(parent: &str) -> bool {
    parent.starts_with("WV-CSP-")
        || parent.ends_with("NSName")
        || ["VersionList", "OtherServer", "ExtendedData"].contains(&parent)
}

/// The rows of the corrections: `corrections.tsv`.
fn corrections() -> BTreeMap<[String; 4], String> {
    let rows = include_str!("corrections.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let corrected = rows.map(|row| {
        let mut cells = row.split('\t').map(String::from);
        let mut next = || cells.next().unwrap();
        ([next(), next(), next(), next()], next())
    });
    corrected.collect()
}

#[test]
fn every_row_of_the_table_is_handled() {
    let observed = observe();
    let mut corrections = corrections();
    let mut faults = Vec::new();
    let rows = imps_testing::table("csp/version-gaps.tsv");
    assert_eq!(rows.len(), 520);
    for row in rows {
        let [from, to, parent, child, guess] = row.try_into().unwrap();
        let all = &observed[&(from.parse().unwrap(), to.parse().unwrap())];
        let key = [from, to, parent, child];
        let kind = corrections.remove(&key).unwrap_or(guess);
        let [from, to, parent, child] = key;
        // Groups and text of a model are no elements: the elements in them, or around them, travel.
        let is_group = child.starts_with(['@', '#']) && kind != "spelling";
        let is_handled = if is_group {
            all.keys().any(|(known, leaf)| *known == parent || *leaf == parent)
        } else {
            is_kind(&kind, all.get(&(parent.clone(), child.clone())).unwrap_or(&BTreeSet::new()))
        };
        if !is_handled && !is_discovery(&parent) {
            let outcomes = all.get(&(parent.clone(), child.clone()));
            faults.push(format!("{from} to {to}: {parent}/{child} is not {kind}: {outcomes:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(corrections.is_empty(), "not in the table: {corrections:#?}");
}
