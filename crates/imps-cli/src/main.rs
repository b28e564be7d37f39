//! The command `imps`: explains, converts and checks messages of OMA IMPS (formerly Wireless
//! Village).

mod arguments;
#[cfg(test)]
mod broken;
mod cli;
mod commands;
mod excerpt;
mod exit;
mod files;
mod json;
mod locate;
mod palette;
mod parts;
mod pen;
mod progress;
mod report;
mod screen;
mod table;
mod tables;
mod text;
mod timeline;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::Cli::parse().run()
}
