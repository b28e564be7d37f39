//! A phone: the client of `imps-session` over real sockets.

use super::net::{self, Bearer};
use super::{Lab, within};
use imps_core::Version;
use imps_csp::service::ServiceTree;
use imps_csp::{Message, Primitive, SessionDescriptor, SupportedCirMethod};
use imps_session::client::{
    Client, ClientEvent, ClientOptions, Ended, LoggedIn, LoginError, RequestError, Ticket,
};
use imps_transport::schedule::{Failure, Rules};
use imps_transport::{Action, Machine as _, http as transport};
use oma_imps::Syntax;
use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};
use tokio::net::UdpSocket;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant as Moment, sleep_until};

/// The way in which a phone learns that something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Woken {
    /// A connection.
    Tcp,
    /// A datagram.
    Udp,
    /// It asks an address.
    Ask,
    /// It polls.
    Polls,
}

/// A phone that is off.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) user: String,
    pub(crate) password: String,
    pub(crate) client: String,
    pub(crate) version: Version,
    pub(crate) syntax: Syntax,
    pub(crate) bearer: Bearer,
    pub(crate) woken: Woken,
    pub(crate) change: fn(&mut ClientOptions),
    pub(crate) rules: fn(&mut Rules),
}

/// A phone of a user, with the password of the standard users.
pub(crate) fn phone(name: &str, version: Version) -> Settings {
    Settings {
        user: format!("wv:{name}@lab.example"),
        password: name.into(),
        client: format!("http://lab.example/{name}"),
        version,
        syntax: Syntax::Wbxml,
        bearer: Bearer::Http,
        woken: Woken::Tcp,
        change: |_| {},
        rules: |_| {},
    }
}

impl Settings {
    pub(crate) fn with(self, syntax: Syntax, bearer: Bearer, woken: Woken) -> Self {
        Self { syntax, bearer, woken, ..self }
    }

    fn rules(&self) -> Rules {
        let mut rules = Rules::android();
        rules.ask_every = (self.woken == Woken::Ask).then_some(Duration::from_millis(50));
        if self.woken == Woken::Polls {
            (rules.poll.first, rules.poll.max) = (Duration::from_millis(50), Duration::from_millis(50));
        }
        (self.rules)(&mut rules);
        rules
    }

    fn client(&self, lab: &Lab, udp_port: Option<u16>) -> Client {
        let url = format!("http://{}/", lab.running.http());
        let http = transport::Client::new(url.parse().unwrap(), self.syntax);
        let cookie = format!("cookie-{}", self.user.trim_start_matches("wv:").split('@').next().unwrap());
        let mut options =
            ClientOptions::new(self.user.clone(), self.password.clone(), self.client.clone(), cookie)
                .with_versions([self.version])
                .with_services(ServiceTree::all(self.version));
        options.capabilities.supported_cir_method = match self.woken {
            Woken::Tcp => vec![SupportedCirMethod::Stcp],
            Woken::Udp => vec![SupportedCirMethod::Sudp],
            Woken::Ask => vec![SupportedCirMethod::Shttp],
            Woken::Polls => Vec::new(),
        };
        options.capabilities.udp_port = udp_port.map(Into::into);
        (self.change)(&mut options);
        Client::new(http, options, self.rules())
    }

    /// Switches the phone on, until it is logged in.
    pub(crate) async fn on(&self, lab: &Lab) -> Phone {
        self.try_on(lab).await.unwrap()
    }

    pub(crate) async fn try_on(&self, lab: &Lab) -> Result<Phone, LoginError> {
        let (commands, received) = mpsc::unbounded_channel();
        let (seen, mut happened) = mpsc::unbounded_channel();
        let udp = match self.woken {
            Woken::Udp => Some(UdpSocket::bind("127.0.0.1:0").await.unwrap()),
            _ => None,
        };
        let port = udp.as_ref().map(|socket| socket.local_addr().unwrap().port());
        let run = Run {
            udp,
            client: self.client(lab, port),
            bearer: self.bearer,
            http: lab.running.http(),
            wap: lab.running.wap().unwrap(),
            start: Instant::now(),
            tickets: BTreeMap::new(),
            happened: seen,
        };
        tokio::spawn(run.run(received));
        match within(happened.recv()).await.unwrap() {
            Happened::LoggedIn(login) => {
                Ok(Phone { login: *login, commands, happened, got: VecDeque::new() })
            }
            Happened::Failed(error) => Err(error),
            other => panic!("{other:?}"),
        }
    }
}

/// A phone that is on.
pub(crate) struct Phone {
    pub(crate) login: LoggedIn,
    commands: mpsc::UnboundedSender<Command>,
    happened: mpsc::UnboundedReceiver<Happened>,
    got: VecDeque<Primitive<'static>>,
}

enum Command {
    Ask(Box<Primitive<'static>>, oneshot::Sender<Result<Primitive<'static>, RequestError>>),
    LogOut,
}

#[derive(Debug)]
enum Happened {
    LoggedIn(Box<LoggedIn>),
    Failed(LoginError),
    Got(Box<Primitive<'static>>),
    Ended(Ended),
}

impl Phone {
    /// Sends a request. Returns the answer, or the reason why there is none.
    pub(crate) async fn try_ask(
        &self,
        request: impl Into<Primitive<'static>>,
    ) -> Result<Primitive<'static>, RequestError> {
        let (sender, answer) = oneshot::channel();
        self.commands.send(Command::Ask(Box::new(request.into()), sender)).map_err(drop).unwrap();
        within(answer).await.unwrap()
    }

    /// Sends a request that has to succeed.
    pub(crate) async fn ask(&self, request: impl Into<Primitive<'static>>) -> Primitive<'static> {
        let request = request.into();
        let name = request.name().to_owned();
        self.try_ask(request).await.unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    /// Sends a request in the form of 1.3, which becomes the one of the version of the phone.
    pub(crate) async fn ask_as_of_1_3(&self, request: impl Into<Primitive<'static>>) -> Primitive<'static> {
        let message = Message::request(Version::V1_3, SessionDescriptor::inband("s"), "t", request);
        let message = imps_bridge::convert(message, self.login.version).message.unwrap();
        self.ask(message.session.transactions.into_iter().next().unwrap().content.primitive).await
    }

    /// Sends a request that has to fail. Returns the code.
    pub(crate) async fn refused(&self, request: impl Into<Primitive<'static>>) -> u32 {
        match self.try_ask(request).await {
            Err(RequestError::Refused { code, .. }) => code.number(),
            other => panic!("{other:?}"),
        }
    }

    /// Waits for a request of the server with a name. Others wait.
    pub(crate) async fn gets(&mut self, name: &str) -> Primitive<'static> {
        if let Some(index) = self.got.iter().position(|primitive| primitive.name() == name) {
            return self.got.remove(index).unwrap();
        }
        loop {
            match within(self.happened.recv()).await {
                Some(Happened::Got(primitive)) if primitive.name() == name => return *primitive,
                Some(Happened::Got(primitive)) => self.got.push_back(*primitive),
                other => panic!("{other:?} instead of {name}; before: {:?}", self.got),
            }
        }
    }

    /// Waits for a message. Returns its text.
    pub(crate) async fn reads(&mut self) -> String {
        let Primitive::NewMessage(new) = self.gets("NewMessage").await else { unreachable!() };
        String::from_utf8(new.content_bytes().unwrap().to_vec()).unwrap()
    }

    /// The requests of the server with a name that have come, and for which nobody has waited.
    pub(crate) fn left(&mut self, name: &str) -> Vec<Primitive<'static>> {
        while let Ok(happened) = self.happened.try_recv() {
            if let Happened::Got(primitive) = happened {
                self.got.push_back(*primitive);
            }
        }
        self.got.iter().filter(|primitive| primitive.name() == name).cloned().collect()
    }

    /// Logs out.
    pub(crate) async fn off(mut self) {
        self.commands.send(Command::LogOut).map_err(drop).unwrap();
        assert_eq!(self.ended().await, Ended::LoggedOut);
    }

    /// Waits for the end of the session.
    pub(crate) async fn ended(&mut self) -> Ended {
        loop {
            match within(self.happened.recv()).await {
                Some(Happened::Ended(reason)) => return reason,
                Some(Happened::Got(primitive)) => self.got.push_back(*primitive),
                other => panic!("{other:?}"),
            }
        }
    }
}

/// A client and its sockets.
struct Run {
    /// The socket for wake-ups.
    udp: Option<UdpSocket>,
    client: Client,
    bearer: Bearer,
    http: std::net::SocketAddr,
    wap: std::net::SocketAddr,
    start: Instant,
    tickets: BTreeMap<Ticket, oneshot::Sender<Result<Primitive<'static>, RequestError>>>,
    happened: mpsc::UnboundedSender<Happened>,
}

/// Something that the network brings.
pub(crate) enum Arrived {
    Reply(u64, std::io::Result<(http::Response<()>, Vec<u8>)>),
    Line(String),
    ChannelLost,
    Asked(Option<bool>),
}

impl Run {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    async fn run(mut self, mut commands: mpsc::UnboundedReceiver<Command>) {
        let (network, mut arrived) = mpsc::unbounded_channel();
        self.client.login(self.now());
        loop {
            let deadline = loop {
                match self.client.next(self.now(), &mut Vec::new()) {
                    Action::Event(event) => self.event(event, &network),
                    Action::Wait(deadline) => break deadline,
                    _ => {}
                }
            };
            let start = Moment::from_std(self.start);
            let deadline = start + deadline.unwrap_or(Duration::from_secs(3600));
            tokio::select! {
                command = commands.recv() => match command {
                    Some(Command::Ask(request, answer)) => match self.client.request(*request) {
                        Ok(ticket) => drop(self.tickets.insert(ticket, answer)),
                        Err(error) => drop(answer.send(Err(error))),
                    },
                    Some(Command::LogOut) => self.client.logout(self.now()),
                    // The phone is dropped, as one that has no battery.
                    None => return,
                },
                Some(arrived) = arrived.recv() => self.arrived(arrived),
                text = net::datagram(self.udp.as_ref()) => {
                    assert!(text.starts_with("WVCI 1."), "{text}");
                    self.client.woken();
                }
                () = sleep_until(deadline) => {}
            }
        }
    }

    fn event(&mut self, event: ClientEvent, network: &mpsc::UnboundedSender<Arrived>) {
        let happened = match event {
            ClientEvent::Post { number, request } => {
                let (bearer, http, wap, network) = (self.bearer, self.http, self.wap, network.clone());
                tokio::spawn(async move {
                    let reply = net::post(bearer, http, wap, &request).await;
                    let _ = network.send(Arrived::Reply(number, reply));
                });
                return;
            }
            ClientEvent::LoggedIn(login) => Happened::LoggedIn(login),
            ClientEvent::LoginFailed(error) => Happened::Failed(error),
            ClientEvent::Answered { ticket, result } => {
                if let Some(answer) = self.tickets.remove(&ticket) {
                    let _ = answer.send(result);
                }
                return;
            }
            ClientEvent::Asked { id, request } => {
                self.client.answer(&id, Client::usual_answer(&request), self.now());
                Happened::Got(Box::new(request))
            }
            ClientEvent::Connect { address, session_id } => {
                let address = format!("{}:{}", address.host, address.port);
                tokio::spawn(net::listen(address, session_id.as_str().to_owned(), network.clone()));
                return;
            }
            ClientEvent::Ask { address } => {
                tokio::spawn(net::ask(self.http, address, network.clone()));
                return;
            }
            ClientEvent::Ended(reason) => Happened::Ended(reason),
            _ => return,
        };
        // Nobody may be interested any more.
        let _ = self.happened.send(happened);
    }

    fn arrived(&mut self, arrived: Arrived) {
        let now = self.now();
        match arrived {
            Arrived::Reply(number, Ok((head, body))) => self.client.received(number, &head, &body, now),
            Arrived::Reply(number, Err(error)) => {
                let is_late = error.kind() == std::io::ErrorKind::TimedOut;
                let failure = if is_late { Failure::TimedOut } else { Failure::Cut };
                self.client.failed(number, failure, now);
            }
            Arrived::Line(line) if line.starts_with("WVCI") => self.client.woken(),
            Arrived::Line(_) => self.client.channel_line(now),
            Arrived::ChannelLost => self.client.channel_lost(now),
            Arrived::Asked(waits) => self.client.asked(waits, now),
        }
    }
}
