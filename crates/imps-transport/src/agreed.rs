//! The settings of waking and polling in a capability negotiation. OMA-TS-IMPS-CSP, "Client
//! capability negotiation".
//!
//! A server makes [`Agreed`] from its [`Offer`] and the list of the client, and answers with it. A
//! client reads it from the answer. The lists have another shape in each version; [`Agreed`] has
//! one:
//!
//! | setting | 1.1 | 1.2 | 1.3 |
//! | --- | --- | --- | --- |
//! | in the answer | `CapabilityList` | `AgreedCapabilityList` | `AgreedCapabilityList` |
//! | HTTP address | none | `CIRURL` | `CIRHTTPAddress` |
//! | `MultiTrans` | in the answer | as requested | in the answer |
//! | `MultiTransPerMessage` | 1 | 1 | in the answer |
//!
//! ```
//! use imps_transport::agreed::{Agreed, Offer, TcpAddress};
//! use oma_imps::Version;
//! use oma_imps::csp::{ClientId, SupportedCirMethod};
//! use oma_imps::csp::service::{CapabilityList, ClientCapabilityRequest};
//!
//! let list = CapabilityList {
//!     supported_cir_method: vec![SupportedCirMethod::Stcp, SupportedCirMethod::Sudp],
//!     ..CapabilityList::default()
//! };
//! let request = ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
//!
//! // The server answers.
//! let offer = Offer::default().with_tcp(TcpAddress::new("imps.example.com", 3800));
//! let (at_server, answer) = offer.answer(Version::V1_2, &request);
//! assert_eq!(at_server.cir_methods, [SupportedCirMethod::Stcp]);
//!
//! // The client reads the answer.
//! let offered = request.capability_list.as_deref().ok_or("no list")?;
//! let at_client = Agreed::read(offered, &answer);
//! assert_eq!(at_client.tcp, Some(TcpAddress::new("imps.example.com", 3800)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cookie;
mod note;
mod offer;
mod reading;

pub use cookie::{CookieFault, check_cookie};
pub use note::AgreedNote;
pub use offer::Offer;

use oma_imps::Version;
use oma_imps::csp::service::{
    AgreedCapabilityList, CapabilityList, CirHttpAddress, CirUrl, ClientCapabilityRequest,
    ClientCapabilityResponse,
};
use oma_imps::csp::{ClientId, SupportedCirMethod};
use oma_imps::imps_core::IntoOwned as _;
use std::time::Duration;

/// The TCP port for an answer without `TCPPort`, as the public Android client has it. No port is
/// registered.
pub const DEFAULT_TCP_PORT: u16 = 3171;

/// The UDP port of clients that name none: `wv-csp-udp-cir`.
pub const DEFAULT_UDP_PORT: u16 = 3717;

/// The host and the port to which a client connects for wake-ups over TCP.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TcpAddress {
    /// The host name or IP address.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl TcpAddress {
    /// Creates an address.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self { host: host.into(), port }
    }
}

/// The agreed settings of waking and polling, in any version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The usable ways to wake the client, best first.
    pub cir_methods: Vec<SupportedCirMethod<'static>>,
    /// The server's address for `STCP`.
    pub tcp: Option<TcpAddress>,
    /// The client's port for `SUDP`.
    pub udp_port: Option<u16>,
    /// The host for datagrams. Only 1.3 has it; no known program uses it.
    pub udp_address: Option<String>,
    /// The address that the client asks for `SHTTP`.
    pub http_address: Option<String>,
    /// The telephone number of the server for `SSMS`. Only 1.3 has it.
    pub sms_address: Option<String>,
    /// The minimum time between two polls.
    pub poll_minimum: Option<Duration>,
    /// The maximum number of open transactions; at least 1.
    pub multi_trans: u32,
    /// The maximum number of transactions per message; at least 1, and 1 before 1.3.
    pub multi_trans_per_message: u32,
    /// The largest document that the client can parse, in bytes.
    pub parser_size: Option<u32>,
    /// The parts of the negotiation that do not count, with reasons.
    pub notes: Vec<AgreedNote>,
}

/// Nothing agreed: no way to wake the client, and one transaction at a time.
impl Default for Agreed {
    fn default() -> Self {
        Self {
            cir_methods: Vec::new(),
            tcp: None,
            udp_port: None,
            udp_address: None,
            http_address: None,
            sms_address: None,
            poll_minimum: None,
            multi_trans: 1,
            multi_trans_per_message: 1,
            parser_size: None,
            notes: Vec::new(),
        }
    }
}

impl Agreed {
    /// Returns whether this way of waking was agreed.
    pub fn has(&self, method: &SupportedCirMethod<'_>) -> bool {
        self.cir_methods.iter().any(|agreed| agreed.as_str() == method.as_str())
    }

    /// Creates the answer to a request. Capabilities apart from waking and polling are agreed as
    /// the client stated them.
    pub fn to_response(
        &self,
        version: Version,
        request: &ClientCapabilityRequest<'_>,
    ) -> ClientCapabilityResponse<'static> {
        let stated = request.capability_list.as_deref();
        let mut response = ClientCapabilityResponse::default();
        if version == Version::V1_1 {
            response.client_id = request.client_id.clone().map(ClientId::into_owned);
            response.capability_list = Some(Box::new(self.to_whole_list(stated)));
        } else {
            response.agreed_capability_list = Some(Box::new(self.to_agreed_list(version, stated)));
        }
        response
    }

    /// Creates the list of an answer since 1.2. A login of 1.3 contains it without the rest of
    /// the answer.
    pub fn to_agreed_list(
        &self,
        version: Version,
        stated: Option<&CapabilityList<'_>>,
    ) -> AgreedCapabilityList<'static> {
        let mut list = AgreedCapabilityList {
            supported_bearer: stated.map(|it| it.supported_bearer.clone().into_owned()).unwrap_or_default(),
            supported_cir_method: self.cir_methods.clone(),
            tcp_address: self.tcp.as_ref().map(|tcp| tcp.host.clone().into()),
            tcp_port: self.tcp.as_ref().map(|tcp| tcp.port.into()),
            server_poll_min: self.poll_minimum.map(seconds),
            ..AgreedCapabilityList::default()
        };
        let url = self.http_address.clone();
        if version < Version::V1_3 {
            list.cir_url = url.map(|url| CirUrl { url: url.into(), ..CirUrl::default() });
            return list;
        }
        list.cir_http_address =
            url.map(|url| CirHttpAddress { url: Some(url.into()), ..CirHttpAddress::default() });
        list.cir_sms_address = self.sms_address.clone().map(Into::into);
        list.multi_trans = Some(self.multi_trans);
        list.multi_trans_per_message = Some(self.multi_trans_per_message);
        if let Some(address) = &self.udp_address {
            list.udp_address = Some(address.clone().into());
            list.udp_port = self.udp_port.map(Into::into);
        }
        if let Some(stated) = stated.cloned().map(CapabilityList::into_owned) {
            list.any_content = stated.any_content;
            list.accepted_content_type = stated.accepted_content_type;
            list.accepted_pull_length = stated.accepted_pull_length;
            list.accepted_push_length = stated.accepted_push_length;
            list.accepted_text_content_length = stated.accepted_text_content_length;
            list.accepted_transfer_encoding = stated.accepted_transfer_encoding;
            list.offline_etem_handling = stated.offline_etem_handling;
            list.online_etem_handling = stated.online_etem_handling;
            list.supported_offline_bearer = stated.supported_offline_bearer;
            list.session_priority = stated.session_priority;
        }
        list
    }

    /// Creates the list of an answer of 1.1: the list of the client with the agreed settings.
    fn to_whole_list(&self, stated: Option<&CapabilityList<'_>>) -> CapabilityList<'static> {
        let stated = stated.cloned().map(CapabilityList::into_owned).unwrap_or_default();
        CapabilityList {
            multi_trans: Some(self.multi_trans),
            supported_cir_method: self.cir_methods.clone(),
            udp_port: self.udp_port.map(Into::into),
            tcp_address: self.tcp.as_ref().map(|tcp| tcp.host.clone().into()),
            tcp_port: self.tcp.as_ref().map(|tcp| tcp.port.into()),
            server_poll_min: self.poll_minimum.map(seconds),
            ..stated
        }
    }
}

/// Rounds up, because the time is a minimum.
fn seconds(time: Duration) -> u32 {
    let whole = time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0));
    u32::try_from(whole).unwrap_or(u32::MAX)
}
