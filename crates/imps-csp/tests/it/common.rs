//! Shared by the tests: the declarations, and the tables under `testdata/spec/`.

use imps_core::schema::Schema;
use imps_core::{CSP, Element, Tag};
use imps_csp::envelope::{VersionDiscoveryRequest, VersionDiscoveryResponse};
use imps_csp::{Message, Primitive, schema_of};

use imps_testing::table;
pub(crate) const ROOTS: [&Schema; 3] =
    [Message::SCHEMA, VersionDiscoveryRequest::SCHEMA, VersionDiscoveryResponse::SCHEMA];

/// The declarations of the primitives.
pub(crate) fn primitives() -> Vec<&'static Schema> {
    Primitive::TAGS.iter().map(|tag| schema_of(*tag).unwrap()).collect()
}

pub(crate) fn name(tag: Tag) -> &'static str {
    CSP.name(tag).unwrap()
}

/// Names in the first column of the tables that are only read. The row of the other name has the
/// same facts.
pub(crate) const READ_ONLY_NAMES: &[&str] =
    &["BlockUser-Request", "WV-CSP-NSDiscovery-Request", "WV-CSP-NSDiscovery-Response"];

/// Returns the rows of `transactions.tsv` for the primitives, under the names that are written.
pub(crate) fn transactions() -> Vec<Vec<String>> {
    let mut rows = table("csp/transactions.tsv");
    rows.retain(|row| !READ_ONLY_NAMES.contains(&&*row[0]));
    rows
}

/// Returns a message in the namespaces of a version, with the given content of the transaction.
pub(crate) fn message(version: &str, primitive: &str) -> String {
    let (csp, trc) = match version {
        "1.1" => ("http://www.wireless-village.org/CSP1.1", "http://www.wireless-village.org/TRC1.1"),
        "1.2" => (
            "http://www.openmobilealliance.org/DTD/WV-CSP1.2",
            "http://www.openmobilealliance.org/DTD/WV-TRC1.2",
        ),
        _ => (
            "http://www.openmobilealliance.org/DTD/IMPS-CSP1.3",
            "http://www.openmobilealliance.org/DTD/IMPS-TRC1.3",
        ),
    };
    format!(
        "<WV-CSP-Message xmlns=\"{csp}\"><Session><SessionDescriptor><SessionType>Inband</SessionType>\
         <SessionID>s1</SessionID></SessionDescriptor><Transaction><TransactionDescriptor>\
         <TransactionMode>Request</TransactionMode><TransactionID>t1</TransactionID></TransactionDescriptor>\
         <TransactionContent xmlns=\"{trc}\">{primitive}</TransactionContent></Transaction></Session></WV-CSP-Message>"
    )
}
