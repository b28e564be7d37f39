//! Checks a document against the content models of the standard and against further rules. Reports
//! every fault with its place.
//!
//! ```
//! use imps_core::ReadOptions;
//! use imps_csp::validate::{ValidateOptions, validate};
//! use imps_xml::XmlSource;
//!
//! let document = "<WV-CSP-Message xmlns='http://www.wireless-village.org/CSP1.1'><Session/></WV-CSP-Message>";
//! let open = |options: &ReadOptions| XmlSource::new(document, options);
//! let findings = validate(open, &ValidateOptions::default());
//! assert_eq!(
//!     findings[0].to_string(),
//!     "error[missing-element] at byte 63 in WV-CSP-Message/Session: missing SessionDescriptor in Session"
//! );
//! ```

mod content;
mod envelope;
mod primitives;
mod rules;

use crate::Message;
use crate::envelope::{VersionDiscoveryRequest, VersionDiscoveryResponse};
use alloc::vec::Vec;
use content::ContentChecks;
use envelope::EnvelopeChecks;
use imps_core::schema::Schema;
use imps_core::validate::{Checks, Place};
use imps_core::{Element, Error, ReadOptions, Source, Value};
use primitives::PrimitiveChecks;

pub use imps_core::validate::{Explanation, Finding, Findings, Role, Severity, ValidateOptions};
pub use rules::{RULES, all, explain};

/// The possible root elements.
const ROOTS: [&Schema; 3] =
    [Message::SCHEMA, VersionDiscoveryRequest::SCHEMA, VersionDiscoveryResponse::SCHEMA];

/// Checks a document in any syntax. Findings come in the order of the document.
///
/// `open` starts to read the document anew. A second, strict read finds errors that only lenient
/// readers accept. It stops at the first such error.
#[doc(alias("check", "lint", "verify"))]
pub fn validate<'a, S: Source<'a>>(
    open: impl Fn(&ReadOptions) -> Result<S, Error>,
    options: &ValidateOptions,
) -> Vec<Finding> {
    imps_core::validate::validate(open, &ROOTS, options, |source, findings| {
        check(source, options, findings);
    })
}

/// Checks a document of which nothing was read yet, in one pass: without the second, strict read.
pub fn check<'a, S: Source<'a>>(source: &mut S, options: &ValidateOptions, findings: &mut Findings) {
    let mut checks = CspChecks {
        envelope: EnvelopeChecks::new(options.role),
        content: ContentChecks::default(),
        primitives: PrimitiveChecks::default(),
    };
    imps_core::validate::check(source, &ROOTS, &mut checks, findings);
    envelope::rename_poll_findings(findings);
}

/// All rules of this protocol.
struct CspChecks {
    envelope: EnvelopeChecks,
    content: ContentChecks,
    primitives: PrimitiveChecks,
}

impl Checks for CspChecks {
    fn start(&mut self, place: &Place<'_>, findings: &mut Findings) {
        self.envelope.start(place, findings);
        self.primitives.start(place);
    }

    fn leaf(&mut self, place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
        self.envelope.leaf(place, value, findings);
        self.content.leaf(place, value, findings);
        self.primitives.leaf(place, value, findings);
    }

    fn end(&mut self, place: &Place<'_>, findings: &mut Findings) {
        self.envelope.end(place, findings);
        self.primitives.end(place, findings);
    }
}
