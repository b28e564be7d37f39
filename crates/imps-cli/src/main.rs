//! The command `imps`: looks into messages of OMA IMPS (Wireless Village), and turns them from one syntax to another.

#[cfg(test)]
mod broken;
mod cli;
mod commands;
mod files;
mod hint;
mod inspect;
mod languages;
mod parts;
mod progress;
mod report;
mod tables;
mod text;
mod wrapping;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::Cli::parse().run()
}
