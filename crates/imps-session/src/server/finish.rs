//! The reply to a message.

use super::step::{Step, Work};
use super::table::Serial;
use super::{SessionEvent, Sessions};
use http::Response;
use imps_transport::http::empty;
use oma_imps::Version;
use oma_imps::csp::{Message, Session as Envelope, SessionDescriptor, Status, StatusCode, Transaction};
use std::time::Duration;

impl Sessions {
    /// Makes the reply: the next requests for a client that polls, and the answers.
    pub(super) fn finish<'a>(&mut self, mut work: Work<'a>, now: Duration) -> Step<'a> {
        let answers = std::mem::take(&mut work.answers);
        let is_polled = work.is_polled;
        let session = work.session.and_then(|serial| Some((serial, self.table.get_mut(serial)?)));
        let Some((serial, session)) = session else {
            let message = outside(&work, answers);
            return Step::Reply(
                message.map_or_else(nothing, |message| self.write(&work, None, message, now)),
            );
        };
        let polled = if is_polled { session.mailbox.poll(now) } else { None };
        let message = match (polled, session.mailbox.reply(answers, now)) {
            (None, None) => None,
            (Some(message), None) | (None, Some(message)) => Some(message),
            (Some(mut polled), Some(answered)) => {
                let waits = answered.session.poll();
                polled.session.transactions.extend(answered.session.transactions);
                Some(polled.with_poll(waits))
            }
        };
        self.table.schedule(serial, Duration::ZERO);
        let Some(message) = message else { return Step::Reply(nothing()) };
        let reply = self.write(&work, Some(serial), message, now);
        if reply.body().len() > self.options.kept_answer
            && let Some(session) = self.table.get_mut(serial)
        {
            for id in &work.ids {
                session.mailbox.forget(id);
            }
        }
        Step::Reply(reply)
    }

    /// Writes a message. What cannot be written, or is too long for the client, becomes a status.
    fn write(
        &mut self,
        work: &Work<'_>,
        serial: Option<Serial>,
        message: Message<'static>,
        now: Duration,
    ) -> Response<Vec<u8>> {
        let session = serial.and_then(|serial| self.table.get(serial));
        let limit = session.and_then(|session| session.agreed.parser_size);
        let limit = limit.and_then(|size| usize::try_from(size).ok()).unwrap_or(usize::MAX);
        let format = &work.arrived.format;
        let fault = |message: &Message<'_>| match format.to_response(message) {
            Ok(reply) if reply.body().len() <= limit => Ok(reply),
            Ok(_) => Err(too_long(message.version)),
            Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
        };
        let whole = match fault(&message) {
            Ok(reply) => return reply,
            Err(code) => code,
        };
        let Message { version, session, .. } = message;
        let waits = session.poll();
        let mut transactions = Vec::new();
        let mut undelivered = Vec::new();
        for transaction in session.transactions {
            let single = with_transactions(version, &session.descriptor, vec![transaction.clone()]);
            match fault(&single) {
                Ok(_) => transactions.push(transaction),
                Err(_) if transaction.is_request() => undelivered.push(id_of(&transaction).to_owned()),
                Err(code) => transactions.push(transaction.answer(Status::new(code))),
            }
        }
        for id in undelivered {
            self.give_up(serial, &id, now);
        }
        let message = with_transactions(version, &session.descriptor, transactions).with_poll(waits);
        if message.session.transactions.is_empty() {
            return nothing();
        }
        fault(&message).unwrap_or_else(|_| {
            // Each fits, and all together do not: requests come again, and the answers fail.
            let answers = message.session.transactions.iter().filter(|transaction| !transaction.is_request());
            let failed = answers.map(|answer| answer.answer(Status::new(whole))).collect();
            let message = with_transactions(version, &session.descriptor, failed).with_poll(waits);
            format.to_response(&message).unwrap_or_else(|error| work.arrived.refuse(error).to_response())
        })
    }

    /// Gives up a request that a client cannot get.
    fn give_up(&mut self, serial: Option<Serial>, id: &str, now: Duration) {
        let Some(serial) = serial else { return };
        let Some((id, request, tries)) = self.take_back(serial, id, now) else { return };
        let session_id = self.table.get(serial).map(|session| session.id.clone());
        self.events.extend(session_id.map(|session_id| SessionEvent::Undelivered {
            session_id,
            id,
            request,
            tries,
        }));
    }
}

fn nothing() -> Response<Vec<u8>> {
    empty().map(|()| Vec::new())
}

/// Makes the message with answers outside of sessions: with the descriptor of the request.
fn outside(work: &Work<'_>, answers: Vec<Transaction<'static>>) -> Option<Message<'static>> {
    let message = with_transactions(work.version, &work.descriptor.clone().into_owned(), answers);
    (!message.session.transactions.is_empty()).then_some(message)
}

fn with_transactions(
    version: Version,
    descriptor: &SessionDescriptor<'static>,
    transactions: Vec<Transaction<'static>>,
) -> Message<'static> {
    let session = Envelope { descriptor: descriptor.clone(), transactions, ..Envelope::default() };
    Message { version, session, ..Message::default() }
}

fn too_long(version: Version) -> StatusCode {
    let code = StatusCode::RESPONSE_TOO_LARGE;
    if code.versions().is_some_and(|versions| versions.contains(version)) {
        code
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    }
}

fn id_of<'t>(transaction: &'t Transaction<'_>) -> &'t str {
    transaction.transaction_id().unwrap_or_default()
}
