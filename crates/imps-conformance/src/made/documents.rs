// Made by `cargo xtask made` from testdata/spec (documents.tsv) and xtask/tables (enabler.tsv).
//! The documents of the enabler.

use crate::document::Document;
use crate::verdict::{Carriers, Verdict};

#[rustfmt::skip]
pub(crate) const DOCUMENTS: &[Document] = &[
    Document {
        key: "IMPS_RD", reference: "OMA-RD_IMPSDelta-V1_3-20041118-C",
        role: "requirements (delta) of the enabler",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_conformance::Requirement"], missing: "the changes of 1.3; the 74 requirements are the ones of a draft of 2003", ..Carriers::NONE },
    },
    Document {
        key: "IMPS_AD", reference: "OMA-AD-IMPS-V1_3-20051011-C",
        role: "architecture",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "it describes no message", ..Carriers::NONE },
    },
    Document {
        key: "CSP", reference: "OMA-TS-IMPS-CSP-V1_3-20061214-C",
        role: "client-server protocol: sessions and transactions, primitives, rules",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_csp"], ..Carriers::NONE },
    },
    Document {
        key: "CSP DataTypes", reference: "OMA-TS-IMPS-CSP_Data_Types-V1_3-20061214-C",
        role: "client-server protocol: data types, ranges and enumerations",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_types"], ..Carriers::NONE },
    },
    Document {
        key: "CSP PTS", reference: "OMA-TS-IMPS-CSP_PTS-V1_3-20061214-C",
        role: "client-server protocol: plain text syntax (compact text coding for short messages)",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_pts"], missing: "80 of 105 codes of messages: users can add them in a table", ..Carriers::NONE },
    },
    Document {
        key: "CSP Trans", reference: "OMA-TS-IMPS-CSP_Transport-V1_3-20061214-C",
        role: "client-server protocol: transport bindings and communication initiation channel",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_transport::http", "imps_transport::wsp", "imps_transport::sms", "imps_transport::cir"], missing: "the transactions (WTP) below WSP with connection", ..Carriers::NONE },
    },
    Document {
        key: "CSP WBXML", reference: "OMA-TS-IMPS-CSP_WBXML-V1_3-20061214-C",
        role: "client-server protocol: binary XML token tables",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_wbxml"], ..Carriers::NONE },
    },
    Document {
        key: "CSP XMLS", reference: "OMA-TS-IMPS-CSP_XMLS-V1_3-20061214-C",
        role: "client-server protocol: XML content models",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_xml", "imps_csp::schemas"], ..Carriers::NONE },
    },
    Document {
        key: "MO", reference: "OMA-TS-IMPS-MO-V1_3-20061214-C",
        role: "device management object for provisioning",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_provisioning::mo"], missing: "the text of the standard: the nodes come from one phone, with five more that it probably has", ..Carriers::NONE },
    },
    Document {
        key: "PA", reference: "OMA-TS-IMPS-PA-V1_3-20061214-C",
        role: "presence attributes: meaning and values",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_presence"], ..Carriers::NONE },
    },
    Document {
        key: "PA XMLS", reference: "OMA-TS-IMPS-PA_XMLS-V1_3-20061214-C",
        role: "presence attributes: XML content models",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_xml", "imps_presence"], ..Carriers::NONE },
    },
    Document {
        key: "SSP", reference: "OMA-TS-IMPS-SSP-V1_3-20061214-C",
        role: "server-server protocol: primitives and rules",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_ssp", "imps_relay"], missing: "a source for 28 of 65 primitives: they are known from memory only", ..Carriers::NONE },
    },
    Document {
        key: "SSP Trans", reference: "OMA-TS-IMPS-SSP_Transport-V1_3-20051011-C",
        role: "server-server protocol: transport binding",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_transport::ssp"], ..Carriers::NONE },
    },
    Document {
        key: "SSP XMLS", reference: "OMA-TS-IMPS-SSP_XMLS-V1_3-20061214-C",
        role: "server-server protocol: XML content models",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_xml", "imps_ssp"], missing: "sources for 1.1 and 1.2: their documents follow the pattern of 1.3", ..Carriers::NONE },
    },
    Document {
        key: "wA", reference: "OMA-TS-wA-Application-Characteristic-for-IMPS-V1_0-20051011-C",
        role: "application characteristic wA for OTA provisioning",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_provisioning::wa", "imps_provisioning::push"], missing: "the text of the standard: which parms must be there", ..Carriers::NONE },
    },
    Document {
        key: "DDF", reference: "OMA-SUP-MO_imps-V1_3-20061214-C",
        role: "supporting file: description file of the management object",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_provisioning::ddf"], missing: "the official file: the description is made of the nodes of one phone", ..Carriers::NONE },
    },
    Document {
        key: "IMPS_IG", reference: "OMA-WP-IMPS_V1_3_IMPL-20090505-C",
        role: "implementation guidelines for 1.3 (informative practices)",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_conformance::Guideline"], missing: "the text: the helpers rest on what programs do", ..Carriers::NONE },
    },
];
