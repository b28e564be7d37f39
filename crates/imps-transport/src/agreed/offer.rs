//! The server's side of the negotiation.

use super::{Agreed, AgreedNote, DEFAULT_UDP_PORT, TcpAddress};
use oma_imps::Version;
use oma_imps::csp::SupportedCirMethod;
use oma_imps::csp::service::{CapabilityList, ClientCapabilityRequest, ClientCapabilityResponse};
use std::time::Duration;

/// The ways to wake a client that a server has, and its settings of polling.
///
/// `STCP` and `SHTTP` also need their address.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Offer {
    /// The methods without an address: `SUDP`, `WAPUDP`, `WAPSMS`, `SSMS`. Default: none.
    pub cir_methods: Vec<SupportedCirMethod<'static>>,
    /// The address for `STCP`.
    pub tcp: Option<TcpAddress>,
    /// The address of the session for `SHTTP`. Nobody should be able to guess it.
    pub http_address: Option<String>,
    /// The telephone number for `SSMS` in 1.3.
    pub sms_address: Option<String>,
    /// The minimum time between two polls. Default: none.
    pub poll_minimum: Option<Duration>,
    /// The maximum number of open transactions. Default: 8.
    pub multi_trans: u32,
    /// The maximum number of transactions per message. Default: 8.
    pub multi_trans_per_message: u32,
}

impl Default for Offer {
    fn default() -> Self {
        Self {
            cir_methods: Vec::new(),
            tcp: None,
            http_address: None,
            sms_address: None,
            poll_minimum: None,
            multi_trans: 8,
            multi_trans_per_message: 8,
        }
    }
}

impl Offer {
    /// Sets [`cir_methods`](Self::cir_methods).
    #[must_use]
    pub fn with_cir_methods(self, methods: impl IntoIterator<Item = SupportedCirMethod<'static>>) -> Self {
        Self { cir_methods: methods.into_iter().collect(), ..self }
    }

    /// Sets [`tcp`](Self::tcp).
    #[must_use]
    pub fn with_tcp(self, address: TcpAddress) -> Self {
        Self { tcp: Some(address), ..self }
    }

    /// Sets [`http_address`](Self::http_address).
    #[must_use]
    pub fn with_http_address(self, address: impl Into<String>) -> Self {
        Self { http_address: Some(address.into()), ..self }
    }

    /// Sets [`sms_address`](Self::sms_address).
    #[must_use]
    pub fn with_sms_address(self, number: impl Into<String>) -> Self {
        Self { sms_address: Some(number.into()), ..self }
    }

    /// Sets [`poll_minimum`](Self::poll_minimum).
    #[must_use]
    pub fn with_poll_minimum(self, minimum: Duration) -> Self {
        Self { poll_minimum: Some(minimum), ..self }
    }

    /// Sets [`multi_trans`](Self::multi_trans) and
    /// [`multi_trans_per_message`](Self::multi_trans_per_message).
    #[must_use]
    pub fn with_multi_trans(self, multi_trans: u32, multi_trans_per_message: u32) -> Self {
        Self { multi_trans, multi_trans_per_message, ..self }
    }

    /// Answers the request of a client. Returns the settings with the answer.
    pub fn answer(
        &self,
        version: Version,
        request: &ClientCapabilityRequest<'_>,
    ) -> (Agreed, ClientCapabilityResponse<'static>) {
        let agreed = self.agree(version, request.capability_list.as_deref());
        let response = agreed.to_response(version, request);
        (agreed, response)
    }

    /// Agrees with the list of a client; a login of 1.3 contains it without the rest of the
    /// request. The methods keep the order of the client.
    pub fn agree(&self, version: Version, stated: Option<&CapabilityList<'_>>) -> Agreed {
        let Some(stated) = stated else {
            let notes = vec![AgreedNote::NoList];
            return Agreed { poll_minimum: self.poll_minimum, notes, ..Agreed::default() };
        };
        let mut agreed = Agreed {
            poll_minimum: stated.server_poll_min.map(wanted).max(self.poll_minimum),
            multi_trans: stated.multi_trans.unwrap_or(1).min(self.multi_trans).max(1),
            parser_size: stated.parser_size,
            ..Agreed::default()
        };
        if version >= Version::V1_3 {
            let wanted = stated.multi_trans_per_message.unwrap_or(1);
            agreed.multi_trans_per_message =
                wanted.min(self.multi_trans_per_message).min(agreed.multi_trans).max(1);
        }
        for method in &stated.supported_cir_method {
            let method = method.clone().into_owned();
            if !is_in(version, &method) {
                agreed.notes.push(AgreedNote::NotInVersion(method, version));
            } else if self.has(&method) && !agreed.has(&method) {
                agreed.cir_methods.push(method);
            }
        }
        agreed.tcp = self.tcp.clone().filter(|_| agreed.has(&SupportedCirMethod::Stcp));
        agreed.http_address = self.http_address.clone().filter(|_| agreed.has(&SupportedCirMethod::Shttp));
        if agreed.has(&SupportedCirMethod::Ssms) && version >= Version::V1_3 {
            agreed.sms_address.clone_from(&self.sms_address);
        }
        if agreed.has(&SupportedCirMethod::Sudp) {
            let port = stated.udp_port.and_then(|number| super::reading::port(number, &mut agreed.notes));
            agreed.udp_port = Some(port.unwrap_or(DEFAULT_UDP_PORT));
        }
        agreed
    }

    fn has(&self, method: &SupportedCirMethod<'_>) -> bool {
        match method {
            SupportedCirMethod::Stcp => self.tcp.is_some(),
            SupportedCirMethod::Shttp => self.http_address.is_some(),
            other => self.cir_methods.iter().any(|own| own.as_str() == other.as_str()),
        }
    }
}

/// Returns whether the version has a method. Methods outside the standard are for the two sides to
/// know.
fn is_in(version: Version, method: &SupportedCirMethod<'_>) -> bool {
    let mut limited = SupportedCirMethod::WORDS_OF_VERSIONS.iter();
    limited.find(|(word, _)| *word == method.as_str()).is_none_or(|(_, versions)| versions.contains(version))
}

fn wanted(seconds: u32) -> Duration {
    Duration::from_secs(seconds.into())
}
