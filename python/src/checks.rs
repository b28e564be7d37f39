//! The findings of the validator.

use crate::fault::Fault;
use crate::object::from_json;
use crate::options::{RawReading, Reading, unknown};
use imps_inspect::NamedParts;
use oma_imps::csp::validate::{self as csp, Explanation, Findings, Role};
use oma_imps::{Error, ErrorKind, Finding, Guess, Part, PartKind, Rule, Severity, ValidateOptions, ssp};
use pyo3::prelude::*;
use serde::Serialize;

/// A finding with the names that the command has.
#[derive(Serialize)]
struct Object<'f> {
    document: Option<usize>,
    rule: &'static str,
    severity: &'static str,
    offset: usize,
    path: &'f str,
    found: &'f str,
    expected: &'f str,
    text: String,
}

#[derive(Serialize)]
struct Explained {
    rule: &'static str,
    says: &'static str,
    bad: &'static str,
    good: &'static str,
    source: &'static str,
}

/// Returns the findings of all documents of an input.
#[pyfunction]
pub(crate) fn validate<'py>(
    py: Python<'py>,
    document: &[u8],
    reading: RawReading,
    role: Option<&str>,
) -> Result<Bound<'py, PyAny>, Fault> {
    let reading = reading.parsed()?;
    let mut options = ValidateOptions::default().with_strict(reading.options.strict);
    options.version = reading.options.version;
    options.role = match role {
        None => None,
        Some("client") => Some(Role::Client),
        Some("server") => Some(Role::Server),
        Some(other) => return Err(unknown("role", other, "client or server")),
    };
    let json = py.detach(|| checked(document, &reading, &options));
    from_json(py, &json)
}

fn checked(all: &[u8], reading: &Reading<'_>, options: &ValidateOptions) -> Vec<u8> {
    let named = NamedParts::of(all, reading.from, reading.charset);
    let is_several = named.document_count() > 1;
    let (mut number, mut found) = (0_usize, Vec::new());
    for part in named.iter().map(|named| named.part) {
        let mut findings = if part.kind == PartKind::Document {
            number = number.saturating_add(1);
            of_document(part.bytes, reading, options)
        } else {
            left_over(&part, options)
        };
        for finding in &mut findings {
            finding.offset = finding.offset.saturating_add(part.offset);
        }
        found.extend(findings.into_iter().map(|finding| (is_several.then_some(number), finding)));
    }
    let objects: Vec<_> = found.iter().map(|(document, finding)| object(*document, finding)).collect();
    // Strings and numbers always have a form.
    serde_json::to_vec(&objects).unwrap_or_default()
}

fn object(document: Option<usize>, finding: &Finding) -> Object<'_> {
    Object {
        document,
        rule: finding.rule,
        severity: finding.severity.as_str(),
        offset: finding.offset,
        path: &finding.path,
        found: &finding.found,
        expected: &finding.expected,
        text: finding.to_string(),
    }
}

fn of_document(document: &[u8], reading: &Reading<'_>, options: &ValidateOptions) -> Vec<Finding> {
    let error: Error = match reading.input(document) {
        Ok(input) => return input.validate_with(options),
        Err(error) => error,
    };
    let mut findings = Findings::new(options);
    if let ErrorKind::OtherLanguage(_) = error.kind() {
        let (at, found) = (error.offset().unwrap_or_default(), Guess::of(document).to_string());
        findings.add_at("syntax", Severity::Error, at, String::new(), found, "a message of imps");
    } else {
        findings.add_error(&error);
    }
    findings.into_vec()
}

/// The finding for bytes after a document.
fn left_over(part: &Part<'_>, options: &ValidateOptions) -> Vec<Finding> {
    let severity = match part.kind {
        _ if options.strict => Severity::Error,
        PartKind::Padding => Severity::Note,
        _ => Severity::Warning,
    };
    let what = if part.kind == PartKind::Padding { " of padding" } else { "" };
    let unit = if part.bytes.len() == 1 { "byte" } else { "bytes" };
    let found = format!("{} {unit}{what} behind the document", part.bytes.len());
    let mut findings = Findings::new(options);
    findings.add_at(Rule::TrailingContent.id(), severity, 0, String::new(), found, "");
    findings.into_vec()
}

/// Returns the explanation of a rule; nothing if there is no such rule.
#[pyfunction]
pub(crate) fn explain<'py>(py: Python<'py>, rule: &str) -> Result<Bound<'py, PyAny>, Fault> {
    let explained = csp::explain(rule).or_else(|| ssp::validate::explain(rule));
    let explained = explained.map(|&Explanation { id, says, bad, good, source, .. }| Explained {
        rule: id,
        says,
        bad,
        good,
        source,
    });
    from_json(py, &serde_json::to_vec(&explained).unwrap_or_default())
}

/// Returns the names of all rules of the protocol between clients and servers.
#[pyfunction]
pub(crate) fn rules() -> Vec<&'static str> {
    csp::all().map(|rule| rule.id).collect()
}
