//! The command `imps`: explains, converts and checks messages of OMA IMPS (formerly Wireless
//! Village).

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
mod timeline;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::Cli::parse().run()
}
