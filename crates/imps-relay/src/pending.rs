//! Requests that wait for the answers of peers, by the names of the transactions.

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
    /// The request: it decides what answers it.
    pub request: csp::Primitive<'static>,
    /// The version that the client speaks: it decides how the answer looks.
    pub version: Version,
    /// The session of the client.
    pub session: csp::SessionDescriptor<'static>,
    /// The transaction of the client.
    pub transaction_id: Option<csp::TransactionId<'static>>,
    /// The client, when her session has several.
    pub client_id: Option<csp::ClientId<'static>>,
    /// Whether the client has been [told](crate::immediate) something already. Success is no news for her then, and answers are
    /// messages of their own.
    pub told: bool,
}

impl Waiting {
    /// The first transaction of a message, nothing told yet. `None` when there is none.
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

    /// The message for the client: an answer, or news when she has been told something already.
    pub fn message<'a>(&self, primitive: impl Into<csp::Primitive<'a>>) -> csp::Message<'a> {
        let id = self.transaction_id.clone().unwrap_or_default();
        if self.told {
            csp::Message::request(self.version, self.session.clone(), id, primitive)
        } else {
            csp::Message::response(self.version, self.session.clone(), id, primitive)
        }
    }
}

/// Requests that wait. There is no clock in it and no chance: times are whatever the caller counts, numbers follow one another.
///
/// Transactions are named as the one server that was seen does: ten digits for the request, a hyphen, and a digit or more for the
/// message made of it, 0 when there is only one.
///
/// ```
/// use imps_csp::{Message, SessionDescriptor};
/// use imps_csp::group::JoinGroupRequest;
/// use imps_core::Version;
/// use imps_relay::{Context, Pending, Route, Waiting, to_ssp};
///
/// let join = JoinGroupRequest { group_id: "wv:omar/chess@beta.example".into(), ..JoinGroupRequest::default() };
/// let message = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t7", join);
/// let waiting = Waiting::of(&message).unwrap();
/// let requests = to_ssp(&waiting.request, &Route::from_user("wv:nadia@alpha.example"), &Context::new("alpha.example"))?.message;
///
/// let mut pending = Pending::new(601, 1000);
/// let ids = pending.open(waiting.clone(), &requests, 60).unwrap();
/// assert_eq!(ids, ["0000000601-0"]);
/// assert_eq!(pending.close("beta.example", &ids[0]), Some(waiting));
/// assert_eq!(pending.close("beta.example", &ids[0]), None);
/// # Ok::<(), imps_relay::RelayError>(())
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
    /// The rows without an answer, and the domains that owe it.
    rows: Vec<(usize, String)>,
}

/// Numbers have ten digits.
const NUMBERS: u64 = 10_000_000_000;

impl Pending {
    /// Nobody waits yet. The first request gets a number, which should differ from start to start; more than `limit` do not wait.
    pub const fn new(first: u64, limit: usize) -> Self {
        Self { next: first % NUMBERS, limit, waiting: BTreeMap::new() }
    }

    /// Names the transactions of a request, in the order of its messages, and waits for the answers. `None` when too many wait.
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

    /// Who waits for an answer. `None` for what nobody has asked, what was answered already, and what that peer was not asked.
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

    /// Those for whom it is too late, with the domains that have not answered; they wait no longer.
    pub fn expire(&mut self, now: u64) -> Vec<(Waiting, Vec<String>)> {
        let late: Vec<u64> =
            self.waiting.iter().filter(|(_, entry)| entry.until <= now).map(|(number, _)| *number).collect();
        let entries = late.iter().filter_map(|number| self.waiting.remove(number));
        entries
            .map(|entry| (entry.waiting, entry.rows.into_iter().map(|(_, domain)| domain).collect()))
            .collect()
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
