//! `cargo xtask made` makes the source files that follow from the tables of facts. `cargo xtask prose`
//! checks the language of documents and comments, and `cargo xtask links` the links of documents.
//!
//! The facts are in `testdata/spec/`. The folder `xtask/tables/` adds what only the code needs, and
//! gives a reason for each row that departs from the facts. Nothing here depends on a crate of the
//! workspace, because those crates contain the made files.

mod binary;
mod enabler;
mod languages;
mod links;
mod made;
mod names;
mod plain;
mod prose;
mod provisioning;
mod services;
mod table;
mod text;
mod words;

use made::Made;
use std::process::ExitCode;

/// The reason why no file was made, for people.
type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "\
Usage: cargo xtask made [--check]
       cargo xtask prose
       cargo xtask links

made   Makes the source files that follow from testdata/spec and xtask/tables.
       With --check (or CHECK=1), writes nothing and fails if a file differs.
prose  Refuses phrases that CONTRIBUTING.md asks to avoid, and Markdown that
       only rustdoc shows well.
links  Refuses links of documents to files and headings that do not exist.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let by_variable = std::env::var_os("CHECK").is_some_and(|value| !value.is_empty() && value != "0");
    let outcome = match *arguments {
        ["made"] => run(by_variable),
        ["made", "--check"] => run(true),
        ["prose"] => prose::run(),
        ["links"] => links::run(),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

/// Makes every file, and writes or compares them.
fn run(check: bool) -> Result<()> {
    let groups = [
        names::files()?,
        words::files()?,
        binary::files()?,
        plain::files()?,
        services::files()?,
        provisioning::files()?,
        enabler::files()?,
        languages::files()?,
    ];
    let files: Vec<Made> = groups.into_iter().flatten().collect();
    let changed: Vec<&Made> = files.iter().filter(|file| !file.is_current()).collect();
    if check && !changed.is_empty() {
        let paths: Vec<&str> = changed.iter().map(|file| file.path.as_str()).collect();
        return Err(format!("run `cargo xtask made`, because these files differ:\n{}", paths.join("\n")));
    }
    for file in &changed {
        file.write()?;
        println!("{}", file.path);
    }
    println!("{} files, {} changed", files.len(), changed.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_files_are_those_that_the_tables_make() {
        assert_eq!(super::run(true), Ok(()));
    }
}
