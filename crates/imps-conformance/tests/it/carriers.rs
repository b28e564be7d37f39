// Made by `cargo xtask made` from xtask/tables/enabler.tsv.
//! Every path in the tables of carriers: it compiles only if each one exists.

#![allow(unused_imports, reason = "the imports are the test")]

use imps_bridge as _;
use imps_conformance::Guideline as _;
use imps_conformance::Requirement as _;
use imps_core::Limits as _;
use imps_csp as _;
use imps_csp::CspDocument as _;
use imps_csp::StatusCode as _;
use imps_csp::access as _;
use imps_csp::common::SystemDialog as _;
use imps_csp::envelope::SegmentJoiner as _;
use imps_csp::envelope::Segments as _;
use imps_csp::messaging as _;
use imps_csp::messaging::Font as _;
use imps_csp::presence as _;
use imps_csp::schemas as _;
use imps_csp::service as _;
use imps_presence as _;
use imps_presence::ShownMapping as _;
use imps_pts as _;
use imps_pts::sms as _;
use imps_relay as _;
use imps_ssp as _;
use imps_ssp::handshake as _;
use imps_transport::cir as _;
use imps_transport::cir::sms as _;
use imps_transport::http as _;
use imps_transport::http::Msisdn as _;
use imps_transport::http::Payload as _;
use imps_transport::http::Preferences as _;
use imps_transport::http::SapUrl as _;
use imps_transport::http::Server as _;
use imps_transport::mailbox as _;
use imps_transport::schedule as _;
use imps_transport::sms as _;
use imps_transport::ssp as _;
use imps_transport::wsp as _;
use imps_types as _;
use imps_types::ClientIdText as _;
use imps_types::ContactListPurpose as _;
use imps_types::UserId as _;
use imps_wbxml as _;
use imps_xml as _;
use mib_charset as _;
use wbxml::Limits as _;

/// The paths above.
pub(crate) const PATHS: &[&str] = &[
    "imps_bridge",
    "imps_conformance::Guideline",
    "imps_conformance::Requirement",
    "imps_core::Limits",
    "imps_csp",
    "imps_csp::CspDocument",
    "imps_csp::StatusCode",
    "imps_csp::access",
    "imps_csp::common::SystemDialog",
    "imps_csp::envelope::SegmentJoiner",
    "imps_csp::envelope::Segments",
    "imps_csp::messaging",
    "imps_csp::messaging::Font",
    "imps_csp::presence",
    "imps_csp::schemas",
    "imps_csp::service",
    "imps_presence",
    "imps_presence::ShownMapping",
    "imps_pts",
    "imps_pts::sms",
    "imps_relay",
    "imps_ssp",
    "imps_ssp::handshake",
    "imps_transport::cir",
    "imps_transport::cir::sms",
    "imps_transport::http",
    "imps_transport::http::Msisdn",
    "imps_transport::http::Payload",
    "imps_transport::http::Preferences",
    "imps_transport::http::SapUrl",
    "imps_transport::http::Server",
    "imps_transport::mailbox",
    "imps_transport::schedule",
    "imps_transport::sms",
    "imps_transport::ssp",
    "imps_transport::wsp",
    "imps_types",
    "imps_types::ClientIdText",
    "imps_types::ContactListPurpose",
    "imps_types::UserId",
    "imps_wbxml",
    "imps_xml",
    "mib_charset",
    "wbxml::Limits",
];
