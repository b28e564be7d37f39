//! The sessions of a capture.

use super::pairing::Login;
use super::{Event, Name, SessionState, SessionSummary};
use crate::capture::{Direction, Endpoint};
use crate::hashing::Seeds;
use std::collections::HashMap;
use std::time::Duration;

/// The most sessions that are remembered.
pub(super) const MAX_SESSIONS: usize = 16 << 10;

/// The most CIR connections that are remembered.
const MAX_CHANNELS: usize = 4 << 10;

/// The sessions of a capture.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    known: HashMap<Name, SessionSummary, Seeds>,
    by_cookie: HashMap<Name, Name, Seeds>,
    /// The sessions of CIR connections, by client and server.
    channels: HashMap<(Endpoint, Endpoint), Name, Seeds>,
    started: u64,
    pub(super) forgotten: u64,
}

/// The client and the server of an event.
pub(super) fn ends(event: &Event) -> (Endpoint, Endpoint) {
    match event.direction {
        Direction::ToServer => (event.source.clone(), event.target.clone()),
        Direction::ToClient => (event.target.clone(), event.source.clone()),
    }
}

impl Sessions {
    /// The session of an id, which begins with this event if it is new.
    pub(super) fn of(&mut self, id: &Name, event: &Event) -> &mut SessionSummary {
        if self.known.len() >= MAX_SESSIONS && !self.known.contains_key(id) {
            self.forget();
        }
        let started = &mut self.started;
        self.known.entry(id.clone()).or_insert_with(|| {
            *started = started.saturating_add(1);
            SessionSummary::begun(id.clone(), *started, event)
        })
    }

    /// A session that is known.
    pub(super) fn get(&mut self, id: &Name) -> Option<&mut SessionSummary> {
        self.known.get_mut(id)
    }

    /// The login of a session.
    pub(super) fn open(&mut self, id: &Name, login: Login, event: &Event) {
        let cookie = login.cookie.clone();
        let session = self.of(id, event);
        // The server may use an id again.
        session.state = SessionState::Open;
        session.time_to_live = None;
        session.user = login.user;
        session.client = login.client;
        session.cookie.clone_from(&cookie);
        if let Some(cookie) = cookie {
            self.by_cookie.insert(cookie, id.clone());
        }
    }

    /// A login that the server refused: a session of its own, without an id.
    pub(super) fn refuse(&mut self, login: Login, event: &Event) {
        let key = format!("\0refused {}", event.number).into();
        let session = self.of(&key, event);
        session.id = Name::default();
        session.state = SessionState::Refused;
        session.user = login.user;
        session.client = login.client;
        session.count(event);
        session.reach(event);
    }

    /// The session with a cookie.
    pub(super) fn of_cookie(&self, cookie: &Name) -> Option<&Name> {
        self.by_cookie.get(cookie)
    }

    /// A client names its session on a CIR connection.
    pub(super) fn hello(&mut self, event: &Event, id: Name) {
        if self.channels.len() >= MAX_CHANNELS {
            self.channels.clear();
        }
        self.channels.insert(ends(event), id);
    }

    /// The session of a CIR connection.
    pub(super) fn of_channel(&self, event: &Event) -> Option<&Name> {
        self.channels.get(&ends(event))
    }

    /// Forgets a quarter: closed sessions first, then the ones that were quiet for longest.
    fn forget(&mut self) {
        let mut all: Vec<_> = self
            .known
            .iter()
            .map(|(id, session)| (session.state == SessionState::Open, session.last, id.clone()))
            .collect();
        all.sort_unstable();
        all.truncate(MAX_SESSIONS / 4);
        for (_, _, id) in all {
            if let Some(cookie) = self.known.remove(&id).and_then(|session| session.cookie) {
                self.by_cookie.remove(&cookie);
            }
            self.forgotten = self.forgotten.saturating_add(1);
        }
    }

    /// All sessions, in the order of their first messages.
    pub(super) fn into_summaries(self, end: Duration) -> Vec<SessionSummary> {
        let mut all: Vec<_> = self.known.into_values().collect();
        for session in &mut all {
            let silent = end.saturating_sub(session.alive);
            // Zero seconds is no time to live.
            let limit = session.time_to_live.filter(|limit| !limit.is_zero());
            if session.state == SessionState::Open && limit.is_some_and(|limit| silent > limit) {
                session.state = SessionState::Expired;
            }
        }
        all.sort_unstable_by_key(|session| session.order);
        all
    }
}

impl SessionSummary {
    /// A session that begins with an event.
    fn begun(id: Name, order: u64, event: &Event) -> Self {
        let (client_endpoint, server_endpoint) = ends(event);
        Self {
            id,
            user: None,
            client: None,
            client_endpoint,
            server_endpoint,
            protocol: event.protocol.unwrap_or("csp"),
            versions: Vec::new(),
            syntaxes: Vec::new(),
            bearers: Vec::new(),
            first: event.time,
            last: event.time,
            time_to_live: None,
            state: SessionState::Open,
            alive: event.time,
            messages: 0,
            polls: 0,
            wakeups: 0,
            errors: 0,
            unanswered: 0,
            repeated: 0,
            order,
            cookie: None,
        }
    }

    /// Counts an event of the session.
    pub(super) fn count(&mut self, event: &Event) {
        self.messages = self.messages.saturating_add(1);
        self.errors = self.errors.saturating_add(u64::from(event.is_refusal(event.status)));
        self.repeated = self.repeated.saturating_add(u64::from(event.repeats.is_some()));
        let is_poll = event.primitive.as_ref().is_some_and(|it| it.is("Polling-Request"));
        self.polls = self.polls.saturating_add(u64::from(is_poll));
        add(&mut self.versions, event.version);
        add(&mut self.syntaxes, event.syntax);
    }

    /// The session is in use at the time of an event, and on its bearer.
    pub(super) fn reach(&mut self, event: &Event) {
        self.last = self.last.max(event.time);
        if event.direction == Direction::ToServer {
            self.alive = self.alive.max(event.time);
        }
        add(&mut self.bearers, Some(event.bearer));
    }
}

fn add<T: PartialEq>(all: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value
        && !all.contains(&value)
    {
        all.push(value);
    }
}
