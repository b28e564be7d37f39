//! Several parts to one message.

use super::set::{Piece, Set};
use super::{JoinLimit, JoinLimits};
use crate::{Preamble, PreambleError};
use core::fmt;
use core::time::Duration;
use imps_core::Quote;
use std::collections::BTreeMap;

/// Joins the parts of split messages, of any number of senders at a time, in any order.
///
/// Parts belong together when sender, version, message type and transaction id are the same. A part that comes twice
/// takes the place of its first copy. A copy that comes when its message is complete begins a new one, which expires:
/// to notice a message sent twice is up to the transaction layer.
///
/// **Clock.** `now` is the time passed since any moment of the caller's choosing, the same for all calls and never
/// running backwards: `start.elapsed()` of a [`std::time::Instant`], or a counter of a test. Nothing expires by itself;
/// call [`expire`](Self::expire) every now and then.
///
/// **Memory.** Bounded by [`JoinLimits`], up to the texts that name the senders. What would go beyond is refused.
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
#[derive(Clone, Debug, Default)]
pub struct Joiner {
    senders: BTreeMap<String, Sets>,
    limits: JoinLimits,
    sets: usize,
    octets: usize,
}

/// The unfinished messages of one sender, by their preamble without part.
type Sets = BTreeMap<Preamble, Set>;

/// A message that was given up before all its parts were there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unfinished {
    /// Who sent it.
    pub sender: String,
    /// What it began with; [`part`](Preamble::part) is `None`.
    pub preamble: Preamble,
    /// Number of parts that had arrived.
    pub received: u8,
    /// Number of parts it was to have.
    pub total: u8,
}

/// For a log: `WV12ST7 from +15550100, 1 of 2 parts`.
impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sender, preamble, received, total } = self;
        write!(f, "{preamble} from {}, {received} of {total} parts", Quote::<80>(sender))
    }
}

/// Why a part did not do what it was to do, and what was given up because of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoinError {
    /// The part does not begin with a preamble, or its letters count beyond the last part. It was dropped.
    #[error(transparent)]
    Preamble(#[from] PreambleError),
    /// The message is complete and no UTF-8 at this octet. It was dropped.
    #[error("message is not utf-8 at octet {0}")]
    InvalidUtf8(usize),
    /// The part disagrees with those before it on the number of parts or the length of the preamble. They were dropped:
    /// most likely they are of an older message, so the part begins a new one.
    #[error("part disagrees with earlier ones, gave up {0}")]
    Disagreement(Unfinished),
    /// The part came after the time of those before it was over. They were dropped, and the part begins a new message.
    #[error("part came too late, gave up {0}")]
    Late(Unfinished),
    /// There is no room for the part. It was dropped, and with it the message it belongs to, which had no hope left.
    #[error("too many {limit}")]
    Full {
        /// The limit reached.
        limit: JoinLimit,
        /// What was given up, if other parts of the message had arrived.
        given_up: Option<Unfinished>,
    },
}

impl Joiner {
    /// A joiner that holds nothing yet.
    pub fn new(limits: JoinLimits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Takes one SMS; gives the message that it completes, if it does.
    ///
    /// What has no part letters, or `aa`, is a message of its own. `sender` is compared as it stands: telephone numbers
    /// must come in one form.
    ///
    /// # Errors
    /// See [`JoinError`] for what has become of the part in each case. The joiner goes on working.
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

    /// Gives up the messages whose time is over, and says which, by sender.
    pub fn expire(&mut self, now: Duration) -> Vec<Unfinished> {
        let over = self.senders.iter().flat_map(|(sender, sets)| {
            let over = sets.iter().filter(|(_, set)| set.deadline <= now);
            over.map(|(key, _)| (sender.clone(), *key))
        });
        let over: Vec<_> = over.collect();
        over.into_iter().filter_map(|(sender, key)| self.give_up(&sender, key)).collect()
    }

    /// Number of unfinished messages; never above [`JoinLimits::sets`].
    pub fn sets(&self) -> usize {
        self.sets
    }

    /// Octets of text in unfinished messages; never above [`JoinLimits::octets`].
    pub fn octets(&self) -> usize {
        self.octets
    }

    fn set(&self, sender: &str, key: Preamble) -> Option<&Set> {
        self.senders.get(sender)?.get(&key)
    }

    /// The limit that the part would break.
    fn limit_beyond(&self, sender: &str, key: Preamble, piece: Piece<'_>) -> Option<JoinLimit> {
        let JoinLimits { sets, sets_of_sender, octets, octets_of_sender, .. } = self.limits;
        let of_sender = self.senders.get(sender);
        let held: usize = of_sender.into_iter().flat_map(BTreeMap::values).map(Set::octets).sum();
        let set = of_sender.and_then(|sets| sets.get(&key));
        let before = set.map_or(0, Set::octets);
        let after = set.map_or(piece.slice.len(), |set| set.octets_with(piece));
        let new = usize::from(set.is_none());
        [
            (self.sets.saturating_add(new) > sets, JoinLimit::Sets),
            (
                of_sender.map_or(0, BTreeMap::len).saturating_add(new) > sets_of_sender,
                JoinLimit::SetsOfSender,
            ),
            (self.octets.saturating_sub(before).saturating_add(after) > octets, JoinLimit::Octets),
            (held.saturating_sub(before).saturating_add(after) > octets_of_sender, JoinLimit::OctetsOfSender),
        ]
        .into_iter()
        .find_map(|(beyond, limit)| beyond.then_some(limit))
    }

    /// Takes a part in; says whether its message is complete now.
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
        self.octets = self.octets.saturating_sub(set.octets());
        set.insert(piece);
        self.octets = self.octets.saturating_add(set.octets());
        set.received() == set.total()
    }

    fn remove(&mut self, sender: &str, key: Preamble) -> Option<Set> {
        let sets = self.senders.get_mut(sender)?;
        let set = sets.remove(&key)?;
        if sets.is_empty() {
            self.senders.remove(sender);
        }
        self.sets = self.sets.saturating_sub(1);
        self.octets = self.octets.saturating_sub(set.octets());
        Some(set)
    }

    fn give_up(&mut self, sender: &str, preamble: Preamble) -> Option<Unfinished> {
        let set = self.remove(sender, preamble)?;
        Some(Unfinished { sender: sender.to_owned(), preamble, received: set.received(), total: set.total() })
    }
}

/// Text of the octets of a whole message: characters that were cut are whole again.
fn decode(message: Vec<u8>) -> Result<String, JoinError> {
    String::from_utf8(message).map_err(|fault| JoinError::InvalidUtf8(fault.utf8_error().valid_up_to()))
}
