//! Documents in another syntax or version.

use crate::fault::Fault;
use crate::object::from_json;
use crate::options::{RawReading, RawWriting, Reading, syntax_of, target, version_of};
use oma_imps::bridge::{Bridged, ToVersion as _};
use oma_imps::csp::{Message, StatusCode};
use oma_imps::{
    Error, ErrorKind, Input, Note, PartKind, ReadOptions, Rule, Syntax, Version, WriteOptions, documents,
    wbxml,
};
use pyo3::prelude::*;
use serde::Serialize;

/// The result of a conversion.
#[derive(Default)]
struct Outcome {
    bytes: Vec<u8>,
    syntax: &'static str,
    report: Report,
}

/// Everything about a conversion but its bytes.
#[derive(Default, Serialize)]
struct Report {
    notes: Vec<Line>,
    losses: Vec<Loss>,
    answers: Vec<Answer>,
}

#[derive(Serialize)]
struct Line {
    text: String,
    is_loss: bool,
}

/// Content that the other version lacks.
#[derive(Serialize)]
struct Loss {
    path: String,
    reason: &'static str,
    text: String,
}

/// A transaction that does not travel.
#[derive(Serialize)]
struct Answer {
    transaction: String,
    answer: Option<u32>,
}

/// Returns the bytes, their syntax, and the notes, losses and answers.
#[pyfunction]
pub(crate) fn convert<'py>(
    py: Python<'py>,
    document: &[u8],
    reading: RawReading,
    to: Option<&str>,
    to_version: Option<&str>,
    writing: RawWriting,
) -> Result<(Vec<u8>, &'static str, Bound<'py, PyAny>), Fault> {
    let reading = reading.parsed()?;
    let to = to.map(|name| syntax_of(name, "to")).transpose()?;
    let version = to_version.map(|name| version_of(name, "to_version")).transpose()?;
    let options = writing.parsed();
    let (converted, json) = py.detach(|| {
        let converted = match version {
            Some(version) => bridged(document, &reading, to, version, &options),
            None => plain(document, &reading, to, &options),
        }?;
        // Strings and numbers always have a form.
        let json = serde_json::to_vec(&converted.report).unwrap_or_default();
        Ok::<_, Fault>((converted, json))
    })?;
    Ok((converted.bytes, converted.syntax, from_json(py, &json)?))
}

fn plain(
    document: &[u8],
    reading: &Reading<'_>,
    to: Option<Syntax>,
    options: &WriteOptions,
) -> Result<Outcome, Error> {
    let input = reading.input(document)?;
    let to = target(to, &input);
    let converted = input.convert(to, options)?;
    let mut result = Outcome { bytes: converted.bytes, syntax: to.as_str(), ..Outcome::default() };
    result.report.notes.extend(converted.notes.iter().map(line));
    Ok(result)
}

/// Converts each document of an input to a version.
fn bridged(
    all: &[u8],
    reading: &Reading<'_>,
    to: Option<Syntax>,
    version: Version,
    options: &WriteOptions,
) -> Result<Outcome, Error> {
    let to = target(to, &reading.input(all)?);
    let mut result = Outcome { syntax: to.as_str(), ..Outcome::default() };
    let mut count: usize = 0;
    for part in documents(all, reading.from).with_charset(reading.charset) {
        let (offset, bytes) = (part.offset, part.bytes.len());
        match part.kind {
            PartKind::Document => {
                let input = reading.input(part.bytes).map_err(|error| error.shifted(offset))?;
                if !result.bytes.is_empty() && to != Syntax::Wbxml && result.bytes.last() != Some(&b'\n') {
                    result.bytes.push(b'\n');
                }
                let converted = one(&input, &reading.options, (to, version), options, &mut result);
                let notes = converted.map_err(|error| error.shifted(offset))?;
                result.report.notes.extend(notes.into_iter().map(|note| line(&note.shifted(offset))));
                count = count.saturating_add(1);
            }
            _ if reading.options.strict => {
                return Err(Error::new(ErrorKind::Strict(Rule::TrailingContent)).at(offset));
            }
            PartKind::Padding => result.report.notes.push(line(&Note::Padding { offset, bytes })),
            PartKind::Other => result.report.notes.push(line(&Note::Trailing { offset, bytes })),
            _ => {}
        }
    }
    if count > 1 {
        result.report.notes.push(line(&Note::Several { documents: count }));
    }
    Ok(result)
}

/// Converts a message to a version. Returns the notes on reading it.
fn one(
    input: &Input<'_>,
    read: &ReadOptions,
    (to, version): (Syntax, Version),
    options: &WriteOptions,
    result: &mut Outcome,
) -> Result<Vec<Note>, Error> {
    let (message, mut notes): (Message<'_>, _) = input.read_noted(read)?;
    let Bridged { message, reply, losses, .. } = message.to_version(version);
    result.report.losses.extend(losses.into_iter().map(|loss| Loss {
        reason: loss.reason.name(),
        text: loss.reason.to_string(),
        path: loss.path,
    }));
    for answer in reply.iter().flat_map(|reply| &reply.session.transactions) {
        let code = answer.primitive().outcome().and_then(|outcome| outcome.code);
        let transaction = answer.transaction_id().unwrap_or_default().to_owned();
        result.report.answers.push(Answer { transaction, answer: code.map(StatusCode::number) });
    }
    let Some(message) = message else { return Ok(notes) };
    // Binary XML holds whatever a message holds.
    let bytes = wbxml::to_vec(&message).map_err(Error::without_offset)?;
    let converted = Input::in_syntax(&bytes, Syntax::Wbxml)?;
    notes.extend(converted.write(to, &mut result.bytes, options).map_err(Error::without_offset)?);
    Ok(notes)
}

fn line(note: &Note) -> Line {
    Line { text: note.to_string(), is_loss: note.is_loss() }
}
