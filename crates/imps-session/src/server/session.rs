//! One session.

use super::user_key::UserKey;
use imps_transport::agreed::Agreed;
use imps_transport::cir::{Cookie, Wakeup};
use imps_transport::mailbox::{Fingerprint, Mailbox};
use oma_imps::Version;
use oma_imps::csp::service::{CapabilityList, ServiceTree};
use oma_imps::csp::{ClientId, SessionId, StatusCode, UserId};
use std::time::Duration;

/// A session of a user.
#[derive(Clone, Debug)]
pub struct Session {
    pub(super) id: SessionId<'static>,
    pub(super) version: Version,
    pub(super) user: UserKey,
    pub(super) user_id: UserId<'static>,
    pub(super) client_id: Option<ClientId<'static>>,
    pub(super) cookie: String,
    /// The part of the address for wake-ups over HTTP that nobody can guess.
    pub(super) cir_token: Option<String>,
    pub(super) time_to_live: Duration,
    pub(super) heard_at: Duration,
    /// The time before the start of the clock since which the client was silent; it counts until
    /// the client is heard.
    pub(super) silent_before: Duration,
    pub(super) services: Option<ServiceTree>,
    pub(super) capabilities: Option<Box<CapabilityList<'static>>>,
    pub(super) agreed: Agreed,
    pub(super) mailbox: Mailbox,
    pub(super) ending: Option<Ending>,
    pub(super) last_request: Option<LastRequest>,
    /// The time in the list of timers.
    pub(super) timer: Option<Duration>,
}

/// The end of a session that the client does not know yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) code: StatusCode,
    pub(super) until: Duration,
}

/// The last request of a client, to recognise it under another transaction id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LastRequest {
    pub(super) id: String,
    pub(super) content: Fingerprint,
    pub(super) at: Duration,
}

impl Session {
    /// Returns its id. Everybody who knows it can use the session: keep it out of logs.
    pub fn id(&self) -> &SessionId<'static> {
        &self.id
    }

    /// Returns its version.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Returns the user as the client wrote it.
    pub fn user_id(&self) -> &UserId<'static> {
        &self.user_id
    }

    /// Returns the normal form of the user: `ann@example.com`.
    pub fn user(&self) -> &str {
        self.user.as_str()
    }

    /// Returns the client.
    pub fn client_id(&self) -> Option<&ClientId<'static>> {
        self.client_id.as_ref()
    }

    /// Returns the cookie that the client chose.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Returns the agreed lifetime without traffic.
    pub fn time_to_live(&self) -> Duration {
        self.time_to_live
    }

    /// Returns the time of the last message of the client.
    pub fn heard_at(&self) -> Duration {
        self.heard_at
    }

    /// Returns the agreed services; `None` if the client has negotiated none.
    pub fn services(&self) -> Option<ServiceTree> {
        self.services
    }

    /// Returns the capabilities that the client stated; `None` before the negotiation.
    pub fn capabilities(&self) -> Option<&CapabilityList<'static>> {
        self.capabilities.as_deref()
    }

    /// Returns the agreed ways to wake the client, and the settings of polling.
    pub fn agreed(&self) -> &Agreed {
        &self.agreed
    }

    /// Returns the number of requests that the client has not answered.
    pub fn unanswered(&self) -> usize {
        self.mailbox.len()
    }

    /// Returns whether the server ends the session, and the client does not know yet.
    pub fn is_ending(&self) -> bool {
        self.ending.is_some()
    }

    /// Returns the wake-up for the client; `None` if its cookie cannot be in one.
    pub fn wakeup(&self) -> Option<Wakeup> {
        Some(Wakeup { version: self.version, cookie: self.cookie.parse::<Cookie>().ok()? })
    }

    /// Notes a message of the client.
    pub(super) fn hear(&mut self, now: Duration) {
        self.heard_at = self.heard_at.max(now);
        self.silent_before = Duration::ZERO;
    }

    /// Returns the time at which the session ends without a message of the client.
    pub(super) fn expires_at(&self, slack: Duration) -> Duration {
        let lifetime = self.time_to_live.saturating_add(slack).saturating_sub(self.silent_before);
        let silent = self.heard_at.saturating_add(lifetime);
        self.ending.map_or(silent, |ending| ending.until.min(silent))
    }
}
