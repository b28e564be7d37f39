//! The rules for options: the same thing has the same name in each command.

use super::Cli;
use clap::{Arg, Command, CommandFactory as _};
use std::collections::BTreeMap;

/// The options that have another help text in some command, and the reason.
const OTHER_HELP: [(&str, &str); 5] = [
    ("csp-version", "tables reads no document: the version selects entries"),
    ("format", "each command has forms of its own"),
    ("output", "provision writes one file, never a folder"),
    ("table", "inspect takes several tables"),
    ("user", "timeline selects messages; provision names the user of a phone"),
];

fn commands() -> Vec<Command> {
    let mut command = Cli::command();
    command.build();
    let of_help = |command: &&Command| command.get_name() != "help";
    command.get_subcommands().filter(of_help).chain([&command]).cloned().collect()
}

/// Each argument of each command.
fn arguments() -> Vec<(String, Arg)> {
    let of = |command: Command| {
        let name = command.get_name().to_owned();
        command.get_arguments().map(|argument| (name.clone(), argument.clone())).collect::<Vec<_>>()
    };
    commands().into_iter().flat_map(of).collect()
}

fn help(argument: &Arg) -> String {
    argument.get_help().map(ToString::to_string).unwrap_or_default()
}

#[test]
fn each_argument_has_help() {
    for (command, argument) in arguments() {
        let help = help(&argument);
        assert!(!help.is_empty() && !help.ends_with('.'), "{command} {}: {help:?}", argument.get_id());
        let is_default = help.contains("(default") || help.contains("Without this");
        assert!(!is_default, "{command} {}: a default is [default: ...]", argument.get_id());
    }
}

#[test]
fn a_name_means_the_same_everywhere() {
    let mut seen: BTreeMap<String, (String, Arg)> = BTreeMap::new();
    let mut differing = Vec::new();
    for (command, argument) in arguments() {
        let Some(long) = argument.get_long().map(str::to_owned) else { continue };
        if matches!(long.as_str(), "help" | "version") {
            continue;
        }
        let Some((first, other)) = seen.get(&long) else {
            seen.insert(long, (command, argument));
            continue;
        };
        let place = format!("--{long} of {first} and {command}");
        assert_eq!(argument.get_short(), other.get_short(), "{place}");
        assert_eq!(argument.get_value_names(), other.get_value_names(), "{place}");
        if help(&argument) == help(other) {
            assert_eq!(argument.get_help_heading(), other.get_help_heading(), "{place}");
        } else {
            differing.push(long);
        }
    }
    differing.sort();
    differing.dedup();
    assert_eq!(differing, OTHER_HELP.map(|(name, _)| name), "options with different help");
}

#[test]
fn a_short_letter_has_one_name() {
    let mut seen: BTreeMap<char, Option<String>> = BTreeMap::new();
    for (command, argument) in arguments() {
        let Some(short) = argument.get_short() else { continue };
        let long = argument.get_long().map(str::to_owned);
        let first = seen.entry(short).or_insert_with(|| long.clone());
        assert_eq!(*first, long, "-{short} of {command}");
    }
}

#[test]
fn each_value_of_a_list_has_help() {
    for (command, argument) in arguments() {
        if !argument.get_action().takes_values() {
            continue;
        }
        for value in argument.get_possible_values() {
            assert!(value.get_help().is_some(), "{command} {}: {}", argument.get_id(), value.get_name());
        }
    }
}

#[test]
fn inputs_are_files_and_lists_end_in_dots() {
    for (command, argument) in arguments() {
        let names = argument.get_value_names().unwrap_or_default();
        let name = names.first().map(ToString::to_string).unwrap_or_default();
        if argument.get_id() == "inputs" || argument.get_id() == "captures" {
            assert_eq!(name, "FILE", "{command}");
            assert!(help(&argument).contains("; standard input if \"-\""), "{command}");
        }
        assert_eq!(argument.get_value_delimiter().is_some(), name.ends_with(",..."), "{command} {name}");
    }
}

#[test]
fn each_command_has_examples_and_exit_codes() {
    for command in commands() {
        let text = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
        for part in ["Examples:", "Exit codes:"] {
            assert!(text.contains(part), "{}: {part}", command.get_name());
        }
    }
}
