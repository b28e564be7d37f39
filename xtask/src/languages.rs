//! The tables of other languages, in the text form of `wbxml::table::CodeSpace::parse`.

use crate::Result;
use crate::made::{Made, root};
use crate::table::Table;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;

/// Client provisioning has its facts in tables with headers.
const PROVISIONING: &str = "prov";

/// A row: its kind, page and token, and the rest with TABs.
type Row = (&'static str, u8, u8, String);

/// Makes the files that `xtask/tables/languages.tsv` lists.
pub(crate) fn files() -> Result<Vec<Made>> {
    let registry = Table::of_facts("wbxml/public-ids-omna.tsv")?;
    let made = |language: &crate::table::Row| {
        let facts = language.cell("facts")?;
        let (sources, rows) = if facts == PROVISIONING {
            ("testdata/spec/wbxml/prov-*.tsv".into(), provisioning()?)
        } else {
            let path = format!("testdata/spec/wbxml/other/{facts}.txt");
            let rows = listed(&path)?;
            (path, rows)
        };
        let mut body = format!("# {}\n", language.cell("title")?);
        for number in language.given("public_ids")?.into_iter().flat_map(|numbers| numbers.split(' ')) {
            let row = registry.find(&[("value", number)])?;
            let row = row.ok_or_else(|| language.fault(&format!("{number} is not registered")))?;
            // Writing to a `String` cannot fail, here and below.
            let _ = writeln!(body, "public-id\t{number}\t{}", row.cell("fpi")?);
        }
        let mut tokens = HashSet::new();
        for (kind, page, token, rest) in rows {
            let twice = if tokens.insert((kind, page, token)) { "" } else { "# The same token: " };
            let _ = writeln!(body, "{twice}{kind}\t{page}\t0x{token:02X}\t{rest}");
        }
        let sources = format!("{sources} and xtask/tables/languages.tsv");
        Ok(Made::new(language.cell("file")?, &sources, &body))
    };
    Table::of_code("languages.tsv")?.rows.iter().map(made).collect()
}

/// The rows of a list of facts, where pages and tokens are hexadecimal.
fn listed(path: &str) -> Result<Vec<Row>> {
    let text = fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))?;
    let row = |(number, line): (usize, &str)| {
        let fault = || format!("{path}:{number}: not a row");
        let mut cells = line.splitn(4, '\t');
        let mut cell = || cells.next().ok_or_else(fault);
        let byte = |text: &str| u8::from_str_radix(text, 16).map_err(|_| fault());
        let kind = kind(cell()?).ok_or_else(fault)?;
        Ok((kind, byte(cell()?)?, byte(cell()?)?, cell()?.to_owned()))
    };
    (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty()).map(row).collect()
}

fn kind(text: &str) -> Option<&'static str> {
    ["tag", "attribute", "value"].into_iter().find(|kind| *kind == text)
}

fn provisioning() -> Result<Vec<Row>> {
    let mut all = Vec::new();
    for (kind, file) in [("tag", "prov-tags"), ("attribute", "prov-attributes"), ("value", "prov-values")] {
        for row in &Table::of_facts(&format!("wbxml/{file}.tsv"))?.rows {
            let rest = match kind {
                "tag" => row.cell("element")?.to_owned(),
                "value" => row.cell("value")?.to_owned(),
                _ => match row.cell("value_prefix")? {
                    "" => row.cell("attribute")?.to_owned(),
                    prefix => format!("{}\t{prefix}", row.cell("attribute")?),
                },
            };
            all.push((kind, row.byte("code_page")?, row.byte("token")?, rest));
        }
    }
    Ok(all)
}
