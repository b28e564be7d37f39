//! The sessions of a server, without I/O.
//!
//! | what happens | the program calls | and then |
//! | --- | --- | --- |
//! | a request arrives, over HTTP or in a datagram | [`arrived`](Sessions::arrived) | takes the [`Step`]s until the reply |
//! | something for a client, for a user | [`push`](Sessions::push), [`push_to`](Sessions::push_to) | |
//! | a client opens a connection for wake-ups | [`find`](Sessions::find), [`channel_restored`](Sessions::channel_restored) | accepts its `HELO` |
//! | a client asks the address for wake-ups | [`asked`](Sessions::asked) | answers with [`get::response`](imps_transport::cir::get::response) |
//! | the program ends a session | [`disconnect`](Sessions::disconnect) | |
//!
//! After each call it takes [`next`](imps_transport::Machine::next) until it is `Wait`. If sessions
//! must survive a restart, it then stores [`save`](Sessions::save), before anything leaves the
//! program.
//!
//! # Rules
//!
//! | rule | status |
//! | --- | --- |
//! | a message of a version that the server lacks, or of another version than its session | 505 in a version that both know |
//! | no session has this id; also for a poll, under its empty transaction id | 604 |
//! | the server ends the session | the code of [`disconnect`](Sessions::disconnect), then 604 |
//! | the first half of the four-way login | 200 in 1.1, 401 later |
//! | a wrong password or digest; a challenge that is old, used, or of another login | 409 |
//! | an unknown user, or no user | 531 |
//! | none of the digests is supported | 543, in 1.1 402 |
//! | a login inside a session | 603 |
//! | a session to resume that is of another user or client; that is gone | 422; 502 |
//! | too many sessions in all | 503 |
//! | a service that the server lacks; that is not agreed | 405; 506 |
//! | an unknown request, or of another version | 501 |
//! | what only a server sends | 400 |
//! | a transaction id that is missing (since 1.2), too long, or twice in a message | 420 |
//! | too many requests in a message | 507 |
//! | an answer that is longer than the parser of the client allows | 432, in 1.1 500 |
//! | an answer that cannot be written | 500 |
//! | a copy of a request that the program still performs | none: the first one is answered |
//!
//! A time to live outside the limits is replaced, and the answer says so.

mod allowed;
mod arrival;
mod challenges;
mod discovery;
mod event;
mod finish;
mod login;
mod negotiation;
mod options;
mod program;
mod push;
mod session;
mod state;
mod step;
mod table;
mod user_key;

pub use event::{EndReason, SessionEvent};
pub use options::SessionOptions;
pub use program::Program;
pub use push::PushError;
pub use session::Session;
pub use state::{ChallengeState, EndingState, SessionState, SessionsState};
pub use step::{Call, Credentials, Earlier, LoginCall, Step};

use challenges::Challenges;
use imps_transport::mailbox::MailboxEvent;
use imps_transport::{Action, Machine};
use oma_imps::csp::{StatusCode, UserId};
use session::Ending;
use std::collections::VecDeque;
use std::time::Duration;
use table::{Serial, Table};
use user_key::UserKey;

/// The sessions of a server. See the [module](self).
///
/// **Clock.** `now` is the time since a start that the caller chooses. Equal and earlier times are
/// allowed.
///
/// **Memory.** [`SessionOptions`] bounds the number of sessions, challenges and waiting requests,
/// and the size of everything that a client states about itself.
#[doc(alias("login", "negotiation", "4-way login"))]
#[derive(Clone, Debug)]
pub struct Sessions {
    options: SessionOptions,
    table: Table,
    challenges: Challenges,
    events: VecDeque<SessionEvent>,
}

impl Sessions {
    /// Creates a server without sessions.
    pub fn new(options: SessionOptions) -> Self {
        Self { options, table: Table::default(), challenges: Challenges::default(), events: VecDeque::new() }
    }

    /// Returns the settings.
    pub fn options(&self) -> &SessionOptions {
        &self.options
    }

    /// Returns the number of sessions.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Returns whether there is no session.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of logins that wait for their second half.
    pub fn challenges(&self) -> usize {
        self.challenges.len()
    }

    /// Returns the session with an id.
    pub fn find(&self, session_id: &str) -> Option<&Session> {
        self.table.get(self.table.find(session_id)?)
    }

    /// Iterates over the sessions, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Session> {
        self.table.iter()
    }

    /// Iterates over the sessions of a user, in any spelling, oldest first. Sessions that the
    /// server is ending do not count.
    pub fn of_user<'u>(&self, user: impl Into<UserId<'u>>) -> impl Iterator<Item = &Session> {
        let key = UserKey::new(&user.into(), &self.options.domain).unwrap_or_default();
        let found: Vec<_> = self.table.of_user(&key).map(|(_, session)| session).collect();
        found.into_iter().filter(|session| session.ending.is_none())
    }

    /// Ends a session: the client gets a `Disconnect` when it polls, and this code for everything
    /// else. Codes such as [`FORCED_LOGOUT`](StatusCode::FORCED_LOGOUT) and
    /// [`SESSION_EXPIRED`](StatusCode::SESSION_EXPIRED) end the session at the client.
    ///
    /// The session is over when the client has answered, or does not poll in time. Returns whether
    /// there is such a session.
    pub fn disconnect(&mut self, session_id: &str, code: StatusCode, now: Duration) -> bool {
        let Some(serial) = self.table.find(session_id) else { return false };
        self.end_softly(serial, code, now);
        true
    }

    /// The connection for the wake-ups of a session is lost: the next messages tell the client so.
    pub fn channel_lost(&mut self, session_id: &str) {
        if let Some(session) = self.table.find(session_id).and_then(|serial| self.table.get_mut(serial)) {
            session.mailbox.channel_lost();
        }
    }

    /// The connection for the wake-ups of a session works. If something waits, the client is woken.
    pub fn channel_restored(&mut self, session_id: &str) {
        let Some(serial) = self.table.find(session_id) else { return };
        if let Some(session) = self.table.get_mut(serial) {
            session.mailbox.channel_restored();
        }
        self.table.schedule(serial, Duration::ZERO);
    }

    /// A client asks the address for wake-ups: returns whether something waits. `path` is the path
    /// of the address; its last part identifies the session. An unknown path gets `false`.
    pub fn asked(&self, path: &str, now: Duration) -> bool {
        let token = path.rsplit('/').next().unwrap_or_default();
        let session = self.table.find_cir(token).and_then(|serial| self.table.get(serial));
        session.is_some_and(|session| session.mailbox.waits(now))
    }

    /// Begins the end of a session that the client does not know yet.
    fn end_softly(&mut self, serial: Serial, code: StatusCode, now: Duration) {
        let slack = self.options.slack;
        let Some(session) = self.table.get_mut(serial) else { return };
        if session.ending.is_some() {
            return;
        }
        let until = now.saturating_add(slack).max(session.expires_at(slack));
        session.ending = Some(Ending { code, until });
        self.push_disconnect(serial, code, now);
        self.table.schedule(serial, Duration::ZERO);
    }

    /// Removes a session.
    fn end(&mut self, serial: Serial, reason: EndReason) {
        let Some(mut session) = self.table.remove(serial) else { return };
        let reason = session.ending.map_or(reason, |ending| EndReason::Disconnected(ending.code));
        let taken = session.mailbox.take_requests().into_iter().map(|taken| taken.request);
        let unanswered = taken.filter(|request| !push::is_disconnect(request)).collect();
        let (session_id, user_id) = (session.id, session.user_id);
        self.events.push_back(SessionEvent::Ended { session_id, user_id, reason, unanswered });
    }

    /// Looks after a session that is due, and sets its next time.
    fn attend(&mut self, serial: Serial, now: Duration) {
        let slack = self.options.slack;
        let Some(session) = self.table.get_mut(serial) else { return };
        let expires_at = session.expires_at(slack);
        if expires_at <= now {
            self.end(serial, EndReason::Expired);
            return;
        }
        let at = match session.mailbox.next(now, &mut Vec::new()) {
            Action::Wait(deadline) => deadline.unwrap_or(expires_at).min(expires_at),
            Action::Event(MailboxEvent::Wake) => {
                let wakeup = session.wakeup().filter(|_| !session.agreed.cir_methods.is_empty());
                let event =
                    wakeup.map(|wakeup| SessionEvent::Wake { session_id: session.id.clone(), wakeup });
                self.events.extend(event);
                Duration::ZERO
            }
            Action::Event(
                MailboxEvent::Expired { id, request, tries }
                | MailboxEvent::Unanswered { id, request, tries },
            ) => {
                if push::is_disconnect(&request) {
                    self.end(serial, EndReason::Expired);
                    return;
                }
                let session_id = session.id.clone();
                self.events.push_back(SessionEvent::Undelivered { session_id, id, request, tries });
                Duration::ZERO
            }
            _ => Duration::ZERO,
        };
        self.table.schedule(serial, at);
    }
}

/// Emits no bytes and never closes.
impl Machine for Sessions {
    type Event = SessionEvent;

    fn next(&mut self, now: Duration, _: &mut Vec<u8>) -> Action<SessionEvent> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Action::Event(event);
            }
            match self.table.first_due() {
                Some((at, serial)) if at <= now => self.attend(serial, now),
                due => {
                    let expiry = self.challenges.expire(now);
                    let due = due.map(|(at, _)| at);
                    return Action::Wait(due.into_iter().chain(expiry).min());
                }
            }
        }
    }
}
