//! The command `imps-lab`: a server of OMA IMPS (formerly Wireless Village) for phones in a lab.

mod cli;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::Cli::parse().run()
}
