//! Requests for clients.

use super::allowed::is_in_version;
use super::table::Serial;
use super::{EndReason, Session, SessionEvent, Sessions};
use imps_transport::mailbox::Delivered;
use oma_imps::csp::access::Disconnect;
use oma_imps::csp::{Outcome, Primitive, StatusCode, TransactionId, UserId};
use std::time::Duration;

/// The reason why a request was not queued for a client.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PushError {
    /// There is no such session, or the server is ending it.
    #[error("no such session")]
    NoSession,
    /// The version of the session does not have the request.
    #[error("the version of the session does not have the request")]
    NotInVersion,
    /// The service of the request is not agreed.
    #[error("the service of the request is not agreed")]
    NotAgreed,
    /// The mailbox of the session is full.
    #[error("mailbox is full with {limit} requests")]
    Full {
        /// The maximum number of requests.
        limit: usize,
    },
}

impl Sessions {
    /// Queues a request for a client until it polls. Returns the transaction id, which comes back
    /// with the answer.
    ///
    /// # Errors
    /// [`PushError`]. The request is not queued then.
    pub fn push(
        &mut self,
        session_id: &str,
        request: impl Into<Primitive<'static>>,
        now: Duration,
    ) -> Result<TransactionId<'static>, PushError> {
        self.push_with(session_id, request.into(), None, now)
    }

    /// Queues a request in every session of a user, in any spelling: each client takes its own copy
    /// (guideline 6). Returns the number of sessions that have it.
    pub fn push_to<'u>(
        &mut self,
        user: impl Into<UserId<'u>>,
        request: impl Into<Primitive<'static>>,
        now: Duration,
    ) -> usize {
        let request = request.into();
        let ids: Vec<_> = self.of_user(user).map(|session| session.id.clone()).collect();
        ids.iter().filter(|id| self.push(id.as_str(), request.clone(), now).is_ok()).count()
    }

    /// Queues a request that is given up after `lifetime`, such as the validity of a message.
    ///
    /// # Errors
    /// [`PushError`]. The request is not queued then.
    pub fn push_for(
        &mut self,
        session_id: &str,
        lifetime: Duration,
        request: impl Into<Primitive<'static>>,
        now: Duration,
    ) -> Result<TransactionId<'static>, PushError> {
        self.push_with(session_id, request.into(), Some(lifetime), now)
    }

    fn push_with(
        &mut self,
        session_id: &str,
        request: Primitive<'static>,
        lifetime: Option<Duration>,
        now: Duration,
    ) -> Result<TransactionId<'static>, PushError> {
        let serial = self.table.find(session_id).ok_or(PushError::NoSession)?;
        let services_before = self.options.services_before;
        let session = self.table.get_mut(serial).ok_or(PushError::NoSession)?;
        if session.ending.is_some() {
            return Err(PushError::NoSession);
        }
        if !is_in_version(&request, session.version) {
            return Err(PushError::NotInVersion);
        }
        if !session.services.unwrap_or(services_before).allows(request.tag(), session.version) {
            return Err(PushError::NotAgreed);
        }
        let pushed = match lifetime {
            Some(lifetime) => session.mailbox.push_for(lifetime, request, now),
            None => session.mailbox.push(request, now),
        };
        let id = pushed.map_err(|full| PushError::Full { limit: full.limit })?;
        self.table.schedule(serial, Duration::ZERO);
        Ok(id)
    }

    /// Makes the `Disconnect` the only request in the mailbox of a session.
    pub(super) fn push_disconnect(&mut self, serial: Serial, code: StatusCode, now: Duration) {
        let Some(session) = self.table.get_mut(serial) else { return };
        for taken in session.mailbox.take_requests() {
            self.events.push_back(undelivered(session, taken));
        }
        let request = Disconnect { result: Outcome::new(code), ..Disconnect::default() };
        // Without room the client learns it from the code of any other answer.
        let _ = session.mailbox.push(request, now);
    }

    /// Gives up a request that a client cannot get.
    pub(super) fn give_up(&mut self, serial: Option<Serial>, id: &str) {
        let session = serial.and_then(|serial| self.table.get_mut(serial));
        let given_up = session.and_then(|it| it.mailbox.take_request(id).map(|taken| undelivered(it, taken)));
        self.events.extend(given_up);
    }

    /// Processes the answer of a client to a request of the server.
    pub(super) fn delivered(&mut self, serial: Serial, delivered: Delivered, answer: Primitive<'static>) {
        let Delivered { id, request, .. } = delivered;
        if is_disconnect(&request) {
            self.end(serial, EndReason::Expired);
            return;
        }
        let Some(session) = self.table.get(serial) else { return };
        let session_id = session.id.clone();
        self.events.push_back(SessionEvent::Answered { session_id, id, request, answer });
    }
}

fn undelivered(session: &Session, taken: Delivered) -> SessionEvent {
    let Delivered { id, request, tries, .. } = taken;
    SessionEvent::Undelivered { session_id: session.id.clone(), id, request, tries }
}

/// Returns whether a request of the server ends the session.
pub(super) fn is_disconnect(request: &Primitive<'_>) -> bool {
    matches!(request, Primitive::Disconnect(_))
}
