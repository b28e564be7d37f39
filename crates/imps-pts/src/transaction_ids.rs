//! Maps transaction ids between the syntaxes, for gateways.

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Maps short transaction ids, 1 to 999, to the free texts of XML and binary XML; one map per
/// session.
///
/// A gateway that forwards requests of a server to a phone allocates an id per request, and looks
/// up the text when the phone answers. Requests of the phone need no map: their digits are already
/// a text. Id 0 is never allocated, because a poll without a transaction is sent as 0.
///
/// **Clock.** `now` is the time passed since any moment of the caller's choice. It must be the same
/// moment for all calls, and `now` must never run backwards: use `start.elapsed()` of a
/// [`std::time::Instant`], or a counter of a test.
///
/// **Memory.** At most 999 entries, each with one copy of its text. The caller must limit the
/// length of a text.
///
/// ```
/// use imps_pts::TransactionIdMap;
/// use std::time::Duration;
/// let mut ids = TransactionIdMap::default();
/// let now = Duration::ZERO;
/// let id = ids.allocate("server#77", now)?;
/// assert_eq!((id, ids.id("server#77"), ids.text(id)), (1, Some(1), Some("server#77")));
/// // The answer ends the transaction.
/// assert_eq!(ids.release(id).as_deref(), Some("server#77"));
/// // Numbers go on, so that a late answer does not meet a new transaction.
/// assert_eq!(ids.allocate("server#78", now)?, 2);
/// # Ok::<(), imps_pts::TransactionIdsExhausted>(())
/// ```
#[derive(Clone, Debug)]
pub struct TransactionIdMap {
    entries: BTreeMap<u16, Entry>,
    ids: BTreeMap<Arc<str>, u16>,
    /// The id at which counting continues.
    next: u16,
    lifetime: Duration,
}

#[derive(Clone, Debug)]
struct Entry {
    text: Arc<str>,
    deadline: Duration,
}

/// All 999 ids belong to transactions that are neither released nor expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("all 999 transaction ids are in use")]
pub struct TransactionIdsExhausted;

impl TransactionIdMap {
    /// The default lifetime of an id: ten minutes, which leaves room for a slow SMS in each
    /// direction.
    pub const LIFETIME: Duration = Duration::from_secs(600);

    /// The largest id; counting continues at 1 after it.
    pub const LAST: u16 = 999;

    /// Creates an empty map. Its ids expire `lifetime` after their last allocation.
    pub const fn new(lifetime: Duration) -> Self {
        Self { entries: BTreeMap::new(), ids: BTreeMap::new(), next: 1, lifetime }
    }

    /// Returns the id that represents `text`. An existing id starts its lifetime anew. Otherwise it
    /// is the next free or expired id, counting from 1 to 999 and around.
    ///
    /// # Errors
    /// [`TransactionIdsExhausted`] if no id is free. The map is then unchanged.
    pub fn allocate(&mut self, text: &str, now: Duration) -> Result<u16, TransactionIdsExhausted> {
        let deadline = now.saturating_add(self.lifetime);
        let known = self.ids.get(text).copied();
        if let Some(entry) = known.and_then(|id| self.entries.get_mut(&id)) {
            entry.deadline = deadline;
        }
        if let Some(id) = known {
            return Ok(id);
        }
        let free = |id: &u16| self.entries.get(id).is_none_or(|entry| entry.deadline <= now);
        let id = (self.next..=Self::LAST).chain(1..self.next).find(free).ok_or(TransactionIdsExhausted)?;
        self.release(id);
        let text: Arc<str> = text.into();
        self.ids.insert(Arc::clone(&text), id);
        self.entries.insert(id, Entry { text, deadline });
        self.next = (id % Self::LAST).saturating_add(1);
        Ok(id)
    }

    /// Returns the id that represents a text.
    ///
    /// An expired entry still answers until [`expire`](Self::expire) removes it or its id is
    /// allocated again.
    pub fn id(&self, text: &str) -> Option<u16> {
        self.ids.get(text).copied()
    }

    /// Returns the text that an id represents, as long as [`id`](Self::id) knows it.
    pub fn text(&self, id: u16) -> Option<&str> {
        self.entries.get(&id).map(|entry| &*entry.text)
    }

    /// Ends a transaction, and returns the text of its id.
    pub fn release(&mut self, id: u16) -> Option<Arc<str>> {
        let entry = self.entries.remove(&id)?;
        self.ids.remove(&entry.text);
        Some(entry.text)
    }

    /// Ends the expired transactions, and returns their ids and texts, by id.
    pub fn expire(&mut self, now: Duration) -> Vec<(u16, Arc<str>)> {
        let over = self.entries.iter().filter(|(_, entry)| entry.deadline <= now);
        let over: Vec<_> = over.map(|(id, _)| *id).collect();
        over.into_iter().filter_map(|id| Some((id, self.release(id)?))).collect()
    }

    /// Returns the number of ids that represent a text, 0 to 999.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether no id represents a text.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Creates an empty map, with [`LIFETIME`](TransactionIdMap::LIFETIME).
impl Default for TransactionIdMap {
    fn default() -> Self {
        Self::new(Self::LIFETIME)
    }
}
