//! The client for scripts, against a server on a socket of this machine.

use http::Request;
use imps_lab::client::{ClientFailure, ClientSettings, run};
use imps_session::client::LoginError;
use imps_session::server::{Call, Credentials, LoginCall, Program, SessionOptions, Sessions};
use imps_transport::http::Server;
use imps_transport::{Action, Machine as _};
use oma_imps::csp::common::User;
use oma_imps::csp::messaging::{MessageInfo, NewMessage, SendMessageResponse};
use oma_imps::csp::presence::{Presence, PresenceNotificationRequest};
use oma_imps::csp::{Outcome, Primitive, Status, StatusCode};
use oma_imps::{Syntax, Version};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Cursor, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const ANN: &str = "wv:ann@example.com";

/// A village that sends each message from Ann, and shows each published presence to
/// the user who published it.
#[derive(Default)]
struct Village {
    messages: u8,
}

impl Program for Village {
    fn credentials(&mut self, login: &LoginCall<'_>) -> Credentials {
        match login.user() {
            Some("ann@example.com" | "bob@example.com") => Credentials::Password("secret".into()),
            _ => Credentials::Unknown,
        }
    }

    fn random(&mut self) -> [u8; 32] {
        self.messages += 1;
        [self.messages; 32]
    }

    fn perform(&mut self, sessions: &mut Sessions, call: &Call<'_>, now: Duration) -> Primitive<'static> {
        let id = call.session_id().unwrap().as_str();
        let result = Outcome::new(StatusCode::SUCCESS);
        match call.primitive() {
            Primitive::SendMessageRequest(send) => {
                self.messages += 1;
                let message_id = Some(format!("m{}", self.messages).into());
                let info = send.message_info.clone().into_owned();
                let sender = Some(User::new(ANN).into());
                let message_info = MessageInfo { message_id, sender, ..info };
                let content_data = send.content_data.clone().map(imps_core::Data::into_owned);
                let new = NewMessage { message_info, content_data, ..NewMessage::default() };
                for user in send.message_info.recipient.iter().flat_map(|recipient| &recipient.users) {
                    sessions.push_to(user.user_id.clone().unwrap(), new.clone(), now);
                }
                SendMessageResponse { result, message_id: Some("m1".into()), ..Default::default() }.into()
            }
            Primitive::UpdatePresenceRequest(update) => {
                let presence_sub_list = vec![(*update.presence_sub_list).clone().into_owned()];
                let shown = Presence { user_id: Some(ANN.into()), presence_sub_list, ..Presence::default() };
                let notice = PresenceNotificationRequest { presence: vec![shown], ..Default::default() };
                sessions.push(id, notice, now).unwrap();
                Status::new(StatusCode::SUCCESS).into()
            }
            _ => Status::new(StatusCode::NOT_IMPLEMENTED).into(),
        }
    }
}

/// A server that runs until it is dropped.
struct Running {
    address: String,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<usize>>,
}

impl Running {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let is_over = Arc::new(AtomicBool::new(false));
        let ends = is_over.clone();
        let thread = std::thread::spawn(move || serve(&listener, &ends));
        Self { address, is_over, thread: Some(thread) }
    }

    /// Ends the server. Returns the number of open sessions.
    fn stop(mut self) -> usize {
        self.is_over.store(true, Ordering::SeqCst);
        // Wakes it.
        drop(std::net::TcpStream::connect(&self.address));
        self.thread.take().unwrap().join().unwrap()
    }

    /// Runs a script. Returns its events.
    fn run(&self, settings: &ClientSettings, commands: &[Value]) -> (Result<(), ClientFailure>, Vec<Value>) {
        let lines: Vec<_> = commands.iter().map(Value::to_string).collect();
        let text = lines.join("\n");
        self.run_text(settings, &text)
    }

    fn run_text(&self, settings: &ClientSettings, text: &str) -> (Result<(), ClientFailure>, Vec<Value>) {
        let mut settings = settings.clone();
        settings.server = format!("http://{}/", self.address);
        let mut events = Vec::new();
        let result = run(&settings, Cursor::new(text.to_owned()), &mut events);
        let lines = events.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        (result, lines.map(|line| serde_json::from_slice(line).unwrap()).collect())
    }
}

fn serve(listener: &TcpListener, is_over: &AtomicBool) -> usize {
    let (start, mut village) = (Instant::now(), Village::default());
    let mut sessions = Sessions::new(SessionOptions::default().with_domain("example.com"));
    // A bound, in case nobody stops it.
    for _ in 0..20_000 {
        let mut stream = BufReader::new(listener.accept().unwrap().0);
        if is_over.load(Ordering::SeqCst) {
            break;
        }
        let (mut line, mut length) = (String::new(), 0);
        while stream.read_line(&mut line).unwrap() > 2 {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            line.clear();
        }
        let mut body = Vec::new();
        stream.by_ref().take(length).read_to_end(&mut body).unwrap();
        let (request, now) = (Request::post("/").body(()).unwrap(), start.elapsed());
        let reply = sessions.serve(&mut village, &Server::default(), &request, &body, now);
        while let Action::Event(_) = sessions.next(now, &mut Vec::new()) {}
        let head = format!("HTTP/1.1 {}\r\nContent-Length: {}\r\n\r\n", reply.status(), reply.body().len());
        stream.get_mut().write_all(&[head.as_bytes(), reply.body()].concat()).unwrap();
    }
    sessions.len()
}

fn ann() -> ClientSettings {
    ClientSettings::new("", ANN, "secret").with_poll_every(Duration::from_millis(20))
}

/// The names of the events.
fn names(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["event"].as_str().unwrap()).collect()
}

#[test]
fn a_script_logs_in_sends_receives_and_logs_out() {
    for version in Version::ALL {
        for syntax in [Syntax::Wbxml, Syntax::Xml] {
            let server = Running::start();
            let settings = ann().with_version(version).with_syntax(syntax);
            let commands = [
                json!({"do": "send", "to": ANN, "text": "Grüße"}),
                json!({"do": "wait", "for": "message", "seconds": 60}),
            ];
            let (result, events) = server.run(&settings, &commands);
            result.unwrap();
            assert_eq!(
                names(&events),
                ["logged-in", "answer", "message", "ended"],
                "{version} {syntax:?} {events:?}"
            );
            assert_eq!(events[0]["version"], version.as_str());
            assert_eq!((&events[1]["line"], &events[1]["code"]), (&json!(1), &json!(200)));
            assert_eq!((&events[2]["from"], &events[2]["text"]), (&json!(ANN), &json!("Grüße")));
            assert_eq!(server.stop(), 0, "the script has logged out");
        }
    }
}

#[test]
fn a_script_gets_what_comes_while_it_waits() {
    let server = Running::start();
    let bob = ClientSettings::new("", "wv:bob@example.com", "secret");
    let waits = [
        json!({"do": "send", "to": "wv:bob@example.com", "text": "I wait"}),
        json!({"do": "wait", "for": "message", "seconds": 60}),
    ];
    let (_, events) = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| server.run(&ann(), &waits));
        // Until Ann has a session, a message for her reaches nobody.
        for _ in 0..1000 {
            let sends = [json!({"do": "send", "to": ANN, "text": "at last"})];
            server.run(&bob, &sends).0.unwrap();
            if waiting.is_finished() {
                break;
            }
        }
        waiting.join().unwrap()
    });
    assert_eq!(names(&events)[..3], ["logged-in", "answer", "message"], "{events:?}");
    assert_eq!(events[2]["text"], "at last");
}

#[test]
fn presence_and_any_request_have_their_events() {
    let server = Running::start();
    let commands = [
        json!({"do": "presence", "text": "at lunch", "availability": "DISCREET"}),
        json!({"do": "wait", "for": "presence", "seconds": 60}),
        json!({"do": "watch", "users": ["wv:bob@example.com"]}),
        json!({"do": "request", "request": {"GetList-Request": {}}}),
        json!({"do": "logout"}),
        json!({"do": "send", "to": ANN, "text": "too late"}),
    ];
    let (result, events) = server.run(&ann(), &commands);
    result.unwrap();
    assert_eq!(
        names(&events),
        ["logged-in", "answer", "presence", "answer", "answer", "ended"],
        "{events:?}"
    );
    assert_eq!(events[2]["user"], ANN);
    let shown = events[2]["presence"].to_string();
    assert!(shown.contains("at lunch") && shown.contains("DISCREET"), "{shown}");
    // The server does not perform them.
    assert_eq!([&events[3]["code"], &events[4]["code"]], [&json!(501), &json!(501)]);
    assert_eq!(events[4]["line"], 4);
}

#[test]
fn a_bad_command_is_an_event_and_the_script_goes_on() {
    let server = Running::start();
    let text = format!(
        "not json\n\n{{\"do\":\"dance\"}}\n{{\"do\":\"send\",\"to\":\"\",\"text\":\"x\"}}\n\
         {{\"do\":\"send\",\"to\":{ANN:?},\"text\":\"hi\",\"else\":1}}\n{{\"do\":\"send\",\"to\":{ANN:?},\"text\":\"hi\"}}"
    );
    let (result, events) = server.run_text(&ann(), &text);
    result.unwrap();
    let lines: Vec<_> =
        events.iter().map(|event| (event["event"].as_str().unwrap(), event["line"].as_u64())).collect();
    assert_eq!(
        lines[1..6],
        [
            ("bad-command", Some(1)),
            ("bad-command", Some(3)),
            ("bad-command", Some(4)),
            ("bad-command", Some(5)),
            ("answer", Some(6)),
        ]
    );
}

#[test]
fn a_login_that_fails_ends_the_script() {
    let server = Running::start();
    let settings = ClientSettings::new("", ANN, "wrong");
    let (result, events) = server.run(&settings, &[json!({"do": "send", "to": ANN, "text": "x"})]);
    let refused = LoginError::Refused(StatusCode::INVALID_PASSWORD);
    assert!(matches!(result, Err(ClientFailure::Login(error)) if error == refused));
    assert_eq!(names(&events), ["login-failed"]);
    for (server, is_address) in [("https://example.com/", false), ("not an address", true)] {
        let settings = ClientSettings::new(server, ANN, "secret");
        let failure = run(&settings, Cursor::new(""), &mut Vec::new()).unwrap_err();
        assert_eq!(matches!(failure, ClientFailure::Address(_)), is_address, "{server}: {failure}");
        assert_eq!(matches!(failure, ClientFailure::NoTls), !is_address, "{server}: {failure}");
    }
}
