//! From the objects of Python to JSON.

use crate::fault::Fault;
use oma_imps::imps_core::base64;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyInt, PyList, PyMapping, PyString, PyTuple};

/// The most levels of dictionaries and lists: more than a document of the greatest depth has. A
/// dictionary that contains itself ends here.
const DEPTH: usize = 512;

/// Returns the JSON of a dictionary.
pub(crate) fn to_json(document: &Bound<'_, PyMapping>) -> Result<Vec<u8>, Fault> {
    let mut writer = Writer { out: Vec::with_capacity(512), path: Vec::new() };
    writer.map(document)?;
    Ok(writer.out)
}

struct Writer {
    out: Vec<u8>,
    path: Vec<Step>,
}

/// A step of the path to a value.
enum Step {
    Entry(String),
    Item(usize),
}

impl Writer {
    fn value(&mut self, value: &Bound<'_, PyAny>) -> Result<(), Fault> {
        if let Ok(text) = value.cast::<PyString>() {
            return self.text(text);
        }
        if let Ok(flag) = value.cast::<PyBool>() {
            self.out.extend_from_slice(if flag.is_true() { b"true" } else { b"false" });
            return Ok(());
        }
        if let Ok(number) = value.cast::<PyInt>() {
            let number: u64 = number.extract().map_err(|_| self.fault("a number from 0 to 4294967295"))?;
            self.out.extend_from_slice(number.to_string().as_bytes());
            return Ok(());
        }
        if let Ok(bytes) = value.cast::<PyBytes>() {
            self.out.extend_from_slice(b"{\"base64\":\"");
            base64::encode_to(&mut self.out, bytes.as_bytes());
            self.out.extend_from_slice(b"\"}");
            return Ok(());
        }
        if self.path.len() >= DEPTH {
            return Err(self.fault(&format!("at most {DEPTH} levels")));
        }
        if let Ok(list) = value.cast::<PyList>() {
            return self.list(list.iter());
        }
        if let Ok(tuple) = value.cast::<PyTuple>() {
            return self.list(tuple.iter());
        }
        if let Ok(map) = value.cast::<PyMapping>() {
            return self.map(map);
        }
        let name = value.get_type().name().map_or_else(|_| String::new(), |name| name.to_string());
        let expected = "a dict, list, str, int, bool or bytes";
        Err(self.fault(&format!("{expected}, found {}", name.chars().take(80).collect::<String>())))
    }

    fn text(&mut self, text: &Bound<'_, PyString>) -> Result<(), Fault> {
        let text = text.to_cow().map_err(|_| self.fault("text without surrogates"))?;
        // Writing to a vector cannot fail.
        let _ = serde_json::to_writer(&mut self.out, &text);
        Ok(())
    }

    fn list<'py>(&mut self, items: impl Iterator<Item = Bound<'py, PyAny>>) -> Result<(), Fault> {
        self.out.push(b'[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.path.push(Step::Item(index));
            self.value(&item)?;
            self.path.pop();
        }
        self.out.push(b']');
        Ok(())
    }

    fn map(&mut self, map: &Bound<'_, PyMapping>) -> Result<(), Fault> {
        self.out.push(b'{');
        let mut is_first = true;
        // A copy: the entries of the dictionary itself may change while Python code runs.
        let entries = match map.cast::<PyDict>() {
            Ok(dictionary) => dictionary.items(),
            Err(_) => map.items()?,
        };
        for entry in entries.iter() {
            let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = entry.extract()?;
            // An optional child that is missing.
            if value.is_none() {
                continue;
            }
            let Ok(name) = key.cast::<PyString>() else {
                return Err(self.fault("a str as the name of each entry"));
            };
            if !is_first {
                self.out.push(b',');
            }
            is_first = false;
            self.text(name)?;
            self.out.push(b':');
            self.path.push(Step::Entry(name.to_string_lossy().into_owned()));
            self.value(&value)?;
            self.path.pop();
        }
        self.out.push(b'}');
        Ok(())
    }

    /// The error for the present value.
    fn fault(&self, expected: &str) -> Fault {
        Fault::Shape(format!("invalid value, expected {expected}"), self.path())
    }

    /// The path of the present value. A long one loses its middle.
    fn path(&self) -> String {
        let mut path = String::new();
        let last = self.path.len().saturating_sub(8);
        for (index, step) in self.path.iter().enumerate() {
            let shown = match step {
                _ if index > 8 && index == last => "/...".into(),
                _ if index > 8 && index < last => continue,
                Step::Entry(name) if path.is_empty() => shown(name),
                Step::Entry(name) => format!("/{}", shown(name)),
                Step::Item(index) => format!("[{index}]"),
            };
            path.push_str(&shown);
        }
        path
    }
}

/// The start of a name, on one line.
fn shown(name: &str) -> String {
    name.chars().take(80).flat_map(char::escape_debug).collect()
}
