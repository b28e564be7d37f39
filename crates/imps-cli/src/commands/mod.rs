//! The commands, one per file.

pub(crate) mod convert;
pub(crate) mod inspect;
pub(crate) mod setup;
pub(crate) mod tables;
pub(crate) mod validate;
mod versions;

use crate::exit::{BAD_INPUT, DONE};
use crate::files::{Input, Target};
use crate::parts::{self, Joined, Message};
use crate::report;
use imps_inspect::{Unwrapped, unwrap};
use oma_imps::charset::{Charset, Told};
use oma_imps::{Error, ErrorKind, Guess, Syntax};
use std::borrow::Cow;

/// A document without its wrappings. An input with a stated syntax (`--from`) has none.
fn without_wrappings(bytes: &[u8], from: Option<Syntax>) -> Unwrapped<'_> {
    if from.is_some() { Unwrapped::as_is(bytes) } else { unwrap(bytes) }
}

/// Removes the wrappings of a document, with a note for each. Returns the document, and the
/// character set that a wrapping names.
fn unwrapped(bytes: Vec<u8>, from: Option<Syntax>, input: &Input) -> (Vec<u8>, Charset) {
    let Unwrapped { document, notes, charset, .. } = without_wrappings(&bytes, from);
    for note in notes {
        report::note(input, None, &format!("this is {note}"));
    }
    match document {
        Cow::Owned(document) => (document, charset),
        Cow::Borrowed(_) => (bytes, charset),
    }
}

/// Prints a note on the use of the character set that was stated beside a document.
fn note_charset(input: &Input, document: &[u8], syntax: Option<Syntax>, charset: Charset) {
    if let Some(told) = syntax.and_then(|syntax| Told::of(document, syntax, charset)) {
        report::note(input, None, &told);
    }
}

/// Joins all inputs that contain only parts of plain-text messages to one input, at the place of
/// the first.
fn join_inputs(inputs: Vec<Input>, from: Option<Syntax>) -> Vec<Input> {
    if inputs.len() < 2 || from.is_some_and(|from| from != Syntax::Pts) {
        return inputs;
    }
    let (mut all, mut parts, mut place) = (Vec::new(), Vec::new(), 0);
    for mut input in inputs {
        let document = input.peek(|bytes| {
            let Unwrapped { document, notes, .. } = without_wrappings(bytes, from);
            parts::are_parts(&document).then(|| (document.into_owned(), notes))
        });
        match document {
            Some((document, notes)) => {
                for note in notes {
                    report::note(&input, None, &format!("this is {note}"));
                }
                if parts.is_empty() {
                    place = all.len();
                }
                parts.push((input, document));
            }
            None => all.push(input),
        }
    }
    if !parts.is_empty() {
        all.insert(place, Input::joined(parts));
    }
    all
}

/// The messages of a document in the plain-text syntax, with joined parts. Returns one line per
/// fault.
fn messages<'d>(document: &'d [u8], input: &Input) -> Result<Vec<Message<'d>>, Vec<String>> {
    let Joined { messages, notes } = parts::join(document, |line| input.line(line))?;
    for note in notes {
        report::note(input, None, &note);
    }
    Ok(messages)
}

/// The error for an input in no syntax of the protocol.
pub(crate) fn other_language(document: &[u8]) -> Error {
    // Binary XML tells where.
    let at = usize::from(matches!(Guess::of(document), Guess::OtherWbxml(_)));
    Error::new(ErrorKind::OtherLanguage(Guess::of(document).to_string().into())).at(at)
}

/// Prints everything. Returns the exit code.
fn print(text: &str) -> u8 {
    match Target::Stdout.write(text.as_bytes()) {
        Ok(()) => DONE,
        Err(problem) => {
            if !problem.is_silent() {
                report::line(&format!("imps: {problem}"));
            }
            BAD_INPUT
        }
    }
}
