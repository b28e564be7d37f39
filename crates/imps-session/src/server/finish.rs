//! The reply to a message.

use super::Sessions;
use super::step::{Step, Work};
use super::table::Serial;
use http::Response;
use imps_transport::http::{Arrived, empty};
use oma_imps::Version;
use oma_imps::csp::{Message, Session as Envelope, Status, StatusCode, Transaction};
use std::time::Duration;

impl Sessions {
    /// Makes the reply: the next requests for a client that polls, and the answers.
    pub(super) fn finish<'a>(&mut self, work: Work<'a>, now: Duration) -> Step<'a> {
        let session = work.session.and_then(|serial| Some((serial, self.table.get_mut(serial)?)));
        let Some((serial, session)) = session else {
            if work.answers.is_empty() {
                return Step::Reply(nothing());
            }
            // With the descriptor of the request.
            let descriptor = work.descriptor.into_owned();
            let session = Envelope { descriptor, transactions: work.answers, ..Envelope::default() };
            let message = Message { version: work.version, session, ..Message::default() };
            let form = Form { arrived: work.arrived, limit: usize::MAX };
            return Step::Reply(self.write(None, &form, message, now));
        };
        let polled = if work.is_polled { session.mailbox.poll(now) } else { None };
        let message = match (polled, session.mailbox.reply(work.answers, now)) {
            (None, None) => None,
            (Some(message), None) | (None, Some(message)) => Some(message),
            (Some(mut polled), Some(answered)) => {
                let waits = answered.session.poll();
                polled.session.transactions.extend(answered.session.transactions);
                Some(polled.with_poll(waits))
            }
        };
        let limit = session.agreed.parser_size.and_then(|size| usize::try_from(size).ok());
        let form = Form { arrived: work.arrived, limit: limit.unwrap_or(usize::MAX) };
        self.table.schedule(serial, Duration::ZERO);
        Step::Reply(message.map_or_else(nothing, |message| self.write(Some(serial), &form, message, now)))
    }

    /// Writes a message, and keeps the answers that are short.
    fn write(
        &mut self,
        serial: Option<Serial>,
        form: &Form<'_>,
        mut message: Message<'static>,
        now: Duration,
    ) -> Response<Vec<u8>> {
        let (written, longest) = (form.write(&message), self.options.kept_answer);
        let are_short = written.as_ref().is_ok_and(|reply| reply.body().len() <= longest);
        let reply = written.unwrap_or_else(|whole| self.write_parts(serial, form, &message, whole, now));
        if let Some(session) = serial.and_then(|serial| self.table.get_mut(serial)) {
            let transactions = std::mem::take(&mut message.session.transactions);
            for answer in transactions.into_iter().filter(|transaction| !transaction.is_request()) {
                let length = || form.length(&with(&message, vec![answer.clone()], false));
                if are_short || length().is_some_and(|length| length <= longest) {
                    session.mailbox.keep(answer);
                } else {
                    session.mailbox.forget(id_of(&answer));
                }
            }
        }
        reply
    }

    /// Writes a message that fails as a whole. A request that fails alone is given up, and an
    /// answer becomes a status. Then the last requests wait again until the rest fits, and if the
    /// answers still do not fit, the last ones become statuses.
    fn write_parts(
        &mut self,
        serial: Option<Serial>,
        form: &Form<'_>,
        message: &Message<'static>,
        whole: StatusCode,
        now: Duration,
    ) -> Response<Vec<u8>> {
        let mut waits = message.session.poll();
        let (mut requests, mut answers) = (Vec::new(), Vec::new());
        for mut transaction in message.session.transactions.iter().cloned() {
            transaction.descriptor.poll = None;
            let single = with(message, vec![transaction.clone()], true);
            match (form.write(&single), transaction.is_request()) {
                (Ok(_), true) => requests.push(transaction),
                (Ok(_), false) => answers.push(transaction),
                (Err(_), true) => self.give_up(serial, id_of(&transaction)),
                (Err(code), false) => answers.push(transaction.answer(Status::new(code))),
            }
        }
        let mut good = answers.len();
        loop {
            if requests.is_empty() && answers.is_empty() {
                return nothing();
            }
            let transactions = requests.iter().chain(&answers).cloned().collect();
            let part = with(message, transactions, waits);
            if let Ok(reply) = form.write(&part) {
                return reply;
            }
            if let Some(request) = requests.pop() {
                if let Some(session) = serial.and_then(|serial| self.table.get_mut(serial)) {
                    session.mailbox.put_back(id_of(&request), now);
                }
                waits = true;
                continue;
            }
            // Each request needs an answer, even if the shortest ones are too long together.
            let Some(last) = good.checked_sub(1) else { return form.write_any(&part) };
            good = last;
            if let Some(answer) = answers.get_mut(last) {
                *answer = answer.answer(Status::new(whole));
            }
        }
    }
}

/// The form of a reply that its client can read.
struct Form<'a> {
    arrived: &'a Arrived<'a>,
    /// The maximum number of bytes.
    limit: usize,
}

impl Form<'_> {
    /// Writes a message. The error is a status for its answers.
    fn write(&self, message: &Message<'_>) -> Result<Response<Vec<u8>>, StatusCode> {
        match self.arrived.format.to_response(message) {
            Ok(reply) if reply.body().len() <= self.limit => Ok(reply),
            Ok(_) => Err(too_long(message.version)),
            Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// Writes a message of any length.
    fn write_any(&self, message: &Message<'_>) -> Response<Vec<u8>> {
        let written = self.arrived.format.to_response(message);
        written.unwrap_or_else(|error| self.arrived.refuse(error).to_response())
    }

    /// Returns the length of a message in bytes; `None` if it cannot be written.
    fn length(&self, message: &Message<'_>) -> Option<usize> {
        self.arrived.format.to_response(message).ok().map(|reply| reply.body().len())
    }
}

fn nothing() -> Response<Vec<u8>> {
    empty().map(|()| Vec::new())
}

/// Makes a message with other transactions.
fn with(
    envelope: &Message<'static>,
    transactions: Vec<Transaction<'static>>,
    waits: bool,
) -> Message<'static> {
    let Envelope { descriptor, cir, .. } = &envelope.session;
    let session = Envelope { descriptor: descriptor.clone(), transactions, cir: *cir, ..Envelope::default() };
    Message { version: envelope.version, session, ..Message::default() }.with_poll(waits)
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
