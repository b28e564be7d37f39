//! Checks a document against the content models of the standard and against further rules. Reports
//! every fault with its place.
//!
//! ```
//! use imps_core::{CSP, ReadOptions};
//! use imps_csp::validate::{Options, validate};
//! use imps_xml::XmlSource;
//!
//! let document = "<WV-CSP-Message xmlns='http://www.wireless-village.org/CSP1.1'><Session/></WV-CSP-Message>";
//! let open = |options: &ReadOptions| XmlSource::new(document, *options, &CSP);
//! let findings = validate(open, &ReadOptions::default(), &Options::default());
//! assert_eq!(
//!     findings[0].to_string(),
//!     "error[missing-element] at octet 63 in WV-CSP-Message/Session: found Session without it, expected SessionDescriptor"
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
use imps_core::validate::{Checks, Place, validate_twice};
use imps_core::{Element, Error, ReadOptions, Source, Value};
use primitives::PrimitiveChecks;

pub use imps_core::validate::{Explanation, Finding, Findings, Severity};
pub use rules::{RULES, all, explain};

/// The author of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A client.
    Client,
    /// A server.
    Server,
}

impl Role {
    /// `client` or `server`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// The options of the check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The author of the document. By default the direction of the first primitive decides.
    pub role: Option<Role>,
    /// The general options of any protocol: strictness, and the maximum number of findings.
    pub general: imps_core::validate::Options,
}

/// The possible root elements.
const ROOTS: [&Schema; 3] =
    [Message::SCHEMA, VersionDiscoveryRequest::SCHEMA, VersionDiscoveryResponse::SCHEMA];

/// Checks a document in any syntax. Findings come in the order of the document.
///
/// `open` starts to read the document anew. A second, strict read finds errors that only lenient
/// readers accept. It stops at the first such error.
pub fn validate<'a, S: Source<'a>>(
    open: impl Fn(&ReadOptions) -> Result<S, Error>,
    read: &ReadOptions,
    options: &Options,
) -> Vec<Finding> {
    validate_twice(open, &ROOTS, read, options.general, |source, findings| {
        validate_source(source, options, findings);
    })
}

/// Checks a document of which nothing was read yet, in one pass: without the second, strict read.
pub fn validate_source<'a, S: Source<'a>>(source: &mut S, options: &Options, findings: &mut Findings) {
    let mut checks = CspChecks {
        envelope: EnvelopeChecks::new(options.role),
        content: ContentChecks::default(),
        primitives: PrimitiveChecks::default(),
    };
    imps_core::validate::validate(source, &ROOTS, &mut checks, findings);
    envelope::name_poll(findings);
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
