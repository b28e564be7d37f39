//! Documents row by row.

use crate::fault::Fault;
use crate::options::RawReading;
use imps_inspect::{InspectOptions, Row, RowKind, has_rows, rows};
use oma_imps::{Error, ErrorKind, Guess};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};

/// The largest input: a row needs many times the memory of its bytes.
const MAX_SIZE: usize = 16 << 20;

/// Returns the rows of all documents of an input.
#[pyfunction]
pub(crate) fn inspect<'py>(
    py: Python<'py>,
    document: &[u8],
    reading: RawReading,
    max_depth: Option<usize>,
    media_type: Option<&str>,
) -> Result<Bound<'py, PyList>, Fault> {
    let reading = reading.parsed()?;
    if document.len() > MAX_SIZE {
        return Err(Fault::Option(format!("document has {} bytes, expected at most 16 MiB", document.len())));
    }
    let mut options = InspectOptions::default().with_charset(reading.charset);
    (options.from, options.version) = (reading.from, reading.options.version);
    options.media_type = media_type;
    let options = options.with_tables(reading.table.as_slice());
    let (rows, is_several) = py.detach(|| {
        if !has_rows(document, reading.from) {
            let found = Guess::of(document).to_string();
            return Err(Error::new(ErrorKind::OtherLanguage(found.into())).at(0));
        }
        let (mut number, mut kept) = (0_usize, Vec::new());
        for row in rows(document, &options) {
            if row.kind == RowKind::Document {
                number = number.saturating_add(1);
            } else if row.kind == RowKind::Fault || max_depth.is_none_or(|deepest| row.depth <= deepest) {
                kept.push((number, row));
            }
        }
        Ok((kept, number > 1))
    })?;
    let list = PyList::empty(py);
    for (number, row) in rows {
        list.append(object(py, is_several.then_some(number), &row)?)?;
    }
    Ok(list)
}

fn object<'py>(py: Python<'py>, document: Option<usize>, row: &Row<'_>) -> PyResult<Bound<'py, PyDict>> {
    let object = PyDict::new(py);
    let set = |name: &str, value: Bound<'py, PyAny>| object.set_item(PyString::intern(py, name), value);
    let number = |value: Option<usize>| value.into_pyobject(py).map(Bound::into_any);
    let text = |text: &str| PyString::new(py, text).into_any();
    set("document", number(document)?)?;
    set("offset", number(Some(row.offset))?)?;
    set("length", number(Some(row.length()))?)?;
    set("bytes", PyBytes::new(py, &row.bytes).into_any())?;
    set("line", number(row.position.map(|(line, _)| line))?)?;
    set("column", number(row.position.map(|(_, column)| column))?)?;
    set("kind", text(row.kind.as_str()))?;
    set("depth", number(Some(row.depth))?)?;
    set("token", text(&row.token))?;
    set("code", row.code.as_deref().map(text).into_pyobject(py)?)?;
    set("path", text(&row.path))?;
    set("meaning", text(&row.meaning))?;
    Ok(object)
}
