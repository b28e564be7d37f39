//! The parts of the enabler, each with its verdict.

mod names;

use crate::Result;
use crate::table::{Row, Table};
use names::Names;

/// The lists of the enabler, in the order of the facts.
pub(super) struct Parts {
    pub(super) documents: Vec<Part>,
    pub(super) requirements: Vec<Part>,
    pub(super) guidelines: Vec<Part>,
    pub(super) groups: Vec<Part>,
}

/// A document, a requirement, a guideline or a feature group.
pub(super) struct Part {
    pub(super) id: String,
    pub(super) verdict: Verdict,
    /// The elements and words that carry it, by their names in the standard.
    pub(super) names: Names,
    /// The paths of Rust items that carry it.
    pub(super) code: Vec<String>,
    /// The things that are not there, with the reason.
    pub(super) missing: String,
    /// The other cells that the lists have, by the caller's columns.
    pub(super) texts: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Yes,
    Part,
    No,
    NotApplicable,
}

impl Verdict {
    fn parse(row: &Row, text: &str) -> Result<Self> {
        match text {
            "yes" => Ok(Self::Yes),
            "part" => Ok(Self::Part),
            "no" => Ok(Self::No),
            "n/a" => Ok(Self::NotApplicable),
            _ => Err(row.fault(&format!("{text:?} is not a verdict"))),
        }
    }
}

impl Parts {
    pub(super) fn read() -> Result<Self> {
        let carried = Table::of_code("enabler.tsv")?;
        let known = names::Known::read()?;
        let list = |list, facts: &Table, texts: &[&str], trace| -> Result<Vec<Part>> {
            let part = |row| Part::of(&carried, &known, list, row, texts, trace);
            facts.rows.iter().map(part).collect()
        };
        let documents = Table::of_facts("documents.tsv")?;
        let requirements = Table::of_facts("requirements.tsv")?;
        let guidelines = Table::of_facts("guidelines.tsv")?;
        let groups = Table::of_facts("feature-groups.tsv")?;
        let traced = Table::of_facts("requirements-trace.tsv")?;
        let numbered = Table::of_facts("guidelines-trace.tsv")?;
        let parts = Self {
            documents: list("document", &documents, &["permanent_reference", "role"], Trace::None("key"))?,
            requirements: list("requirement", &requirements, &["statement", "layer"], Trace::Built(&traced))?,
            guidelines: list(
                "guideline",
                &guidelines,
                &["feature", "meaning_for_codec"],
                Trace::Kind(&numbered),
            )?,
            groups: list(
                "group",
                &groups,
                &["side", "kind", "document", "what_it_takes"],
                Trace::None("group"),
            )?,
        };
        carried.all_used()?;
        Ok(parts)
    }
}

/// The trace of a list among the facts.
#[derive(Clone, Copy)]
enum Trace<'t> {
    /// None has verdicts. The list has this column of ids.
    None(&'static str),
    /// A verdict for each id.
    Built(&'t Table),
    /// A number and a kind for each feature.
    Kind(&'t Table),
}

impl Part {
    fn of(
        carried: &Table,
        known: &names::Known,
        list: &str,
        row: &Row,
        columns: &[&str],
        trace: Trace<'_>,
    ) -> Result<Self> {
        let mut texts =
            columns.iter().map(|column| row.cell(column).map(String::from)).collect::<Result<Vec<_>>>()?;
        let (id, traced, names) = match trace {
            Trace::None(column) => (row.cell(column)?, None, Names::default()),
            Trace::Built(table) => {
                let id = row.cell("id")?;
                let traced = table.find(&[("id", id)])?.ok_or_else(|| row.fault("not in the trace"))?;
                (
                    id,
                    Some((traced.cell("built")?, traced.cell("missing")?)),
                    known.of(row, row.cell("served_by")?)?,
                )
            }
            Trace::Kind(table) => {
                let traced = Self::guideline(table, row)?;
                texts.push(traced.cell("kind")?.into());
                (traced.cell("n")?, None, known.of(row, row.cell("carried_by")?)?)
            }
        };
        let here = carried.find(&[("list", list), ("id", id)])?;
        let given = |column| here.map_or(Ok(None), |here| here.given(column));
        let verdict = given("verdict")?.or(traced.map(|(built, _)| built));
        let verdict = Verdict::parse(here.unwrap_or(row), verdict.unwrap_or_default())?;
        let mut missing = given("missing")?.or(traced.map(|(_, missing)| missing)).unwrap_or_default();
        if verdict == Verdict::NotApplicable && missing.is_empty() {
            missing = "it is no matter of messages";
        }
        if (verdict == Verdict::Yes) != missing.is_empty() {
            return Err(here.unwrap_or(row).fault("only a part that is not there needs words, and it does"));
        }
        let code = given("code")?.unwrap_or_default().split(", ").filter(|path| !path.is_empty());
        let code: Vec<_> = code.map(String::from).collect();
        let is_carried = !code.is_empty() || !names.is_empty();
        if matches!(verdict, Verdict::Yes | Verdict::Part) && !is_carried {
            return Err(here.unwrap_or(row).fault("nothing carries it"));
        }
        Ok(Self { id: id.into(), verdict, names, code, missing: missing.into(), texts })
    }

    /// The row of the trace for a guideline. The trace shortens some names, but keeps the order.
    fn guideline<'t>(table: &'t Table, row: &Row) -> Result<&'t Row> {
        let number = row.index() + 1;
        let found = table.find(&[("n", &number.to_string())])?;
        found.ok_or_else(|| row.fault("not in the trace"))
    }
}
