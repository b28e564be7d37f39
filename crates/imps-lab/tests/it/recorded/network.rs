//! Two phones and the server over a network in virtual time, and the record of their traffic.

use super::host::{DOMAIN, Village, sessions};
use super::packets::{Packets, Tcp, address};
use http::HeaderMap;
use imps_core::Version;
use imps_csp::{Primitive, StatusCode, SupportedCirMethod};
use imps_session::client::{Client, ClientEvent, ClientOptions, RequestError, Ticket};
use imps_session::server::Sessions;
use imps_transport::cir::Wakeup;
use imps_transport::schedule::Rules;
use imps_transport::{Action, Machine as _, http as transport};
use oma_imps::Syntax;
use std::collections::BTreeMap;
use std::net::SocketAddrV4;
use std::time::Duration;

/// 2006-05-04 10:00:00 UTC.
const START: Duration = Duration::from_secs(1_146_736_800);

/// The time of a document on its way to the server, and on its way back.
const WAYS: [Duration; 2] = [Duration::from_millis(60), Duration::from_millis(90)];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    ToServer,
    ToClient,
}

/// The things that travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Carried {
    Document(Vec<u8>),
    /// The reply to a poll or an answer, when nothing waits.
    Nothing,
    /// A line on the connection for wake-ups.
    Line(String),
    /// A wake-up as a datagram.
    Datagram(String),
}

/// One row of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) time: Duration,
    /// The step of the story.
    pub(crate) step: &'static str,
    /// The user of the client.
    pub(crate) client: &'static str,
    pub(crate) direction: Direction,
    pub(crate) carried: Carried,
}

struct Phone {
    name: &'static str,
    client: Client,
    /// The last part of its IP address.
    host: u8,
    http: Option<Tcp>,
    /// The connection for wake-ups.
    channel: Option<Tcp>,
    answers: BTreeMap<Ticket, Result<Primitive<'static>, RequestError>>,
    inbox: Vec<Primitive<'static>>,
}

/// The network.
pub(crate) struct Network {
    pub(crate) version: Version,
    now: Duration,
    sessions: Sessions,
    village: Village,
    phones: [Phone; 2],
    step: &'static str,
    rows: Vec<Row>,
    packets: Packets,
}

/// One of the two phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Logs in with her password in clear, and is woken by a connection of TCP.
    Ann,
    /// Logs in with a digest of his password, and is woken by datagrams.
    Bob,
}

impl Network {
    /// Transaction ids begin with 1 for Ann, with 2 for Bob, and with 9 for the server. Plain text
    /// has only numbers up to 999.
    pub(crate) fn new(version: Version, syntax: Syntax) -> Self {
        let phone = |name: &'static str, password: &'static str, method, host, prefix: &str| {
            let http = transport::Client::new(format!("im.{DOMAIN}/csp").parse().unwrap(), syntax);
            let client = format!("http://{DOMAIN}/phone-of-{name}");
            let id = format!("wv:{name}@{DOMAIN}");
            let mut options = ClientOptions::new(id, password, client, format!("cookie-{name}"))
                .with_versions([version])
                .with_login(name == "bob", true)
                .with_time_to_live(600)
                .with_prefix(prefix);
            options.capabilities.client_type = Some(imps_csp::ClientType::MobilePhone);
            options.capabilities.parser_size = Some(32_767);
            options.capabilities.accepted_content_length = Some(32_767);
            options.capabilities.supported_cir_method = vec![method];
            Phone {
                name,
                client: Client::new(http, options, Rules::android()),
                host,
                http: None,
                channel: None,
                answers: BTreeMap::new(),
                inbox: Vec::new(),
            }
        };
        Self {
            version,
            now: START,
            sessions: sessions(),
            village: Village::new(),
            phones: [
                phone("ann", "secret", SupportedCirMethod::Stcp, 11, "1"),
                phone("bob", "p4ss w0rd", SupportedCirMethod::Sudp, 12, "2"),
            ],
            step: "",
            rows: Vec::new(),
            packets: Packets::default(),
        }
    }

    /// The record, and the capture.
    pub(crate) fn finish(self) -> (Vec<Row>, Vec<u8>) {
        assert!(self.sessions.is_empty());
        (self.rows, self.packets.pcapng())
    }

    /// Begins a step, one second after the one before.
    fn begin(&mut self, step: &'static str) {
        self.step = step;
        self.now += Duration::from_secs(1);
    }

    /// Logs in, and negotiates.
    pub(crate) fn log_in(&mut self, who: Who, step: &'static str) {
        self.begin(step);
        self.phones[who as usize].client.login(self.now);
        self.run();
        assert!(self.phones[who as usize].client.is_ready());
    }

    pub(crate) fn log_out(&mut self, who: Who, step: &'static str) {
        self.begin(step);
        self.phones[who as usize].client.logout(self.now);
        self.run();
        assert_eq!(self.phones[who as usize].client.session_id(), None);
    }

    /// Sends a request that succeeds. Returns the answer.
    pub(crate) fn ask(
        &mut self,
        who: Who,
        step: &'static str,
        request: impl Into<Primitive<'static>>,
    ) -> Primitive<'static> {
        self.answer(who, step, request.into()).unwrap_or_else(|error| panic!("{step}: {error}"))
    }

    /// Sends a request that the server refuses.
    pub(crate) fn ask_in_vain(
        &mut self,
        who: Who,
        step: &'static str,
        request: impl Into<Primitive<'static>>,
        expected: StatusCode,
    ) {
        let answer = self.answer(who, step, request.into());
        assert!(matches!(answer, Err(RequestError::Refused { code, .. }) if code == expected), "{answer:?}");
    }

    fn answer(
        &mut self,
        who: Who,
        step: &'static str,
        request: Primitive<'static>,
    ) -> Result<Primitive<'static>, RequestError> {
        self.begin(step);
        let ticket = self.phones[who as usize].client.request(request).unwrap();
        self.run();
        self.phones[who as usize].answers.remove(&ticket).unwrap()
    }

    /// Takes the requests of the server that a phone has answered.
    pub(crate) fn received(&mut self, who: Who) -> Vec<Primitive<'static>> {
        std::mem::take(&mut self.phones[who as usize].inbox)
    }

    /// Lets time pass.
    pub(crate) fn pass(&mut self, step: &'static str, time: Duration) {
        self.begin(step);
        let end = self.now + time;
        while let Some(next) = self.run().filter(|next| *next < end) {
            self.now = self.now.max(next);
        }
        self.now = end;
        self.run();
    }

    /// Lets everything happen that is due. Returns the next time at which something is due.
    fn run(&mut self) -> Option<Duration> {
        loop {
            let mut deadlines = Vec::new();
            let mut is_quiet = true;
            for index in 0..self.phones.len() {
                match self.phones[index].client.next(self.now, &mut Vec::new()) {
                    Action::Event(event) => {
                        self.event(index, event);
                        is_quiet = false;
                    }
                    Action::Wait(deadline) => deadlines.extend(deadline),
                    other => panic!("{other:?}"),
                }
            }
            is_quiet &= !self.settle();
            if is_quiet {
                return deadlines.into_iter().min();
            }
        }
    }

    fn event(&mut self, index: usize, event: ClientEvent) {
        match event {
            ClientEvent::Post { number, request } => self.post(index, number, request),
            ClientEvent::Connect { address: stated, session_id } => {
                assert_eq!((stated.host.as_str(), stated.port), ("192.0.2.1", 3171));
                let phone = address(self.phones[index].host, 40_000);
                let tcp = self.packets.open(self.now, phone, address(1, 3171));
                self.phones[index].channel = Some(tcp);
                self.line(index, Direction::ToServer, format!("HELO {session_id}"));
                self.now += WAYS[0];
                self.line(index, Direction::ToClient, "OK".into());
                self.phones[index].client.channel_line(self.now);
                self.sessions.channel_restored(session_id.as_str());
            }
            ClientEvent::Answered { ticket, result } => {
                self.phones[index].answers.insert(ticket, result);
            }
            ClientEvent::Asked { id, request } => {
                let answer = Client::usual_answer(&request);
                self.phones[index].client.answer(&id, answer, self.now);
                self.phones[index].inbox.push(request);
            }
            ClientEvent::LoggedIn(_) => {}
            ClientEvent::Ended(_) => {
                let phone = &mut self.phones[index];
                for tcp in [phone.channel.take(), phone.http.take()].into_iter().flatten() {
                    self.packets.close(self.now, tcp);
                }
            }
            other => panic!("{other:?}"),
        }
    }

    /// The reply of the server to any document.
    pub(crate) fn serve(&mut self, body: &[u8]) -> Vec<u8> {
        let request = http::Request::post("/csp").body(()).unwrap();
        let server = transport::Server::default();
        self.sessions.serve(&mut self.village, &server, &request, body, self.now).into_body()
    }

    /// Brings a request to the server, and the reply back.
    fn post(&mut self, index: usize, number: u64, request: http::Request<Vec<u8>>) {
        let (head, body) = request.into_parts();
        assert_eq!(head.uri.to_string(), format!("http://im.{DOMAIN}/csp"));
        let line = format!("POST /csp HTTP/1.1\r\nHost: im.{DOMAIN}\r\n");
        self.http(index, 0, line, &head.headers, &body);
        self.record(index, Direction::ToServer, Carried::Document(body.clone()));
        self.now += WAYS[0];
        let server = transport::Server::default();
        let reply = self.sessions.serve(&mut self.village, &server, &head, &body, self.now);
        let (head, body) = reply.into_parts();
        assert_eq!(head.status, 200);
        self.http(index, 1, "HTTP/1.1 200 OK\r\n".into(), &head.headers, &body);
        let carried = if body.is_empty() { Carried::Nothing } else { Carried::Document(body.clone()) };
        self.record(index, Direction::ToClient, carried);
        self.now += WAYS[1];
        self.phones[index].client.received(number, &head, &body, self.now);
    }

    fn http(&mut self, index: usize, side: usize, line: String, headers: &HeaderMap, body: &[u8]) {
        let phone = &mut self.phones[index];
        let (client, server) = (address(phone.host, 40_001), address(1, 80));
        let tcp = phone.http.get_or_insert_with(|| self.packets.open(self.now, client, server));
        let mut bytes = line.into_bytes();
        for (name, value) in headers {
            bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
        bytes.extend([b"\r\n", body].concat());
        self.packets.send(self.now, tcp, side, &bytes);
    }

    /// Acts on the events of the sessions. Returns whether a client was woken.
    fn settle(&mut self) -> bool {
        let wakes = self.village.settle(&mut self.sessions, self.now);
        for (session_id, wakeup) in &wakes {
            self.wake(session_id, wakeup);
        }
        !wakes.is_empty()
    }

    fn wake(&mut self, session_id: &str, wakeup: &Wakeup) {
        let is_it = |phone: &Phone| phone.client.session_id().is_some_and(|id| id == session_id);
        let index = self.phones.iter().position(is_it).unwrap();
        if self.phones[index].channel.is_some() {
            self.line(index, Direction::ToClient, wakeup.to_string());
        } else {
            let port = self.phones[index].client.agreed().udp_port.unwrap();
            let (from, to): (SocketAddrV4, _) = (address(1, port), address(self.phones[index].host, port));
            let text = wakeup.to_string();
            self.packets.datagram(self.now, from, to, text.as_bytes());
            self.record(index, Direction::ToClient, Carried::Datagram(text));
        }
        self.now += WAYS[1];
        self.phones[index].client.woken();
    }

    fn line(&mut self, index: usize, direction: Direction, line: String) {
        let tcp = self.phones[index].channel.as_mut().unwrap();
        self.packets.send(self.now, tcp, direction as usize, format!("{line}\r\n").as_bytes());
        self.record(index, direction, Carried::Line(line));
    }

    fn record(&mut self, index: usize, direction: Direction, carried: Carried) {
        let (time, step, client) = (self.now, self.step, self.phones[index].name);
        self.rows.push(Row { time, step, client, direction, carried });
    }
}
