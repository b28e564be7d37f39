//! Manual pages. Examples and exit codes have sections of their own, in lines as they are.

use clap::Command;
use clap_mangen::Man;
use std::fmt::Write as _;
use std::io;

/// The page of a command, and the name of its file. The command must be built.
pub(super) fn page(command: &Command) -> io::Result<(String, Vec<u8>)> {
    let version = command.get_version().unwrap_or(env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone().subcommand_help_heading("COMMANDS"));
    let name = man.get_filename();
    let title = escaped(name.trim_end_matches(".1"));
    // `Man` leaves out an empty date, and the version then has its place.
    let mut page = format!(".TH \"{title}\" 1 \"\" \"imps {version}\" \"User Commands\"\n").into_bytes();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if let Some(more) = command.get_after_long_help() {
        page.extend(sections(&more.to_string()).bytes());
    }
    Ok((name, page))
}

/// The text after the options: paragraphs with blank lines between them.
fn sections(text: &str) -> String {
    let mut roff = String::new();
    let mut last = "";
    for paragraph in text.split("\n\n") {
        let (first, rest) = paragraph.split_once('\n').unwrap_or((paragraph, ""));
        let (section, lines) = match first {
            "Examples:" => ("EXAMPLES", rest.to_owned()),
            "Exit codes:" => ("EXIT STATUS", rest.to_owned()),
            _ => match paragraph.strip_prefix("Exit codes: ") {
                Some(codes) => ("EXIT STATUS", codes.to_owned()),
                None => ("NOTES", paragraph.to_owned()),
            },
        };
        // Writing to a `String` cannot fail.
        let _ = if section == last { writeln!(roff, ".PP") } else { writeln!(roff, ".SH \"{section}\"") };
        last = section;
        for line in lines.lines() {
            // Lines with an indent keep their ends.
            let _ = if line.starts_with("  ") {
                writeln!(roff, ".nf\n{}\n.fi", escaped(line))
            } else {
                writeln!(roff, "{}", escaped(line))
            };
        }
    }
    roff.replace(".fi\n.nf\n", "")
}

/// A line without meaning for the formatter.
fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    if line.starts_with('.') { format!("\\&{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_and_exit_codes_keep_their_lines() {
        let text = "Examples:\n  imps a -b  one\n  imps c     two\n\nColumns: a\nb.\n\nMore.\n\nExit codes:\n  0  done";
        let expected = ".SH \"EXAMPLES\"\n.nf\n  imps a \\-b  one\n  imps c     two\n.fi\n\
             .SH \"NOTES\"\nColumns: a\nb.\n.PP\nMore.\n.SH \"EXIT STATUS\"\n.nf\n  0  done\n.fi\n";
        assert_eq!(sections(text), expected);
    }

    #[test]
    fn no_text_is_an_order_to_the_formatter() {
        assert_eq!(escaped(".so x"), "\\&.so x");
        assert_eq!(escaped("'a' \\n"), "\\(aqa\\(aq \\en");
    }
}
