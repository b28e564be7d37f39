//! `imps completions` and `imps man`: the files that packages of the command contain.

use super::print;
use crate::exit::{BAD_INPUT, DONE, Usage};
use crate::report;
use clap::{Args, Command, ValueHint};
use clap_complete::Shell;
use std::path::{Path, PathBuf};
use std::{fs, io};

const COMPLETIONS: &str = "\
Examples:
  imps completions bash > ~/.local/share/bash-completion/completions/imps
  imps completions zsh > ~/.zfunc/_imps
  imps completions fish > ~/.config/fish/completions/imps.fish";

const MAN: &str = "\
Examples:
  imps man inspect | man -l -             reads the page of a command
  imps man -o ~/.local/share/man/man1/    writes all pages; then: man imps-inspect";

/// Prints completions for a shell
#[derive(Debug, Args)]
#[command(after_long_help = COMPLETIONS)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Prints a manual page, or writes all of them
#[derive(Debug, Args)]
#[command(after_long_help = MAN)]
pub(crate) struct Man {
    /// The command to print the page of (default: the page of imps)
    #[arg(value_name = "COMMAND", conflicts_with = "folder")]
    command: Option<String>,

    /// Writes the pages of all commands into this folder, created if missing
    #[arg(short = 'o', long = "output", value_name = "DIR/", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
}

/// Prints a completion script for a command. Returns the exit code.
pub(crate) fn completions(arguments: &Completions, mut command: Command) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "imps", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Prints or writes the manual pages of a command. Returns the exit code.
pub(crate) fn man(arguments: &Man, command: Command) -> Result<u8, Usage> {
    let Some(folder) = &arguments.folder else { return page(arguments.command.as_deref(), command) };
    Ok(match pages(folder, command) {
        Ok(()) => DONE,
        Err(error) => {
            report::line(&format!("imps: {}: cannot write the pages: {error}", folder.display()));
            BAD_INPUT
        }
    })
}

/// Prints the page of one command, or of the whole.
fn page(name: Option<&str>, command: Command) -> Result<u8, Usage> {
    let file = match name {
        None => "imps.1".to_owned(),
        Some(name) if command.find_subcommand(name).is_some() => format!("imps-{name}.1"),
        Some(name) => return Err(Usage(format!("there is no command {name:?}"))),
    };
    let page = tempfile::tempdir().and_then(|folder| {
        clap_mangen::generate_to(command.disable_help_subcommand(true), folder.path())?;
        fs::read_to_string(folder.path().join(file))
    });
    page.map_or_else(
        |error| {
            report::line(&format!("imps: cannot make the page: {error}"));
            Ok(BAD_INPUT)
        },
        |page| Ok(print(&page)),
    )
}

/// Writes the pages into a temporary folder inside the folder, and moves them when all are
/// complete.
fn pages(folder: &Path, command: Command) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let made = tempfile::Builder::new().prefix(".imps-").tempdir_in(folder)?;
    clap_mangen::generate_to(command.disable_help_subcommand(true), made.path())?;
    for page in fs::read_dir(made.path())? {
        let page = page?;
        fs::rename(page.path(), folder.join(page.file_name()))?;
    }
    Ok(())
}
