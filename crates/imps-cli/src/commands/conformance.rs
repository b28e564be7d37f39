//! `imps conformance`: the items of the standard that a product can claim, or the groups that
//! captures show.

mod claim;
mod observe;

use super::print;
use crate::exit::Usage;
use clap::{Args, ValueEnum, ValueHint};
use imps_conformance::{Group, Item, Reading, UnknownGroup, UnknownItem};
use std::ffi::OsString;
use std::fmt::Display;

const EXAMPLES: &str = "\
Examples:
  imps conformance --have CSP:MCF,Transport:MCF,WBXML:MCF   the items that follow, and what the others need
  imps conformance --have CSP:MSF --why-not S-016           the whole reason for one item
  imps conformance --of-these-crates                        the groups that these crates have, and their items
  imps conformance capture.pcapng                           the groups that the messages of a capture show

Groups, each of a document: the mandatory (M) or optional (O) features of clients (CF) or servers (SF):
  CSP:MCF  CSP:OCF  CSP:MSF  CSP:OSF  Transport:MCF  Transport:OCF  Transport:MSF  Transport:OSF
  XMLS:MCF  XMLS:MSF  WBXML:MCF  WBXML:MSCF  PTS:MCF  PTS:MSF
  PA:MCF  PA:OCF  PA:MSF  PA:OSF  PA_XMLS:MCF  PA_XMLS:MSF
  SSP:MSF  SSP:OSF  SSP_Transport:MSF  SSP_Transport:OSF  SSP_XMLS:MSF
  WBXML:MSF (the corrected reading takes it for WBXML:MSCF)

Exit codes:
  0  done
  1  a capture could not be read, or breaks off; everything before that was counted
  2  the arguments make no sense; nothing was shown";

/// Shows what a product may claim to conform to
///
/// A product declares feature groups of the documents of 1.3. The release definition has 30 items, each with an expression over
/// groups and other items. The claim is the largest set of items that hold together. The contents of the groups were in tables
/// that are not available: it is up to you to know that a product has one.
///
/// Three expressions have evident faults. The command reads them as written, and names the items that differ in the corrected
/// reading.
///
/// A capture shows the groups of which somebody sent messages. That is evidence and no claim: each line counts or names the
/// primitives of 1.3 that nobody sent. JSON has all their names.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Captures to read; standard input if "-"
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["have", "of_these_crates"])]
    captures: Vec<OsString>,

    /// The feature groups that a product has, by short name or full id
    #[arg(long, value_name = "GROUP,...", value_delimiter = ',', value_parser = group, conflicts_with = "of_these_crates")]
    have: Vec<Group>,

    /// Shows the groups that this workspace has, and takes them as the product
    #[arg(long)]
    of_these_crates: bool,

    /// The reading of the expressions
    #[arg(long, value_enum, value_name = "READING", default_value_t = Read::AsWritten)]
    reading: Read,

    /// Shows the whole reason why this item is not in the claim, and nothing else; may be repeated
    #[arg(long, value_name = "ITEM", value_parser = item, conflicts_with = "captures")]
    why_not: Vec<Item>,

    /// Writes one JSON object per line; "imps schema" describes them
    #[arg(long)]
    json: bool,
}

fn group(text: &str) -> Result<Group, UnknownGroup> {
    text.trim().parse()
}

fn item(text: &str) -> Result<Item, UnknownItem> {
    text.trim().parse()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Read {
    /// As the release definition has them
    AsWritten,
    /// With three corrections
    Corrected,
}

impl Read {
    const fn reading(self) -> Reading {
        match self {
            Self::AsWritten => Reading::AsWritten,
            Self::Corrected => Reading::Corrected,
        }
    }
}

/// Shows a claim, or what captures show. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Usage> {
    if !arguments.captures.is_empty() {
        return Ok(observe::run(&arguments.captures, arguments.json));
    }
    if arguments.have.is_empty() && !arguments.of_these_crates {
        return Err(Usage(
            "name a capture, the groups that a product has (--have), or --of-these-crates".into(),
        ));
    }
    Ok(print(&claim::text(arguments)))
}

/// Short names with commas.
fn list<T: Display>(names: impl IntoIterator<Item = T>) -> String {
    names.into_iter().map(|name| name.to_string()).collect::<Vec<_>>().join(", ")
}
