//! The requests of a mailbox in their order.

use oma_imps::csp::Primitive;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Requests by number. Each is either waiting or open.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    requests: BTreeMap<u64, Request>,
    waiting: BTreeSet<u64>,
    /// The requests that were handed out, with the time at which they may come again. At most as
    /// many as the client has at once.
    open: BTreeMap<u64, Duration>,
    deadlines: BTreeSet<(Duration, u64)>,
    /// The number of the last request.
    last: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) primitive: Primitive<'static>,
    pub(super) deadline: Option<Duration>,
    pub(super) tries: u32,
}

impl Queue {
    pub(super) fn starting_after(last: u64) -> Self {
        Self { last, ..Self::default() }
    }

    /// Adds a request with the next number.
    pub(super) fn push(&mut self, primitive: Primitive<'static>, deadline: Option<Duration>) -> u64 {
        self.last = self.last.saturating_add(1);
        self.insert(self.last, Request { primitive, deadline, tries: 0 }, None);
        self.last
    }

    /// Adds a request, which is open if it may come again at a time.
    pub(super) fn insert(&mut self, number: u64, request: Request, again_at: Option<Duration>) {
        self.last = self.last.max(number);
        if let Some(deadline) = request.deadline {
            self.deadlines.insert((deadline, number));
        }
        match again_at {
            Some(at) => drop(self.open.insert(number, at)),
            None => drop(self.waiting.insert(number)),
        }
        self.requests.insert(number, request);
    }

    pub(super) fn remove(&mut self, number: u64) -> Option<Request> {
        let request = self.requests.remove(&number)?;
        self.waiting.remove(&number);
        self.open.remove(&number);
        if let Some(deadline) = request.deadline {
            self.deadlines.remove(&(deadline, number));
        }
        Some(request)
    }

    /// Hands a request out: an open one that is due again, else a waiting one if there is room.
    pub(super) fn take(
        &mut self,
        now: Duration,
        again_at: Duration,
        room: usize,
        tries: u32,
    ) -> Option<(u64, Primitive<'static>)> {
        let due = self.due(now, tries);
        let waiting = if self.open.len() < room { self.waiting(now) } else { None };
        let number = due.or(waiting)?;
        let request = self.requests.get_mut(&number)?;
        request.tries = request.tries.saturating_add(1);
        self.waiting.remove(&number);
        self.open.insert(number, again_at);
        Some((number, request.primitive.clone()))
    }

    /// Returns the first waiting request that has not expired.
    fn waiting(&self, now: Duration) -> Option<u64> {
        self.waiting.iter().find(|number| self.is_live(**number, now)).copied()
    }

    fn is_live(&self, number: u64, now: Duration) -> bool {
        let request = self.requests.get(&number);
        request.is_some_and(|request| request.deadline.is_none_or(|deadline| deadline > now))
    }

    /// Returns the first open request that may be handed out again.
    fn due(&self, now: Duration, tries: u32) -> Option<u64> {
        let may = |number: u64| {
            self.is_live(number, now) && self.requests.get(&number).is_some_and(|it| it.tries < tries)
        };
        let mut open = self.open.iter().filter(|(_, again_at)| **again_at <= now);
        open.find(|(number, _)| may(**number)).map(|(number, _)| *number)
    }

    /// Makes an open request wait again, as if it was not handed out. Returns whether it was open.
    pub(super) fn put_back(&mut self, number: u64) -> bool {
        let is_open = self.open.remove(&number).is_some();
        if let Some(request) = self.requests.get_mut(&number).filter(|_| is_open) {
            request.tries = request.tries.saturating_sub(1);
            self.waiting.insert(number);
        }
        is_open
    }

    /// Makes all open requests wait again.
    pub(super) fn requeue(&mut self) {
        while let Some((number, _)) = self.open.pop_first() {
            self.waiting.insert(number);
        }
    }

    /// Removes a request after its lifetime.
    pub(super) fn expire(&mut self, now: Duration) -> Option<(u64, Request)> {
        let (_, number) = *self.deadlines.first().filter(|(deadline, _)| *deadline <= now)?;
        Some((number, self.remove(number)?))
    }

    /// Removes an open request that was handed out often enough.
    pub(super) fn give_up(&mut self, now: Duration, tries: u32) -> Option<(u64, Request)> {
        let number = self.used_up(tries).find(|(_, at)| *at <= now)?.0;
        Some((number, self.remove(number)?))
    }

    /// Returns the open requests that will not be handed out again, with the end of their time.
    fn used_up(&self, tries: u32) -> impl Iterator<Item = (u64, Duration)> {
        let is_over = move |number: &u64| self.requests.get(number).is_some_and(|it| it.tries >= tries);
        self.open.iter().filter(move |(number, _)| is_over(number)).map(|(number, at)| (*number, *at))
    }

    /// Returns the time at which a poll would get something, or an open request is given up.
    pub(super) fn available_at(&self, room: usize) -> Option<Duration> {
        if !self.waiting.is_empty() && self.open.len() < room {
            return Some(Duration::ZERO);
        }
        self.open.values().min().copied()
    }

    /// Returns the time at which a request expires or is given up.
    pub(super) fn deadline(&self, tries: u32) -> Option<Duration> {
        let expiry = self.deadlines.first().map(|(deadline, _)| *deadline);
        expiry.into_iter().chain(self.used_up(tries).map(|(_, at)| at)).min()
    }

    /// Returns whether something is left for a later poll.
    pub(super) fn waits(&self, now: Duration, tries: u32) -> bool {
        self.waiting(now).is_some() || self.due(now, tries).is_some()
    }

    pub(super) fn len(&self) -> usize {
        self.requests.len()
    }

    pub(super) fn open(&self) -> usize {
        self.open.len()
    }

    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// Returns the requests in order, each with the time at which it may come again if it is open.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &Request, Option<Duration>)> {
        self.requests.iter().map(|(number, request)| (*number, request, self.open.get(number).copied()))
    }
}
