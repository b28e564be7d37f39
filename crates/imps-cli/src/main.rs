//! The command `imps`: looks into messages of OMA IMPS (Wireless Village), and turns them from one syntax to another.

mod arguments;
#[cfg(test)]
mod broken;
mod cli;
mod commands;
mod exit;
mod files;
mod parts;
mod pen;
mod progress;
mod report;
mod table;
mod tables;
mod text;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::Cli::parse().run()
}
