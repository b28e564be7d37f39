//! What the tests share: the declarations, and the tables under `testdata/spec/`.
#![allow(dead_code, reason = "each test uses its part")]

use imps_core::schema::Schema;
use imps_core::{CSP, Element, Tag};
use imps_csp::{Message, Primitive, VersionDiscoveryRequest, VersionDiscoveryResponse, schema_of};
use std::fs;
use std::path::PathBuf;

pub(crate) const ROOTS: [&Schema; 3] =
    [Message::SCHEMA, VersionDiscoveryRequest::SCHEMA, VersionDiscoveryResponse::SCHEMA];

/// The declarations of the primitives; what has two names stands there twice.
pub(crate) fn primitives() -> Vec<&'static Schema> {
    Primitive::TAGS.iter().map(|tag| schema_of(*tag).unwrap()).collect()
}

pub(crate) fn name(tag: Tag) -> &'static str {
    CSP.name(tag).unwrap()
}

pub(crate) fn testdata(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata")).join(path)
}

/// The rows of a table below its header, split at tabs.
pub(crate) fn table(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(testdata("spec/csp").join(path)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| line.split('\t').map(String::from).collect()).collect()
}

/// A message in the namespaces of a version, around what stands in the transaction content.
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
