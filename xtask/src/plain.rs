//! The standard table of the plain-text syntax, as text and as constants.

mod constants;
mod facts;
mod standard;

use crate::Result;
use crate::made::Made;
use standard::Standard;

/// Makes the standard table in both forms.
pub(crate) fn files() -> Result<Vec<Made>> {
    let standard = Standard::read()?;
    let sources = "testdata/spec/pts and xtask/tables (pts-forms.tsv, pts-exceptions.tsv)";
    Ok(vec![
        Made::new("crates/imps-pts/src/codes/standard.pts", sources, &standard.text()),
        Made::new("crates/imps-pts/src/codes/standard.rs", sources, &constants::text(&standard)),
    ])
}
