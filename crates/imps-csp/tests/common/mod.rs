//! What the tests share: the declarations, and the tables under `testdata/spec/`.
#![allow(dead_code)] // each test uses its part

use imps_core::schema::{Schema, Type};
use imps_core::{CSP, Element, Tag};
use imps_csp::{
    ClientCapabilityRequest, ClientCapabilityResponse, Disconnect, GetSpInfoRequest, GetSpInfoResponse,
    KeepAliveRequest, KeepAliveResponse, LoginRequest, LoginResponse, LogoutRequest, Message, PollingRequest,
    ServiceRequest, ServiceResponse, Status, VersionDiscoveryRequest, VersionDiscoveryResponse,
};
use std::fs;
use std::path::PathBuf;

pub(crate) const ROOTS: [&Schema; 3] =
    [Message::SCHEMA, VersionDiscoveryRequest::SCHEMA, VersionDiscoveryResponse::SCHEMA];

pub(crate) const PRIMITIVES: [&Schema; 14] = [
    Status::SCHEMA,
    PollingRequest::SCHEMA,
    LoginRequest::SCHEMA,
    LoginResponse::SCHEMA,
    LogoutRequest::SCHEMA,
    Disconnect::SCHEMA,
    KeepAliveRequest::SCHEMA,
    KeepAliveResponse::SCHEMA,
    GetSpInfoRequest::SCHEMA,
    GetSpInfoResponse::SCHEMA,
    ServiceRequest::SCHEMA,
    ServiceResponse::SCHEMA,
    ClientCapabilityRequest::SCHEMA,
    ClientCapabilityResponse::SCHEMA,
];

/// Every declaration that can be reached from the documents and the primitives.
pub(crate) fn schemas() -> Vec<&'static Schema> {
    let mut found: Vec<&Schema> = Vec::new();
    let mut open: Vec<&Schema> = ROOTS.into_iter().chain(PRIMITIVES).collect();
    while let Some(schema) = open.pop() {
        if found.iter().all(|known| known.tag != schema.tag) {
            found.push(schema);
            open.extend(schema.fields.iter().filter_map(|field| match field.content {
                Type::Structure(child) => Some(child),
                _ => None,
            }));
        }
    }
    found
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
