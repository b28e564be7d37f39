//! A request through the sessions of a server, against reading it and writing its answer.

use crate::messages::Which;
use crate::{Sample, Table};
use http::Request;
use imps_session::server::{Call, Credentials, LoginCall, Program, SessionOptions, Sessions};
use imps_transport::http::Server;
use imps_transport::{Action, Machine as _};
use oma_imps::csp::access::LoginRequest;
use oma_imps::csp::messaging::SendMessageResponse;
use oma_imps::csp::{Message, Outcome, Primitive, SessionDescriptor, SessionId, StatusCode};
use oma_imps::{read_owned, wbxml};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

/// The number of messages. They differ in their ids and texts, because a server looks up a text
/// that comes again.
const MESSAGES: usize = 64;

/// The message that is sent.
const SENT: Which = Which::SendMessage(100);

/// The table of this topic: a short message.
pub fn tables(_quick: bool) -> Vec<Table> {
    vec![table()]
}

/// The table of a message, if it is the one.
pub fn of(sample: &'static Sample) -> Vec<Table> {
    if sample.which == SENT { vec![table()] } else { Vec::new() }
}

/// Sessions alone cost the last row less `over http`, so their bar is one codec more.
fn table() -> Table {
    let mut server = Running::new();
    let messages = Messages::new(&server.session);
    let bytes = messages.all.iter().map(Vec::len).sum::<usize>() / MESSAGES;
    let [mut for_codec, mut for_http, mut for_both, mut for_sessions] = [(); 4].map(|()| messages.clone());
    let (http, both) = (Http::new(), Http::new());
    Table::new("session", SENT.name())
        .row("codec", bytes, move || codec(for_codec.next()))
        .row("over http", bytes, move || http.work(for_http.next()))
        .row("over http and codec", bytes, move || {
            let message = for_both.next();
            both.work(message);
            codec(message);
        })
        .row("with sessions", bytes, move || server.work(for_sessions.next()))
        .bar("over http and codec", 1.0)
}

/// Reads a request, and writes its answer.
fn codec(body: &[u8]) {
    let message: Message<'_> = wbxml::from_slice(black_box(body)).expect("valid");
    let answer = message.answer(answer()).expect("a request");
    black_box(wbxml::to_vec(&answer).expect("valid"));
}

/// Requests without sessions.
struct Http {
    server: Server,
    request: Request<()>,
}

impl Http {
    fn new() -> Self {
        let request = Request::post("/").header("content-type", "application/vnd.wv.csp.wbxml").body(());
        Self { server: Server::default(), request: request.expect("valid") }
    }

    fn work(&self, body: &[u8]) {
        let arrived = self.server.arrived(&self.request, black_box(body)).expect("a document");
        let message: Message<'_> = arrived.read().expect("valid");
        let answer = message.answer(answer()).expect("a request");
        black_box(arrived.format.to_response(&answer).expect("valid"));
    }
}

/// A server with one session.
struct Running {
    http: Http,
    sessions: Sessions,
    session: SessionId<'static>,
}

impl Running {
    fn new() -> Self {
        let mut sessions = Sessions::new(SessionOptions::default().with_domain("example.com"));
        let login = LoginRequest {
            user_id: Some("wv:ann@example.com".into()),
            session_cookie: Some("cookie-1".into()),
            ..LoginRequest::default()
        };
        let version = SENT.message().version;
        let login = Message::request(version, SessionDescriptor::outband(), "t1", login);
        let (http, body) = (Http::new(), wbxml::to_vec(&login).expect("valid"));
        let reply = sessions.serve(&mut Answers, &http.server, &http.request, &body, Duration::ZERO);
        let opened: Message<'static> = read_owned(reply.body()).expect("an answer");
        let Some(Primitive::LoginResponse(opened)) = opened.primitive() else { panic!("no login") };
        let session = opened.session_id.clone().expect("a session");
        Self { http, sessions, session }
    }

    fn work(&mut self, body: &[u8]) {
        let Http { server, request } = &self.http;
        let reply = self.sessions.serve(&mut Answers, server, request, black_box(body), Duration::ZERO);
        assert!(!reply.body().is_empty(), "an answer");
        while let Action::Event(event) = self.sessions.next(Duration::ZERO, &mut Vec::new()) {
            black_box(event);
        }
    }
}

/// A program that answers every request as sent.
struct Answers;

impl Program for Answers {
    fn credentials(&mut self, _: &LoginCall<'_>) -> Credentials {
        Credentials::Trusted
    }

    fn random(&mut self) -> [u8; 32] {
        [1; 32]
    }

    fn perform(&mut self, _: &mut Sessions, _: &Call<'_>, _: Duration) -> Primitive<'static> {
        answer().into()
    }
}

fn answer() -> SendMessageResponse<'static> {
    let result = Outcome::new(StatusCode::SUCCESS);
    SendMessageResponse { result, message_id: Some("m1".into()), ..SendMessageResponse::default() }
}

/// The messages of one session, again and again.
#[derive(Clone)]
struct Messages {
    all: Rc<[Vec<u8>]>,
    at: usize,
}

impl Messages {
    fn new(session: &SessionId<'static>) -> Self {
        let all = (0..MESSAGES).map(|number| {
            let mut message = SENT.message();
            message.session.descriptor = SessionDescriptor::inband(session.clone());
            let transaction = message.session.transactions.first_mut().expect("a transaction");
            transaction.descriptor.transaction_id = Some(format!("c{number}").into());
            if let Primitive::SendMessageRequest(send) = &mut transaction.content.primitive {
                send.content_data = Some(format!("{number}: the shop at the corner closes at eight").into());
            }
            wbxml::to_vec(&message).expect("valid")
        });
        Self { all: all.collect(), at: 0 }
    }

    fn next(&mut self) -> &[u8] {
        self.at = (self.at + 1) % MESSAGES;
        &self.all[self.at]
    }
}
