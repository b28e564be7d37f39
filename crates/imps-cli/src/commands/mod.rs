//! The commands, one per file.

pub(crate) mod conformance;
pub(crate) mod convert;
pub(crate) mod inspect;
pub(crate) mod provision;
pub(crate) mod schema;
pub(crate) mod setup;
pub(crate) mod tables;
pub(crate) mod timeline;
pub(crate) mod validate;
mod versions;

use crate::exit::{BAD_INPUT, DONE};
use crate::files::{Input, Target};
use crate::parts::{self, Joined, Message};
use crate::progress::Watched;
use crate::report;
use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use imps_inspect::capture::is_packets;
use imps_inspect::timeline::{Event, EventKind, Timeline, TimelineOptions};
use imps_inspect::{Documents, NamedParts, unwrap};
use oma_imps::charset::{Charset, Told};
use oma_imps::csp::MediaType;
use oma_imps::{Error, ErrorKind, Guess, Syntax};
use std::io::stdout;

/// The documents of an input. An input with a stated syntax (`--from`) has no wrappings.
fn without_wrappings(bytes: &[u8], from: Option<Syntax>) -> Documents<'_> {
    if from.is_some() { Documents::as_is(bytes) } else { unwrap(bytes) }
}

/// A content of wrappings: one document, or several one after the other.
#[derive(Debug)]
struct Content {
    bytes: Vec<u8>,
    /// The character set that a wrapping names.
    charset: Charset,
    /// The media type that a wrapping names.
    media_type: Option<String>,
    /// The number of documents in other contents before it, if there are several contents.
    before: Option<usize>,
}

impl Content {
    /// The documents with their names.
    fn named(&self, from: Option<Syntax>, charset: Charset) -> NamedParts<'_> {
        let parts = NamedParts::of(&self.bytes, from, charset);
        match self.before {
            Some(before) => parts.with_documents_before(before),
            None => parts,
        }
    }
}

/// Removes the wrappings of documents, with a note for each.
fn unwrapped(bytes: Vec<u8>, from: Option<Syntax>, input: &Input) -> Vec<Content> {
    if from.is_none() && is_packets(&bytes) {
        let contents = captured(&bytes, input);
        if !contents.is_empty() {
            return contents;
        }
    }
    let documents = without_wrappings(&bytes, from).documents;
    if let [document] = documents.as_slice()
        && document.wrappings.is_empty()
    {
        let charset = document.charset;
        return vec![Content { bytes, charset, media_type: None, before: None }];
    }
    let (several, mut before) = (documents.len() > 1, 0);
    let content = |document: imps_inspect::Document<'_>| {
        let name = several.then(|| format!("document {}", before + 1));
        for wrapping in &document.wrappings {
            report::note(input, name.as_deref(), &format!("this is {wrapping}"));
        }
        for anomaly in &document.anomalies {
            report::note(input, name.as_deref(), anomaly);
        }
        let (charset, media_type) = (document.charset, document.media_type().map(ToOwned::to_owned));
        let bytes = document.bytes.into_owned();
        let content = Content { bytes, charset, media_type, before: several.then_some(before) };
        before += NamedParts::of(&content.bytes, from, charset).document_count();
        content
    };
    documents.into_iter().map(content).collect()
}

/// The documents of a capture. Each has the number of its message in the timeline.
fn captured(bytes: &[u8], input: &Input) -> Vec<Content> {
    let capture = Watched::new(bytes, Some(bytes.len() as u64));
    let timeline = Timeline::read(capture, &TimelineOptions::default().with_bodies(true));
    if let Some(fault) = &timeline.fault {
        report::note(input, None, fault);
    }
    let is_document =
        |event: &Event| event.part == 0 && matches!(event.kind, EventKind::Message | EventKind::Unreadable);
    let content = |event: Event| {
        let before = usize::try_from(event.number).unwrap_or(usize::MAX).saturating_sub(1);
        let charset = event.content_type.as_deref().map(MediaType::from);
        let charset = charset.and_then(|it| it.parameter("charset")?.parse().ok());
        let charset = charset.unwrap_or(Charset::UNKNOWN);
        let media_type = event.content_type.as_deref().map(ToOwned::to_owned);
        Content { bytes: event.body, charset, media_type, before: Some(before) }
    };
    timeline.events.into_iter().filter(is_document).map(content).collect()
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
            let documents = without_wrappings(bytes, from).documents;
            let document =
                documents.into_iter().next().filter(|document| parts::are_parts(&document.bytes))?;
            let notes: Vec<String> = document.wrappings.iter().map(ToString::to_string).collect();
            Some((document.bytes.into_owned(), notes))
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

/// Prints text with styles; without them where no terminal shows them. Returns the exit code.
fn print_styled(text: &str) -> u8 {
    match AutoStream::choice(&stdout()) {
        ColorChoice::Never => print(&strip_str(text).to_string()),
        _ => print(text),
    }
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
