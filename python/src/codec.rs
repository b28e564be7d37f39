//! Documents as dictionaries.

use crate::dictionary::to_json;
use crate::fault::Fault;
use crate::object::from_json;
use crate::options::{RawReading, RawWriting, syntax_of, unknown_content};
use crate::place::path_at;
use oma_imps::csp::CspDocument;
use oma_imps::{Error, ErrorKind, Input, Note, Protocol, ReadOptions, Syntax, json, ssp, wbxml};
use pyo3::prelude::*;
use pyo3::types::PyMapping;

/// Returns the dictionary of a document, and a text per loss.
#[pyfunction]
pub(crate) fn decode<'py>(
    py: Python<'py>,
    document: &[u8],
    reading: RawReading,
    unknown: &str,
) -> Result<(Bound<'py, PyAny>, Vec<String>), Fault> {
    let reading = reading.parsed()?;
    let options = reading.options.with_unknown(unknown_content(unknown)?);
    let (json, notes) = py.detach(|| {
        let input = reading.input(document)?;
        read(&input, &options)
    })?;
    let losses = notes.iter().filter(|note| note.is_loss()).map(ToString::to_string).collect();
    Ok((from_json(py, &json)?, losses))
}

fn read(input: &Input<'_>, options: &ReadOptions) -> Result<(Vec<u8>, Vec<Note>), Error> {
    match input.protocol() {
        Protocol::Ssp => {
            let (message, notes) = input.read_noted::<ssp::Message<'_>>(options)?;
            Ok((json::to_vec(&message)?, notes))
        }
        _ => {
            let (document, notes) = input.read_noted::<CspDocument<'_>>(options)?;
            Ok((json::to_vec(&document)?, notes))
        }
    }
}

/// Returns the bytes of a dictionary.
#[pyfunction]
pub(crate) fn encode(
    py: Python<'_>,
    document: &Bound<'_, PyMapping>,
    to: &str,
    writing: RawWriting,
) -> Result<Vec<u8>, Fault> {
    let to = syntax_of(to, "to")?;
    let options = writing.parsed();
    let json = to_json(document)?;
    py.detach(|| {
        // Nearly every dictionary is plain content of its version, and becomes binary XML. The long way
        // takes the others, and names the faults.
        if to == Syntax::Wbxml
            && let Ok(document) = json::from_slice::<CspDocument<'static>>(&json)
            && let Ok(bytes) = wbxml::to_vec_with(&document, &options.wbxml)
        {
            return Ok(bytes);
        }
        let written = Input::in_syntax(&json, Syntax::Json).and_then(|input| input.convert(to, &options));
        written.map(|written| written.bytes).map_err(|error| unwritten(error, &json))
    })
}

/// The error for a dictionary that is no document. An offset in its JSON becomes a path, because
/// nobody sees this JSON.
fn unwritten(error: Error, json: &[u8]) -> Fault {
    match (error.kind(), error.offset()) {
        (ErrorKind::Syntax(reason), Some(offset)) if error.path().is_empty() => {
            Fault::Shape(worded(&reason.to_string()), path_at(json, offset))
        }
        _ => Fault::Encode(error.without_offset()),
    }
}

/// A reason with the words of Python.
fn worded(reason: &str) -> String {
    const WORDS: [(&str, &str); 8] = [
        ("invalid type: map,", "invalid type: dict,"),
        ("invalid type: sequence,", "invalid type: list,"),
        ("invalid type: string ", "invalid type: str "),
        ("invalid type: integer ", "invalid type: int "),
        ("invalid type: boolean ", "invalid type: bool "),
        ("expected u32", "expected an int from 0 to 4294967295"),
        ("expected usize", "expected an int"),
        ("missing field ", "missing entry "),
    ];
    WORDS.iter().fold(reason.to_owned(), |text, (from, to)| text.replacen(from, to, 1)).replace('`', "")
}
