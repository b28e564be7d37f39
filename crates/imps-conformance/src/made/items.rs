// Made by `cargo xtask made` from testdata/spec (erdef.tsv) and xtask/tables (erdef.tsv).
//! The items of the release definition.

use crate::item::ItemRow;
use crate::reading::Correction;

#[rustfmt::skip]
pub(crate) const ITEMS: &[ItemRow] = &[
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-001", feature: "Client-Server Protocol Session and Transactions", is_mandatory: true,
        written: "OMA-TS-IMPS-CSP-1_3:MCF AND (OMA-ERDEF-IMPS-C-005 OR OMA-ERDEF-IMPS-C-006 OR OMA-ERDEF-IMPS-C-007)",
        corrected: "OMA-TS-IMPS-CSP-1_3:MCF AND (OMA-ERDEF-IMPS-C-005 OR OMA-ERDEF-IMPS-C-006 OR OMA-ERDEF-IMPS-C-007)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-002", feature: "Client-Server Protocol Session and Transactions", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP-1_3:OCF",
        corrected: "OMA-TS-IMPS-CSP-1_3:OCF",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-003", feature: "Client-Server Protocol Transport Bindings", is_mandatory: true,
        written: "OMA-TS-IMPS-CSP-Transport-1_3:MCF",
        corrected: "OMA-TS-IMPS-CSP-Transport-1_3:MCF",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-004", feature: "Client-Server Protocol Transport Bindings", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP-Transport-1_3:OCF",
        corrected: "OMA-TS-IMPS-CSP-Transport-1_3:OCF",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-005", feature: "Client-Server Protocol XML Syntax", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP-XMLS-V1_3:MCF",
        corrected: "OMA-TS-IMPS-CSP-XMLS-V1_3:MCF",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-006", feature: "Client-Server Protocol Binary XML Definition and Examples", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP_WBXML-V1_3:MCF",
        corrected: "OMA-TS-IMPS-CSP_WBXML-V1_3:MCF",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-007", feature: "Client-Server Protocol Plain Text Syntax", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP_PTS-V1_3:MCF",
        corrected: "OMA-TS-IMPS-CSP_PTS-V1_3:MCF",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-008", feature: "Presence Attributes", is_mandatory: false,
        written: "OMA-TS-IMPS-PA-V1_3:MCF AND OMA-ERDEF-IMPS-C-001",
        corrected: "OMA-TS-IMPS-PA-V1_3:MCF AND OMA-ERDEF-IMPS-C-001",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-009", feature: "Presence Attributes", is_mandatory: false,
        written: "OMA-TS-IMPS-PA-V1_3:OCF AND OMA-ERDEF-IMPS-C-008",
        corrected: "OMA-TS-IMPS-PA-V1_3:OCF AND OMA-ERDEF-IMPS-C-008",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-C-010", feature: "Presence Attributes XML Syntax", is_mandatory: false,
        written: "OMA-TS-IMPS-PA_XMLS-1_3:MCF AND (OMA-ERDEF-IMPS-C-008 OR OMA-ERDEF-IMPS-C-009)",
        corrected: "OMA-TS-IMPS-PA_XMLS-1_3:MCF AND (OMA-ERDEF-IMPS-C-008 OR OMA-ERDEF-IMPS-C-009)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-001", feature: "Client-Server Protocol Session and Transactions", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP-1_3:MSF AND (OMA-ERDEF-IMPS-S-003 OR OMA-ERDEF-IMPS-S-004) AND OMA-ERDEF-IMPS-S-006 AND (OMA-ERDEF-IMPS-S-005 OR OMA-ERDEF-IMPS-C-007)",
        corrected: "OMA-TS-IMPS-CSP-1_3:MSF AND (OMA-ERDEF-IMPS-S-003 OR OMA-ERDEF-IMPS-S-004) AND OMA-ERDEF-IMPS-S-006 AND (OMA-ERDEF-IMPS-S-005 OR OMA-ERDEF-IMPS-S-007)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-002", feature: "Client-Server Protocol Session and Transactions", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP-1_3:OSF AND OMA-ERDEF-IMPS-S-001",
        corrected: "OMA-TS-IMPS-CSP-1_3:OSF AND OMA-ERDEF-IMPS-S-001",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-003", feature: "Client-Server Protocol Transport Bindings", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP-Transport-1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
        corrected: "OMA-TS-IMPS-CSP-Transport-1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-004", feature: "Client-Server Protocol Transport Bindings", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP-Transport-1_3:OSF AND OMA-ERDEF-IMPS-S-003 AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
        corrected: "OMA-TS-IMPS-CSP-Transport-1_3:OSF AND OMA-ERDEF-IMPS-S-003 AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-005", feature: "Client-Server Protocol XML Syntax", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP-XMLS-V1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
        corrected: "OMA-TS-IMPS-CSP-XMLS-V1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-006", feature: "Client-Server Protocol Binary XML Definition and Examples", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP_WBXML-V1_3:MSCF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
        corrected: "OMA-TS-IMPS-CSP_WBXML-V1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-007", feature: "Client-Server Protocol Plain Text Syntax", is_mandatory: false,
        written: "OMA-TS-IMPS-CSP_PTS-V1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
        corrected: "OMA-TS-IMPS-CSP_PTS-V1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-008", feature: "Presence Attributes", is_mandatory: false,
        written: "OMA-TS-IMPS-PA-V1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002 OR OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
        corrected: "OMA-TS-IMPS-PA-V1_3:MSF AND (OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002 OR OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-009", feature: "Presence Attributes", is_mandatory: false,
        written: "OMA-TS-IMPS-PA-V1_3:OSF AND OMA-ERDEF-IMPS-S-008",
        corrected: "OMA-TS-IMPS-PA-V1_3:OSF AND OMA-ERDEF-IMPS-S-008",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-010", feature: "Presence Attributes XML Syntax", is_mandatory: false,
        written: "OMA-TS-IMPS-PA_XMLS-1_3:MSF AND (OMA-ERDEF-IMPS-S-008 OR OMA-ERDEF-IMPS-S-009)",
        corrected: "OMA-TS-IMPS-PA_XMLS-1_3:MSF AND (OMA-ERDEF-IMPS-S-008 OR OMA-ERDEF-IMPS-S-009)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-011", feature: "Server-Server Protocol Semantics", is_mandatory: false,
        written: "OMA-TS-IMPS-SSP-V1_3:MSF AND OMA-ERDEF-IMPS-S-013 AND (OMA-ERDEF-IMPS-S-014 OR OMA-ERDEF-IMPS-S-015)",
        corrected: "OMA-TS-IMPS-SSP-V1_3:MSF AND OMA-ERDEF-IMPS-S-013 AND (OMA-ERDEF-IMPS-S-014 OR OMA-ERDEF-IMPS-S-015)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-012", feature: "Server-Server Protocol Semantics", is_mandatory: false,
        written: "OMA-TS-IMPS-SSP-V1_3:OSF AND OMA-ERDEF-IMPS-S-011",
        corrected: "OMA-TS-IMPS-SSP-V1_3:OSF AND OMA-ERDEF-IMPS-S-011",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-013", feature: "Server-Server Protocol XML Syntax", is_mandatory: false,
        written: "OMA-TS-IMPS-SSP_XMLS-V1_3:MSF AND (OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
        corrected: "OMA-TS-IMPS-SSP_XMLS-V1_3:MSF AND (OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-014", feature: "Server-Server Protocol Transport binding", is_mandatory: false,
        written: "OMA-TS-IMPS-SSP_Transport-V1_3:MSF AND (OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
        corrected: "OMA-TS-IMPS-SSP_Transport-V1_3:MSF AND (OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-015", feature: "Server-Server Protocol Transport binding", is_mandatory: false,
        written: "OMA-TS-IMPS-SSP_Transport-V1_3:OSF AND OMA-ERDEF-IMPS-S-014)",
        corrected: "OMA-TS-IMPS-SSP_Transport-V1_3:OSF AND OMA-ERDEF-IMPS-S-014",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-016", feature: "IMPS server", is_mandatory: true,
        written: "(OMA-ERDEF-IMPS-S-017 OR OMA-ERDEF-IMPS-S-018 OR OMA-ERDEF-IMPS-S-019 OR OMA-ERDEF-IMPS-S-020)",
        corrected: "(OMA-ERDEF-IMPS-S-017 OR OMA-ERDEF-IMPS-S-018 OR OMA-ERDEF-IMPS-S-019 OR OMA-ERDEF-IMPS-S-020)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-017", feature: "IMPS server serving directly only clients", is_mandatory: false,
        written: "OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002",
        corrected: "OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-018", feature: "IMPS server serving directly only servers", is_mandatory: false,
        written: "OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012",
        corrected: "OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-019", feature: "IMPS server serving directly both clients and servers", is_mandatory: false,
        written: "(OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002) AND (OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
        corrected: "(OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002) AND (OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
    },
    ItemRow {
        id: "OMA-ERDEF-IMPS-S-020", feature: "Service relay", is_mandatory: false,
        written: "(OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002 OR OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
        corrected: "(OMA-ERDEF-IMPS-S-001 OR OMA-ERDEF-IMPS-S-002 OR OMA-ERDEF-IMPS-S-011 OR OMA-ERDEF-IMPS-S-012)",
    },
];

#[rustfmt::skip]
pub(crate) const CORRECTIONS: &[Correction] = &[
    Correction::new(10, "OMA-ERDEF-IMPS-C-007", "OMA-ERDEF-IMPS-S-007", "a server is asked for an item of clients"),
    Correction::new(15, "CSP_WBXML-V1_3:MSCF", "CSP_WBXML-V1_3:MSF", "the other items of servers have the code MSF"),
    Correction::new(24, "S-014)", "S-014", "the bracket closes nothing"),
];
