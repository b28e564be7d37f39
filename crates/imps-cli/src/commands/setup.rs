//! `imps completions` and `imps man`: the files that packages of the command contain.

mod page;

use super::print;
use crate::exit::{BAD_INPUT, DONE, Usage};
use crate::files::{Output, Target};
use crate::report;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Command, ValueEnum as _, ValueHint};
use clap_complete::Shell;
use std::ffi::OsString;
use std::path::Path;
use std::{fs, io};

const COMPLETIONS: &str = "\
Examples:
  imps completions bash > ~/.local/share/bash-completion/completions/imps
  imps completions zsh > ~/.zfunc/_imps
  imps completions fish > ~/.config/fish/completions/imps.fish

Exit codes:
  0  the script was printed
  1  it could not be written
  2  the arguments make no sense; nothing was printed";

const MAN: &str = "\
Examples:
  imps man inspect | man -l -             reads the page of a command
  imps man -o ~/.local/share/man/man1/    writes all pages; then: man imps-inspect

Exit codes:
  0  the pages were printed or written
  1  they could not be written
  2  the arguments make no sense; nothing was written";

/// Prints completions for a shell
#[derive(Debug, Args)]
#[command(after_long_help = COMPLETIONS)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = shells())]
    shell: Shell,
}

/// Prints a manual page, or writes all of them
#[derive(Debug, Args)]
#[command(after_long_help = MAN)]
pub(crate) struct Man {
    /// The command to print the page of [default: imps itself]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,

    /// Writes to this file, or into this folder if it exists or ends in a slash [default: standard output]
    ///
    /// A folder gets the pages of all commands.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::AnyPath, help_heading = "Writing")]
    output: Option<OsString>,
}

/// A shell by its name.
fn shells() -> impl TypedValueParser<Value = Shell> {
    let values = Shell::value_variants().iter().filter_map(|shell| {
        let help = match shell {
            Shell::Bash => "Bash, with the package bash-completion",
            Shell::Elvish => "Elvish",
            Shell::Fish => "Fish",
            Shell::PowerShell => "PowerShell",
            _ => "Zsh",
        };
        shell.to_possible_value().map(|value| value.help(help))
    });
    PossibleValuesParser::new(values).try_map(|name| name.parse::<Shell>())
}

/// Prints a completion script for a command. Returns the exit code.
pub(crate) fn completions(arguments: &Completions, mut command: Command) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "imps", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Prints or writes the manual pages of a command. Returns the exit code.
pub(crate) fn man(arguments: &Man, command: Command) -> Result<u8, Usage> {
    // The help of each command is short; its page has room.
    let command = command
        .disable_help_subcommand(true)
        .mut_arg("color", |color| color.hide_possible_values(false).hide_default_value(false));
    let output = Output::named(arguments.output.as_deref());
    let written = match (&output, arguments.command.as_deref()) {
        (Output::Folder(_), Some(_)) => {
            return Err(Usage("a folder gets the pages of all commands: leave out COMMAND".into()));
        }
        (Output::Folder(folder), None) => {
            all(folder, command).map_err(|error| format!("cannot write the pages: {error}"))
        }
        (_, name) => {
            let page = one(name, command)?;
            let target =
                if let Output::File(path) = &output { Target::File(path.clone()) } else { Target::Stdout };
            match target.write(&page) {
                Err(problem) if problem.is_silent() => return Ok(BAD_INPUT),
                written => written.map_err(|problem| problem.to_string()),
            }
        }
    };
    Ok(match written {
        Ok(()) => DONE,
        Err(problem) => {
            report::line(&format!("imps: {output}: {problem}"));
            BAD_INPUT
        }
    })
}

/// The page of one command, or of the whole.
fn one(name: Option<&str>, mut command: Command) -> Result<Vec<u8>, Usage> {
    command.build();
    let found = match name {
        None => Some(&command),
        Some(name) => command.find_subcommand(name),
    };
    let Some(found) = found else {
        return Err(Usage(format!("there is no command {:?}", name.unwrap_or_default())));
    };
    // A vector takes all bytes.
    Ok(page::page(found).map(|(_, page)| page).unwrap_or_default())
}

/// Writes the pages into a temporary folder inside the folder, and moves them when all are
/// complete.
fn all(folder: &Path, mut command: Command) -> io::Result<()> {
    command.build();
    fs::create_dir_all(folder)?;
    let made = tempfile::Builder::new().prefix(".imps-").tempdir_in(folder)?;
    for command in command.get_subcommands().chain([&command]) {
        let (file, page) = page::page(command)?;
        fs::write(made.path().join(file), page)?;
    }
    for page in fs::read_dir(made.path())? {
        let page = page?;
        fs::rename(page.path(), folder.join(page.file_name()))?;
    }
    Ok(())
}
