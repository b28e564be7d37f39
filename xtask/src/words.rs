//! The list of words.

use crate::Result;
use crate::made::Made;
use crate::table::Table;
use crate::text;
use std::collections::BTreeSet;

/// Makes the list of all value tokens of all versions, in the order of their bytes.
pub(crate) fn files() -> Result<Vec<Made>> {
    let values = Table::of_facts("wbxml/values.tsv")?;
    let words = values.rows.iter().map(|row| row.cell("value")).collect::<Result<BTreeSet<_>>>()?;
    let body = format!(
        "//! All value tokens of all versions. The order has no meaning.\n\n\
         #[rustfmt::skip]\n\
         pub(super) const WORDS: &[&str] = &[\n{}];\n",
        text::lines(words.iter().map(|word| format!("{word:?}")))
    );
    let path = "crates/imps-core/src/names/word/list.rs";
    Ok(vec![Made::new(path, "testdata/spec/wbxml/values.tsv", &body)])
}
