//! Requests and their answers.

use super::{Event, Mode, Name};
use crate::capture::{Direction, Endpoint};
use crate::hashing::Seeds;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::time::Duration;

/// The most requests that are remembered.
const MAX_ASKED: usize = 16 << 10;

/// The most requests that wait under one key.
const MAX_OTHERS: usize = 8;

/// The most domains that are remembered.
const MAX_DOMAINS: usize = 64;

/// The message with which servers begin a session.
const SECRET: &str = "SendSecretToken";

/// The transaction of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// In a session of a client: the session, the direction of the request, the transaction id.
    Session(Name, Direction, Name),
    /// Outside of sessions: the hosts of the request, the transaction id.
    Hosts(Endpoint, Endpoint, Name),
    /// Between servers: the domain that asks, the hosts of the request, the transaction id. Both
    /// count their requests, and both may have one host.
    Domains(Name, [Endpoint; 2], Name),
    /// Without a transaction id: the exchange on the bearer.
    Exchange(u64),
}

#[derive(Debug)]
pub(super) struct Asked {
    /// The number of its event.
    pub(super) number: u64,
    pub(super) time: Duration,
    pub(super) is_answered: bool,
    /// The exchange of the request on its bearer, and the one of its last repetition.
    pub(super) exchanges: [Option<u64>; 2],
    pub(super) primitive: Option<Name>,
    /// The facts of the request that the answer needs.
    pub(super) login: Option<Box<Login>>,
    pub(super) is_logout: bool,
    /// The lifetime of the session that it asks for.
    pub(super) lifetime: Option<Duration>,
}

impl Asked {
    /// Returns whether another request under the same id may be a repetition.
    fn is_same(&self, other: &Self) -> bool {
        !self.is_answered && self.primitive == other.primitive && self.login == other.login
    }

    fn is_on(&self, exchange: u64) -> bool {
        self.exchanges.contains(&Some(exchange))
    }

    /// Returns whether the request came after an exchange, which therefore cannot answer it.
    fn is_after(&self, exchange: Option<u64>) -> bool {
        self.exchanges[0].zip(exchange).is_some_and(|(own, exchange)| own > exchange)
    }
}

/// A login that waits for its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Login {
    pub(super) user: Option<Name>,
    pub(super) client: Option<Name>,
    pub(super) cookie: Option<Name>,
}

/// The requests so far.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    asked: HashMap<Key, Asked, Seeds>,
    /// Requests of other clients behind the same address, which wait under the same key.
    others: HashMap<Key, Vec<Asked>, Seeds>,
    /// The keys, in the order of their first requests.
    order: VecDeque<Key>,
    /// The domains that have asked others, the last one first.
    domains: VecDeque<Name>,
}

impl Pairing {
    /// Remembers a request. Returns the number of the first one if it is a repetition.
    pub(super) fn ask(&mut self, key: Key, asked: Asked) -> Option<u64> {
        if let Some(before) = self.asked.get_mut(&key) {
            let others = self.others.get_mut(&key).into_iter().flatten();
            if let Some(first) = others.chain([&mut *before]).find(|it| it.is_same(&asked)) {
                first.exchanges = [first.exchanges[0], asked.exchanges[0]];
                return Some(first.number);
            }
            // Some clients number anew after each login: an answered one is another request. So is one
            // with other content, from a client that did not wait or from another client.
            let before = std::mem::replace(before, asked);
            if !before.is_answered {
                self.keep(key, before);
            }
            return None;
        }
        while self.order.len() >= MAX_ASKED {
            let Some(oldest) = self.order.pop_front() else { break };
            self.asked.remove(&oldest);
            self.others.remove(&oldest);
        }
        self.order.push_back(key.clone());
        self.asked.insert(key, asked);
        None
    }

    /// Keeps a request that another one with the same key has replaced.
    #[cold] // Clients behind one address rarely log in at once with the same transaction id.
    fn keep(&mut self, key: Key, asked: Asked) {
        let others = self.others.entry(key).or_default();
        if others.len() >= MAX_OTHERS {
            others.remove(0);
        }
        others.push(asked);
    }

    /// The request of an answer: the one on its exchange, or the last one under its key, unless that
    /// came later.
    pub(super) fn answered(&mut self, key: &Key, exchange: Option<u64>) -> Option<Asked> {
        let last = self.asked.get_mut(key)?;
        let others = self.others.get_mut(key).into_iter().flatten();
        let on_exchange =
            exchange.and_then(|exchange| others.chain([&mut *last]).find(|it| it.is_on(exchange)));
        let asked = match on_exchange {
            Some(asked) => asked,
            None => self.asked.get_mut(key).filter(|last| !last.is_after(exchange))?,
        };
        let before = Asked { login: asked.login.take(), primitive: asked.primitive.clone(), ..*asked };
        asked.is_answered = true;
        Some(before)
    }

    /// The transaction of a message. A response names the one of its request.
    pub(super) fn key(&mut self, event: &Event) -> Option<Key> {
        let mode = event.mode?;
        let Some(transaction) = event.transaction.clone() else {
            return event.exchange.map(Key::Exchange);
        };
        let (source, target) = (host(&event.source), host(&event.target));
        if event.protocol == Some("ssp") {
            // Each side numbers its own secret.
            let is_secret = event.primitive.as_ref().is_some_and(|it| it.is(SECRET));
            let transaction = if is_secret { Name::from_static(SECRET) } else { transaction };
            let speaker = event.speaker.as_ref();
            if mode == Mode::Request {
                let speaker = speaker.cloned().unwrap_or_default();
                if !self.domains.contains(&speaker) {
                    self.domains.truncate(MAX_DOMAINS);
                    self.domains.push_front(speaker.clone());
                }
                return Some(Key::Domains(speaker, [source, target], transaction));
            }
            // A response does not say who has asked.
            let ends = [target, source];
            let others = self.domains.iter().filter(|domain| Some(*domain) != speaker);
            let keys = others.map(|domain| Key::Domains(domain.clone(), ends.clone(), transaction.clone()));
            let asked = keys.filter_map(|key| Some((self.asked.get(&key)?.is_answered, key)));
            return asked.min_by_key(|(is_answered, _)| *is_answered).map(|(_, key)| key);
        }
        let in_session = event.protocol == Some("csp");
        Some(match (&event.session, mode) {
            (Some(session), Mode::Request) if in_session => {
                Key::Session(session.clone(), event.direction, transaction)
            }
            (Some(session), Mode::Response) if in_session => {
                Key::Session(session.clone(), event.direction.reversed(), transaction)
            }
            (_, Mode::Request) => Key::Hosts(source, target, transaction),
            (_, Mode::Response) => Key::Hosts(target, source, transaction),
        })
    }
}

/// An end without its port.
fn host(end: &Endpoint) -> Endpoint {
    match end {
        Endpoint::Address(address) => Endpoint::Address(SocketAddr::new(address.ip(), 0)),
        name @ Endpoint::Name(_) => name.clone(),
    }
}
