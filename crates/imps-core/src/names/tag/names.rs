// Made by `cargo xtask made` from testdata/spec/wbxml/public-ids.tsv and
// xtask/tables/public-ids.tsv.
//! The namespaces of CSP and the public identifiers of its document types.

use super::{PresenceSubList, TransactionContent, WV_CSP_Message};
use crate::names::{Namespace, Version};

/// The default namespaces of the three versions and the elements that declare them.
pub(super) const NAMESPACES: &[Namespace] = &[
    Namespace {
        declared_on: WV_CSP_Message,
        uris: [
            "http://www.wireless-village.org/CSP1.1",
            "http://www.openmobilealliance.org/DTD/WV-CSP1.2",
            "http://www.openmobilealliance.org/DTD/IMPS-CSP1.3",
        ],
        others: &[],
    },
    Namespace {
        declared_on: TransactionContent,
        uris: [
            "http://www.wireless-village.org/TRC1.1",
            "http://www.openmobilealliance.org/DTD/WV-TRC1.2",
            "http://www.openmobilealliance.org/DTD/IMPS-TRC1.3",
        ],
        others: &[],
    },
    Namespace {
        declared_on: PresenceSubList,
        uris: [
            "http://www.wireless-village.org/PA1.1",
            "http://www.openmobilealliance.org/DTD/WV-PA1.2",
            "http://www.openmobilealliance.org/DTD/IMPS-PA1.3",
        ],
        others: &[],
    },
];

/// The formal public identifiers of the document types. Sources disagree on some of them. Writers
/// use the first of each version.
pub(super) const PUBLIC_IDS: &[(&str, Version)] = &[
    ("-//WIRELESSVILLAGE//DTD CSP 1.1//EN", Version::V1_1),
    ("-//OMA//DTD WV-CSP 1.1//EN", Version::V1_1),
    ("-//OMA//DTD WV-CSP 1.2//EN", Version::V1_2),
    ("-//OMA//DTD IMPS-CSP 1.2//EN", Version::V1_2),
    ("-//OMA//DTD IMPS-CSP 1.3//EN", Version::V1_3),
];
