//! `imps tables`: the meaning of codes and names.

use super::print_styled;
use crate::arguments::{PtsTable, versions};
use crate::exit::{BAD_INPUT, Usage};
use crate::json;
use crate::palette::{DIM, NAME};
use crate::report;
use crate::tables::{Entry, Query, all};
use clap::Args;
use oma_imps::Version;
use std::fmt::Write as _;

const EXAMPLES: &str = "\
Examples:
  imps tables Password             the codes of a name, in every version and syntax
  imps tables 0x21                 what a token or value number of binary XML means
  imps tables 01:21                the tag of a code page and a token
  imps tables 401                  a status code
  imps tables LR                   a code of the plain-text syntax
  imps tables                      everything
  imps tables --csp-version 1.1 --json
                                   everything of a version, one JSON object per line

Columns: kind; code; versions that have it; name; content or meaning. Tokens, pages and value
numbers are hexadecimal, status codes are decimal.

Exit codes:
  0  something was found
  1  nothing was found
  2  the arguments make no sense";

/// Looks up names, tokens, status codes and plain-text codes
///
/// Tags, attributes, values and public identifiers of binary XML, status codes, and the codes of the plain-text syntax, with the versions
/// that have them. A name matches as a whole, in any case; if none does, names that contain it are shown.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A name, a token such as 0x21, a page and a token such as 01:21, a status code, or two letters [default: everything]
    #[arg(value_name = "NAME|TOKEN")]
    query: Option<String>,

    /// Shows only what this version of the protocol has
    #[arg(long, value_name = "VERSION", value_parser = versions())]
    csp_version: Option<Version>,

    /// Writes one JSON object per line; "imps schema" describes them
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    pts: PtsTable,
}

/// Shows entries. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Usage> {
    let codes = arguments.pts.codes()?;
    let mut entries = all(codes);
    entries.retain(|entry| arguments.csp_version.is_none_or(|version| entry.versions.contains(&version)));
    if let Some(text) = &arguments.query {
        entries = Query::parse(text).select(entries);
        if entries.is_empty() {
            report::line(&format!("imps: no code or name in the tables is {text}"));
            let hint = if text.bytes().all(|byte| byte.is_ascii_digit()) {
                "tokens are written in hexadecimal: 0x21, or 01:21 for page and token"
            } else {
                "imps tables prints everything"
            };
            report::line(&format!("      hint: {hint}"));
            return Ok(BAD_INPUT);
        }
    }
    let mut lines = String::new();
    for entry in &entries {
        lines += &if arguments.json { json::line(entry) } else { line(entry) + "\n" };
    }
    Ok(print_styled(&lines))
}

fn line(entry: &Entry) -> String {
    let Entry { kind, code, name, meaning, .. } = entry;
    let mut line = String::new();
    // Writing to a `String` cannot fail.
    let versions = range(&entry.versions);
    let _ = write!(line, "{DIM}{kind:<20}{DIM:#} {code:<6} {DIM}{versions:<8}{DIM:#} ");
    let _ = match meaning.as_str() {
        "" => write!(line, "{NAME}{name}{NAME:#}"),
        meaning => write!(line, "{NAME}{name:<28}{NAME:#} {meaning}"),
    };
    line
}

/// `1.1-1.3`, or `1.1,1.3` with a gap.
fn range(versions: &[Version]) -> String {
    match versions {
        [first, .., last] if versions.len() == 1 + *last as usize - *first as usize => {
            format!("{first}-{last}")
        }
        versions => versions.iter().map(|version| version.as_str()).collect::<Vec<_>>().join(","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ranges_where_there_is_no_gap() {
        use Version::{V1_1, V1_2, V1_3};
        assert_eq!(range(&[V1_1, V1_2, V1_3]), "1.1-1.3");
        assert_eq!(range(&[V1_1, V1_2]), "1.1-1.2");
        assert_eq!(range(&[V1_1, V1_3]), "1.1,1.3");
        assert_eq!(range(&[V1_3]), "1.3");
    }
}
