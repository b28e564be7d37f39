//! Answers that are kept for repeated requests.

use oma_imps::csp::Transaction;
use std::collections::VecDeque;

/// The last requests of a peer with their answers, so that a repeated request gets the same answer
/// and is not performed again. Either side can use it.
///
/// A request is repeated if its transaction id and its fingerprint are the same. Requests without
/// an id are always new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswers {
    limit: usize,
    entries: VecDeque<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: String,
    body: Fingerprint,
    answer: Option<Transaction<'static>>,
}

/// A number that represents the bytes of a document. Equal documents have equal fingerprints.
///
/// It is no protection against a peer that makes two documents with the same fingerprint: such a
/// peer gets the answer to its first one. The algorithm is FNV-1a, so that saved numbers stay
/// valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// Returns the fingerprint of a document.
    ///
    /// ```
    /// use imps_transport::mailbox::Fingerprint;
    /// assert_eq!(Fingerprint::of(b"a"), Fingerprint(0xAF63_DC4C_8601_EC8C));
    /// ```
    pub fn of(document: &[u8]) -> Self {
        let start = 0xCBF2_9CE4_8422_2325;
        Self(
            document
                .iter()
                .fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)),
        )
    }
}

/// Whether a request was received before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat<'a> {
    /// The first copy.
    New,
    /// Another request under the same transaction id, which it now has.
    OtherRequest,
    /// A copy of a request that is not answered.
    InProgress,
    /// A copy of a request with this answer.
    Answered(&'a Transaction<'static>),
}

impl KeptAnswers {
    /// Keeps the last `limit` requests.
    pub fn new(limit: usize) -> Self {
        Self { limit, entries: VecDeque::new() }
    }

    /// Notes a request, and returns whether it was received before.
    pub fn receive(&mut self, id: &str, body: Fingerprint) -> Repeat<'_> {
        if id.is_empty() || self.limit == 0 {
            return Repeat::New;
        }
        let Some(index) = self.entries.iter().position(|entry| entry.id == id) else {
            self.insert(id, body, None);
            return Repeat::New;
        };
        match self.entries.get_mut(index) {
            Some(entry) if entry.body != body => {
                (entry.body, entry.answer) = (body, None);
                Repeat::OtherRequest
            }
            Some(Entry { answer: Some(answer), .. }) => Repeat::Answered(answer),
            _ => Repeat::InProgress,
        }
    }

    /// Returns the answer to a request; `None` if it is forgotten, or not ready.
    pub fn find(&self, id: &str, body: Fingerprint) -> Option<&Transaction<'static>> {
        let entry = self.entries.iter().find(|entry| entry.id == id && entry.body == body)?;
        entry.answer.as_ref()
    }

    /// Keeps an answer, if its request is known.
    pub fn answer(&mut self, answer: &Transaction<'static>) {
        let id = answer.transaction_id().unwrap_or_default();
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) {
            entry.answer = Some(answer.clone());
        }
    }

    /// Forgets the requests with other answers than these. Requests without an answer stay.
    pub fn retain(&mut self, mut keeps: impl FnMut(&Transaction<'static>) -> bool) {
        self.entries.retain(|entry| entry.answer.as_ref().is_none_or(&mut keeps));
    }

    /// Adds a request. The oldest one gives way.
    pub(super) fn insert(&mut self, id: &str, body: Fingerprint, answer: Option<Transaction<'static>>) {
        while self.entries.len() >= self.limit.max(1) {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry { id: id.to_owned(), body, answer });
    }

    /// Returns the answered requests, oldest first.
    pub(super) fn answered(&self) -> impl Iterator<Item = (&str, Fingerprint, &Transaction<'static>)> {
        self.entries.iter().filter_map(|entry| Some((entry.id.as_str(), entry.body, entry.answer.as_ref()?)))
    }
}
