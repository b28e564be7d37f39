//! The conformance expressions, as written and in the corrected reading.

use crate::Result;
use crate::table::Table;
use std::fmt::Write as _;

/// The expressions.
pub(super) struct Erdef {
    items: Vec<Item>,
    corrections: Vec<Correction>,
}

struct Item {
    id: String,
    feature: String,
    is_mandatory: bool,
    written: String,
    corrected: String,
}

struct Correction {
    item: String,
    found: String,
    expected: String,
    reason: String,
}

impl Erdef {
    pub(super) fn read() -> Result<Self> {
        let (items, fixes) = (Table::of_facts("erdef.tsv")?, Table::of_code("erdef.tsv")?);
        let item = |row: &crate::table::Row| -> Result<Item> {
            let (id, written) = (row.cell("item")?, row.cell("requirement")?);
            let mut corrected = written.to_owned();
            if let Some(fix) = fixes.find(&[("item", id)])? {
                let found = fix.cell("found")?;
                if written.matches(found).count() != 1 {
                    return Err(fix.fault("it must replace one place"));
                }
                corrected = written.replace(found, fix.cell("expected")?);
            }
            let is_mandatory = match row.cell("status")? {
                "M" => true,
                "O" => false,
                status => return Err(row.fault(&format!("{status} is neither M nor O"))),
            };
            let (id, feature) = (id.into(), row.cell("feature")?.into());
            Ok(Item { id, feature, is_mandatory, written: written.into(), corrected })
        };
        let items = items.rows.iter().map(item).collect::<Result<_>>()?;
        fixes.all_used()?;
        let correction = |row: &crate::table::Row| -> Result<Correction> {
            let cell = |column| row.cell(column).map(String::from);
            Ok(Correction {
                item: cell("item")?,
                found: cell("found")?,
                expected: cell("expected")?,
                reason: cell("reason")?,
            })
        };
        let corrections = fixes.rows.iter().map(correction).collect::<Result<_>>()?;
        Ok(Self { items, corrections })
    }

    /// The groups of the corrected reading that the list of groups does not have, each with the one
    /// that it replaces.
    pub(super) fn corrected_groups(&self) -> Vec<(String, String)> {
        let full = |name: &str| format!("OMA-TS-IMPS-{name}");
        let groups = self.corrections.iter().filter(|fix| fix.expected.contains(':'));
        groups.map(|fix| (full(&fix.expected), full(&fix.found))).collect()
    }

    /// The made table of the items.
    pub(super) fn items(&self) -> String {
        let mut body = String::from(
            "//! The items of the release definition.\n\n\
             use crate::item::ItemRow;\n\
             use crate::reading::Correction;\n\n\
             #[rustfmt::skip]\n\
             pub(crate) const ITEMS: &[ItemRow] = &[\n",
        );
        for Item { id, feature, is_mandatory, written, corrected } in &self.items {
            let _ = writeln!(
                body,
                "    ItemRow {{\n        id: {id:?}, feature: {feature:?}, is_mandatory: {is_mandatory},\n        \
                 written: {written:?},\n        corrected: {corrected:?},\n    }},"
            );
        }
        body.push_str("];\n\n#[rustfmt::skip]\npub(crate) const CORRECTIONS: &[Correction] = &[\n");
        for Correction { item, found, expected, reason } in &self.corrections {
            let place = self.items.iter().position(|row| row.id == *item).unwrap_or_default();
            let _ = writeln!(body, "    Correction::new({place}, {found:?}, {expected:?}, {reason:?}),");
        }
        body.push_str("];\n");
        body
    }
}
