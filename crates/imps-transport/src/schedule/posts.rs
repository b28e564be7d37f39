//! The posts of a client that have no reply.

use super::{Post, PostKind};
use oma_imps::csp::TransactionId;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Posts by number. Each is either in flight, or waits to be repeated.
#[derive(Clone, Debug, Default)]
pub(super) struct Posts {
    entries: BTreeMap<u64, Entry>,
    in_flight: BTreeSet<(Duration, u64)>,
    retries: BTreeSet<(Duration, u64)>,
    last: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) kind: PostKind,
    pub(super) id: TransactionId<'static>,
    pub(super) sent_at: Duration,
    pub(super) tries: u32,
    /// The end of the wait for a reply, or the time of the retry.
    until: Duration,
}

impl Entry {
    pub(super) fn post(&self, number: u64) -> Post {
        Post { number, transaction_id: self.id.clone() }
    }
}

impl Posts {
    /// Adds a post that is in flight until a time.
    pub(super) fn send(
        &mut self,
        kind: PostKind,
        id: TransactionId<'static>,
        tries: u32,
        now: Duration,
        until: Duration,
    ) -> Post {
        self.last = self.last.saturating_add(1);
        let entry = Entry { kind, id, sent_at: now, tries, until };
        let post = entry.post(self.last);
        self.in_flight.insert((until, self.last));
        self.entries.insert(self.last, entry);
        post
    }

    /// Adds a failed post back, to be repeated at a time.
    pub(super) fn wait(&mut self, number: u64, entry: Entry, until: Duration) {
        self.retries.insert((until, number));
        self.entries.insert(number, Entry { until, ..entry });
    }

    /// Removes a post that is in flight.
    pub(super) fn finish(&mut self, number: u64) -> Option<Entry> {
        let until = self.entries.get(&number)?.until;
        // A post that waits to be repeated has failed before.
        if !self.in_flight.remove(&(until, number)) {
            return None;
        }
        self.entries.remove(&number)
    }

    /// Returns the number of a post without a reply in time.
    pub(super) fn timed_out(&self, now: Duration) -> Option<u64> {
        self.in_flight.first().filter(|(until, _)| *until <= now).map(|(_, number)| *number)
    }

    /// Removes a post that is due for repetition.
    pub(super) fn due(&mut self, now: Duration) -> Option<(u64, Entry)> {
        let (until, number) = *self.retries.first().filter(|(until, _)| *until <= now)?;
        self.retries.remove(&(until, number));
        Some((number, self.entries.remove(&number)?))
    }

    /// Removes any post of the session.
    pub(super) fn pop(&mut self) -> Option<(u64, Entry)> {
        let number = *self.entries.iter().find(|(_, entry)| entry.kind != PostKind::Login)?.0;
        let entry = self.entries.remove(&number)?;
        self.in_flight.remove(&(entry.until, number));
        self.retries.remove(&(entry.until, number));
        Some((number, entry))
    }

    pub(super) fn has(&self, kind: PostKind) -> bool {
        self.entries.values().any(|entry| entry.kind == kind)
    }

    pub(super) fn in_flight(&self) -> usize {
        self.in_flight.len()
    }

    pub(super) fn timeout(&self) -> Option<Duration> {
        self.in_flight.first().map(|(until, _)| *until)
    }

    pub(super) fn retry_at(&self) -> Option<Duration> {
        self.retries.first().map(|(until, _)| *until)
    }
}
