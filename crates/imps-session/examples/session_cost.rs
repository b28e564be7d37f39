//! The price of the session layer: a `SendMessage-Request` in binary XML through the sessions of a
//! server, against decoding it and encoding its answer, alone and over HTTP.
//!
//! Run with `cargo run --release -p imps-session --example session_cost`.

use http::Request;
use imps_session::server::{Call, Credentials, LoginCall, Program, SessionOptions, Sessions};
use imps_transport::{Action, Machine as _, http::Server};
use oma_imps::csp::access::LoginRequest;
use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::messaging::{SendMessageRequest, SendMessageResponse};
use oma_imps::csp::{Message, Outcome, Primitive, SessionDescriptor, Status, StatusCode, UserId};
use oma_imps::{Syntax, Version, read_owned, wbxml};
use std::hint::black_box;
use std::time::{Duration, Instant};

const TEXT: &str =
    "Do not forget the milk. The shop at the corner closes at eight, and the other one at ten.";

struct Village;

impl Program for Village {
    fn credentials(&mut self, _: &LoginCall<'_>) -> Credentials {
        Credentials::Trusted
    }

    fn random(&mut self) -> [u8; 32] {
        [1; 32]
    }

    fn perform(&mut self, _: &mut Sessions, call: &Call<'_>, _: Duration) -> Primitive<'static> {
        match call.primitive() {
            Primitive::SendMessageRequest(_) => answer().into(),
            _ => Status::new(StatusCode::NOT_IMPLEMENTED).into(),
        }
    }
}

fn answer() -> SendMessageResponse<'static> {
    let result = Outcome::new(StatusCode::SUCCESS);
    SendMessageResponse { result, message_id: Some("m1".into()), ..SendMessageResponse::default() }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (http, mut village) = (Server::default(), Village);
    let mut sessions = Sessions::new(SessionOptions::default().with_domain("example.com"));
    let request = Request::post("/").header("content-type", "application/vnd.wv.csp.wbxml").body(())?;
    let user = UserId::from("wv:ann@example.com");
    let login =
        LoginRequest { user_id: Some(user), session_cookie: Some("c".into()), ..LoginRequest::default() };
    let login = Message::request(Version::V1_2, SessionDescriptor::outband(), "t1", login);
    let body = Syntax::Wbxml.to_vec(&login)?;
    let reply = sessions.serve(&mut village, &http, &request, &body, Duration::ZERO);
    let opened: Message = read_owned(reply.body())?;
    let Some(Primitive::LoginResponse(opened)) = opened.primitive() else { return Err("no session".into()) };
    let session = SessionDescriptor::inband(opened.session_id.clone().ok_or("no session")?);

    let to = Recipient::from_iter([User::new("wv:bob@example.com")]);
    // Each has its own text, because a text that comes again is looked up.
    let send = |number| {
        SendMessageRequest::text(to.clone(), format!("{TEXT} {number}"))
            .with_sender(User::new("wv:ann@example.com"))
            .with_report(false)
    };
    let messages: Vec<_> = (0..64)
        .map(|number| Message::request(Version::V1_2, session.clone(), format!("c{number}"), send(number)))
        .map(|message| Syntax::Wbxml.to_vec(&message))
        .collect::<Result<_, _>>()?;

    for _ in 0..3 {
        let codec = each(&messages, |body| {
            let message: Message = wbxml::from_slice(body).expect("a document");
            let answer = message.answer(answer()).expect("a transaction");
            black_box(wbxml::to_vec(&answer).expect("an answer"));
        });
        let transport = each(&messages, |body| {
            let arrived = http.arrived(&request, body).expect("a document");
            let message: Message = arrived.read().expect("a message");
            let answer = message.answer(answer()).expect("a transaction");
            black_box(arrived.format.to_response(&answer).expect("an answer"));
        });
        let whole = each(&messages, |body| {
            black_box(sessions.serve(&mut village, &http, &request, body, Duration::ZERO));
            while let Action::Event(_) = sessions.next(Duration::ZERO, &mut Vec::new()) {}
        });
        let layer = whole.saturating_sub(transport);
        println!("codec {codec:?}, over http {transport:?}, with sessions {whole:?}: they take {layer:?}");
    }
    Ok(())
}

/// Returns the time per message.
fn each(messages: &[Vec<u8>], mut work: impl FnMut(&[u8])) -> Duration {
    const ROUNDS: u32 = 2000;
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for body in messages {
            work(body);
        }
    }
    start.elapsed() / ROUNDS / u32::try_from(messages.len()).unwrap_or(1)
}
