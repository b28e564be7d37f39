//! `doc/enabler.md`: each part has a row with a verdict.

use imps_conformance::{Document, Group, Guideline, Requirement};
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../../../doc/enabler.md");

/// The rows of the tables in a section, without their heads.
fn rows(section: &str) -> Vec<Vec<&'static str>> {
    let text = PAGE.split(&format!("\n## {section}\n")).nth(1).unwrap();
    let text = text.split("\n## ").next().unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

#[test]
fn no_row_is_without_a_verdict() {
    for (section, count, columns) in [
        ("Documents", Document::ALL.len(), 5),
        ("Requirements", Requirement::ALL.len(), 5),
        ("Guidelines", Guideline::ALL.len(), 6),
        ("Feature groups", Group::all().len(), 5),
    ] {
        let rows = rows(section);
        assert_eq!(rows.len(), count, "{section}");
        for row in &rows {
            assert_eq!(row.len(), columns, "{row:?}");
            let [.., verdict, carried, missing] = row.as_slice() else { panic!("{row:?}") };
            match *verdict {
                "yes" => assert!(!carried.is_empty() && missing.is_empty(), "{row:?}"),
                "part" => assert!(!carried.is_empty() && !missing.is_empty(), "{row:?}"),
                "no" | "n/a" => assert!(!missing.is_empty(), "{row:?}"),
                _ => panic!("{row:?} has no verdict"),
            }
        }
        let ids: BTreeSet<_> = rows.iter().map(|row| row[0]).collect();
        assert_eq!(ids.len(), count, "{section}: each row is another part");
    }
}

#[test]
fn the_page_and_the_tables_say_the_same() {
    for (requirement, row) in Requirement::ALL.iter().zip(rows("Requirements")) {
        let carriers = requirement.carriers;
        assert_eq!([requirement.id, requirement.statement, carriers.verdict.as_str()], row[..3]);
        assert_eq!(carriers.missing, row[4]);
    }
    for (document, row) in Document::ALL.iter().zip(rows("Documents")) {
        assert_eq!(row[0], format!("{} (`{}`)", document.key, document.reference));
        assert_eq!(row[2], document.carriers.verdict.as_str());
    }
    for (guideline, row) in Guideline::ALL.iter().zip(rows("Guidelines")) {
        assert_eq!([row[1], row[3]], [guideline.feature, guideline.carriers.verdict.as_str()]);
    }
}
