//! `imps schema`: the JSON Schema of each JSON that the command writes.

use super::print;
use clap::{Args, ValueEnum};
use std::fmt::Write as _;

const EXAMPLES: &str = "\
Examples:
  imps schema                lists the formats
  imps schema timeline       the schema of the lines of imps timeline --json

A later version of the command may add members, kinds of lines and words of a list to a format. Anything
else gives the format a new number, which is the last part of \"$id\".

Exit codes:
  0  the schema was printed
  1  it could not be written
  2  the arguments make no sense; nothing was printed";

/// Prints the JSON Schema of an output
///
/// Each JSON that the command writes has a schema (draft 2020-12). It describes one line.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The format [default: a list of all]
    #[arg(value_enum, value_name = "NAME")]
    name: Option<Format>,
}

/// A format of the lines that the command writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Pieces of a document: imps inspect --json
    Inspect,
    /// Findings: imps validate --json
    Validate,
    /// Sessions and events: imps timeline --json, and imps inspect --json of a capture
    Timeline,
    /// Entries of the tables: imps tables --json
    Tables,
    /// Claims, items and feature groups: imps conformance --json
    Conformance,
    /// Losses on standard error: imps convert --losses json
    Losses,
}

impl Format {
    const fn schema(self) -> &'static str {
        match self {
            Self::Inspect => include_str!("../schemas/inspect.json"),
            Self::Validate => include_str!("../schemas/validate.json"),
            Self::Timeline => include_str!("../schemas/timeline.json"),
            Self::Tables => include_str!("../schemas/tables.json"),
            Self::Conformance => include_str!("../schemas/conformance.json"),
            Self::Losses => include_str!("../schemas/losses.json"),
        }
    }

    /// The number of the format: the last part of the id of its schema.
    fn number(self) -> &'static str {
        let id = self.schema().split("\"$id\": \"").nth(1).and_then(|rest| rest.split('"').next());
        id.and_then(|id| id.rsplit(':').next()).unwrap_or_default()
    }
}

/// Prints a schema, or the list of all. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> u8 {
    let Some(format) = arguments.name else {
        let mut list = String::new();
        for format in Format::value_variants() {
            let Some(value) = format.to_possible_value() else { continue };
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            // Writing to a `String` cannot fail.
            let _ = writeln!(list, "{:<12} format {}  {help}", value.get_name(), format.number());
        }
        return print(&list);
    };
    print(format.schema())
}
