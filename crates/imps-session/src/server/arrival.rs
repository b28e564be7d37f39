//! From a request to its reply: the rules of the envelope.

use super::allowed::{check_request, may_open_as_response};
use super::session::{LastRequest, Session};
use super::step::{Call, Earlier, LoginCall, Step, Work};
use super::user_key::UserKey;
use super::{EndReason, Sessions, allowed, discovery, negotiation};
use imps_transport::http::Arrived;
use imps_transport::mailbox::{Fingerprint, Received};
use oma_imps::csp::access::{KeepAliveResponse, LogoutRequest};
use oma_imps::csp::{
    CspDocument, Message, Outcome, Primitive, SessionId, SessionType, Status, StatusCode, Transaction,
    TransactionMode,
};
use oma_imps::{Error, ErrorKind, Version};
use std::time::Duration;

/// The longest transaction id in bytes.
const LONGEST_ID: usize = 255;

impl Sessions {
    /// Processes a request that has arrived. Take the steps until the reply.
    ///
    /// For a request in a datagram, pass the `request` of
    /// [`wsp::server::read`](imps_transport::wsp::server::read) to
    /// [`http::Server::arrived`](imps_transport::http::Server::arrived) first. Documents between
    /// servers do not belong here: look at their
    /// [`protocol`](imps_transport::http::Payload::protocol).
    pub fn arrived<'a>(&mut self, arrived: &'a Arrived<'a>, now: Duration) -> Step<'a> {
        match arrived.read::<CspDocument<'a>>() {
            Err(refusal) => Step::Reply(refusal.to_response()),
            Ok(CspDocument::Message(message)) => self.message(arrived, message, now),
            Ok(CspDocument::VersionDiscoveryRequest(request)) => {
                let answer = discovery::answer(&request, &self.options.versions);
                let refuse = |error| arrived.refuse(error).to_response();
                Step::Reply(arrived.format.to_response(&answer).unwrap_or_else(refuse))
            }
            Ok(_) => Step::Reply(arrived.refuse(Error::new(ErrorKind::NoRoot)).to_response()),
        }
    }

    fn message<'a>(&mut self, arrived: &'a Arrived<'a>, message: Message<'a>, now: Duration) -> Step<'a> {
        let Message { version, session, .. } = message;
        let id = session.descriptor.session_id.as_ref().map(SessionId::as_str);
        // An id inside a message outside of sessions does not count.
        let is_inband = session.descriptor.session_type != SessionType::Outband;
        let serial = id.filter(|_| is_inband).and_then(|id| self.table.find(id));
        let mut work = Work {
            arrived,
            version,
            descriptor: session.descriptor,
            session: serial,
            rest: session.transactions.into(),
            ids: Vec::new(),
            answers: Vec::new(),
            is_polled: false,
            has_login: false,
        };
        let known = serial.and_then(|serial| self.table.get(serial)).map(|session| session.version);
        let spoken = known.unwrap_or_else(|| self.options.nearest(version));
        if spoken != version {
            work.version = spoken;
            return self.refuse_all(work, StatusCode::VERSION_NOT_SUPPORTED, now);
        }
        if let Some(session) = serial.and_then(|serial| self.table.get_mut(serial)) {
            session.hear(now);
        }
        if let Some(serial) = serial {
            self.table.schedule(serial, Duration::ZERO);
        }
        self.proceed(work, now)
    }

    /// Answers each request with one code.
    fn refuse_all<'a>(&mut self, mut work: Work<'a>, code: StatusCode, now: Duration) -> Step<'a> {
        while let Some(transaction) = work.rest.pop_front() {
            if transaction.is_request() {
                work.refuse(&transaction, code);
            }
        }
        work.session = None;
        self.finish(work, now)
    }

    /// Processes the transactions of a message up to a question for the program, or the reply.
    pub(super) fn proceed<'a>(&mut self, mut work: Work<'a>, now: Duration) -> Step<'a> {
        while let Some(transaction) = work.rest.pop_front() {
            if let Some(step) = self.transaction(&mut work, transaction, now) {
                return match step {
                    Ask::LogIn(transaction, user) => Step::LogIn(LoginCall { work, transaction, user }),
                    Ask::Perform(transaction, earlier) => Step::Perform(Call { work, transaction, earlier }),
                };
            }
        }
        self.finish(work, now)
    }

    /// Processes one transaction. Returns the question for the program, if there is one.
    fn transaction<'a>(
        &mut self,
        work: &mut Work<'a>,
        mut transaction: Transaction<'a>,
        now: Duration,
    ) -> Option<Ask<'a>> {
        // The session may have ended since the message arrived.
        work.session = work.session.filter(|serial| self.table.get(*serial).is_some());
        if !transaction.is_request() && !self.is_request_after_all(work, &transaction, now) {
            return None;
        }
        transaction.descriptor.transaction_mode = Some(TransactionMode::Request);
        if matches!(transaction.primitive(), Primitive::PollingRequest(_)) {
            self.poll(work, &transaction, now);
            return None;
        }
        if let Err(code) = self.check_id(work, &transaction) {
            work.refuse(&transaction, code);
            return None;
        }
        if matches!(transaction.primitive(), Primitive::LoginRequest(_)) {
            return self.login_request(work, transaction);
        }
        let Some(serial) = work.session else { return self.outside(work, transaction) };
        let id = transaction.transaction_id().unwrap_or_default();
        let content = content_without_id(work.arrived.body(), id);
        let session = self.table.get_mut(serial)?;
        session.mailbox.make_room(work.ids.len());
        let earlier = match session.mailbox.receive(&transaction, content, now) {
            Received::Request { .. } => note(session, id, content, now),
            Received::Repeated(answer) => {
                work.answers.push(*answer);
                return None;
            }
            // Its first copy will be answered.
            _ => return None,
        };
        match self.own(work, &transaction) {
            Own::Answer(answer) => {
                work.answer(&transaction, answer);
                None
            }
            Own::Program => Some(Ask::Perform(transaction, earlier)),
        }
    }

    /// Processes a transaction in mode `Response`. Returns whether it opens a transaction all the
    /// same.
    fn is_request_after_all(
        &mut self,
        work: &Work<'_>,
        transaction: &Transaction<'_>,
        now: Duration,
    ) -> bool {
        let Some(serial) = work.session else { return false };
        let Some(session) = self.table.get_mut(serial) else { return false };
        match session.mailbox.receive(transaction, Fingerprint::default(), now) {
            Received::Answer(delivered) => {
                let answer = transaction.primitive().clone().into_owned();
                self.delivered(serial, *delivered, answer);
                false
            }
            Received::UnknownAnswer => may_open_as_response(transaction.primitive()),
            _ => false,
        }
    }

    /// Processes a poll. Its answer has no id of its own, so an error has its empty id.
    fn poll(&mut self, work: &mut Work<'_>, transaction: &Transaction<'_>, now: Duration) {
        match work.session.and_then(|serial| self.table.get_mut(serial)) {
            Some(session) => {
                session.mailbox.receive(transaction, Fingerprint::default(), now);
                work.is_polled = true;
            }
            None => work.refuse(transaction, StatusCode::NOT_LOGGED_IN),
        }
    }

    /// Checks the transaction id and the number of requests.
    fn check_id<'a>(&self, work: &mut Work<'a>, transaction: &Transaction<'a>) -> Result<(), StatusCode> {
        let named = transaction.descriptor.transaction_id.clone().unwrap_or_default();
        let id = named.as_str().trim();
        if id.is_empty() && work.version > Version::V1_1 || id.len() > LONGEST_ID {
            return Err(StatusCode::INVALID_TRANSACTION);
        }
        if !id.is_empty() && work.ids.iter().any(|other| other.as_str().trim() == id) {
            return Err(StatusCode::INVALID_TRANSACTION);
        }
        if work.ids.len() >= self.options.transactions {
            return Err(StatusCode::MESSAGE_QUEUE_FULL);
        }
        work.ids.push(named);
        Ok(())
    }

    fn login_request<'a>(&self, work: &mut Work<'a>, transaction: Transaction<'a>) -> Option<Ask<'a>> {
        let Primitive::LoginRequest(request) = transaction.primitive() else { return None };
        let refused = match (work.session, work.has_login) {
            (Some(_), _) => Some(StatusCode::ALREADY_LOGGED_IN),
            // The random bytes of one login must not serve another.
            (None, true) => Some(StatusCode::BAD_REQUEST),
            (None, false) => super::login::check_names(request).err(),
        };
        work.has_login = true;
        if let Some(code) = refused {
            work.refuse(&transaction, code);
            return None;
        }
        let user = request.user_id.as_ref().and_then(|user| UserKey::new(user, &self.options.domain));
        Some(Ask::LogIn(transaction, user))
    }

    /// Processes a request outside of sessions.
    fn outside<'a>(&self, work: &mut Work<'a>, transaction: Transaction<'a>) -> Option<Ask<'a>> {
        let is_outband = work.descriptor.session_type == SessionType::Outband;
        let is_info = matches!(transaction.primitive(), Primitive::GetSpInfoRequest(_));
        let checked = if is_outband && is_info {
            let all = self.options.services;
            check_request(transaction.primitive(), work.version, all, all)
        } else {
            Err(StatusCode::NOT_LOGGED_IN)
        };
        match checked {
            Ok(()) => Some(Ask::Perform(transaction, None)),
            Err(code) => {
                work.refuse(&transaction, code);
                None
            }
        }
    }

    /// Answers the requests that need no program.
    fn own(&mut self, work: &mut Work<'_>, transaction: &Transaction<'_>) -> Own {
        let Some(serial) = work.session else { return Own::status(StatusCode::NOT_LOGGED_IN) };
        let options = &self.options;
        let Some(session) = self.table.get_mut(serial) else { return Own::status(StatusCode::NOT_LOGGED_IN) };
        let version = work.version;
        if let (Some(ending), false) =
            (session.ending, matches!(transaction.primitive(), Primitive::LogoutRequest(_)))
        {
            return Own::status(ending.code);
        }
        match transaction.primitive() {
            Primitive::KeepAliveRequest(request) => {
                let wanted = request.time_to_live;
                if wanted.is_some() {
                    session.time_to_live = options.lifetime(wanted);
                }
                let seconds = super::login::seconds(session.time_to_live);
                let differs = wanted.is_some_and(|wanted| wanted != seconds);
                let result = Outcome::new(StatusCode::SUCCESS);
                let keep_alive_time = differs.then_some(seconds);
                Own::Answer(
                    KeepAliveResponse { result, keep_alive_time, ..KeepAliveResponse::default() }.into(),
                )
            }
            Primitive::LogoutRequest(_) => {
                self.end(serial, EndReason::LoggedOut);
                work.session = None;
                Own::Answer(LogoutRequest::answer(version, StatusCode::SUCCESS))
            }
            Primitive::ServiceRequest(request) => {
                let answer = negotiation::services(options, session, request);
                self.negotiated(serial, answer)
            }
            Primitive::ClientCapabilityRequest(request) => {
                let is_safe = self.has_safe_cookie(serial);
                let options = &self.options;
                let Some(session) = self.table.get_mut(serial) else {
                    return Own::status(StatusCode::NOT_LOGGED_IN);
                };
                let answer = negotiation::capabilities(options, session, request, is_safe);
                self.negotiated(serial, answer)
            }
            request => {
                let agreed = session.services.unwrap_or(options.services_before);
                match check_request(request, version, options.services, agreed) {
                    Ok(()) => Own::Program,
                    Err(code) => Own::status(code),
                }
            }
        }
    }

    fn negotiated(&mut self, serial: super::Serial, answer: Result<Primitive<'static>, StatusCode>) -> Own {
        match answer {
            Ok(answer) => {
                let session_id = self.table.get(serial).map(|session| session.id.clone());
                self.events
                    .extend(session_id.map(|session_id| super::SessionEvent::Negotiated { session_id }));
                Own::Answer(answer)
            }
            Err(code) => Own::status(code),
        }
    }

    /// Continues with the answer of the program to a request. An answer that is a request itself
    /// becomes 500.
    pub fn answer<'a>(
        &mut self,
        call: Call<'a>,
        answer: impl Into<Primitive<'static>>,
        now: Duration,
    ) -> Step<'a> {
        let Call { mut work, transaction, .. } = call;
        let mut answer = answer.into();
        if !allowed::is_answer(&answer) {
            answer = Status::new(StatusCode::INTERNAL_SERVER_ERROR).into();
        }
        work.answer(&transaction, answer);
        self.proceed(work, now)
    }
}

/// A question for the program.
enum Ask<'a> {
    LogIn(Transaction<'a>, Option<UserKey>),
    Perform(Transaction<'a>, Option<Box<Earlier>>),
}

/// A request that needs no program, or does.
enum Own {
    Answer(Primitive<'static>),
    Program,
}

impl Own {
    fn status(code: StatusCode) -> Self {
        Self::Answer(Status::new(code).into())
    }
}

impl Work<'_> {
    pub(super) fn refuse(&mut self, transaction: &Transaction<'_>, code: StatusCode) {
        self.answer(transaction, Status::new(code).into());
    }

    pub(super) fn answer(&mut self, transaction: &Transaction<'_>, answer: Primitive<'static>) {
        let id = transaction.transaction_id().unwrap_or_default().to_owned();
        self.answers.push(Transaction::new(TransactionMode::Response, id, answer));
    }
}

/// Notes a new request. Returns the one before, if it had the same content.
fn note(session: &mut Session, id: &str, content: Fingerprint, now: Duration) -> Option<Box<Earlier>> {
    let last = LastRequest { id: id.to_owned(), content, at: now };
    let before = session.last_request.replace(last)?;
    if before.content != content || before.id == id {
        return None;
    }
    let kept = session.mailbox.kept_answer(&before.id, content);
    let answer = kept.map(|answer| answer.primitive().clone());
    Some(Box::new(Earlier { answer, ago: now.saturating_sub(before.at) }))
}

/// Returns the fingerprint of a document without the first mention of a transaction id. With the
/// id, it identifies the document.
fn content_without_id(body: &[u8], id: &str) -> Fingerprint {
    let is_name = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let is_whole = |place: &usize| {
        let (before, after) = (place.checked_sub(1), place.saturating_add(id.len()));
        !is_name(before.and_then(|before| body.get(before))) && !is_name(body.get(after))
    };
    let mut found = memchr::memmem::find_iter(body, id).filter(|_| !id.is_empty());
    let (start, end) = found.find(is_whole).map_or((0, 0), |place| (place, place.saturating_add(id.len())));
    Fingerprint::of_parts([body.get(..start), body.get(end..)].map(Option::unwrap_or_default))
}
