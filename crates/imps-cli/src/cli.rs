//! The command line: its parser, and the call of each command. The arguments of a command are in its
//! module.

use crate::commands::{conformance, convert, inspect, provision, schema, setup, tables, timeline, validate};
use crate::exit::{BAD_USAGE, Usage};
use crate::report;
use crate::screen::Color;
use clap::{CommandFactory as _, Parser, Subcommand};
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  imps inspect message.wbxml    every byte of a message, with its meaning
  imps convert message.wbxml    a binary message as XML
  imps timeline capture.pcap    the conversation in a capture
  imps help inspect             the full help of a command

Exit codes: 0 done; 1 bad input, nothing found, or an output cannot be written; 2 bad arguments";

/// Tools for messages of OMA IMPS (Wireless Village), the instant messaging of phones of the 2000s
#[derive(Debug, Parser)]
#[command(name = "imps", version, after_long_help = EXAMPLES, subcommand_value_name = "COMMAND")]
pub(crate) struct Cli {
    #[arg(help = "When to write colours: auto (on a terminal, unless NO_COLOR is set), always, never")]
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    color: Color,

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
    Provision(provision::Arguments),
    Conformance(conformance::Arguments),
    Schema(schema::Arguments),
    Completions(setup::Completions),
    Man(setup::Man),
}

impl Cli {
    /// Runs the command. Returns the exit code.
    pub(crate) fn run(&self) -> ExitCode {
        self.color.choose();
        let result = match &self.command {
            Command::Inspect(arguments) => inspect::run(arguments),
            Command::Convert(arguments) => convert::run(arguments),
            Command::Validate(arguments) => validate::run(arguments),
            Command::Timeline(arguments) => timeline::run(arguments),
            Command::Tables(arguments) => tables::run(arguments),
            Command::Provision(arguments) => provision::run(arguments),
            Command::Conformance(arguments) => conformance::run(arguments),
            Command::Schema(arguments) => Ok(schema::run(arguments)),
            Command::Completions(arguments) => Ok(setup::completions(arguments, Self::command())),
            Command::Man(arguments) => setup::man(arguments, Self::command()),
        };
        ExitCode::from(result.unwrap_or_else(|Usage(problem)| {
            report::usage(&problem);
            BAD_USAGE
        }))
    }
}

#[cfg(test)]
mod rules;
