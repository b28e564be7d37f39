//! What a version discovery speaks about; the documents are [`VersionDiscoveryRequest`](crate::envelope::VersionDiscoveryRequest) and
//! [`VersionDiscoveryResponse`](crate::envelope::VersionDiscoveryResponse). OMA-TS-IMPS-CSP.

use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// XML namespaces, which stand for versions of the protocol. Since 1.2.
    pub struct VersionList<'a> = VersionList {
        /// Namespaces of the session layer: `http://www.openmobilealliance.org/DTD/WV-CSP1.2`.
        session_ns_name: Vec<Text<'a>> = SessionNSName,
        /// Namespaces of the transactions: `http://www.openmobilealliance.org/DTD/WV-TRC1.2`.
        transaction_ns_name: Vec<Text<'a>> = TransactionNSName,
        /// Namespaces of the presence attributes: `http://www.openmobilealliance.org/DTD/WV-PA1.2`.
        presence_attribute_ns_name: Vec<Text<'a>> = PresenceAttributeNSName,
    }
    models {
        "1.2-1.3" inferred: "SessionNSName*, TransactionNSName*, PresenceAttributeNSName*";
    }

    /// A server that speaks other versions: most likely named by one of the two. Since 1.2.
    pub struct OtherServer<'a> = OtherServer {
        /// Its address.
        url: Option<Text<'a>> = URL,
        /// Its telephone number.
        msisdn: Option<Text<'a>> = MSISDN,
    }
    models {
        "1.2-1.3" inferred: "URL?, MSISDN?";
    }
}
