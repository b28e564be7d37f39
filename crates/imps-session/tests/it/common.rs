//! A server with a program of a few users, and a phone that speaks any version.

use http::{Request, Response};
use imps_session::server::{Call, Credentials, LoginCall, Program, SessionEvent, SessionOptions, Sessions};
use imps_transport::http::Server;
use imps_transport::{Action, Machine as _};
use oma_imps::csp::access::digest::login_digest;
use oma_imps::csp::access::{LoginRequest, LoginResponse};
use oma_imps::csp::envelope::PollingRequest;
use oma_imps::csp::messaging::{SendMessageRequest, SendMessageResponse};
use oma_imps::csp::presence::GetPresenceResponse;
use oma_imps::csp::service::{CapabilityList, ClientCapabilityRequest, ServiceRequest, ServiceTree};
use oma_imps::csp::{
    ClientId, DigestSchema, Message, Outcome, Primitive, Session as Envelope, SessionDescriptor, Status,
    StatusCode, Transaction, TransactionMode,
};
use oma_imps::{Syntax, Version, read_owned};
use std::time::Duration;

/// The users, with their passwords.
pub(crate) const USERS: [(&str, &str); 2] = [("ann@example.com", "secret"), ("bob@example.com", "p4ss w0rd")];

pub(crate) fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The program.
#[derive(Default)]
pub(crate) struct Village {
    /// Wins over the list of users.
    pub(crate) credentials: Option<Credentials>,
    /// The names of the requests that were performed.
    pub(crate) performed: Vec<String>,
    /// Whether each one looked like a repetition.
    pub(crate) repeats: Vec<bool>,
    /// Whether what looks like a repetition gets the earlier answer.
    pub(crate) repeats_answers: bool,
    /// Wins over the usual answer.
    pub(crate) answer: Option<Primitive<'static>>,
    random: u64,
}

impl Program for Village {
    fn credentials(&mut self, login: &LoginCall<'_>) -> Credentials {
        if let Some(credentials) = &self.credentials {
            return credentials.clone();
        }
        let known = USERS.iter().find(|(user, _)| login.user() == Some(user));
        known.map_or(Credentials::Unknown, |(_, password)| Credentials::Password((*password).into()))
    }

    fn random(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for half in bytes.chunks_mut(16) {
            self.random += 1;
            half[..8].copy_from_slice(&self.random.to_be_bytes());
        }
        bytes
    }

    fn perform(&mut self, _: &mut Sessions, call: &Call<'_>, _: Duration) -> Primitive<'static> {
        self.performed.push(call.primitive().name().to_owned());
        self.repeats.push(call.earlier().is_some());
        let earlier = call.earlier().and_then(|earlier| earlier.answer.clone());
        if let Some(answer) = earlier.filter(|_| self.repeats_answers) {
            return answer;
        }
        if let Some(answer) = &self.answer {
            return answer.clone();
        }
        let result = Outcome::new(StatusCode::SUCCESS);
        match call.primitive() {
            Primitive::SendMessageRequest(_) => {
                let message_id = Some(format!("m{}", self.performed.len()).into());
                SendMessageResponse { result, message_id, ..SendMessageResponse::default() }.into()
            }
            Primitive::GetPresenceRequest(_) => {
                GetPresenceResponse { result, ..GetPresenceResponse::default() }.into()
            }
            _ => Status::new(StatusCode::SUCCESS).into(),
        }
    }
}

/// A server.
pub(crate) struct World {
    pub(crate) sessions: Sessions,
    pub(crate) village: Village,
    pub(crate) now: Duration,
    pub(crate) events: Vec<SessionEvent>,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(SessionOptions::default())
    }

    pub(crate) fn with(options: SessionOptions) -> Self {
        let sessions = Sessions::new(options.with_domain("example.com"));
        Self { sessions, village: Village::default(), now: Duration::ZERO, events: Vec::new() }
    }

    /// Serves a request, and takes the events.
    pub(crate) fn post(&mut self, body: &[u8]) -> Response<Vec<u8>> {
        let request = Request::post("/").body(()).unwrap();
        let server = Server::default();
        let reply = self.sessions.serve(&mut self.village, &server, &request, body, self.now);
        self.settle();
        reply
    }

    /// Takes the events.
    pub(crate) fn settle(&mut self) {
        loop {
            match self.sessions.next(self.now, &mut Vec::new()) {
                Action::Event(event) => self.events.push(event),
                Action::Wait(deadline) => {
                    assert!(deadline.is_none_or(|deadline| deadline > self.now));
                    return;
                }
                other => panic!("{other:?}"),
            }
        }
    }

    pub(crate) fn wait(&mut self, time: u64) {
        self.now += seconds(time);
        self.settle();
    }

    pub(crate) fn take_events(&mut self) -> Vec<SessionEvent> {
        std::mem::take(&mut self.events)
    }

    pub(crate) fn send(&mut self, message: &Message<'_>) -> Option<Message<'static>> {
        let reply = self.post(&Syntax::Wbxml.to_vec(message).unwrap());
        assert_eq!(reply.status(), 200, "{message:?}");
        (!reply.body().is_empty()).then(|| read_owned(reply.body()).unwrap())
    }
}

/// A client of one version.
#[derive(Clone, Debug)]
pub(crate) struct Phone {
    pub(crate) version: Version,
    pub(crate) user: &'static str,
    pub(crate) password: &'static str,
    pub(crate) client: &'static str,
    pub(crate) cookie: String,
    pub(crate) session: Option<String>,
    pub(crate) last: u32,
}

impl Phone {
    pub(crate) fn new(version: Version) -> Self {
        Self {
            version,
            user: "wv:ann@example.com",
            password: "secret",
            client: "http://example.com/phone",
            cookie: "cookie-1".into(),
            session: None,
            last: 0,
        }
    }

    pub(crate) fn bob(version: Version) -> Self {
        Self { user: "wv:bob@example.com", password: "p4ss w0rd", cookie: "bob".into(), ..Self::new(version) }
    }

    pub(crate) fn client_id(&self) -> ClientId<'static> {
        ClientId::from_url(self.client)
    }

    pub(crate) fn login(&self) -> LoginRequest<'static> {
        LoginRequest {
            user_id: Some(self.user.into()),
            client_id: Some(self.client_id()),
            session_cookie: Some(self.cookie.clone().into()),
            ..LoginRequest::default()
        }
    }

    pub(crate) fn two_way(&self) -> LoginRequest<'static> {
        LoginRequest { password: Some(self.password.into()), ..self.login() }
    }

    pub(crate) fn first_half(&self, schemas: &[DigestSchema<'static>]) -> LoginRequest<'static> {
        LoginRequest { digest_schema: schemas.to_vec(), ..self.login() }
    }

    pub(crate) fn second_half(&self, challenge: &LoginResponse<'_>) -> LoginRequest<'static> {
        let nonce = challenge.nonce.as_deref().unwrap();
        let schema = challenge.digest_schema.as_ref().unwrap();
        let digest = login_digest(schema, nonce, self.password).unwrap();
        LoginRequest { digest_bytes: Some(digest.into()), ..self.login() }
    }

    pub(crate) fn descriptor(&self) -> SessionDescriptor<'static> {
        self.session.clone().map_or_else(SessionDescriptor::outband, SessionDescriptor::inband)
    }

    pub(crate) fn message(&mut self, primitive: impl Into<Primitive<'static>>) -> Message<'static> {
        self.last += 1;
        Message::request(self.version, self.descriptor(), format!("c{}", self.last), primitive)
    }

    pub(crate) fn messages(&mut self, primitives: Vec<Primitive<'static>>) -> Message<'static> {
        let transactions = primitives.into_iter().map(|primitive| {
            self.last += 1;
            Transaction::new(TransactionMode::Request, format!("c{}", self.last), primitive)
        });
        let session = Envelope {
            transactions: transactions.collect(),
            descriptor: self.descriptor(),
            ..Envelope::default()
        };
        Message { version: self.version, session, ..Message::default() }
    }

    pub(crate) fn ask(
        &mut self,
        world: &mut World,
        primitive: impl Into<Primitive<'static>>,
    ) -> Primitive<'static> {
        let message = self.message(primitive);
        let answer = world.send(&message).expect("an answer");
        assert_eq!(answer.version, self.version);
        assert_eq!(answer.transaction_id(), message.transaction_id());
        assert_eq!(answer.session.transactions.len(), 1);
        assert!(!answer.is_request());
        answer.session.transactions.into_iter().next().unwrap().content.primitive
    }

    pub(crate) fn code(&mut self, world: &mut World, primitive: impl Into<Primitive<'static>>) -> u32 {
        code(&self.ask(world, primitive))
    }

    /// Asks for a login, and takes the session of the answer.
    pub(crate) fn log_in_with(&mut self, world: &mut World, login: LoginRequest<'static>) -> u32 {
        self.session = None;
        let answer = self.ask(world, login);
        if let Primitive::LoginResponse(answer) = &answer {
            self.session = answer.session_id.as_ref().map(|id| id.as_str().to_owned());
        }
        code(&answer)
    }

    pub(crate) fn log_in(&mut self, world: &mut World) {
        let login = self.two_way();
        assert_eq!(self.log_in_with(world, login), 200);
        assert!(self.session.is_some());
    }

    /// Logs in, and agrees on everything.
    pub(crate) fn start(&mut self, world: &mut World) {
        self.log_in(world);
        let list = CapabilityList { multi_trans: Some(1), ..CapabilityList::default() };
        let capabilities =
            ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
        self.ask(world, capabilities);
        let functions = ServiceTree::all(self.version).to_functions(self.version);
        self.ask(world, ServiceRequest { functions, ..ServiceRequest::default() });
        world.take_events();
    }

    pub(crate) fn poll(&self, world: &mut World) -> Option<Message<'static>> {
        world.send(&self.poll_message())
    }

    pub(crate) fn poll_message(&self) -> Message<'static> {
        Message::request(self.version, self.descriptor(), "", PollingRequest::default())
    }
}

pub(crate) fn code(answer: &Primitive<'_>) -> u32 {
    answer.outcome().and_then(|outcome| outcome.code).map_or(0, StatusCode::number)
}

pub(crate) fn text(to: &'static str, text: &'static str) -> SendMessageRequest<'static> {
    use oma_imps::csp::common::{Recipient, User};
    SendMessageRequest::text(Recipient::from_iter([User::new(to)]), text)
        .with_sender(User::new("wv:ann@example.com"))
        .with_report(false)
}
