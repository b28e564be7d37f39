//! The command line: its parser, and the call of each command. The arguments of a command are in its
//! module.

use crate::commands::{conformance, convert, inspect, setup, tables, timeline, validate};
use crate::exit::{BAD_USAGE, Usage};
use crate::report;
use clap::{CommandFactory as _, Parser, Subcommand};
use std::process::ExitCode;

const EXIT_CODES: &str = "\
Examples:
  imps inspect message.wbxml    every byte of a message, with its meaning
  imps convert message.wbxml    a binary message as XML
  imps validate message.xml     the faults of a message
  imps timeline capture.pcap    the conversation in a capture
  imps tables 401               the meaning of a code or name
  imps conformance --have CSP:MCF   the claims that follow from features
  imps help inspect             the full help of a command

Exit codes:
  0  done
  1  an input is bad or cannot be read, or an output cannot be written
  2  the arguments make no sense; nothing was written";

/// Tools for messages of OMA IMPS, formerly Wireless Village: the instant messaging and presence of phones of the 2000s.
///
/// Reads and writes the client-server protocol (CSP) 1.1, 1.2 and 1.3, in binary XML (WBXML), in XML and in the
/// plain-text syntax of SMS (PTS), and the server-to-server protocol (SSP) in XML.
#[derive(Debug, Parser)]
#[command(name = "imps", version, after_long_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Inspect(inspect::Arguments),
    Convert(convert::Arguments),
    Validate(validate::Arguments),
    Timeline(timeline::Arguments),
    Tables(tables::Arguments),
    Conformance(conformance::Arguments),
    Completions(setup::Completions),
    Man(setup::Man),
}

impl Cli {
    /// Runs the command. Returns the exit code.
    pub(crate) fn run(&self) -> ExitCode {
        let result = match &self.command {
            Command::Inspect(arguments) => inspect::run(arguments),
            Command::Convert(arguments) => convert::run(arguments),
            Command::Validate(arguments) => validate::run(arguments),
            Command::Timeline(arguments) => timeline::run(arguments),
            Command::Tables(arguments) => tables::run(arguments),
            Command::Conformance(arguments) => conformance::run(arguments),
            Command::Completions(arguments) => Ok(setup::completions(arguments, Self::command())),
            Command::Man(arguments) => Ok(setup::man(arguments, Self::command())),
        };
        ExitCode::from(result.unwrap_or_else(|Usage(problem)| {
            report::usage(&problem);
            BAD_USAGE
        }))
    }
}
