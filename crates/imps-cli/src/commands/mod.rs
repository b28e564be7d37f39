//! The commands, a file each.

pub(crate) mod convert;
pub(crate) mod inspect;
pub(crate) mod parts;
pub(crate) mod setup;
pub(crate) mod tables;
pub(crate) mod validate;

use crate::cli::{BAD_INPUT, DONE};
use crate::files::{Input, Target};
use crate::{report, wrapping};
use oma_imps::{Error, ErrorKind, Guess, Syntax, guess};
use std::borrow::Cow;

/// The document in what was read, without what it is wrapped in, which is told.
fn unwrapped(octets: Vec<u8>, from: Option<Syntax>, input: &Input) -> Vec<u8> {
    let (document, notes) = wrapping::unwrap(&octets, from);
    for note in notes {
        report::note(input, None, &format!("this is {note}"));
    }
    match document {
        Cow::Owned(document) => document,
        Cow::Borrowed(_) => octets,
    }
}

/// The messages of a file in the plain-text syntax, one per line, and where they start.
pub(crate) fn lines(document: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let lines = document.split_inclusive(|octet| *octet == b'\n').map(move |line| {
        let offset = start;
        start += line.len();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        Line { offset, message: line.strip_suffix(b"\r").unwrap_or(line) }
    });
    lines.filter(|line| !line.message.is_empty())
}

/// A line with a message.
pub(crate) struct Line<'d> {
    /// Where it starts, in octets.
    pub(crate) offset: usize,
    /// The message, without the line end.
    pub(crate) message: &'d [u8],
}

/// The error for an input in no syntax of ours.
pub(crate) fn other_language(document: &[u8]) -> Error {
    // Binary XML tells where.
    let at = if matches!(guess(document), Guess::OtherWbxml(_)) { 1 } else { 0 };
    Error::new(ErrorKind::OtherLanguage(guess(document).to_string().into())).at(at)
}

/// Arguments that make no sense together: found before anything is written.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

/// Prints everything. Returns the exit code.
fn print(text: &str) -> u8 {
    match Target::Stdout.write(text.as_bytes()) {
        Ok(()) => DONE,
        Err(problem) => {
            report::line(&format!("imps: {problem}"));
            BAD_INPUT
        }
    }
}
