//! `imps completions` and `imps man`: the files that packages of the command contain.

use super::print;
use crate::exit::{BAD_INPUT, DONE};
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
Example:
  imps man ~/.local/share/man/man1    then: man imps-inspect";

/// Prints what lets a shell complete the arguments of this command
#[derive(Debug, Args)]
#[command(after_long_help = COMPLETIONS)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Writes manual pages, one for each command
#[derive(Debug, Args)]
#[command(after_long_help = MAN)]
pub(crate) struct Man {
    /// The folder for the pages, created if missing
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
}

/// Prints a completion script for a command. Returns the exit code.
pub(crate) fn completions(arguments: &Completions, mut command: Command) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "imps", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Writes the manual pages of a command. Returns the exit code.
pub(crate) fn man(arguments: &Man, command: Command) -> u8 {
    match pages(&arguments.folder, command) {
        Ok(()) => DONE,
        Err(error) => {
            report::line(&format!("imps: {}: cannot write the pages: {error}", arguments.folder.display()));
            BAD_INPUT
        }
    }
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
