//! The items that follow from feature groups.

use super::{Arguments, list};
use crate::json::line as json;
use imps_conformance::{Claim, Correction, Group, Item, Reading, Side, Verdict};
use serde::Serialize;
use std::fmt::Write as _;

const CRATES: &str =
    "# the groups that these crates have; a product adds connections (TCP or TLS), storage and a clock\n";

/// The whole output.
pub(super) fn text(arguments: &Arguments) -> String {
    let mut out = String::new();
    let mut groups = arguments.have.clone();
    if arguments.of_these_crates {
        groups = Group::all().filter(|group| group.carriers().verdict == Verdict::Yes).collect();
        if arguments.why_not.is_empty() {
            if !arguments.json {
                out += CRATES;
            }
            crates(arguments.json, &mut out);
        }
    }
    let claim = Claim::largest(groups, arguments.reading.reading());
    if !arguments.why_not.is_empty() {
        for item in &arguments.why_not {
            why_not(&claim, *item, arguments.json, &mut out);
        }
    } else if arguments.json {
        out += &json(&ClaimLine::of(&claim));
        for item in Item::all() {
            out += &json(&ItemLine::of(&claim, item));
        }
    } else {
        people(&claim, &mut out);
    }
    out
}

/// A table of the groups that this workspace has.
fn crates(as_json: bool, out: &mut String) {
    for group in Group::all() {
        let carriers = group.carriers();
        if as_json {
            *out += &json(&GroupLine {
                kind: "group",
                group: group.id(),
                verdict: carriers.verdict.as_str(),
                code: carriers.code,
                missing: carriers.missing,
            });
            continue;
        }
        let not_there = if carriers.missing.is_empty() { "" } else { "; not there: " };
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            out,
            "{:<18} {:<5} {}{not_there}{}",
            group.short(),
            carriers.verdict,
            list(carriers.code),
            carriers.missing
        );
    }
}

fn why_not(claim: &Claim, item: Item, as_json: bool, out: &mut String) {
    if as_json {
        *out += &json(&ItemLine::of(claim, item));
        return;
    }
    let line = match claim.why_not(item) {
        Some(why_not) => why_not.to_string(),
        None => format!("{} is in the claim", item.short()),
    };
    let _ = writeln!(out, "{line}");
}

/// The claim for people.
fn people(claim: &Claim, out: &mut String) {
    let items = claim.items();
    let _ = writeln!(out, "# {} of {} items, {}", items.len(), Item::all().len(), name(claim.reading()));
    for side in Side::ALL {
        let lacks = Claim::mandatory(side).filter(|item| !items.contains(item)).map(Item::short);
        let lacks = list(lacks);
        let verdict =
            if lacks.is_empty() { "conforms".into() } else { format!("does not conform: lacks {lacks}") };
        let _ = writeln!(out, "{side:<6} {verdict}");
    }
    for item in Item::all() {
        let (in_claim, need) = match claim.why_not(item) {
            None => ("yes", String::new()),
            // The other steps are in the lines of their items.
            Some(why_not) => (
                "no",
                why_not.steps.first().map(|step| format!("; needs {}", step.missing)).unwrap_or_default(),
            ),
        };
        let _ = writeln!(out, "{:<6} {in_claim:<4} {}{need}", item.short(), item.feature());
    }
    let other = other(claim.reading());
    let differing = claim.differing(other);
    if !differing.is_empty() {
        let _ =
            writeln!(out, "# differ {}: {}", name(other), list(differing.iter().map(|item| item.short())));
        let corrections = Correction::ALL.iter().filter(|correction| differing.contains(&correction.item));
        for Correction { item, found, expected, reason, .. } in corrections {
            let _ = writeln!(out, "# {} has {found}, corrected {expected}: {reason}", item.short());
        }
    }
}

const fn other(reading: Reading) -> Reading {
    match reading {
        Reading::AsWritten => Reading::Corrected,
        Reading::Corrected => Reading::AsWritten,
    }
}

const fn name(reading: Reading) -> &'static str {
    match reading {
        Reading::AsWritten => "as written",
        Reading::Corrected => "in the corrected reading",
    }
}

#[derive(Serialize)]
struct GroupLine {
    kind: &'static str,
    group: &'static str,
    verdict: &'static str,
    code: &'static [&'static str],
    missing: &'static str,
}

#[derive(Serialize)]
struct ClaimLine {
    kind: &'static str,
    reading: &'static str,
    groups: Vec<&'static str>,
    items: Vec<&'static str>,
    client: bool,
    server: bool,
    differing: Vec<&'static str>,
}

impl ClaimLine {
    fn of(claim: &Claim) -> Self {
        Self {
            kind: "claim",
            reading: claim.reading().as_str(),
            groups: claim.groups().iter().map(|group| group.id()).collect(),
            items: claim.items().iter().map(|item| item.id()).collect(),
            client: claim.conforms(Side::Client),
            server: claim.conforms(Side::Server),
            differing: claim.differing(other(claim.reading())).iter().map(|item| item.id()).collect(),
        }
    }
}

#[derive(Serialize)]
struct ItemLine {
    kind: &'static str,
    item: &'static str,
    side: &'static str,
    mandatory: bool,
    feature: &'static str,
    claimed: bool,
    why_not: Option<String>,
    missing_items: Vec<&'static str>,
    missing_groups: Vec<&'static str>,
}

impl ItemLine {
    fn of(claim: &Claim, item: Item) -> Self {
        let why_not = claim.why_not(item);
        let items = why_not.as_ref().map(imps_conformance::WhyNot::items).unwrap_or_default();
        let groups = why_not.as_ref().map(imps_conformance::WhyNot::groups).unwrap_or_default();
        Self {
            kind: "item",
            item: item.id(),
            side: item.side().as_str(),
            mandatory: item.is_mandatory(),
            feature: item.feature(),
            claimed: why_not.is_none(),
            why_not: why_not.map(|why_not| why_not.to_string()),
            missing_items: items.into_iter().map(Item::id).collect(),
            missing_groups: groups.into_iter().map(Group::id).collect(),
        }
    }
}
