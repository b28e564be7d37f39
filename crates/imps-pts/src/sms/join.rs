//! Joins several parts to one message.

use super::set::{Piece, Set};
use super::{JoinLimit, JoinLimits};
use crate::{Preamble, PreambleError};
use core::fmt;
use core::time::Duration;
use imps_core::Quote;
use std::collections::BTreeMap;

/// Joins the parts of split messages in any order, for any number of senders at a time.
///
/// Parts belong together if sender, version, message type and transaction id are the same. A
/// repeated part replaces its first copy. A copy that arrives after its message is complete begins
/// a new message, which later expires. The transaction layer must detect repeated messages.
///
/// **Clock.** `now` is the time passed since any moment of the caller's choice. It must be the same
/// moment for all calls, and `now` must never run backwards: use `start.elapsed()` of a
/// [`std::time::Instant`], or a counter of a test. Nothing expires by itself; call
/// [`expire`](Self::expire) from time to time.
///
/// **Memory.** [`JoinLimits`] bounds it, except for the texts that name the senders. Parts beyond
/// the limits are refused.
///
/// ```
/// use imps_pts::sms::Joiner;
/// use std::time::Duration;
/// let mut joiner = Joiner::default();
/// let minute = Duration::from_secs(60);
/// assert_eq!(joiner.push("+15550100", b"WV12AK5", minute)?.as_deref(), Some("WV12AK5"));
/// assert_eq!(joiner.push("+15550100", b"WV12ST7ab SI=S1", 2 * minute)?, None);
/// let given_up = joiner.expire(20 * minute);
/// assert_eq!(given_up[0].to_string(), "WV12ST7 from +15550100, 1 of 2 parts");
/// # Ok::<(), imps_pts::sms::JoinError>(())
/// ```
#[doc(alias("reassembly", "long SMS"))]
#[derive(Clone, Debug, Default)]
pub struct Joiner {
    senders: BTreeMap<String, Sets>,
    limits: JoinLimits,
    sets: usize,
    bytes: usize,
}

/// The unfinished messages of one sender, by their preamble without part.
type Sets = BTreeMap<Preamble, Set>;

/// A message that was dropped before all its parts arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unfinished {
    /// The sender.
    pub sender: String,
    /// The preamble; [`part`](Preamble::part) is `None`.
    pub preamble: Preamble,
    /// The number of parts that arrived.
    pub received: u8,
    /// The expected number of parts.
    pub total: u8,
}

/// Writes the form for a log: `WV12ST7 from +15550100, 1 of 2 parts`.
impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sender, preamble, received, total } = self;
        write!(f, "{preamble} from {}, {received} of {total} parts", Quote::<80>(sender))
    }
}

/// The reason why a part could not be joined, with the message that was dropped because of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoinError {
    /// The part does not begin with a preamble, or its letters number a part beyond the last one.
    /// It was dropped.
    #[error(transparent)]
    Preamble(#[from] PreambleError),
    /// The message is complete, but not valid UTF-8 at this byte. It was dropped.
    #[error("message is not utf-8 at byte {0}")]
    InvalidUtf8(usize),
    /// The part disagrees with earlier parts on the number of parts or on the length of the
    /// preamble. The earlier parts were dropped: most likely they belong to an older message, so
    /// the part begins a new one.
    #[error("part disagrees with earlier ones, gave up {0}")]
    Disagreement(Unfinished),
    /// The part came after the deadline of the earlier parts. They were dropped, and the part
    /// begins a new message.
    #[error("part came too late, gave up {0}")]
    Late(Unfinished),
    /// There is no room for the part. It was dropped together with its message, which cannot be
    /// complete without it.
    #[error("too many {limit}")]
    Full {
        /// The exceeded limit.
        limit: JoinLimit,
        /// The dropped message, if other parts of it had arrived.
        given_up: Option<Unfinished>,
    },
}

impl Joiner {
    /// Creates an empty joiner.
    pub fn new(limits: JoinLimits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Takes one SMS. Returns the message that it completes, if any.
    ///
    /// A text without part letters, or with `aa`, is a whole message. `sender` is compared as
    /// written: telephone numbers must have one form.
    ///
    /// # Errors
    /// See [`JoinError`] for the fate of the part in each case. The joiner continues to work.
    pub fn push(&mut self, sender: &str, part: &[u8], now: Duration) -> Result<Option<String>, JoinError> {
        let (preamble, end) = Preamble::parse_bytes(part)?;
        let Some(place) = preamble.part else {
            return decode(part.to_vec()).map(Some);
        };
        let head = part.get(..end.saturating_sub(2)).unwrap_or_default();
        let piece = Piece { place, head, slice: part.get(end.saturating_add(1)..).unwrap_or_default() };
        if place.total == 1 {
            return decode(piece.message()).map(Some);
        }

        let key = Preamble { part: None, ..preamble };
        let stale = match self.set(sender, key) {
            Some(set) if set.deadline <= now => self.give_up(sender, key).map(JoinError::Late),
            Some(set) if !set.agrees_with(piece) => self.give_up(sender, key).map(JoinError::Disagreement),
            _ => None,
        };
        if let Some(limit) = self.limit_beyond(sender, key, piece) {
            let given_up = match stale {
                Some(JoinError::Late(unfinished) | JoinError::Disagreement(unfinished)) => Some(unfinished),
                _ => self.give_up(sender, key),
            };
            return Err(JoinError::Full { limit, given_up });
        }
        let complete = self.insert(sender, key, piece, now);
        match (stale, complete) {
            (Some(error), _) => Err(error),
            (None, true) => self.remove(sender, key).map(|set| decode(set.message())).transpose(),
            (None, false) => Ok(None),
        }
    }

    /// Drops the expired messages, and returns them by sender.
    pub fn expire(&mut self, now: Duration) -> Vec<Unfinished> {
        let over = self.senders.iter().flat_map(|(sender, sets)| {
            let over = sets.iter().filter(|(_, set)| set.deadline <= now);
            over.map(|(key, _)| (sender.clone(), *key))
        });
        let over: Vec<_> = over.collect();
        over.into_iter().filter_map(|(sender, key)| self.give_up(&sender, key)).collect()
    }

    /// Returns the number of unfinished messages; never above [`JoinLimits::sets`].
    pub fn sets(&self) -> usize {
        self.sets
    }

    /// Returns the number of bytes of text in unfinished messages; never above
    /// [`JoinLimits::bytes`].
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    fn set(&self, sender: &str, key: Preamble) -> Option<&Set> {
        self.senders.get(sender)?.get(&key)
    }

    /// Returns the limit that the part would exceed.
    fn limit_beyond(&self, sender: &str, key: Preamble, piece: Piece<'_>) -> Option<JoinLimit> {
        let JoinLimits { sets, sets_of_sender, bytes, bytes_of_sender, .. } = self.limits;
        let of_sender = self.senders.get(sender);
        let held: usize = of_sender.into_iter().flat_map(BTreeMap::values).map(Set::bytes).sum();
        let set = of_sender.and_then(|sets| sets.get(&key));
        let before = set.map_or(0, Set::bytes);
        let after = set.map_or(piece.slice.len(), |set| set.bytes_with(piece));
        let new = usize::from(set.is_none());
        [
            (self.sets.saturating_add(new) > sets, JoinLimit::Sets),
            (
                of_sender.map_or(0, BTreeMap::len).saturating_add(new) > sets_of_sender,
                JoinLimit::SetsOfSender,
            ),
            (self.bytes.saturating_sub(before).saturating_add(after) > bytes, JoinLimit::Bytes),
            (held.saturating_sub(before).saturating_add(after) > bytes_of_sender, JoinLimit::BytesOfSender),
        ]
        .into_iter()
        .find_map(|(beyond, limit)| beyond.then_some(limit))
    }

    /// Stores a part. Returns whether its message is complete now.
    fn insert(&mut self, sender: &str, key: Preamble, piece: Piece<'_>, now: Duration) -> bool {
        if !self.senders.contains_key(sender) {
            self.senders.insert(sender.to_owned(), Sets::new());
        }
        let Some(sets) = self.senders.get_mut(sender) else {
            return false;
        };
        let set = sets.entry(key).or_insert_with(|| {
            self.sets = self.sets.saturating_add(1);
            Set::new(piece, now.saturating_add(self.limits.lifetime))
        });
        self.bytes = self.bytes.saturating_sub(set.bytes());
        set.insert(piece);
        self.bytes = self.bytes.saturating_add(set.bytes());
        set.received() == set.total()
    }

    fn remove(&mut self, sender: &str, key: Preamble) -> Option<Set> {
        let sets = self.senders.get_mut(sender)?;
        let set = sets.remove(&key)?;
        if sets.is_empty() {
            self.senders.remove(sender);
        }
        self.sets = self.sets.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(set.bytes());
        Some(set)
    }

    fn give_up(&mut self, sender: &str, preamble: Preamble) -> Option<Unfinished> {
        let set = self.remove(sender, preamble)?;
        Some(Unfinished { sender: sender.to_owned(), preamble, received: set.received(), total: set.total() })
    }
}

/// Converts the bytes of a whole message to text. Characters that were cut are whole again.
fn decode(message: Vec<u8>) -> Result<String, JoinError> {
    String::from_utf8(message).map_err(|fault| JoinError::InvalidUtf8(fault.utf8_error().valid_up_to()))
}
