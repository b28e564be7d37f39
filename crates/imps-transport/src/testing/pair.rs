//! Two ends in virtual time.

use super::{Counts, Network, Random};
use crate::machine::{Action, Machine};
use std::collections::BTreeMap;
use std::time::Duration;

/// One end of a [`Pair`].
pub trait End: Machine {
    /// Takes a packet: the bytes of one [`Action::Send`] of the other end.
    fn receive(&mut self, packet: &[u8], now: Duration);

    /// Starts again with the stored state. The default does nothing.
    fn restart(&mut self, now: Duration) {
        let _ = now;
    }
}

/// One of the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The left end.
    Left,
    /// The right end.
    Right,
}

/// Something that happened in a [`Pair`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Happening<L, R> {
    /// The left end has an event.
    Left(L),
    /// The right end has an event.
    Right(R),
    /// An end has restarted. The packets to it were lost.
    Restarted(Side),
    /// An end has closed. It receives nothing more.
    Closed(Side),
    /// An end breaks the contract of [`Machine`]: it waits for a time that has passed, or does
    /// thousands of things without waiting.
    Stuck(Side),
    /// The time is over.
    End,
}

/// The number of actions of one end without a passing of time that counts as endless.
const ENDLESS: u32 = 10_000;

/// Two ends in virtual time, with a [`Network`] between them. See the [module](super).
///
/// The ends are public: between two steps, call their methods as a program would.
#[derive(Clone, Debug)]
pub struct Pair<L, R> {
    /// The left end.
    pub left: L,
    /// The right end.
    pub right: R,
    network: Network,
    random: Random,
    now: Duration,
    counts: Counts,
    /// The packets under way by arrival, with the number of each.
    flights: BTreeMap<(Duration, u64), Flight>,
    restart_at: Option<Duration>,
    left_line: Line,
    right_line: Line,
    /// The actions of the ends since time has passed.
    actions: u32,
}

/// The line to an end.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    is_closed: bool,
    /// The number of the latest packet that has arrived.
    latest: u64,
}

#[derive(Clone, Debug)]
struct Flight {
    to: Side,
    sent: u64,
    packet: Vec<u8>,
}

impl<L: End, R: End> Pair<L, R> {
    /// Connects two ends. Equal seeds give equal runs.
    pub fn new(left: L, right: R, network: Network, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let restart_at = network.restart_every.map(|every| random.time(every.saturating_mul(2)));
        Self {
            left,
            right,
            network,
            random,
            now: Duration::ZERO,
            counts: Counts::default(),
            flights: BTreeMap::new(),
            restart_at,
            left_line: Line::default(),
            right_line: Line::default(),
            actions: 0,
        }
    }

    /// Returns the virtual time.
    pub fn now(&self) -> Duration {
        self.now
    }

    /// Returns what the network has done so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Returns the random numbers of the run, for decisions of the test itself.
    pub fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// Lets the network work perfectly from now on.
    pub fn heal(&mut self) {
        self.network = Network::default().with_delay(self.network.delay);
        self.restart_at = None;
    }

    /// Runs until something happens, at most until a time.
    pub fn step(&mut self, until: Duration) -> Happening<L::Event, R::Event> {
        loop {
            let left = match self.drain(Side::Left) {
                Ok(deadline) => deadline,
                Err(happening) => return happening,
            };
            let right = match self.drain(Side::Right) {
                Ok(deadline) => deadline,
                Err(happening) => return happening,
            };
            let flight = self.flights.first_key_value().map(|(key, _)| *key);
            let arrival = flight.map(|(at, _)| at);
            let times = [left, right, arrival, self.restart_at];
            let at = times.into_iter().flatten().min().filter(|at| *at < until);
            let Some(at) = at else {
                self.pass(until);
                return Happening::End;
            };
            self.pass(at);
            if self.restart_at.is_some_and(|restart_at| restart_at <= at) {
                return Happening::Restarted(self.restart());
            }
            if let Some(flight) = flight.filter(|(arrival, _)| *arrival <= at) {
                self.deliver(flight);
            }
        }
    }

    fn line(&mut self, side: Side) -> &mut Line {
        match side {
            Side::Left => &mut self.left_line,
            Side::Right => &mut self.right_line,
        }
    }

    fn pass(&mut self, at: Duration) {
        if at > self.now {
            self.now = at;
            self.actions = 0;
        }
    }

    /// Takes the actions of an end until it waits. Returns its deadline.
    fn drain(&mut self, side: Side) -> Result<Option<Duration>, Happening<L::Event, R::Event>> {
        loop {
            if self.line(side).is_closed {
                return Ok(None);
            }
            let mut packet = Vec::new();
            let action = match side {
                Side::Left => map(self.left.next(self.now, &mut packet), Happening::Left),
                Side::Right => map(self.right.next(self.now, &mut packet), Happening::Right),
            };
            self.actions = self.actions.saturating_add(1);
            if self.actions > ENDLESS {
                return Err(Happening::Stuck(side));
            }
            match action {
                Action::Send => self.send(side, packet),
                Action::Event(happening) => return Err(happening),
                Action::Close => {
                    self.line(side).is_closed = true;
                    return Err(Happening::Closed(side));
                }
                Action::Wait(Some(at)) if at <= self.now => return Err(Happening::Stuck(side)),
                Action::Wait(deadline) => return Ok(deadline),
            }
        }
    }

    fn send(&mut self, from: Side, packet: Vec<u8>) {
        let to = match from {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        };
        self.counts.sent = self.counts.sent.saturating_add(1);
        let sent = self.counts.sent;
        if self.random.percent(self.network.duplicates) {
            self.counts.duplicated = self.counts.duplicated.saturating_add(1);
            self.fly(Flight { to, sent, packet: packet.clone() });
        }
        if self.random.percent(self.network.loss) {
            self.counts.lost = self.counts.lost.saturating_add(1);
        } else {
            self.fly(Flight { to, sent, packet });
        }
    }

    fn fly(&mut self, flight: Flight) {
        let jitter = self.random.time(self.network.jitter);
        let at = self.now.saturating_add(self.network.delay).saturating_add(jitter);
        // Packets of the same time arrive in any order.
        let order = self.random.number();
        self.flights.insert((at, order), flight);
    }

    fn deliver(&mut self, key: (Duration, u64)) {
        let Some(Flight { to, sent, packet }) = self.flights.remove(&key) else { return };
        let line = self.line(to);
        let Line { is_closed, latest } = *line;
        line.latest = sent.max(latest);
        if is_closed {
            return;
        }
        if sent < latest {
            self.counts.overtaken = self.counts.overtaken.saturating_add(1);
        }
        match to {
            Side::Left => self.left.receive(&packet, self.now),
            Side::Right => self.right.receive(&packet, self.now),
        }
    }

    /// Restarts one of the ends.
    fn restart(&mut self) -> Side {
        let pause = self.network.restart_every.map(|every| self.random.time(every.saturating_mul(2)));
        // At least a moment, so that time passes.
        let pause = pause.map(|pause| pause.max(Duration::from_millis(1)));
        self.restart_at = pause.map(|pause| self.now.saturating_add(pause));
        self.counts.restarts = self.counts.restarts.saturating_add(1);
        let side = if self.random.percent(50) { Side::Left } else { Side::Right };
        self.flights.retain(|_, flight| flight.to != side);
        match side {
            Side::Left => self.left.restart(self.now),
            Side::Right => self.right.restart(self.now),
        }
        side
    }
}

fn map<E, T>(action: Action<E>, event: impl FnOnce(E) -> T) -> Action<T> {
    match action {
        Action::Send => Action::Send,
        Action::Event(it) => Action::Event(event(it)),
        Action::Close => Action::Close,
        Action::Wait(deadline) => Action::Wait(deadline),
    }
}
