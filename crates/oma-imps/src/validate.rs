//! Checks a document of any syntax and protocol.

use crate::Input;
use crate::input::Form;
use imps_core::ReadOptions;
use imps_core::validate::Finding;
use imps_core::validate::Findings;
use imps_csp::validate as csp;
use imps_wbxml::WbxmlSource;
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
    ///     "error[missing-element] at octet 63 in WV-CSP-Message/Session: found Session without it, expected SessionDescriptor"
    /// );
    /// assert!(oma_imps::csp::validate::explain(findings[0].rule).is_some());
    /// # Ok::<_, oma_imps::Error>(())
    /// ```
    pub fn validate(&self) -> Vec<Finding> {
        self.validate_with(&ReadOptions::default(), &csp::Options::default())
    }

    /// Validates with options. Ignores whether `read` is strict: `options` set the severity of
    /// faults that strict readers refuse. The role has no meaning between servers.
    pub fn validate_with(&self, read: &ReadOptions, options: &csp::Options) -> Vec<Finding> {
        match &self.0 {
            Form::Wbxml(document, charset) => {
                let open =
                    |read: &ReadOptions| WbxmlSource::with_transport_charset(document, *read, *charset);
                csp::validate(open, read, options)
            }
            Form::Xml(document) => {
                let vocabulary = self.protocol().vocabulary();
                let open = |read: &ReadOptions| XmlSource::new(document, *read, vocabulary);
                #[cfg(feature = "ssp")]
                if self.protocol() == crate::Protocol::Ssp {
                    return imps_ssp::validate::validate(open, read, &options.general);
                }
                csp::validate(open, read, options)
            }
            Form::Pts(message, codes) => line(message, codes, read, options),
            #[cfg(feature = "json")]
            Form::Json(document) => match document.document(&read.limits) {
                Ok(tree) => json(tree, self.protocol().vocabulary(), read, options),
                Err(error) => refused(&error, options),
            },
        }
    }
}

/// Checks a message in the plain-text syntax. Content that reading ignores is also a finding.
fn line(message: &str, codes: &imps_pts::Codes, read: &ReadOptions, options: &csp::Options) -> Vec<Finding> {
    use imps_core::Element as _;
    use imps_core::validate::Severity;
    use imps_pts::{PtsSource, Warning, WarningKind};

    let mut findings = Findings::new(options.general);
    match PtsSource::new(message, imps_csp::Message::SCHEMA, codes, read.with_strict(false)) {
        Ok(mut source) => {
            let severity = if options.general.strict { Severity::Error } else { Severity::Warning };
            for Warning { kind, offset } in source.warnings() {
                let rule = match kind {
                    WarningKind::UnknownAttribute(_) => "unknown-element",
                    _ => "syntax",
                };
                let (found, expected) = (kind.to_string(), "what every reader takes");
                findings.add_at(rule, severity, *offset, String::new(), found, expected);
            }
            csp::validate_source(&mut source, options, &mut findings);
        }
        Err(error) => findings.add_error(&error),
    }
    findings.into_vec()
}

/// Returns the single finding of a document that cannot be read.
#[cfg(feature = "json")]
fn refused(error: &imps_core::Error, options: &csp::Options) -> Vec<Finding> {
    let mut findings = Findings::new(options.general);
    findings.add_error(error);
    findings.into_vec()
}

/// Checks a tree as the XML that it represents, because offsets distinguish faults.
#[cfg(feature = "json")]
fn json(
    document: &imps_core::Document<'_>,
    vocabulary: &'static imps_core::Vocabulary,
    read: &ReadOptions,
    options: &csp::Options,
) -> Vec<Finding> {
    use imps_xml::{WriteOptions, XmlSink};

    let mut xml = Vec::new();
    let mut source = imps_core::TreeSource::new(&document.root, document.version).with_vocabulary(vocabulary);
    let mut sink = XmlSink::new(&mut xml, document.version, vocabulary, WriteOptions::default());
    let written = imps_core::pump(&mut source, &mut sink).and_then(|()| sink.finish());
    let checked = written.and_then(|()| Input::in_syntax(&xml, crate::Syntax::Xml));
    let mut findings = match checked {
        Ok(input) => input.validate_with(read, options),
        Err(error) => refused(&error, options),
    };
    for finding in &mut findings {
        finding.offset = 0;
    }
    findings
}
