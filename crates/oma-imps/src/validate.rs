//! Checks a document of any syntax and protocol.

use crate::Input;
use crate::input::Form;
use imps_core::validate::{Finding, Findings, Severity, ValidateOptions};
use imps_core::{ReadOptions, Rule};
use imps_csp::validate as csp;
use imps_xml::XmlSource;

impl Input<'_> {
    /// Returns all faults of the document by the rules of its protocol, with their places, in the
    /// order of the document. The result is empty for a document without fault.
    ///
    /// Offsets count the bytes of the document; for XML, the bytes of its text in UTF-8. JSON has
    /// no offsets: they are 0, and the path names the place.
    ///
    /// ```
    /// use oma_imps::Input;
    ///
    /// let document = b"<WV-CSP-Message xmlns='http://www.wireless-village.org/CSP1.1'><Session/></WV-CSP-Message>";
    /// let findings = Input::new(document)?.validate();
    /// assert_eq!(
    ///     findings[0].to_string(),
    ///     "error[missing-element] at byte 63 in WV-CSP-Message/Session: missing SessionDescriptor in Session"
    /// );
    /// assert!(oma_imps::csp::validate::explain(findings[0].rule).is_some());
    /// # Ok::<_, oma_imps::Error>(())
    /// ```
    #[doc(alias("check", "lint", "verify"))]
    pub fn validate(&self) -> Vec<Finding> {
        self.validate_with(&ValidateOptions::default())
    }

    /// Validates with options, which count instead of the [reading options](Self::with_options).
    pub fn validate_with(&self, options: &ValidateOptions) -> Vec<Finding> {
        match &self.form {
            Form::Wbxml => csp::validate(|read: &ReadOptions| self.wbxml_source(read), options),
            Form::Xml(document) => {
                let vocabulary = self.protocol().vocabulary();
                let open = |read: &ReadOptions| XmlSource::with_vocabulary(document, read, vocabulary);
                #[cfg(feature = "ssp")]
                if self.protocol() == crate::Protocol::Ssp {
                    return imps_ssp::validate::validate(open, options);
                }
                csp::validate(open, options)
            }
            Form::Pts(message) => {
                let mut findings = line(message, &self.pts_options(&options.read_options()), options);
                for finding in &mut findings {
                    finding.offset = finding.offset.saturating_add(self.first.start);
                }
                findings.extend(self.trailing(options));
                findings
            }
            #[cfg(feature = "json")]
            Form::Json(document) => {
                let mut findings = match document.document(&options.limits) {
                    Ok(tree) => json(tree, self.protocol().vocabulary(), options),
                    Err(error) => refused(&error, options),
                };
                findings.extend(self.trailing(options));
                findings
            }
        }
    }

    /// Returns the finding about content after a document, which reading refuses.
    fn trailing(&self, options: &ValidateOptions) -> Vec<Finding> {
        let read = options.read_options().with_strict(options.strict);
        let mut findings = Findings::new(options);
        if let Err(error) = self.padding(&read) {
            let (rule, offset) = (Rule::TrailingContent.id(), error.offset().unwrap_or_default());
            let found = "content after the document";
            findings.add_at(rule, Severity::Error, offset, String::new(), found, "");
        }
        findings.into_vec()
    }
}

/// Checks a message in the plain-text syntax. Content that reading ignores is also a finding.
fn line(message: &str, read: &imps_pts::ReadOptions<'_>, options: &ValidateOptions) -> Vec<Finding> {
    use imps_core::Element as _;
    use imps_pts::{PtsSource, Warning, WarningKind};

    let mut findings = Findings::new(options);
    match PtsSource::new(message, imps_csp::Message::SCHEMA, read) {
        Ok(mut source) => {
            let severity = if options.strict { Severity::Error } else { Severity::Warning };
            for Warning { kind, offset } in source.warnings() {
                let rule = match kind {
                    WarningKind::UnknownAttribute(_) => "unknown-element",
                    _ => "syntax",
                };
                findings.add_at(rule, severity, *offset, String::new(), kind.to_string(), "");
            }
            csp::check(&mut source, options, &mut findings);
        }
        Err(error) => findings.add_error(&error),
    }
    findings.into_vec()
}

/// Returns the single finding of a document that cannot be read.
#[cfg(feature = "json")]
fn refused(error: &imps_core::Error, options: &ValidateOptions) -> Vec<Finding> {
    let mut findings = Findings::new(options);
    findings.add_error(error);
    findings.into_vec()
}

/// Checks a tree as the XML that it represents, because offsets distinguish faults.
#[cfg(feature = "json")]
fn json(
    document: &imps_core::Document<'_>,
    vocabulary: &'static imps_core::Vocabulary,
    options: &ValidateOptions,
) -> Vec<Finding> {
    use imps_core::Sink as _;
    use imps_xml::{WriteOptions, XmlSink};

    let mut xml = Vec::new();
    let mut source = imps_core::TreeSource::new(&document.root, document.version).with_vocabulary(vocabulary);
    let mut sink =
        XmlSink::new(&mut xml, document.version, &WriteOptions::default()).with_vocabulary(vocabulary);
    let written = imps_core::pump(&mut source, &mut sink).and_then(|()| sink.finish());
    let checked = written.and_then(|()| Input::in_syntax(&xml, crate::Syntax::Xml));
    let mut findings = match checked {
        Ok(input) => input.validate_with(options),
        Err(error) => refused(&error, options),
    };
    for finding in &mut findings {
        finding.offset = 0;
    }
    findings
}
