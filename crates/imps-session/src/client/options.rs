//! The settings of a client.

use crate::services::all_services;
use oma_imps::Version;
use oma_imps::csp::service::{CapabilityList, ServiceTree};
use oma_imps::csp::{ClientId, ClientType, DeliveryMethod, Secret, SessionId, SupportedBearer, UserId};

/// The settings of a [`Client`](super::Client).
///
/// ```
/// use imps_session::client::ClientOptions;
/// use oma_imps::Version;
/// let options = ClientOptions::new("wv:ann", "secret", "http://example.com/client", "cookie-1")
///     .with_versions([Version::V1_1]);
/// assert!(options.sends_digest);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClientOptions {
    /// The user.
    pub user_id: UserId<'static>,
    /// The password.
    pub password: Secret<'static>,
    /// The client: the same text at each login.
    pub client_id: ClientId<'static>,
    /// The name of the session for wake-ups: without blanks, and not a part of another cookie.
    pub cookie: String,
    /// The versions that the client speaks. It begins with the newest. Default: all.
    pub versions: Vec<Version>,
    /// Whether the client begins with the four-way login, which hides the password. Default: yes.
    pub sends_digest: bool,
    /// Whether the client may send the password in clear, if the server supports no digest of the
    /// offer, or if [`sends_digest`](Self::sends_digest) is off. An attacker on the way can then ask
    /// for it, unless TLS protects the connection. Default: yes.
    pub sends_password: bool,
    /// The requested lifetime of the session without traffic, in seconds. Default: none.
    pub time_to_live: Option<u32>,
    /// A session to resume. Since 1.2.
    pub resume: Option<SessionId<'static>>,
    /// The capabilities. Fields that the version lacks are left out. Default: a computer that
    /// accepts everything, takes pushed messages, and polls.
    pub capabilities: CapabilityList<'static>,
    /// The services that the client asks for. Default: all.
    pub services: ServiceTree,
    /// The maximum number of requests that wait for their turn. Default: 256.
    pub waiting: usize,
    /// The text before the number in transaction ids. It must be new for each run that continues a
    /// session. Default: `c`.
    pub prefix: String,
}

impl ClientOptions {
    /// Makes the settings of a user. `client` is a URL that is unique to the installation.
    pub fn new(
        user: impl Into<UserId<'static>>,
        password: impl Into<Secret<'static>>,
        client: impl Into<oma_imps::Text<'static>>,
        cookie: impl Into<String>,
    ) -> Self {
        Self {
            user_id: user.into(),
            password: password.into(),
            client_id: ClientId::from_url(client),
            cookie: cookie.into(),
            versions: Version::ALL.to_vec(),
            sends_digest: true,
            sends_password: true,
            time_to_live: None,
            resume: None,
            capabilities: CapabilityList {
                client_type: Some(ClientType::Computer),
                initial_delivery_method: Some(DeliveryMethod::Push),
                any_content: Some(true),
                accepted_content_length: Some(1 << 20),
                supported_bearer: vec![SupportedBearer::Http],
                multi_trans: Some(1),
                parser_size: Some(1 << 20),
                ..CapabilityList::default()
            },
            services: all_services(),
            waiting: 256,
            prefix: "c".to_owned(),
        }
    }

    /// Sets [`versions`](Self::versions).
    #[must_use]
    pub fn with_versions(self, versions: impl Into<Vec<Version>>) -> Self {
        Self { versions: versions.into(), ..self }
    }

    /// Sets [`sends_digest`](Self::sends_digest) and [`sends_password`](Self::sends_password).
    #[must_use]
    pub fn with_login(self, sends_digest: bool, sends_password: bool) -> Self {
        Self { sends_digest, sends_password, ..self }
    }

    /// Sets [`time_to_live`](Self::time_to_live).
    #[must_use]
    pub fn with_time_to_live(self, seconds: u32) -> Self {
        Self { time_to_live: Some(seconds), ..self }
    }

    /// Sets [`resume`](Self::resume).
    #[must_use]
    pub fn with_resume(self, session_id: impl Into<SessionId<'static>>) -> Self {
        Self { resume: Some(session_id.into()), ..self }
    }

    /// Sets [`capabilities`](Self::capabilities).
    #[must_use]
    pub fn with_capabilities(self, capabilities: CapabilityList<'static>) -> Self {
        Self { capabilities, ..self }
    }

    /// Sets [`services`](Self::services).
    #[must_use]
    pub fn with_services(self, services: ServiceTree) -> Self {
        Self { services, ..self }
    }

    /// Sets [`waiting`](Self::waiting).
    #[must_use]
    pub fn with_waiting(self, waiting: usize) -> Self {
        Self { waiting, ..self }
    }

    /// Sets [`prefix`](Self::prefix).
    #[must_use]
    pub fn with_prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// Returns the newest version.
    pub(super) fn newest(&self) -> Version {
        self.versions.iter().max().copied().unwrap_or_default()
    }

    /// Returns the version to try after the server has refused one with a message in another: that
    /// one, if the client speaks it, else the next older one.
    pub(super) fn after(&self, refused: Version, answered: Version) -> Option<Version> {
        let older = self.versions.iter().filter(|own| **own < refused);
        older.clone().find(|own| **own == answered).or(older.max()).copied()
    }
}
