//! The likely form of some bytes, and the documents inside wrappings.

use crate::fault::Fault;
use imps_inspect::Direction;
use oma_imps::charset::Charset;
use oma_imps::{Guess, Syntax};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

/// Returns the guess as kind, syntax, description and offset of a body.
#[pyfunction]
pub(crate) fn guess(
    py: Python<'_>,
    document: &[u8],
) -> (&'static str, Option<&'static str>, String, Option<usize>) {
    py.detach(|| {
        let guess = Guess::of(document);
        let body = match guess {
            Guess::Http { body } => Some(body),
            _ => None,
        };
        (kind_of(&guess), Syntax::detect(document).map(Syntax::as_str), guess.to_string(), body)
    })
}

/// The name of a guess, which is stable.
const fn kind_of(guess: &Guess) -> &'static str {
    match guess {
        Guess::Empty => "empty",
        Guess::Wbxml => "wbxml",
        Guess::OtherWbxml(_) => "other-wbxml",
        Guess::Xml => "xml",
        Guess::Json => "json",
        Guess::Gzip => "gzip",
        Guess::Zlib => "zlib",
        Guess::Zip => "zip",
        Guess::Http { .. } => "http",
        Guess::Hexadecimal => "hexadecimal",
        Guess::Base64 => "base64",
        Guess::Capture => "capture",
        Guess::PlainTextSyntax => "pts",
        Guess::Text => "text",
        _ => "bytes",
    }
}

/// Returns the documents inside the wrappings of an input.
#[pyfunction]
pub(crate) fn unwrap<'py>(py: Python<'py>, input: &[u8]) -> Result<Bound<'py, PyList>, Fault> {
    let documents = py.detach(|| imps_inspect::unwrap(input));
    let list = PyList::empty(py);
    for document in documents {
        let object = PyDict::new(py);
        object.set_item("bytes", PyBytes::new(py, &document.bytes))?;
        object.set_item("offset", document.offset)?;
        let charset = (document.charset != Charset::UNKNOWN).then(|| document.charset.to_string());
        object.set_item("charset", charset)?;
        let direction = document.direction.map(|direction| match direction {
            Direction::Request => "request",
            Direction::Response => "response",
        });
        object.set_item("direction", direction)?;
        object.set_item("media_type", document.media_type())?;
        object.set_item("wrappings", texts(&document.wrappings))?;
        object.set_item("anomalies", texts(&document.anomalies))?;
        list.append(object)?;
    }
    Ok(list)
}

fn texts(items: &[impl ToString]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}
