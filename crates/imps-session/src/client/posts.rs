//! The posts of a client.

use super::event::{ClientEvent, Ended, LoginError, RequestError, Ticket};
use super::login::Half;
use super::{Client, State};
use imps_transport::schedule::{Failure, Post, PostKind};
use oma_imps::csp::access::KeepAliveRequest;
use oma_imps::csp::envelope::PollingRequest;
use oma_imps::csp::{Message, Primitive, SessionDescriptor, Status, StatusCode, TransactionId};
use std::time::Duration;

/// The content of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Login(Half),
    Capabilities,
    Services,
    KeepAlive,
    Poll,
    Logout,
    Request(Ticket),
    /// The answer to a request of the server with this id.
    Answer(TransactionId<'static>),
}

/// A post without a reply.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) what: What,
    pub(super) id: TransactionId<'static>,
    primitive: Primitive<'static>,
}

impl What {
    fn kind(&self) -> PostKind {
        match self {
            Self::Login(_) => PostKind::Login,
            Self::KeepAlive => PostKind::KeepAlive,
            Self::Poll => PostKind::Poll,
            Self::Logout => PostKind::Logout,
            Self::Answer(_) => PostKind::Answer,
            Self::Capabilities | Self::Services | Self::Request(_) => PostKind::Request,
        }
    }
}

impl Client {
    /// Posts something now.
    pub(super) fn post(&mut self, what: What, primitive: Primitive<'static>, now: Duration) {
        let post = self.schedule.post(what.kind(), now);
        let id = match &what {
            What::Answer(id) => id.clone(),
            _ => post.transaction_id.clone(),
        };
        self.send(post.number, Pending { what, id, primitive }, now);
    }

    pub(super) fn poll(&mut self, post: &Post, now: Duration) {
        let id = post.transaction_id.clone();
        let pending = Pending { what: What::Poll, id, primitive: PollingRequest::default().into() };
        self.send(post.number, pending, now);
    }

    pub(super) fn keep_alive(&mut self, post: &Post, now: Duration) {
        let id = post.transaction_id.clone();
        let pending = Pending { what: What::KeepAlive, id, primitive: KeepAliveRequest::default().into() };
        self.send(post.number, pending, now);
    }

    /// Posts again what has failed.
    pub(super) fn again(&mut self, failed: u64, post: &Post, now: Duration) {
        let Some(mut pending) = self.pending.remove(&failed) else { return };
        if !matches!(pending.what, What::Answer(_)) {
            pending.id = post.transaction_id.clone();
        }
        self.send(post.number, pending, now);
    }

    fn send(&mut self, number: u64, pending: Pending, now: Duration) {
        let descriptor = match (&pending.what, &self.session) {
            (What::Login(_), _) | (_, None) => SessionDescriptor::outband(),
            (_, Some(id)) => SessionDescriptor::inband(id.clone()),
        };
        let (id, primitive) = (pending.id.clone(), pending.primitive.clone());
        let message = match pending.what {
            What::Answer(_) => Message::response(self.version, descriptor, id, primitive),
            _ => Message::request(self.version, descriptor, id, primitive),
        };
        match self.http.request(&message) {
            Ok(request) => {
                self.pending.insert(number, pending);
                self.events.push_back(ClientEvent::Post { number, request });
            }
            // A server that gets no answer would ask again and again.
            Err(_) if matches!(pending.what, What::Answer(_)) && !is_status(&pending.primitive) => {
                let primitive = Status::new(StatusCode::INTERNAL_SERVER_ERROR).into();
                self.send(number, Pending { primitive, ..pending }, now);
            }
            Err(_) => {
                // The schedule must not wait for a reply to what was never sent.
                self.schedule.failed(number, Failure::Refused, now);
                self.lost(&pending.what, Failure::Refused, RequestError::NotInVersion);
            }
        }
    }

    /// A post has failed for good.
    pub(super) fn give_up(&mut self, number: u64, failure: Failure) {
        if let Some(pending) = self.pending.remove(&number) {
            self.lost(&pending.what, failure, RequestError::NoReply(failure));
        }
    }

    /// Something will have no reply. `error` is the reason for a request of the program.
    fn lost(&mut self, what: &What, failure: Failure, error: RequestError) {
        match what {
            What::Login(_) => self.fail(LoginError::NoReply(failure)),
            What::Logout => self.end(Ended::LoggedOut),
            What::Request(ticket) => {
                self.events.push_back(ClientEvent::Answered { ticket: *ticket, result: Err(error) });
            }
            // A session without its negotiation is of no use.
            What::Capabilities | What::Services if self.state == State::Negotiating => {
                self.fail(LoginError::NoReply(failure));
            }
            What::Answer(_) => self.poll_for_more(),
            // The schedule polls and keeps alive again; a server repeats what was not answered.
            _ => {}
        }
    }
}

fn is_status(primitive: &Primitive<'_>) -> bool {
    matches!(primitive, Primitive::Status(_))
}
