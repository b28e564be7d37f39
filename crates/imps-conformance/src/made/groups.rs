// Made by `cargo xtask made` from testdata/spec (feature-groups.tsv) and xtask/tables (erdef.tsv,
// enabler.tsv).
//! The feature groups of the conformance expressions.

use crate::group::{Group, GroupRow};
use crate::item::Side;
use crate::verdict::{Carriers, Verdict};

#[rustfmt::skip]
pub(crate) const GROUPS: &[GroupRow] = &[
    GroupRow {
        id: "OMA-TS-IMPS-CSP-1_3:MCF", short: "CSP:MCF", side: Side::Client, is_mandatory: true,
        document: "CSP", what_it_takes: "login, logout, keep-alive, capability and service negotiation, status, polling",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_csp::access", "imps_csp::service"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-1_3:OCF", short: "CSP:OCF", side: Side::Client, is_mandatory: false,
        document: "CSP", what_it_takes: "presence, messaging, groups, content, search, invitation, segments, system messages",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_csp"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-1_3:MSF", short: "CSP:MSF", side: Side::Server, is_mandatory: true,
        document: "CSP", what_it_takes: "as MCF from the server's side",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_csp"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-1_3:OSF", short: "CSP:OSF", side: Side::Server, is_mandatory: false,
        document: "CSP", what_it_takes: "as OCF",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_csp"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-Transport-1_3:MCF", short: "Transport:MCF", side: Side::Client, is_mandatory: true,
        document: "CSP Transport", what_it_takes: "one data channel (HTTP or WSP or SMS); polling",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_transport::http", "imps_transport::wsp", "imps_transport::sms", "imps_transport::schedule"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-Transport-1_3:OCF", short: "Transport:OCF", side: Side::Client, is_mandatory: false,
        document: "CSP Transport", what_it_takes: "CIR methods, https",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_transport::cir", "imps_transport::http::SapUrl"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-Transport-1_3:MSF", short: "Transport:MSF", side: Side::Server, is_mandatory: true,
        document: "CSP Transport", what_it_takes: "HTTP data channel, polling",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_transport::http", "imps_transport::mailbox"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-Transport-1_3:OSF", short: "Transport:OSF", side: Side::Server, is_mandatory: false,
        document: "CSP Transport", what_it_takes: "CIR senders, SMS, https",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_transport::cir", "imps_transport::sms"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-XMLS-V1_3:MCF", short: "XMLS:MCF", side: Side::Client, is_mandatory: true,
        document: "CSP XMLS", what_it_takes: "read and write XML of what it uses",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_xml"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP-XMLS-V1_3:MSF", short: "XMLS:MSF", side: Side::Server, is_mandatory: true,
        document: "CSP XMLS", what_it_takes: "the same",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_xml"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP_WBXML-V1_3:MCF", short: "WBXML:MCF", side: Side::Client, is_mandatory: true,
        document: "CSP WBXML", what_it_takes: "read and write WBXML",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_wbxml"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP_WBXML-V1_3:MSCF", short: "WBXML:MSCF", side: Side::Server, is_mandatory: true,
        document: "CSP WBXML", what_it_takes: "the same (code written MSCF in S-006)",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_wbxml"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP_PTS-V1_3:MCF", short: "PTS:MCF", side: Side::Client, is_mandatory: true,
        document: "CSP PTS", what_it_takes: "read and write plain text",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_pts"], missing: "80 of 105 codes of messages", ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP_PTS-V1_3:MSF", short: "PTS:MSF", side: Side::Server, is_mandatory: true,
        document: "CSP PTS", what_it_takes: "the same",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_pts"], missing: "80 of 105 codes of messages", ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-PA-V1_3:MCF", short: "PA:MCF", side: Side::Client, is_mandatory: true,
        document: "PA", what_it_takes: "the attributes",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_presence"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-PA-V1_3:OCF", short: "PA:OCF", side: Side::Client, is_mandatory: false,
        document: "PA", what_it_takes: "the attributes",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_presence"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-PA-V1_3:MSF", short: "PA:MSF", side: Side::Server, is_mandatory: true,
        document: "PA", what_it_takes: "the attributes",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_presence"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-PA-V1_3:OSF", short: "PA:OSF", side: Side::Server, is_mandatory: false,
        document: "PA", what_it_takes: "the attributes",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_presence"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-PA_XMLS-1_3:MCF", short: "PA_XMLS:MCF", side: Side::Client, is_mandatory: true,
        document: "PA XMLS", what_it_takes: "their XML",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_presence", "imps_xml"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-PA_XMLS-1_3:MSF", short: "PA_XMLS:MSF", side: Side::Server, is_mandatory: true,
        document: "PA XMLS", what_it_takes: "their XML",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_presence", "imps_xml"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-SSP-V1_3:MSF", short: "SSP:MSF", side: Side::Server, is_mandatory: true,
        document: "SSP", what_it_takes: "set-up, relay",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_ssp", "imps_ssp::handshake", "imps_relay"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-SSP-V1_3:OSF", short: "SSP:OSF", side: Side::Server, is_mandatory: false,
        document: "SSP", what_it_takes: "the rest",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_ssp"], missing: "a source for 28 of 65 primitives", ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-SSP_Transport-V1_3:MSF", short: "SSP_Transport:MSF", side: Side::Server, is_mandatory: true,
        document: "SSP Transport", what_it_takes: "HTTP POST both ways, SRV",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_transport::ssp"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-SSP_Transport-V1_3:OSF", short: "SSP_Transport:OSF", side: Side::Server, is_mandatory: false,
        document: "SSP Transport", what_it_takes: "https",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_transport::ssp", "imps_transport::http::SapUrl"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-SSP_XMLS-V1_3:MSF", short: "SSP_XMLS:MSF", side: Side::Server, is_mandatory: true,
        document: "SSP XMLS", what_it_takes: "XML of SSP",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_ssp", "imps_xml"], ..Carriers::NONE },
    },
    GroupRow {
        id: "OMA-TS-IMPS-CSP_WBXML-V1_3:MSF", short: "WBXML:MSF", side: Side::Server, is_mandatory: true,
        document: "CSP WBXML", what_it_takes: "the same (code written MSCF in S-006)",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_wbxml"], ..Carriers::NONE },
    },
];

/// The number of groups that the expressions name as written.
pub(crate) const WRITTEN_GROUPS: usize = 25;

/// One constant per group.
impl Group {
    /// `OMA-TS-IMPS-CSP-1_3:MCF`.
    pub const CSP_MCF: Self = Self(0);
    /// `OMA-TS-IMPS-CSP-1_3:OCF`.
    pub const CSP_OCF: Self = Self(1);
    /// `OMA-TS-IMPS-CSP-1_3:MSF`.
    pub const CSP_MSF: Self = Self(2);
    /// `OMA-TS-IMPS-CSP-1_3:OSF`.
    pub const CSP_OSF: Self = Self(3);
    /// `OMA-TS-IMPS-CSP-Transport-1_3:MCF`.
    pub const TRANSPORT_MCF: Self = Self(4);
    /// `OMA-TS-IMPS-CSP-Transport-1_3:OCF`.
    pub const TRANSPORT_OCF: Self = Self(5);
    /// `OMA-TS-IMPS-CSP-Transport-1_3:MSF`.
    pub const TRANSPORT_MSF: Self = Self(6);
    /// `OMA-TS-IMPS-CSP-Transport-1_3:OSF`.
    pub const TRANSPORT_OSF: Self = Self(7);
    /// `OMA-TS-IMPS-CSP-XMLS-V1_3:MCF`.
    pub const XMLS_MCF: Self = Self(8);
    /// `OMA-TS-IMPS-CSP-XMLS-V1_3:MSF`.
    pub const XMLS_MSF: Self = Self(9);
    /// `OMA-TS-IMPS-CSP_WBXML-V1_3:MCF`.
    pub const WBXML_MCF: Self = Self(10);
    /// `OMA-TS-IMPS-CSP_WBXML-V1_3:MSCF`.
    pub const WBXML_MSCF: Self = Self(11);
    /// `OMA-TS-IMPS-CSP_PTS-V1_3:MCF`.
    pub const PTS_MCF: Self = Self(12);
    /// `OMA-TS-IMPS-CSP_PTS-V1_3:MSF`.
    pub const PTS_MSF: Self = Self(13);
    /// `OMA-TS-IMPS-PA-V1_3:MCF`.
    pub const PA_MCF: Self = Self(14);
    /// `OMA-TS-IMPS-PA-V1_3:OCF`.
    pub const PA_OCF: Self = Self(15);
    /// `OMA-TS-IMPS-PA-V1_3:MSF`.
    pub const PA_MSF: Self = Self(16);
    /// `OMA-TS-IMPS-PA-V1_3:OSF`.
    pub const PA_OSF: Self = Self(17);
    /// `OMA-TS-IMPS-PA_XMLS-1_3:MCF`.
    pub const PA_XMLS_MCF: Self = Self(18);
    /// `OMA-TS-IMPS-PA_XMLS-1_3:MSF`.
    pub const PA_XMLS_MSF: Self = Self(19);
    /// `OMA-TS-IMPS-SSP-V1_3:MSF`.
    pub const SSP_MSF: Self = Self(20);
    /// `OMA-TS-IMPS-SSP-V1_3:OSF`.
    pub const SSP_OSF: Self = Self(21);
    /// `OMA-TS-IMPS-SSP_Transport-V1_3:MSF`.
    pub const SSP_TRANSPORT_MSF: Self = Self(22);
    /// `OMA-TS-IMPS-SSP_Transport-V1_3:OSF`.
    pub const SSP_TRANSPORT_OSF: Self = Self(23);
    /// `OMA-TS-IMPS-SSP_XMLS-V1_3:MSF`.
    pub const SSP_XMLS_MSF: Self = Self(24);
    /// `OMA-TS-IMPS-CSP_WBXML-V1_3:MSF`.
    pub const WBXML_MSF: Self = Self(25);
}
