//! The findings of the validator.

use crate::form::Form;
use crate::parts::parts;
use crate::question::Question;
use crate::text::brief;
use crate::view;
use imps_inspect::other_language;
use oma_imps::charset::Charset;
use oma_imps::csp::validate::{Explanation, Findings, ValidateOptions, explain};
use oma_imps::ssp::validate as ssp;
use oma_imps::{Error, Finding, Guess, Input, PartKind, Severity, Syntax};
use serde::Serialize;

/// The most findings of an answer.
const MAX_FINDINGS: usize = 200;

/// The findings on a document.
#[derive(Debug, Serialize)]
pub(crate) struct Validated {
    findings: Vec<Shown>,
    left_out: usize,
}

/// A finding.
#[derive(Debug, Serialize)]
struct Shown {
    /// The name of the document, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    rule: &'static str,
    severity: String,
    offset: usize,
    path: String,
    fault: String,
    /// The demand of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bad: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    good: Option<&'static str>,
}

/// Validates all documents of an input.
pub(crate) fn validate(input: &[u8], ask: &Question) -> Validated {
    let charset = ask.charset();
    let mut options = ValidateOptions::default();
    options.version = ask.version();
    let (mut findings, mut left_out) = (Vec::new(), 0_usize);
    for part in parts(input, None, charset) {
        let found = match part.kind {
            PartKind::Document => of_document(part.bytes, charset, &options),
            PartKind::Padding => continue,
            _ => {
                let mut found = Findings::new(&options);
                let text = format!("{} bytes behind the document", part.bytes.len());
                let rule = oma_imps::Rule::TrailingContent.id();
                found.add_at(rule, Severity::Warning, 0, String::new(), text, "");
                found.into_vec()
            }
        };
        for finding in found {
            if findings.len() >= MAX_FINDINGS {
                left_out = left_out.saturating_add(1);
                continue;
            }
            findings.push(shown(&finding, part.offset, part.name.clone()));
        }
    }
    Validated { findings, left_out }
}

fn shown(finding: &Finding, start: usize, document: Option<String>) -> Shown {
    let known: Option<&Explanation> = explain(finding.rule).or_else(|| ssp::explain(finding.rule));
    Shown {
        document,
        rule: finding.rule,
        severity: finding.severity.to_string(),
        offset: finding.offset.saturating_add(start),
        path: finding.path.clone(),
        fault: brief(&finding.fault()),
        says: known.map(|known| known.says),
        bad: known.map(|known| known.bad),
        good: known.map(|known| known.good).filter(|good| !good.is_empty()),
    }
}

fn of_document(document: &[u8], charset: Charset, options: &ValidateOptions) -> Vec<Finding> {
    let mut found = Findings::new(options);
    match Form::detect(document) {
        Some(Form::Of(syntax)) => match Input::in_charset(document, syntax, charset) {
            Ok(input) => return input.validate_with(options),
            Err(error) => found.add_error(&error),
        },
        Some(Form::Json) => match of_view(document, options) {
            Ok(findings) => return findings,
            Err(error) => found.add_error(&error),
        },
        None => {
            let at = usize::from(matches!(Guess::of(document), Guess::OtherWbxml(_)));
            let text = other_language(document).unwrap_or_else(|| Guess::of(document).to_string());
            found.add_at("syntax", Severity::Error, at, String::new(), text, "a message of imps");
        }
    }
    found.into_vec()
}

/// The findings on the XML that a view means. The path tells the place.
fn of_view(document: &[u8], options: &ValidateOptions) -> Result<Vec<Finding>, Error> {
    let xml = view::read(document)?.write(Form::Of(Syntax::Xml))?;
    let mut findings = Input::in_syntax(&xml, Syntax::Xml)?.validate_with(options);
    for finding in &mut findings {
        finding.offset = 0;
    }
    Ok(findings)
}
