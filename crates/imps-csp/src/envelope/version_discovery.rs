//! The content of version discovery. The documents are
//! [`VersionDiscoveryRequest`](crate::envelope::VersionDiscoveryRequest) and
//! [`VersionDiscoveryResponse`](crate::envelope::VersionDiscoveryResponse). OMA-TS-IMPS-CSP.

use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// XML namespaces that represent versions of the protocol. Since 1.2.
    pub struct VersionList<'a> = VersionList {
        /// Namespaces of the session layer: `http://www.openmobilealliance.org/DTD/WV-CSP1.2`.
        session_ns_name: Vec<Text<'a>> = SessionNSName,
        /// Namespaces of the transactions: `http://www.openmobilealliance.org/DTD/WV-TRC1.2`.
        transaction_ns_name: Vec<Text<'a>> = TransactionNSName,
        /// Namespaces of the presence attributes: `http://www.openmobilealliance.org/DTD/WV-PA1.2`.
        presence_attribute_ns_name: Vec<Text<'a>> = PresenceAttributeNSName,
    }
    models {
        "1.2-1.3" guessed: "SessionNSName*, TransactionNSName*, PresenceAttributeNSName*";
    }

    /// A server that supports other versions. Most likely only one of the two is present. Since
    /// 1.2.
    pub struct OtherServer<'a> = OtherServer {
        /// The address of the server.
        url: Option<Text<'a>> = URL,
        /// The telephone number of the server.
        msisdn: Option<Text<'a>> = MSISDN,
    }
    models {
        "1.2-1.3" guessed: "URL?, MSISDN?";
    }
}
