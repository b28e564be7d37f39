//! Checks a document: reports every fault with its place.
//!
//! The known order and number of elements come from the habits of one server, so deviations are
//! warnings. Attributes and values are checked against their types.
//!
//! ```
//! use imps_core::ReadOptions;
//! use imps_ssp::SSP;
//! use imps_ssp::validate::{ValidateOptions, validate};
//! use imps_xml::XmlSource;
//!
//! let document = "<WV-SSP-Message xmlns='http://www.openmobilealliance.org/DTD/WV-SSP1.3'><Session/></WV-SSP-Message>";
//! let open = |options: &ReadOptions| XmlSource::with_vocabulary(document, options, &SSP);
//! let findings = validate(open, &ValidateOptions::default());
//! assert_eq!(
//!     findings[0].to_string(),
//!     "error[missing-attribute] at byte 72 in WV-SSP-Message/Session: missing attribute sessionID in Session"
//! );
//! ```

use crate::envelope::Message;
use crate::{Primitive, tag};
use alloc::vec::Vec;
use imps_core::validate::{Checks, Place};
use imps_core::{Element, Error, ReadOptions, Source, Value};

pub use imps_core::validate::{Explanation, Finding, Findings, Severity, ValidateOptions};

const UNCONFIRMED: &str = "unconfirmed";

/// The rules of this protocol. The general rules are [`imps_core::validate::RULES`].
pub const RULES: &[Explanation] = &[Explanation::new(
    UNCONFIRMED,
    "The primitive is from memory only: no implementation was seen with it, and its name may be wrong.",
    "<LogoutRequest/>",
    "a primitive that was seen",
    "the primitives of SSP, transactions.tsv",
)];

/// Returns the explanation of a rule, either a general one or one of this protocol.
///
/// ```
/// assert!(imps_ssp::validate::explain("unconfirmed").is_some());
/// assert!(imps_ssp::validate::explain("missing-attribute").is_some());
/// ```
pub fn explain(id: &str) -> Option<&'static Explanation> {
    RULES.iter().find(|rule| rule.id == id).or_else(|| imps_core::validate::explain(id))
}

/// Checks a document. Findings come in the order of the document.
///
/// `open` starts to read the document anew. A second, strict read finds errors that only lenient
/// readers accept. It stops at the first such error.
#[doc(alias("check", "lint", "verify"))]
pub fn validate<'a, S: Source<'a>>(
    open: impl Fn(&ReadOptions) -> Result<S, Error>,
    options: &ValidateOptions,
) -> Vec<Finding> {
    imps_core::validate::validate(open, &[Message::SCHEMA], options, |source, findings| {
        imps_core::validate::check(source, &[Message::SCHEMA], &mut SspChecks, findings);
    })
}

/// The rules of this protocol.
struct SspChecks;

impl Checks for SspChecks {
    fn start(&mut self, place: &Place<'_>, findings: &mut Findings) {
        if place.parent() != tag::Transaction {
            return;
        }
        let row = Primitive::ROWS.iter().find(|row| row.tag == place.tag());
        if row.is_some_and(|row| !row.confirmed) {
            findings.add(UNCONFIRMED, Severity::Note, place, place.name(), "a primitive that was seen");
        }
    }

    fn leaf(&mut self, _: &Place<'_>, _: &Value<'_>, _: &mut Findings) {}

    fn end(&mut self, _: &Place<'_>, _: &mut Findings) {}
}
