//! Random sequences of operations, checked against the conditions for a session.

use imps_ssp::envelope::{PasswordDigest, SendSecretToken, SetupPrimitive};
use imps_ssp::handshake::{Credentials, Domain, Post, SetupLimits, Setups, Step};
use imps_ssp::{Message, Mode};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const NOW: Duration = Duration::from_secs(1000);

fn domain(name: &str) -> Domain {
    name.parse().unwrap()
}

fn credentials(of: &str) -> Credentials {
    Credentials::new(format!("secret of {of}"), format!("session@{of}"), format!("transaction of {of}"))
}

const NAMES: [&str; 3] = ["a.example", "b.example", "c.example"];
const LIMITS: SetupLimits =
    SetupLimits { incoming: 2, outgoing: 1, bytes: 4096, timeout: Duration::from_secs(60) };

#[derive(Clone, Debug)]
enum Op {
    Initiate(usize, usize),
    /// Delivers the message at this distance from the latest to its server.
    Deliver(usize),
    /// Sends any message, changed, to any server.
    Forge(usize, usize, Change),
    Wait(u64),
    Expire(usize),
}

#[derive(Clone, Debug)]
enum Change {
    Nothing,
    Mode,
    Transaction,
    Domain(usize),
    Secret,
    Digest,
    Code(u32),
    NoSessionId,
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let change = prop_oneof![
        Just(Change::Nothing),
        Just(Change::Mode),
        Just(Change::Transaction),
        (0..3usize).prop_map(Change::Domain),
        Just(Change::Secret),
        Just(Change::Digest),
        (100..700u32).prop_map(Change::Code),
        Just(Change::NoSessionId),
    ];
    let op = prop_oneof![
        2 => (0..3usize, 0..3usize).prop_map(|(from, to)| Op::Initiate(from, to)),
        12 => (0..3usize).prop_map(Op::Deliver),
        4 => (0..40usize, 0..3usize, change).prop_map(|(index, to, change)| Op::Forge(index, to, change)),
        1 => (0..40u64).prop_map(Op::Wait),
        1 => (0..3usize).prop_map(Op::Expire),
    ];
    proptest::collection::vec(op, 1..80)
}

fn digest(text: &str) -> String {
    use md5::Digest as _;
    PasswordDigest::from_bytes(&md5::Md5::digest(text)).text.as_str().to_owned()
}

fn forged(message: &Message<'static>, change: &Change) -> Message<'static> {
    let mut setup = message.setup_transaction().unwrap().clone();
    match (change, &mut setup.primitive) {
        (Change::Mode, _) => {
            setup.mode = if setup.mode.is_request() { Mode::Response } else { Mode::Request };
        }
        (Change::Transaction, _) => setup.transaction_id = "forged".into(),
        (Change::Domain(name), SetupPrimitive::SendSecretToken(token)) => {
            token.service_id = NAMES[*name].into();
        }
        (Change::Domain(name), SetupPrimitive::LoginRequest(login)) => {
            login.service_id = NAMES[*name].into();
        }
        (Change::Secret, SetupPrimitive::SendSecretToken(token)) => {
            *token = SendSecretToken::new(token.service_id.clone(), "forged");
        }
        (Change::Digest, SetupPrimitive::LoginRequest(login)) => {
            login.password_digest.text = digest("forged").into();
        }
        (Change::Code(code), SetupPrimitive::LoginResponse(response)) => {
            response.status.code = (*code).into();
        }
        (Change::NoSessionId, SetupPrimitive::LoginResponse(response)) => response.session_id = None,
        // There is nothing to change, at least not in this step.
        _ => {}
    }
    setup.into()
}

/// Three servers, all their messages, and the proofs that they need.
struct World {
    servers: Vec<Setups>,
    posts: Vec<Post>,
    now: Duration,
    secrets: usize,
    /// By server and peer: the digest that the peer must show to the server, and whether it has
    /// shown the digest since then.
    wanted: BTreeMap<(usize, Domain), (String, bool)>,
    /// By server and peer: whether the server itself has shown a digest since then.
    shown: BTreeMap<(usize, Domain), bool>,
    open: usize,
}

impl World {
    fn new() -> Self {
        let servers = NAMES.iter().map(|name| Setups::new(domain(name), LIMITS)).collect();
        let (wanted, shown) = (BTreeMap::new(), BTreeMap::new());
        Self { servers, posts: Vec::new(), now: NOW, secrets: 0, wanted, shown, open: 0 }
    }

    fn fresh(&mut self, server: usize) -> Credentials {
        self.secrets += 1;
        credentials(&format!("{} {}", NAMES[server], self.secrets))
    }

    fn posted(&mut self, server: usize, post: Post) {
        let key = (server, post.to.clone());
        match &post.message.setup_transaction().unwrap().primitive {
            SetupPrimitive::SendSecretToken(token) => {
                let wanted = digest(token.secret_token.text.as_str());
                self.wanted.insert(key.clone(), (wanted, false));
                self.shown.insert(key, false);
            }
            SetupPrimitive::LoginRequest(_) => drop(self.shown.insert(key, true)),
            _ => {}
        }
        self.posts.push(post);
    }

    fn receive(&mut self, server: usize, message: &Message<'static>) {
        if let SetupPrimitive::LoginRequest(login) = &message.setup_transaction().unwrap().primitive
            && let Ok(peer) = Domain::try_from(&login.service_id)
            && let Some((wanted, seen)) = self.wanted.get_mut(&(server, peer))
        {
            *seen |= *wanted == login.password_digest.text.as_str();
        }
        let fresh = self.fresh(server);
        match self.servers[server].receive(message, self.now, || fresh) {
            Ok(Step::Reply(post)) => self.posted(server, post),
            Ok(Step::Established { session, reply }) => {
                self.open += 1;
                let key = (server, session.peer.clone());
                // The same secret opens no second session.
                let (_, seen) = self.wanted.remove(&key).expect("a secret was sent");
                assert!(seen && self.shown.remove(&key) == Some(true), "{session:?}");
                assert!(!session.peer_session_id.as_str().is_empty());
                self.posts.extend(reply);
            }
            Err(error) => self.posts.extend(error.reply().cloned()),
        }
    }

    fn run(&mut self, op: &Op) {
        match op {
            Op::Initiate(from, to) => {
                let fresh = self.fresh(*from);
                if let Ok(post) = self.servers[*from].initiate(domain(NAMES[*to]), fresh, self.now) {
                    self.posted(*from, post);
                }
            }
            Op::Deliver(back) => {
                let post = self.posts.iter().rev().nth(*back).cloned();
                if let Some(post) = post {
                    let to = NAMES.iter().position(|name| *name == post.to.as_str()).unwrap();
                    self.receive(to, &post.message);
                }
            }
            Op::Forge(index, to, change) => {
                if let Some(post) = self.posts.iter().rev().nth(*index) {
                    let message = forged(&post.message, change);
                    self.receive(*to, &message);
                }
            }
            Op::Wait(seconds) => self.now += Duration::from_secs(*seconds),
            Op::Expire(server) => {
                self.servers[*server].expire(self.now);
                let mut left = NAMES.iter().filter_map(|name| self.servers[*server].get(&domain(name)));
                assert!(left.all(|handshake| handshake.deadline() > self.now));
            }
        }
        for server in &self.servers {
            assert!(server.len() <= LIMITS.incoming + LIMITS.outgoing);
            assert!(server.get(server.own()).is_none());
        }
    }
}

#[test]
fn no_sequence_of_messages_opens_a_session_without_both_digests() {
    let open = AtomicUsize::new(0);
    let mut runner = TestRunner::new(Config { cases: 2000, failure_persistence: None, ..Config::default() });
    let result = runner.run(&ops(), |ops| {
        let mut world = World::new();
        for op in &ops {
            world.run(op);
        }
        open.fetch_add(world.open, Ordering::Relaxed);
        Ok(())
    });
    result.unwrap();
    // Otherwise it would have shown nothing.
    assert!(open.into_inner() > 1000);
}
