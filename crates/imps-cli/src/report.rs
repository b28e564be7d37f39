//! Errors and notes for people: one block per file, on standard error.

use crate::files::Problem;
use crate::palette::{DIM, ERROR, NOTE};
use crate::text::visible;
use anstream::{AutoStream, ColorChoice};
use imps_inspect::hint;
use oma_imps::pts::sms::SplitError;
use oma_imps::{Error, Syntax};
use std::fmt::Display;
use std::io::{Write as _, stderr};

/// Reports arguments that make no sense.
pub(crate) fn usage(problem: &str) {
    line(&format!("imps: {problem}"));
    line("      see: imps --help");
}

/// The reason why a file was not converted.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not be read or written.
    File(Problem),
    /// It could not be understood.
    Document {
        document: Vec<u8>,
        /// The stated syntax.
        from: Option<Syntax>,
        /// Its name if it is one of several in a file.
        name: Option<String>,
        /// Line and column of the fault in XML.
        position: Option<(usize, usize)>,
        /// A hint that needs the documents behind this one too.
        stray: Option<String>,
        /// Its offset counts in the whole input.
        error: Error,
    },
    /// It is client provisioning with a fault.
    Provisioning {
        /// The offset of the document in the input, in bytes.
        start: usize,
        /// Its name if it is one of several in a file.
        name: Option<String>,
        error: imps_provisioning::Error,
    },
    /// Parts of messages do not fit together: one line for each fault.
    Parts(Vec<String>),
    /// A message cannot be sent in parts.
    Split(SplitError),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::File(problem)
    }
}

/// Reports a file that was not converted.
pub(crate) fn failure(file: &dyn Display, failure: &Failure) {
    match failure {
        Failure::File(problem) if problem.is_silent() => {}
        Failure::File(problem) => line(&format!("imps: {file}: {problem}")),
        Failure::Parts(faults) => {
            for fault in faults {
                line(&format!("imps: {file}: {fault}"));
            }
            line(
                "      hint: name all inputs with parts of a message at once, and no other with the same type and transaction id",
            );
        }
        Failure::Provisioning { start, name, error } => {
            let at = error.offset.map(|offset| offset.saturating_add(*start));
            let at = at.map_or_else(String::new, |at| format!("byte {at} (0x{at:X}): "));
            let place = place(file, name.as_deref());
            line(&format!("imps: {place}: {at}client provisioning: {}", error.kind));
        }
        Failure::Split(error) => line(&format!("imps: {file}: {error}")),
        Failure::Document { document, from, name, position, stray, error } => {
            let problem = describe(*position, error);
            line(&format!("imps: {}: {problem}", place(file, name.as_deref())));
            if let Some(hint) = stray.clone().or_else(|| hint(document, *from, error)) {
                line(&format!("      hint: {hint}"));
            }
        }
    }
}

/// Prints the notes on a converted document.
pub(crate) fn note(file: &dyn Display, name: Option<&str>, note: &dyn Display) {
    line(&format!("imps: {}: note: {note}", place(file, name)));
}

/// The file, and the document if it has several.
fn place(file: &dyn Display, name: Option<&str>) -> String {
    name.map_or_else(|| file.to_string(), |name| format!("{file}: {name}"))
}

/// The place, the element and the fault.
fn describe(position: Option<(usize, usize)>, error: &Error) -> String {
    let place = error.offset().map(|offset| match position {
        Some((line, column)) => format!("byte {offset} (0x{offset:X}), line {line}, column {column}: "),
        None => format!("byte {offset} (0x{offset:X}): "),
    });
    let path = error.short_path();
    let path = if path.is_empty() { path } else { format!("in {path}: ") };
    format!("{}{path}{}", place.unwrap_or_default(), error.kind())
}

/// Ignores a closed standard error, because no other channel is left. Control characters of a
/// document must not reach a terminal.
pub(crate) fn line(text: &str) {
    let text = visible(text);
    let is_plain = AutoStream::choice(&stderr()) == ColorChoice::Never;
    let shown = if is_plain { format!("{text}\n") } else { format!("{}\n", styled(&text)) };
    let _ = stderr().write_all(shown.as_bytes());
}

/// A line with its first word in a colour.
fn styled(line: &str) -> String {
    if let Some(hint) = line.strip_prefix("      hint: ") {
        return format!("      {NOTE}hint:{NOTE:#} {hint}");
    }
    let Some(rest) = line.strip_prefix("imps: ") else { return line.to_owned() };
    match rest.split_once(": note: ") {
        Some((place, note)) => format!("{DIM}imps:{DIM:#} {place}: {NOTE}note:{NOTE:#} {note}"),
        None => format!("{ERROR}imps:{ERROR:#} {rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_told_once() {
        let error = oma_imps::convert(b"\x03\x11\x6A", Syntax::Xml).unwrap_err();
        let text = describe(None, &error);
        assert_eq!(text, "byte 3 (0x3): the document ends too early");
    }
}
