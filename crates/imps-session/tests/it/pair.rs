//! A client and a server over a network in virtual time.

use crate::common::{Village, seconds, text};
use imps_session::client::{Client, ClientEvent, ClientOptions, RequestError, Ticket};
use imps_session::server::{SessionEvent, SessionOptions, Sessions, SessionsState};
use imps_transport::schedule::Rules;
use imps_transport::testing::End;
use imps_transport::{Action, Machine, http as transport};
use oma_imps::csp::messaging::NewMessage;
use oma_imps::csp::{MessageId, Primitive, SupportedCirMethod};
use oma_imps::{Syntax, Version};
use std::collections::VecDeque;
use std::time::Duration;

/// Something that happened at an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Happened {
    LoggedIn(Version),
    LoginFailed,
    Answered(Ticket, bool),
    /// The program of the client has got this message.
    Got(u64),
    Ended,
    /// The server knows that the client has got this message.
    Delivered(u64),
    /// The server has given a message up, or its session has ended before.
    Lost(u64),
}

/// The client with its program, which answers each request of the server.
pub(crate) struct Phone {
    pub(crate) client: Client,
    rules: Rules,
    version: Version,
    runs: u32,
    out: VecDeque<Happened>,
}

impl Phone {
    pub(crate) fn new(version: Version, rules: Rules) -> Self {
        let client = make(version, &rules, 0);
        Self { client, rules, version, runs: 0, out: VecDeque::new() }
    }
}

fn make(version: Version, rules: &Rules, run: u32) -> Client {
    let http = transport::Client::new("im.example.com/wv".parse().unwrap(), Syntax::Wbxml);
    let mut options =
        ClientOptions::new("wv:ann@example.com", "secret", "http://example.com/client", "cookie-1")
            .with_versions([version])
            .with_prefix(format!("r{run}-"));
    options.capabilities.supported_cir_method = vec![SupportedCirMethod::Sudp];
    Client::new(http, options, rules.clone())
}

fn number(new: &Primitive<'_>) -> u64 {
    let Primitive::NewMessage(new) = new else { panic!("{new:?}") };
    new.message_info.message_id.as_ref().unwrap().as_str()[1..].parse().unwrap()
}

impl Machine for Phone {
    type Event = Happened;

    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<Happened> {
        loop {
            if let Some(happened) = self.out.pop_front() {
                return Action::Event(happened);
            }
            match self.client.next(now, &mut Vec::new()) {
                Action::Event(ClientEvent::Post { number, request }) => {
                    out.extend(number.to_be_bytes());
                    out.extend(request.body());
                    return Action::Send;
                }
                Action::Event(ClientEvent::LoggedIn(it)) => {
                    return Action::Event(Happened::LoggedIn(it.version));
                }
                Action::Event(ClientEvent::LoginFailed(_)) => return Action::Event(Happened::LoginFailed),
                Action::Event(ClientEvent::Answered { ticket, result }) => {
                    return Action::Event(Happened::Answered(ticket, result.is_ok()));
                }
                Action::Event(ClientEvent::Asked { id, request }) => {
                    self.client.answer(&id, Client::usual_answer(&request), now);
                    return Action::Event(Happened::Got(number(&request)));
                }
                Action::Event(ClientEvent::Ended(_)) => return Action::Event(Happened::Ended),
                Action::Event(_) => {}
                Action::Wait(deadline) => return Action::Wait(deadline),
                other => panic!("{other:?}"),
            }
        }
    }
}

impl End for Phone {
    fn receive(&mut self, packet: &[u8], now: Duration) {
        match packet.split_at_checked(8) {
            Some((number, body)) => {
                let number = u64::from_be_bytes(number.try_into().unwrap());
                self.client.received(number, &http::Response::new(()), body, now);
            }
            None => self.client.woken(),
        }
    }

    /// The phone has lost its memory, and logs in again.
    fn restart(&mut self, now: Duration) {
        self.runs += 1;
        self.client = make(self.version, &self.rules, self.runs);
        self.client.login(now);
        self.out.clear();
    }
}

/// The server with its program.
pub(crate) struct Host {
    pub(crate) sessions: Sessions,
    pub(crate) village: Village,
    options: SessionOptions,
    saved: SessionsState,
    saved_at: Duration,
    replies: VecDeque<Vec<u8>>,
    pub(crate) pushed: u64,

    out: VecDeque<Happened>,
}

impl Host {
    pub(crate) fn new() -> Self {
        let offer = imps_transport::agreed::Offer::default().with_cir_methods([SupportedCirMethod::Sudp]);
        let options = SessionOptions::default().with_offer(offer).with_domain("example.com");
        Self {
            sessions: Sessions::new(options.clone()),
            village: Village::default(),
            options,
            saved: SessionsState::default(),
            saved_at: Duration::ZERO,
            replies: VecDeque::new(),
            pushed: 0,

            out: VecDeque::new(),
        }
    }

    /// Queues a message for the user. Returns whether there is a session for it.
    pub(crate) fn push(&mut self, now: Duration) -> bool {
        let id = self.sessions.of_user("ann").next().map(|session| session.id().clone());
        let Some(id) = id else { return false };
        let mut new = NewMessage::default();
        new.message_info.message_id = Some(MessageId::from(format!("m{}", self.pushed + 1)));
        let Ok(_) = self.sessions.push(id.as_str(), new, now) else { return false };
        self.pushed += 1;
        self.save(now);
        true
    }

    fn save(&mut self, now: Duration) {
        (self.saved, self.saved_at) = (self.sessions.save(now), now);
    }
}

impl Machine for Host {
    type Event = Happened;

    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<Happened> {
        loop {
            if let Some(happened) = self.out.pop_front() {
                return Action::Event(happened);
            }
            match self.sessions.next(now, &mut Vec::new()) {
                Action::Event(SessionEvent::Answered { request, .. }) => {
                    self.out.push_back(Happened::Delivered(number(&request)));
                }
                Action::Event(SessionEvent::Undelivered { request, .. }) => {
                    self.out.push_back(Happened::Lost(number(&request)));
                }
                Action::Event(SessionEvent::Ended { unanswered, .. }) => {
                    self.out.extend(unanswered.iter().map(|it| Happened::Lost(number(it))));
                }
                Action::Event(SessionEvent::Wake { .. }) => {
                    self.save(now);
                    // A wake-up is shorter than the number of a post.
                    out.extend(b"W");
                    return Action::Send;
                }
                Action::Event(_) => {}
                Action::Wait(deadline) => {
                    self.save(now);
                    let Some(reply) = self.replies.pop_front() else { return Action::Wait(deadline) };
                    out.extend(reply);
                    return Action::Send;
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

impl End for Host {
    fn receive(&mut self, packet: &[u8], now: Duration) {
        let (number, body) = packet.split_at(8);
        let request = http::Request::post("/").body(()).unwrap();
        let server = transport::Server::default();
        let reply = self.sessions.serve(&mut self.village, &server, &request, body, now);
        assert_eq!(reply.status(), 200);
        self.replies.push_back([number, reply.body()].concat());
    }

    fn restart(&mut self, now: Duration) {
        // The time of the restart has passed for the stored state, too.
        self.sessions = Sessions::load(self.saved.clone(), self.options.clone(), self.saved_at);
        self.replies.clear();
        let _ = now;
    }
}

/// Sends a message from the client.
pub(crate) fn ask(phone: &mut Phone) -> Result<Ticket, RequestError> {
    phone.client.request(text("wv:bob@example.com", "hi"))
}

pub(crate) fn minutes(minutes: u64) -> Duration {
    seconds(60 * minutes)
}
