//! The state of sessions, to survive a restart, or to move between programs.

use super::challenges::{Challenge, Claim};
use super::session::{Ending, Session};
use super::user_key::UserKey;
use super::{SessionOptions, Sessions, negotiation};
use imps_transport::agreed::Agreed;
use imps_transport::mailbox::{Mailbox, MailboxState};
use oma_imps::csp::service::{CapabilityList, ServiceTree};
use oma_imps::csp::{ClientId, DigestSchema, StatusCode, UserId};
use std::time::Duration;

/// The state of [`Sessions`], as data to store. Times are relative, because the clock of the next
/// run has another start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SessionsState {
    /// The sessions, oldest first.
    pub sessions: Vec<SessionState>,
    /// The logins that wait for their second half, oldest first.
    pub challenges: Vec<ChallengeState>,
}

/// The state of one session, as data to store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SessionState {
    /// The id, the version, and the requests for the client.
    pub mailbox: MailboxState,
    /// The user as the client wrote it.
    pub user_id: UserId<'static>,
    /// The client.
    pub client_id: Option<ClientId<'static>>,
    /// The cookie that the client chose.
    pub cookie: String,
    /// The last part of the address for wake-ups over HTTP.
    pub cir_token: Option<String>,
    /// The agreed lifetime without traffic.
    pub time_to_live: Duration,
    /// The time since the last message of the client.
    pub silent_for: Duration,
    /// The agreed services; `None` before the negotiation.
    #[cfg_attr(feature = "serde", serde(with = "services"))]
    pub services: Option<ServiceTree>,
    /// The capabilities that the client stated; `None` before the negotiation.
    pub capabilities: Option<Box<CapabilityList<'static>>>,
    /// The end of the session, if the server ends it.
    pub ending: Option<EndingState>,
}

/// The end of a session that the client does not know yet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct EndingState {
    /// The code for the client.
    pub code: StatusCode,
    /// The time that the client has to learn it.
    pub time_left: Duration,
}

/// The state of a login that waits for its second half.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ChallengeState {
    /// The normal form of the user.
    pub user: String,
    /// The client.
    pub client: String,
    /// The cookie.
    pub cookie: String,
    /// The nonce.
    pub nonce: String,
    /// The digest.
    pub schema: DigestSchema<'static>,
    /// The rest of its time.
    pub time_left: Duration,
}

impl Sessions {
    /// Returns the state to store. Events that the program has not taken are not part of it.
    pub fn save(&self, now: Duration) -> SessionsState {
        let challenges = self.challenges.iter().map(|(claim, challenge)| ChallengeState {
            user: claim.user.as_str().to_owned(),
            client: claim.client.clone(),
            cookie: claim.cookie.clone(),
            nonce: challenge.nonce.clone(),
            schema: challenge.schema.clone(),
            time_left: challenge.expires_at.saturating_sub(now),
        });
        SessionsState {
            challenges: challenges.collect(),
            sessions: self.table.iter().map(|session| save(session, now)).collect(),
        }
    }

    /// Creates the sessions of a stored state. The options should be the ones of the last run; the
    /// prefix of transaction ids must be.
    pub fn load(state: SessionsState, options: SessionOptions, now: Duration) -> Self {
        let mut sessions = Self::new(options);
        for session in state.sessions {
            sessions.insert(session, now);
        }
        for it in state.challenges {
            let claim = Claim { user: UserKey::stored(it.user), client: it.client, cookie: it.cookie };
            let expires_at = now.saturating_add(it.time_left);
            let challenge = Challenge { nonce: it.nonce, schema: it.schema, expires_at };
            sessions.challenges.insert(claim, challenge, sessions.options.challenges);
        }
        sessions
    }

    /// Returns the state of one session, for a store that keeps each session apart.
    pub fn save_session(&self, session_id: &str, now: Duration) -> Option<SessionState> {
        self.find(session_id).map(|session| save(session, now))
    }

    /// Takes a session out, for example to serve it in another program. It does not end.
    pub fn take(&mut self, session_id: &str, now: Duration) -> Option<SessionState> {
        let serial = self.table.find(session_id)?;
        self.table.remove(serial).map(|session| save(&session, now))
    }

    /// Adds a stored session. Returns `false` if its id is in use, or its user has no valid name.
    pub fn insert(&mut self, state: SessionState, now: Duration) -> bool {
        let Some(user) = UserKey::new(&state.user_id, &self.options.domain) else { return false };
        let ending = state
            .ending
            .map(|ending| Ending { code: ending.code, until: now.saturating_add(ending.time_left) });
        // The clock may have started after the last message.
        let before = state.silent_for.saturating_sub(now);
        let session = Session {
            id: state.mailbox.session_id.clone(),
            version: state.mailbox.version,
            user,
            user_id: state.user_id,
            client_id: state.client_id,
            cookie: state.cookie,
            cir_token: state.cir_token,
            time_to_live: state.time_to_live,
            heard_at: now.saturating_sub(state.silent_for),
            silent_before: before,
            services: state.services,
            capabilities: None,
            agreed: Agreed::default(),
            mailbox: Mailbox::load(state.mailbox, self.options.mailbox.clone(), now),
            ending,
            last_request: None,
            timer: None,
        };
        let Some(serial) = self.table.insert(session) else { return false };
        let is_safe = self.has_safe_cookie(serial);
        if let (Some(list), Some(session)) = (state.capabilities, self.table.get_mut(serial)) {
            // They were checked when the client stated them.
            negotiation::state(&self.options, session, Some(&list), is_safe);
        }
        true
    }
}

fn save(session: &Session, now: Duration) -> SessionState {
    let ending = session
        .ending
        .map(|ending| EndingState { code: ending.code, time_left: ending.until.saturating_sub(now) });
    SessionState {
        mailbox: session.mailbox.save(now),
        user_id: session.user_id.clone(),
        client_id: session.client_id.clone(),
        cookie: session.cookie.clone(),
        cir_token: session.cir_token.clone(),
        time_to_live: session.time_to_live,
        silent_for: now.saturating_sub(session.heard_at).saturating_add(session.silent_before),
        services: session.services,
        capabilities: session.capabilities.clone(),
        ending,
    }
}

/// Services by their names.
#[cfg(feature = "serde")]
mod services {
    use oma_imps::csp::service::{Service, ServiceTree};
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[expect(clippy::ref_option, reason = "serde passes it so")]
    pub(super) fn serialize<S: Serializer>(
        services: &Option<ServiceTree>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let names = services.map(|services| services.iter().map(Service::name).collect::<Vec<_>>());
        names.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<ServiceTree>, D::Error> {
        let names = Option::<Vec<String>>::deserialize(deserializer)?;
        let parse = |name: String| name.parse::<Service>().map_err(D::Error::custom);
        names.map(|names| names.into_iter().map(parse).collect()).transpose()
    }
}
