//! The validator.

use crate::error::length;
use crate::pts;
use imps_core::{Element as _, Error, ReadOptions};
use imps_csp::CspDocument;
use imps_csp::validate::{Finding, Findings, Role, Severity, ValidateOptions};
use imps_pts::PtsSource;
use imps_wbxml::WbxmlSource;
use imps_xml::XmlSource;
use oma_imps::{Input, Protocol, Syntax};

pub(crate) fn run(data: &[u8]) -> bool {
    let Some(syntax) = Syntax::detect(data) else { return false };
    let mut options = ValidateOptions::default();
    let Some(findings) = findings(data, syntax, &options) else { return false };
    check(&findings, length(data, syntax));
    let lenient = read(data, syntax, false);
    // A document that every reader accepts has no fault of syntax. A document that types refuse has an error.
    let is_told = findings.iter().any(|finding| finding.rule == "syntax");
    assert!(!is_told || lenient.is_err() || read(data, syntax, true).is_err(), "{findings:?}");
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    assert!(lenient.is_ok() || findings.iter().any(is_error), "{lenient:?}: {findings:?}");

    options.strict = true;
    let strict = self::findings(data, syntax, &options).expect("as before");
    check(&strict, length(data, syntax));
    // Strict checking is as strict at least.
    assert!(strict.len() >= findings.len(), "{strict:?}\n{findings:?}");
    for role in [Role::Client, Role::Server] {
        options.role = Some(role);
        check(&self::findings(data, syntax, &options).expect("as before"), length(data, syntax));
    }
    options.max_findings = 1;
    // A fault that ends reading is reported beyond the limit.
    assert!(self::findings(data, syntax, &options).expect("as before").len() <= 3);
    lenient.is_ok()
}

/// Reads with types, whatever the protocol.
fn read(data: &[u8], syntax: Syntax, strict: bool) -> Result<(), Error> {
    let options = ReadOptions::default().with_strict(strict);
    let input = Input::in_syntax(data, syntax)?;
    match input.protocol() {
        Protocol::Ssp => input.read_with::<imps_ssp::Message<'_>>(&options).map(drop),
        _ => input.read_with::<CspDocument<'_>>(&options).map(drop),
    }
}

/// `None` if the document cannot be opened.
fn findings(data: &[u8], syntax: Syntax, options: &ValidateOptions) -> Option<Vec<Finding>> {
    Some(match syntax {
        Syntax::Wbxml => {
            let open = |read: &ReadOptions| WbxmlSource::new(data, read);
            imps_csp::validate::validate(open, options)
        }
        Syntax::Xml => {
            let text = imps_xml::to_utf8(data).ok()?;
            let protocol = Protocol::of_root(&imps_xml::root_name(&text).unwrap_or_default());
            let open = |read: &ReadOptions| XmlSource::with_vocabulary(&text, read, protocol.vocabulary());
            match protocol {
                Protocol::Ssp => imps_ssp::validate::validate(open, options),
                _ => imps_csp::validate::validate(open, options),
            }
        }
        Syntax::Pts => {
            let line = pts::line(data)?;
            let mut findings = Findings::new(options);
            match PtsSource::new(line, imps_csp::Message::SCHEMA, &imps_pts::ReadOptions::default()) {
                Ok(mut source) => {
                    imps_csp::validate::check(&mut source, options, &mut findings);
                }
                Err(error) => findings.add_error(&error),
            }
            findings.into_vec()
        }
        _ => return None,
    })
}

/// Findings come in the order of the document. Each has a place in it, and a rule with an
/// explanation.
fn check(findings: &[Finding], length: usize) {
    assert!(findings.is_sorted_by_key(|finding| finding.offset), "{findings:?}");
    for finding in findings {
        let rule = finding.rule;
        let known = imps_csp::validate::explain(rule).or_else(|| imps_ssp::validate::explain(rule));
        assert!(known.is_some_and(|known| known.id == rule), "{finding:?}");
        assert!(finding.offset <= length, "{finding:?} in {length} bytes");
        assert!(!(finding.found.is_empty() && finding.expected.is_empty()), "{finding:?}");
        let _ = (finding.to_string(), Severity::as_str(finding.severity));
    }
}
