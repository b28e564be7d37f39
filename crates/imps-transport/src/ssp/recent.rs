//! Documents that come twice, because the reply to the first was lost.

use std::collections::{BTreeSet, VecDeque};

/// The limits of [`Recent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecentLimits {
    /// The maximum number of transactions. Default: 4096.
    pub transactions: usize,
    /// The maximum number of bytes of all ids. Default: 1 MiB.
    pub bytes: usize,
}

impl Default for RecentLimits {
    fn default() -> Self {
        Self { transactions: 4096, bytes: 1 << 20 }
    }
}

/// The latest requests that arrived, by session and transaction id.
///
/// The known server repeats a request until the reply arrives, so a request can come twice.
///
/// ```
/// use imps_transport::ssp::{Recent, RecentLimits};
/// let mut recent = Recent::new(RecentLimits::default());
/// assert!(recent.is_new("1904@beta.example", "t1"));
/// assert!(!recent.is_new("1904@beta.example", "t1"));
/// assert!(recent.is_new("1904@beta.example", "t2"));
/// ```
#[derive(Clone, Debug)]
pub struct Recent {
    limits: RecentLimits,
    known: BTreeSet<(Box<str>, Box<str>)>,
    /// The oldest first.
    order: VecDeque<(Box<str>, Box<str>)>,
    bytes: usize,
}

impl Recent {
    /// Makes an empty list.
    pub fn new(limits: RecentLimits) -> Self {
        Self { limits, known: BTreeSet::new(), order: VecDeque::new(), bytes: 0 }
    }

    /// Returns whether a request did not come before, and remembers it. Use it for requests only:
    /// the ids of answers are this server's own.
    ///
    /// Two peers may use the same name for a session. So use the name that this server has given to
    /// the session. At a limit the oldest requests are forgotten; a request with ids that exceed the
    /// limit of bytes alone is always new.
    pub fn is_new(&mut self, session: &str, transaction: &str) -> bool {
        let key: (Box<str>, Box<str>) = (session.into(), transaction.into());
        if self.known.contains(&key) {
            return false;
        }
        let length = size(&key);
        if length > self.limits.bytes || self.limits.transactions == 0 {
            return true;
        }
        while self.order.len() >= self.limits.transactions
            || self.bytes.saturating_add(length) > self.limits.bytes
        {
            let Some(oldest) = self.order.pop_front() else { break };
            self.bytes = self.bytes.saturating_sub(size(&oldest));
            self.known.remove(&oldest);
        }
        self.bytes = self.bytes.saturating_add(length);
        self.order.push_back(key.clone());
        self.known.insert(key);
        true
    }
}

fn size((session, transaction): &(Box<str>, Box<str>)) -> usize {
    session.len().saturating_add(transaction.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_forgotten_at_a_limit() {
        let mut recent = Recent::new(RecentLimits { transactions: 2, bytes: 100 });
        for id in ["1", "2", "3"] {
            assert!(recent.is_new("s", id));
        }
        assert!(!recent.is_new("s", "3") && !recent.is_new("s", "2"));
        assert!(recent.is_new("s", "1"));
        assert_eq!((recent.known.len(), recent.order.len(), recent.bytes), (2, 2, 4));
    }

    #[test]
    fn long_ids_make_room_or_are_not_kept() {
        let mut recent = Recent::new(RecentLimits { transactions: 10, bytes: 10 });
        assert!(recent.is_new("s", "1") && recent.is_new("s", "2"));
        assert!(recent.is_new("s", "123456789"));
        assert_eq!(recent.bytes, 10);
        assert!(recent.is_new("s", "1234567890") && recent.is_new("s", "1234567890"));
        assert!(!recent.is_new("s", "123456789"));
        let mut none = Recent::new(RecentLimits { transactions: 0, bytes: 10 });
        assert!(none.is_new("s", "1") && none.is_new("s", "1"));
    }

    #[test]
    fn the_ids_do_not_run_into_one_another() {
        let mut recent = Recent::new(RecentLimits::default());
        assert!(recent.is_new("a", "bc") && recent.is_new("ab", "c"));
    }
}
