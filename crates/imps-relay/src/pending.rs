//! Requests that wait for answers of peers, by transaction name.

use crate::Outgoing;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use imps_core::Version;
use imps_csp as csp;
use imps_csp::domain;
use imps_ssp::TransactionId;

/// A request of a client that waits for answers of peers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The request, which determines the possible answers.
    pub request: csp::Primitive<'static>,
    /// The version of the client, which determines the form of the answer.
    pub version: Version,
    /// The session of the client.
    pub session: csp::SessionDescriptor<'static>,
    /// The transaction of the client.
    pub transaction_id: Option<csp::TransactionId<'static>>,
    /// The client, if the user has several.
    pub client_id: Option<csp::ClientId<'static>>,
    /// Whether the client has already received an [immediate](crate::immediate) answer. Success is
    /// then no news for the client, and answers are separate messages.
    pub told: bool,
}

impl Waiting {
    /// Creates the entry for the first transaction of a message, without an immediate answer.
    /// Returns `None` if there is no transaction.
    pub fn of(message: &csp::Message<'_>) -> Option<Self> {
        let transaction = message.transaction()?;
        Some(Self {
            request: transaction.primitive().clone().into_owned(),
            version: message.version,
            session: message.session.descriptor.clone().into_owned(),
            transaction_id: transaction.descriptor.transaction_id.clone().map(csp::TransactionId::into_owned),
            client_id: None,
            told: false,
        })
    }

    /// Creates the message for the client: an answer, or news if the client has already received an
    /// answer.
    pub fn message<'a>(&self, primitive: impl Into<csp::Primitive<'a>>) -> csp::Message<'a> {
        let id = self.transaction_id.clone().unwrap_or_default();
        if self.told {
            csp::Message::request(self.version, self.session.clone(), id, primitive)
        } else {
            csp::Message::response(self.version, self.session.clone(), id, primitive)
        }
    }
}

/// Requests that wait for answers. Uses no clock and no random numbers: the caller provides times
/// in any unit, and numbers are consecutive.
///
/// Transaction names follow the only known server: ten digits for the request, a hyphen, and one or
/// more digits for the message of this request, 0 if there is only one.
///
/// ```
/// use imps_csp::{Message, SessionDescriptor};
/// use imps_csp::group::JoinGroupRequest;
/// use imps_core::Version;
/// use imps_relay::{Context, Pending, Route, Waiting, to_ssp};
///
/// let join = JoinGroupRequest { group_id: "wv:omar/chess@beta.example".into(), ..JoinGroupRequest::default() };
/// let message = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t7", join);
/// let waiting = Waiting::of(&message).ok_or("no request")?;
/// let requests = to_ssp(&waiting.request, &Route::from_user("wv:nadia@alpha.example"), &Context::new("alpha.example"))?.message;
///
/// let mut pending = Pending::new(601, 1000);
/// let ids = pending.open(waiting.clone(), &requests, 60).ok_or("too many requests")?;
/// assert_eq!(ids, ["0000000601-0"]);
/// assert_eq!(pending.close("beta.example", &ids[0]), Some(waiting));
/// assert_eq!(pending.close("beta.example", &ids[0]), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pending {
    next: u64,
    limit: usize,
    waiting: BTreeMap<u64, Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    waiting: Waiting,
    until: u64,
    /// The rows without an answer, with the domains that have not answered.
    rows: Vec<(usize, String)>,
}

/// Numbers have ten digits.
const NUMBERS: u64 = 10_000_000_000;

impl Pending {
    /// Creates an empty set. The first request gets the number `first`, which should differ at each
    /// start of the program. At most `limit` requests wait.
    pub const fn new(first: u64, limit: usize) -> Self {
        Self { next: first % NUMBERS, limit, waiting: BTreeMap::new() }
    }

    /// Assigns names to the transactions of a request, in the order of its messages, and waits for
    /// the answers. Returns `None` if too many requests wait.
    pub fn open(
        &mut self,
        waiting: Waiting,
        messages: &[Outgoing<'_>],
        until: u64,
    ) -> Option<Vec<TransactionId<'static>>> {
        if self.waiting.len() >= self.limit || self.waiting.contains_key(&self.next) {
            return None;
        }
        let number = self.next;
        self.next = number.saturating_add(1) % NUMBERS;
        let first = usize::from(messages.len() > 1);
        let rows: Vec<_> =
            (first..).zip(messages.iter().map(|message| domain::normal(&message.domain))).collect();
        let ids = rows.iter().map(|(row, _)| format!("{number:010}-{row}").into()).collect();
        self.waiting.insert(number, Entry { waiting, until, rows });
        Some(ids)
    }

    /// Returns the request that waits for an answer. Returns `None` for an unknown request, for a
    /// repeated answer, and for a peer that was not asked.
    pub fn close(&mut self, peer: &str, id: &TransactionId<'_>) -> Option<Waiting> {
        let (number, row) = id.as_str().trim().split_once('-')?;
        let (number, row): (u64, usize) = (number.parse().ok()?, row.parse().ok()?);
        let entry = self.waiting.get_mut(&number)?;
        let place = entry.rows.iter().position(|(at, domain)| *at == row && domain::is_same(domain, peer))?;
        entry.rows.remove(place);
        if entry.rows.is_empty() {
            return self.waiting.remove(&number).map(|entry| entry.waiting);
        }
        Some(entry.waiting.clone())
    }

    /// Removes and returns the expired requests, with the domains that have not answered.
    pub fn expire(&mut self, now: u64) -> Vec<(Waiting, Vec<String>)> {
        let late: Vec<u64> =
            self.waiting.iter().filter(|(_, entry)| entry.until <= now).map(|(number, _)| *number).collect();
        let entries = late.iter().filter_map(|number| self.waiting.remove(number));
        entries
            .map(|entry| (entry.waiting, entry.rows.into_iter().map(|(_, domain)| domain).collect()))
            .collect()
    }

    /// Returns the number of waiting requests.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Returns whether no request waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
