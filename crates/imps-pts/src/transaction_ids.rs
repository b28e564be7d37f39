//! Transaction ids between the syntaxes, for gateways.

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Stands short transaction ids, 1 to 999, for the free texts that XML and binary XML use; one map a session.
///
/// A gateway that passes a server's requests on to a phone allocates an id for each, and looks the text up when the phone
/// answers. Requests of the phone need no map: the digits they come with are a text already. Id 0 is never allocated,
/// because a poll without a transaction goes out as 0.
///
/// **Clock.** `now` is the time passed since any moment of the caller's choosing, the same for all calls and never
/// running backwards: `start.elapsed()` of a [`std::time::Instant`], or a counter of a test.
///
/// **Memory.** At most 999 entries, each with one copy of its text. How long a text may be is the caller's to limit.
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
    /// Where counting goes on.
    next: u16,
    lifetime: Duration,
}

#[derive(Clone, Debug)]
struct Entry {
    text: Arc<str>,
    deadline: Duration,
}

/// All 999 ids stand for transactions that are neither released nor expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("all 999 transaction ids are in use")]
pub struct TransactionIdsExhausted;

impl TransactionIdMap {
    /// How long an id stands for its text unless another time is asked for: ten minutes, which leaves room for a slow SMS
    /// each way.
    pub const LIFETIME: Duration = Duration::from_secs(600);

    /// The largest id; counting goes on at 1 behind it.
    pub const LAST: u16 = 999;

    /// An empty map whose ids expire `lifetime` after they were last allocated.
    pub const fn new(lifetime: Duration) -> Self {
        Self { entries: BTreeMap::new(), ids: BTreeMap::new(), next: 1, lifetime }
    }

    /// The id that stands for `text`: the one it has, its lifetime begun anew, or else the next one, counting 1 to 999
    /// and around, that is free or expired.
    ///
    /// # Errors
    /// [`TransactionIdsExhausted`] when there is none. Nothing has changed then.
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

    /// The id that stands for a text.
    ///
    /// An entry past its lifetime still answers until [`expire`](Self::expire) removes it or its id is allocated again.
    pub fn id(&self, text: &str) -> Option<u16> {
        self.ids.get(text).copied()
    }

    /// The text that an id stands for, as long as [`id`](Self::id) knows it.
    pub fn text(&self, id: u16) -> Option<&str> {
        self.entries.get(&id).map(|entry| &*entry.text)
    }

    /// Ends a transaction, and says which text its id stood for.
    pub fn release(&mut self, id: u16) -> Option<Arc<str>> {
        let entry = self.entries.remove(&id)?;
        self.ids.remove(&entry.text);
        Some(entry.text)
    }

    /// Ends the transactions whose lifetime is over, and says which: their ids and texts, by id.
    pub fn expire(&mut self, now: Duration) -> Vec<(u16, Arc<str>)> {
        let over = self.entries.iter().filter(|(_, entry)| entry.deadline <= now);
        let over: Vec<_> = over.map(|(id, _)| *id).collect();
        over.into_iter().filter_map(|id| Some((id, self.release(id)?))).collect()
    }

    /// Number of ids that stand for a text, 0 to 999.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no id stands for a text.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Empty, with [`LIFETIME`](TransactionIdMap::LIFETIME).
impl Default for TransactionIdMap {
    fn default() -> Self {
        Self::new(Self::LIFETIME)
    }
}
