//! Opening sessions among three servers, with an attacker who forges messages.

use arbitrary::{Arbitrary, Unstructured};
use imps_ssp::envelope::{LoginRequest, LoginResponse, PasswordDigest, SendSecretToken, SetupPrimitive};
use imps_ssp::handshake::{Credentials, Domain, Post, SetupLimits, Setups, Step};
use imps_ssp::{Message, Mode, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// An event.
#[derive(Arbitrary, Debug)]
enum Event<'a> {
    /// A server opens.
    Initiate { from: u8, to: u8 },
    /// A message, counted back from the latest, reaches its server.
    Deliver { back: u8 },
    /// It reaches another server, or its server again.
    Replay { back: u8, to: u8 },
    /// It reaches a server with another sender, transaction or mode.
    Change { back: u8, to: u8, changes: Forgery<'a> },
    /// A message that nobody sent.
    Forge { step: u8, to: u8, forgery: Forgery<'a> },
    /// Time passes.
    Wait { seconds: u8 },
    /// A server drops expired set-ups.
    Expire { server: u8 },
}

/// A message of a stranger who knows the names of servers, and transaction ids.
#[derive(Arbitrary, Debug)]
struct Forgery<'a> {
    mode: Option<&'a str>,
    transaction: Option<Id<'a>>,
    sender: Option<Id<'a>>,
    text: Option<&'a str>,
    code: Option<u32>,
}

/// Any value, or a value of one of the servers.
#[derive(Arbitrary, Debug)]
enum Id<'a> {
    Of(u8),
    Any(&'a str),
}

const NAMES: [&str; 3] = ["a.example", "b.example", "c.example"];
const LIMITS: SetupLimits =
    SetupLimits { incoming: 2, outgoing: 1, bytes: 4096, timeout: Duration::from_secs(60) };

pub(crate) fn run(data: &[u8]) -> bool {
    let Ok(events) = Vec::<Event<'_>>::arbitrary_take_rest(Unstructured::new(data)) else { return false };
    let mut world = World::new();
    for event in &events {
        world.happen(event);
    }
    world.sessions > 0
}

/// The servers, all their messages, and the proofs that they need before a session is open.
struct World {
    servers: Vec<Setups>,
    posts: Vec<Post>,
    now: Duration,
    credentials: usize,
    /// By server and peer: the digest that the peer must show since the server sent its secret.
    wanted: BTreeMap<(usize, Domain), String>,
    /// By server and peer: whether it was shown.
    seen: BTreeSet<(usize, Domain)>,
    sessions: usize,
}

impl World {
    fn new() -> Self {
        let servers = NAMES.iter().map(|name| Setups::new(domain(name), LIMITS)).collect();
        Self {
            servers,
            posts: Vec::new(),
            now: Duration::ZERO,
            credentials: 0,
            wanted: BTreeMap::new(),
            seen: BTreeSet::new(),
            sessions: 0,
        }
    }

    fn happen(&mut self, event: &Event<'_>) {
        match event {
            Event::Initiate { from, to } => {
                let (from, credentials) = (usize::from(*from) % 3, self.fresh());
                let peer = domain(NAMES[usize::from(*to) % 3]);
                if let Ok(post) = self.servers[from].initiate(peer, credentials, self.now) {
                    self.posted(from, post);
                }
            }
            Event::Deliver { back } => {
                if let Some(post) = self.post(*back) {
                    let to = NAMES.iter().position(|name| *name == post.to.as_str());
                    // Forged senders are answered to wherever they claim to be.
                    if let Some(to) = to {
                        self.receive(to, &post.message);
                    }
                }
            }
            Event::Replay { back, to } => {
                if let Some(post) = self.post(*back) {
                    self.receive(usize::from(*to) % 3, &post.message);
                }
            }
            Event::Change { back, to, changes } => {
                if let Some(post) = self.post(*back) {
                    let setup = post.message.setup_transaction().expect("a set-up").clone();
                    let id = setup.transaction_id.as_str().to_owned();
                    let message = self.forged(setup.primitive, &setup.mode, &id, changes);
                    self.receive(usize::from(*to) % 3, &message);
                }
            }
            Event::Forge { step, to, forgery } => {
                let primitive = match step % 3 {
                    0 => SendSecretToken::new("wv:@a.example", "a forged secret").into(),
                    1 => {
                        LoginRequest { service_id: "wv:@a.example".into(), ..LoginRequest::default() }.into()
                    }
                    _ => LoginResponse { status: Status::new(200.into()), ..LoginResponse::default() }.into(),
                };
                let message = self.forged(primitive, &Mode::Request, "1", forgery);
                self.receive(usize::from(*to) % 3, &message);
            }
            Event::Wait { seconds } => self.now += Duration::from_secs((*seconds).into()),
            Event::Expire { server } => {
                let server = &mut self.servers[usize::from(*server) % 3];
                server.expire(self.now);
                let mut left = NAMES.iter().filter_map(|name| server.get(&domain(name)));
                assert!(left.all(|handshake| handshake.deadline() > self.now));
            }
        }
        for server in &self.servers {
            assert!(server.len() <= LIMITS.incoming + LIMITS.outgoing);
            assert!(server.get(server.own()).is_none());
        }
    }

    fn post(&self, back: u8) -> Option<Post> {
        self.posts.iter().rev().nth(back.into()).cloned()
    }

    /// Credentials that nobody else has. Transaction ids can be known.
    fn fresh(&mut self) -> Credentials {
        self.credentials += 1;
        let number = self.credentials;
        Credentials::new(format!("secret {number}"), format!("{number}@of"), number.to_string())
    }

    fn forged(
        &self,
        mut primitive: SetupPrimitive<'static>,
        mode: &Mode<'static>,
        transaction_id: &str,
        forgery: &Forgery<'_>,
    ) -> Message<'static> {
        let sender = forgery.sender.as_ref().map(|sender| match sender {
            Id::Of(server) => format!("wv:@{}", NAMES[usize::from(*server) % 3]),
            Id::Any(text) => (*text).to_owned(),
        });
        let text = forgery.text.map(str::to_owned);
        match &mut primitive {
            SetupPrimitive::SendSecretToken(token) => {
                if let Some(sender) = sender {
                    token.service_id = sender.into();
                }
                if let Some(text) = text {
                    token.secret_token.text = text.into();
                }
            }
            SetupPrimitive::LoginRequest(login) => {
                if let Some(sender) = sender {
                    login.service_id = sender.into();
                }
                if let Some(text) = text {
                    login.password_digest.text = text.into();
                }
            }
            SetupPrimitive::LoginResponse(response) => {
                if let Some(text) = text {
                    response.session_id = Some(text.into());
                }
                if let Some(code) = forgery.code {
                    response.status.code = code.into();
                }
            }
            _ => unreachable!("three steps"),
        }
        let transaction_id = match &forgery.transaction {
            Some(Id::Of(number)) => (usize::from(*number) % (self.credentials + 1)).to_string(),
            Some(Id::Any(text)) => (*text).to_owned(),
            None => transaction_id.to_owned(),
        };
        let mode = forgery.mode.map_or_else(|| mode.clone(), |mode| mode.to_owned().into());
        Message::setup(mode, transaction_id, primitive)
    }

    fn receive(&mut self, server: usize, message: &Message<'static>) {
        let setup = message.setup_transaction().expect("a set-up");
        if let SetupPrimitive::LoginRequest(login) = &setup.primitive
            && let Ok(peer) = Domain::try_from(&login.service_id)
            && let Some(wanted) = self.wanted.get(&(server, peer.clone()))
            && login.password_digest.text.as_str().split_ascii_whitespace().eq([wanted.as_str()])
        {
            self.seen.insert((server, peer));
        }
        let fresh = self.fresh();
        match self.servers[server].receive(message, self.now, || fresh) {
            Ok(Step::Reply(post)) => self.posted(server, post),
            Ok(Step::Established { session, reply }) => {
                let key = (server, session.peer.clone());
                // No second session comes of the same secret.
                assert!(self.wanted.remove(&key).is_some() && self.seen.remove(&key), "{session:?}");
                assert!(session.peer != session.own && !session.peer_session_id.as_str().trim().is_empty());
                self.sessions += 1;
                self.posts.extend(reply);
            }
            Err(error) => {
                assert!(!error.to_string().is_empty() && (error.reply().is_none() || error.ends()));
                let _ = error.status();
                self.posts.extend(error.reply().cloned());
            }
        }
    }

    /// Remembers a message in the form in which the peer will read it.
    fn posted(&mut self, server: usize, post: Post) {
        let text = imps_xml::to_string(&post.message).expect("what servers say can be written");
        assert_eq!(imps_xml::from_str::<Message<'_>>(&text).expect("and read"), post.message);
        let key = (server, post.to.clone());
        let setup = post.message.setup_transaction().expect("a set-up");
        if let SetupPrimitive::SendSecretToken(token) = &setup.primitive {
            let secret = token.secret_token.text.as_str();
            self.wanted.insert(key.clone(), digest(secret));
            self.seen.remove(&key);
        }
        self.posts.push(post);
    }
}

fn domain(name: &str) -> Domain {
    name.parse().expect("a name")
}

/// The sign that a secret has arrived.
fn digest(secret: &str) -> String {
    use md5::Digest as _;
    PasswordDigest::from_bytes(&md5::Md5::digest(secret)).text.as_str().to_owned()
}
