//! The commands, a file each.

pub(crate) mod convert;
pub(crate) mod inspect;
pub(crate) mod setup;
pub(crate) mod tables;
pub(crate) mod validate;

use crate::cli::{BAD_INPUT, DONE};
use crate::files::{Input, Target};
use crate::{report, wrapping};
use oma_imps::Syntax;
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

/// The messages of a file in the plain-text syntax, one a line, with the numbers of their lines and where they start.
pub(crate) fn lines(document: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let lines = document.split_inclusive(|octet| *octet == b'\n').enumerate().map(move |(index, line)| {
        let offset = start;
        start += line.len();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        Line { number: index + 1, offset, message: line.strip_suffix(b"\r").unwrap_or(line) }
    });
    lines.filter(|line| !line.message.is_empty())
}

/// A line with a message.
pub(crate) struct Line<'d> {
    /// Counted from 1.
    pub(crate) number: usize,
    /// Where it starts, in octets.
    pub(crate) offset: usize,
    /// The message, without the line end.
    pub(crate) message: &'d [u8],
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
