//! The carriers of requirements, guidelines, documents and groups exist.

use crate::carriers::PATHS;
use imps_conformance::{Carriers, Document, Group, Guideline, GuidelineKind, Requirement, Verdict};
use imps_core::{CSP, Word};
use imps_testing::{table, testdata};
use std::fs;
use std::path::Path;

/// All parts, with their names.
fn parts() -> Vec<(String, Carriers)> {
    let documents = Document::ALL.iter().map(|part| (part.key.into(), part.carriers));
    let requirements = Requirement::ALL.iter().map(|part| (part.id.into(), part.carriers));
    let guidelines = Guideline::ALL.iter().map(|part| (part.number.to_string(), part.carriers));
    let groups = Group::all_readings().map(|part| (part.id().into(), part.carriers()));
    documents.chain(requirements).chain(guidelines).chain(groups).collect()
}

#[test]
fn every_carrier_is_a_real_name() {
    for (id, carriers) in parts() {
        for element in carriers.elements {
            let tag = CSP.tag(element).unwrap_or_else(|| panic!("{id}: no element {element}"));
            // An element with children is a structure, and a primitive is one of the list.
            let is_primitive = element.ends_with("-Request") || element.ends_with("-Response");
            assert!(!is_primitive || imps_csp::schema_of(tag).is_some(), "{id}: no type for {element}");
        }
        for word in carriers.words {
            assert!(Word::new(word).is_some(), "{id}: no word {word}");
        }
        for path in carriers.code {
            assert!(PATHS.contains(path), "{id}: {path} is not in the test that compiles");
        }
    }
}

#[test]
fn a_verdict_has_its_carriers_or_its_reason() {
    for (id, carriers) in parts() {
        let is_carried = !carriers.code.is_empty() || !carriers.elements.is_empty();
        match carriers.verdict {
            Verdict::Yes => assert!(is_carried && carriers.missing.is_empty(), "{id}"),
            Verdict::Part => assert!(is_carried && !carriers.missing.is_empty(), "{id}"),
            Verdict::No => assert!(!is_carried && !carriers.missing.is_empty(), "{id}"),
            Verdict::NotApplicable => assert!(!carriers.missing.is_empty(), "{id}"),
        }
    }
}

#[test]
fn the_lists_are_the_facts() {
    let ids = |table: Vec<Vec<String>>, column: usize| -> Vec<String> {
        table.into_iter().map(|mut row| row.swap_remove(column)).collect()
    };
    assert_eq!(ids(table("documents.tsv"), 0), Document::ALL.iter().map(|it| it.key).collect::<Vec<_>>());
    let requirements = table("requirements.tsv");
    assert_eq!(requirements.len(), 74);
    for (row, requirement) in requirements.iter().zip(Requirement::ALL) {
        assert_eq!([&row[0], &row[1]], [requirement.id, requirement.statement]);
        for name in requirement.carriers.elements.iter().chain(requirement.carriers.words) {
            let stem = name.trim_end_matches("Response").trim_end_matches("Request");
            assert!(row[2].contains(stem), "{}: {name} is not in {}", row[0], row[2]);
        }
    }
    assert_eq!(Requirement::ALL.len(), 74);
    let guidelines = table("guidelines.tsv");
    assert_eq!(guidelines.len(), 23);
    let trace = table("guidelines-trace.tsv");
    for ((row, traced), guideline) in guidelines.iter().zip(&trace).zip(Guideline::ALL) {
        assert_eq!([&*row[0], &*traced[2]], [guideline.feature, guideline.kind.as_str()]);
        assert_eq!(traced[0], guideline.number.to_string());
    }
    assert_eq!(Guideline::ALL.len(), 23);
}

/// The trace is older than some crates, so a verdict may be better. None is worse.
#[test]
fn no_verdict_is_worse_than_the_trace() {
    let rank = |text: &str| ["no", "part", "yes"].iter().position(|verdict| *verdict == text);
    for row in table("requirements-trace.tsv") {
        let verdict = Requirement::find(&row[0]).unwrap().carriers.verdict;
        assert!(rank(verdict.as_str()) >= rank(&row[2]), "{}: {verdict}", row[0]);
        assert_eq!(verdict == Verdict::NotApplicable, row[2] == "n/a", "{}", row[0]);
    }
}

/// The numbers in the texts of `xtask/tables/enabler.tsv`.
#[test]
fn the_counts_in_the_texts_are_right() {
    let rows = imps_ssp::Primitive::ROWS;
    assert_eq!((rows.iter().filter(|row| !row.confirmed).count(), rows.len()), (28, 62));
    assert_eq!(imps_pts::Codes::standard().rows().filter(|row| row.kind == "message").count(), 25);
}

/// A helper names its guideline, and a note has no code.
#[test]
fn helpers_have_the_numbers_of_their_guidelines() {
    let mut mentions = Vec::new();
    sources(&testdata("../crates"), &mut mentions);
    for guideline in Guideline::ALL {
        let Guideline { number, kind, carriers, .. } = guideline;
        if *kind == GuidelineKind::Note {
            assert_eq!(carriers.verdict, Verdict::NotApplicable, "{number}");
            assert!(carriers.code.is_empty() && carriers.missing.contains("white paper"), "{number}");
        }
        for path in carriers.code {
            let folder = path.split("::").next().unwrap().replace('_', "-");
            let is_named = mentions
                .iter()
                .any(|(file, numbers)| file.contains(&format!("/{folder}/src/")) && numbers.contains(number));
            assert!(is_named, "no comment in {folder} says that it has guideline {number}");
        }
    }
}

/// Collects the numbers of guidelines in each source file: "guideline 11", "guidelines 2 and 21".
fn sources(folder: &Path, mentions: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, mentions);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            // The lines of a comment are one text.
            let text = fs::read_to_string(&path).unwrap().to_lowercase();
            let lines = text.lines().map(|line| line.trim_start().trim_start_matches(['/', '!']));
            let text = lines.collect::<Vec<_>>().join(" ");
            let numbers = text.split("guideline").skip(1).flat_map(|rest| {
                let words = rest.trim_start_matches('s').split_whitespace();
                words
                    .map(|word| word.trim_matches([',', ')', '.', ':']))
                    .take_while(|word| *word == "and" || word.parse::<u8>().is_ok())
                    .filter_map(|word| word.parse().ok())
                    .collect::<Vec<_>>()
            });
            let numbers = numbers.collect::<Vec<_>>();
            if !numbers.is_empty() {
                mentions.push((path.display().to_string(), numbers));
            }
        }
    }
}
