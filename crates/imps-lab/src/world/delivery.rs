//! Callers, and the requests of the server that reach clients.

use super::key::Key;
use core::fmt::Write as _;
use core::time::Duration;
use imps_core::Version;
use imps_csp::{ClientId, Primitive, StatusCode, UserId};
use std::sync::Arc;

/// The client that sends a request: a user, one of her clients, and the version of the session.
///
/// ```
/// use imps_core::Version;
/// use imps_lab::Caller;
///
/// let old_phone = Caller::new("wv:ann@example.com", "phone").with_version(Version::V1_1);
/// assert_eq!(old_phone.client.url.unwrap(), "phone");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Caller {
    /// The user.
    pub user: UserId<'static>,
    /// Her client. It names the session: a user has one session per client.
    pub client: ClientId<'static>,
    /// The version of the session.
    pub version: Version,
}

impl Caller {
    /// Names a client of 1.3 by the URL of its identifier.
    pub fn new(user: impl Into<UserId<'static>>, client: impl Into<String>) -> Self {
        Self::of(user, ClientId::from_url(client.into()), Version::V1_3)
    }

    /// Names a client of any version.
    pub fn of(user: impl Into<UserId<'static>>, client: ClientId<'static>, version: Version) -> Self {
        Self { user: user.into(), client, version }
    }

    /// Sets the version.
    #[must_use]
    pub fn with_version(self, version: Version) -> Self {
        Self { version, ..self }
    }
}

/// The way in which messages reach a session at first, from the negotiation of capabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PushSettings {
    /// Whether messages are pushed. Otherwise they are announced.
    pub push: bool,
    /// The largest content to push, in bytes.
    pub limit: Option<u32>,
}

impl PushSettings {
    /// Pushes content up to a size, in bytes.
    pub const fn up_to(limit: u32) -> Self {
        Self { push: true, limit: Some(limit) }
    }

    /// Announces all messages.
    pub const fn announce() -> Self {
        Self { push: false, limit: None }
    }
}

/// Pushes all messages.
impl Default for PushSettings {
    fn default() -> Self {
        Self { push: true, limit: None }
    }
}

/// A request of the server to a client that has a session.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// The user.
    pub user: UserId<'static>,
    /// Her client.
    pub client: ClientId<'static>,
    /// The version of the session of the client.
    pub version: Version,
    /// The request, in the form of 1.3.
    pub primitive: Primitive<'static>,
}

/// The performance of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Performed {
    /// The answer, in the form of 1.3.
    pub answer: Primitive<'static>,
    /// The requests of the server that follow from it, in the order in which to send them.
    pub deliveries: Vec<Delivery>,
}

/// The name of a client among the clients of a user.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ClientKey(Arc<str>);

impl ClientKey {
    fn of(client: &ClientId<'_>) -> Self {
        let mut text = String::new();
        let (url, msisdn) = (client.url.as_deref(), client.msisdn.as_deref());
        // Writing to a string cannot fail.
        let _ = write!(text, "{}\n{}", url.unwrap_or_default().trim(), msisdn.unwrap_or_default().trim());
        Self(text.into())
    }
}

/// One request on its way through the world.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) user: Key,
    pub(super) client: ClientKey,
    pub(super) version: Version,
    pub(super) now: Duration,
    pub(super) deliveries: Vec<Delivery>,
}

impl Turn {
    pub(super) fn new(user: Key, who: &Caller, now: Duration) -> Self {
        let client = ClientKey::of(&who.client);
        Self { user, client, version: who.version, now, deliveries: Vec::new() }
    }

    /// A turn without a caller: time passes, or the provider speaks.
    pub(super) fn of_server(now: Duration, user: Key) -> Self {
        let client = ClientKey("".into());
        Self { user, client, version: Version::V1_3, now, deliveries: Vec::new() }
    }
}

/// Describes the code of an answer, for people who read traffic.
pub(super) fn describe(answer: &mut Primitive<'_>) {
    let Some(outcome) = answer.outcome_mut() else { return };
    if outcome.description.is_none() && outcome.code != Some(StatusCode::SUCCESS) {
        outcome.description = outcome.code.and_then(StatusCode::meaning).map(Into::into);
    }
}
