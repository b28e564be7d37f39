//! The parts of the enabler as data, and the page that lists them with a verdict each.

mod erdef;
mod page;
mod parts;
mod rust;

use crate::Result;
use crate::made::Made;
use erdef::Erdef;
use parts::Parts;

/// Makes the tables of `imps-conformance`, the test of its carriers, and `doc/enabler.md`.
pub(crate) fn files() -> Result<Vec<Made>> {
    let (erdef, parts) = (Erdef::read()?, Parts::read()?);
    let made = |name: &str, facts: &str, code: &str, body: &str| {
        let sources = format!("testdata/spec ({facts}) and xtask/tables ({code})");
        Made::new(&format!("crates/imps-conformance/src/made/{name}.rs"), &sources, body)
    };
    let carried = "enabler.tsv";
    let required = "requirements.tsv, requirements-trace.tsv";
    let guided = "guidelines.tsv, guidelines-trace.tsv";
    Ok(vec![
        made("items", "erdef.tsv", "erdef.tsv", &erdef.items()),
        made("groups", "feature-groups.tsv", "erdef.tsv, enabler.tsv", &rust::groups(&parts, &erdef)?),
        made("documents", "documents.tsv", carried, &rust::documents(&parts)?),
        made("requirements", required, carried, &rust::requirements(&parts)?),
        made("guidelines", guided, carried, &rust::guidelines(&parts)?),
        Made::new(
            "crates/imps-conformance/tests/it/carriers.rs",
            "xtask/tables/enabler.tsv",
            &rust::carriers_test(&parts),
        ),
        Made::new(
            "doc/enabler.md",
            &format!(
                "testdata/spec (documents.tsv, {required}, {guided}, feature-groups.tsv) and xtask/tables ({carried})"
            ),
            &page::page(&parts),
        ),
    ])
}
