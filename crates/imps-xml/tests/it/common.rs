//! Shared by the tests.

use imps_core::Sink as _;
use imps_core::{CSP, Error, ReadOptions, Source, Tag, pump};
use imps_xml::{WriteOptions, XmlSink, XmlSource};
use std::path::PathBuf;

pub(crate) const NS: &str = "http://www.openmobilealliance.org/DTD/WV-CSP1.2";

/// Reads and writes the document, either indented or compact without declaration.
pub(crate) fn pumped(document: &str, indented: bool) -> Result<String, Error> {
    let mut options = WriteOptions::default();
    options.declaration = indented;
    options.indent = indented.then_some(2);
    let mut source = XmlSource::new(document, &ReadOptions::default())?;
    let mut out = Vec::new();
    let mut sink = XmlSink::new(&mut out, source.version(), &options);
    pump(&mut source, &mut sink)?;
    source.finish()?;
    sink.finish()?;
    Ok(String::from_utf8(out).unwrap())
}

/// Returns a message around the given content, on one line.
pub(crate) fn message(inside: &str) -> String {
    format!("<WV-CSP-Message xmlns=\"{NS}\">{inside}</WV-CSP-Message>")
}

pub(crate) fn source(document: &str) -> XmlSource<'_> {
    XmlSource::new(document, &ReadOptions::default()).unwrap()
}

pub(crate) fn strict() -> ReadOptions {
    let mut options = ReadOptions::default();
    options.strict = true;
    options
}

/// Reads everything and returns one line per item: names, attributes, text.
pub(crate) fn outline(document: &str, options: ReadOptions) -> Result<Vec<String>, Error> {
    let mut source = XmlSource::new(document, &options)?;
    let mut lines = Vec::new();
    let mut depth = 0;
    loop {
        match source.child()? {
            None if depth == 0 => break,
            None => depth -= 1,
            Some(Tag::TEXT) => lines.push(format!("{:?}", source.value()?.into_text()?)),
            Some(tag) => {
                depth += 1;
                let name = CSP.name(tag).map_or_else(|| format!("foreign {}", source.name()), Into::into);
                lines.push(name);
                while let Some(attribute) = source.attribute()? {
                    lines.push(format!("{}={:?}", attribute.name, attribute.value));
                }
                if let Some(value) = source.leaf()? {
                    depth -= 1;
                    let text = value.into_text()?;
                    if !text.is_empty() {
                        lines.push(format!("{text:?}"));
                    }
                }
            }
        }
    }
    source.finish()?;
    Ok(lines)
}

/// Returns every file below a directory of the test data with this ending of its name.
pub(crate) fn files(directory: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let root = imps_testing::testdata(directory);
    let mut open = vec![root];
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
