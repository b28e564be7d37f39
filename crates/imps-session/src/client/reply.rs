//! The replies of the server.

use super::event::{ClientEvent, Ended, RequestError};
use super::posts::{Pending, What};
use super::{Client, State};
use imps_transport::http::{Expected, ReplyHead};
use imps_transport::mailbox::{Fingerprint, Repeat};
use imps_transport::schedule::{Failure, Reported, ends_session};
use oma_imps::Version;
use oma_imps::csp::messaging::MessageDelivered;
use oma_imps::csp::{
    Message, Outcome, Primitive, SessionDescriptor, Status, StatusCode, Transaction, TransactionId,
    TransactionMode,
};
use std::time::Duration;

impl Client {
    /// The reply to a post has come.
    pub fn received<'r>(
        &mut self,
        number: u64,
        head: impl Into<ReplyHead<'r>>,
        body: &'r [u8],
        now: Duration,
    ) {
        let what = self.pending.get(&number).map(|pending| pending.what.clone());
        let expected = match what {
            None | Some(What::Poll | What::Answer(_)) => Expected::Anything,
            Some(_) => Expected::Document,
        };
        let read = self.http.receive(expected, head, body).ok();
        let message = read.map(|payload| payload.map(|payload| payload.read_owned::<Message<'static>>()));
        match message {
            // A document that cannot be read, another status, or nothing instead of an answer.
            None | Some(Some(Err(_))) => {
                self.failed(number, Failure::Refused, now);
            }
            Some(None) => {
                let is_late = self.schedule.replied(number, now) == Reported::Late;
                let pending = if is_late { None } else { self.pending.remove(&number) };
                if matches!(pending, Some(Pending { what: What::Answer(_), .. })) {
                    self.poll_for_more();
                }
            }
            Some(Some(Ok(message))) => self.message(number, message, now),
        }
    }

    /// A post has failed. The rules say whether it is repeated.
    pub fn failed(&mut self, number: u64, failure: Failure, now: Duration) {
        self.schedule.failed(number, failure, now);
    }

    /// Answers a request of the server.
    pub fn answer(&mut self, id: &TransactionId<'_>, answer: impl Into<Primitive<'static>>, now: Duration) {
        let (id, answer) = (id.clone().into_owned(), answer.into());
        if self.session.is_none() {
            return;
        }
        self.kept.answer(Transaction::new(TransactionMode::Response, id.clone(), answer.clone()));
        self.post(What::Answer(id), answer, now);
    }

    /// Makes the answer that says that a request of the server has arrived: `MessageDelivered` for
    /// a message, else the status 200.
    pub fn usual_answer(request: &Primitive<'_>) -> Primitive<'static> {
        match request {
            Primitive::NewMessage(new) => {
                let message_id = new.message_info.message_id.clone().unwrap_or_default().into_owned();
                MessageDelivered { message_id, ..MessageDelivered::default() }.into()
            }
            _ => Status::new(StatusCode::SUCCESS).into(),
        }
    }

    fn message(&mut self, number: u64, message: Message<'static>, now: Duration) {
        // A post that came late has failed, and is repeated or given up.
        let is_late = self.schedule.replied(number, now) == Reported::Late;
        let pending = if is_late { None } else { self.pending.remove(&number) };
        // A server hands one request out at a time: the next one comes after the answer.
        let has_request = message.session.transactions.iter().any(Transaction::is_request);
        self.has_more |= has_request && message.session.poll();
        self.schedule.flagged(!has_request && message.session.poll());
        if message.session.cir == Some(false) {
            self.schedule.channel_lost(now);
        }
        let version = message.version;
        let mut answer = None;
        for transaction in message.session.transactions {
            if transaction.is_request() {
                self.asked_by_server(transaction, now);
            } else if answers(&transaction, pending.as_ref()) {
                answer = answer.or(Some(transaction.content.primitive));
            }
        }
        let Some(Pending { what, .. }) = pending else { return };
        match answer {
            Some(answer) => self.answered(what, answer, version, now),
            None => self.unanswered(what, now),
        }
    }

    /// Processes a request of the server.
    fn asked_by_server(&mut self, transaction: Transaction<'static>, now: Duration) {
        if self.session.is_none() {
            return;
        }
        let id = transaction.descriptor.transaction_id.clone().unwrap_or_default();
        let body = fingerprint(self.version, &transaction);
        match self.kept.receive(id.as_str(), body) {
            Repeat::InProgress => {}
            Repeat::Answered(answer) => {
                let answer = answer.content.primitive.clone();
                self.post(What::Answer(id), answer, now);
            }
            Repeat::New | Repeat::OtherRequest => {
                let request = transaction.content.primitive;
                if let Primitive::Disconnect(end) = &request {
                    let code = end.result.code.unwrap_or(StatusCode::FORCED_LOGOUT);
                    self.post(What::Answer(id), Status::new(StatusCode::SUCCESS).into(), now);
                    // The post is on its way; nobody waits for its reply.
                    self.end(Ended::Disconnected(code));
                    return;
                }
                self.events.push_back(ClientEvent::Asked { id, request });
            }
        }
    }

    /// An answer has arrived at the server, which had more to ask.
    pub(super) fn poll_for_more(&mut self) {
        let has_more = std::mem::take(&mut self.has_more);
        self.schedule.flagged(has_more);
    }

    /// Processes the answer to a post.
    fn answered(&mut self, what: What, answer: Primitive<'static>, version: Version, now: Duration) {
        let code = answer.outcome().and_then(|outcome| outcome.code);
        let is_login = matches!(what, What::Login(_));
        if let Some(code) = code.filter(|code| ends_session(*code) && !is_login) {
            let reason = if what == What::Logout { Ended::LoggedOut } else { Ended::Disconnected(code) };
            if let What::Request(ticket) = what {
                let result = Err(RequestError::Refused { code, answer: Box::new(answer) });
                self.events.push_back(ClientEvent::Answered { ticket, result });
            }
            self.end(reason);
            return;
        }
        match what {
            What::Login(half) if self.state == State::LoggingIn => {
                self.login_answered(&half, &answer, version, now);
            }
            What::Capabilities if self.state == State::Negotiating => {
                self.capabilities_answered(&answer, now);
            }
            What::Services if self.state == State::Negotiating => self.services_answered(&answer),
            What::KeepAlive => {
                if let Primitive::KeepAliveResponse(answer) = &answer {
                    let time = answer.keep_alive_time.map(|seconds| Duration::from_secs(seconds.into()));
                    if let Some(time) = time {
                        self.schedule.set_keep_alive(time);
                    }
                }
            }
            What::Logout => self.end(Ended::LoggedOut),
            What::Request(ticket) => {
                let result = match answer.outcome() {
                    Some(outcome) if !outcome.is_success() => {
                        let code = outcome.code.unwrap_or_default();
                        Err(RequestError::Refused { code, answer: Box::new(answer) })
                    }
                    _ => Ok(answer),
                };
                self.events.push_back(ClientEvent::Answered { ticket, result });
            }
            _ => {}
        }
    }

    /// A document has come without the answer to the post.
    fn unanswered(&mut self, what: What, now: Duration) {
        match what {
            What::Answer(_) => self.poll_for_more(),
            What::Poll | What::KeepAlive => {}
            What::Request(ticket) => {
                let result = Err(RequestError::NoReply(Failure::Refused));
                self.events.push_back(ClientEvent::Answered { ticket, result });
            }
            // A status without a code is no success.
            other => {
                let answer = Status { result: Outcome::default(), ..Status::default() };
                self.answered(other, answer.into(), self.version, now);
            }
        }
    }
}

/// Returns the fingerprint of a request alone: the flags of its message may differ when it comes
/// again.
fn fingerprint(version: Version, transaction: &Transaction<'static>) -> Fingerprint {
    let primitive = transaction.primitive().clone();
    let message = Message::request(version, SessionDescriptor::default(), "", primitive);
    Fingerprint::of(&oma_imps::xml::to_vec(&message).unwrap_or_default())
}

/// Returns whether a transaction answers a post. The status of a poll has no transaction id.
fn answers(transaction: &Transaction<'_>, pending: Option<&Pending>) -> bool {
    let id = transaction.transaction_id().unwrap_or_default();
    pending.is_some_and(|pending| pending.id.as_str() == id)
}
