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
    /// The number of requests of the present message.
    room: usize,
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
/// peer gets the answer to its first one. The algorithm is fixed, so that saved numbers stay valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// Returns the fingerprint of a document.
    ///
    /// ```
    /// use imps_transport::mailbox::Fingerprint;
    /// assert_ne!(Fingerprint::of(b"a document"), Fingerprint::of(b"A document"));
    /// ```
    pub fn of(document: &[u8]) -> Self {
        Self::of_parts([document])
    }

    /// Returns the fingerprint of parts of a document. The same bytes in other parts have another
    /// fingerprint.
    pub fn of_parts<'d>(parts: impl IntoIterator<Item = &'d [u8]>) -> Self {
        parts.into_iter().fold(Self(0), |hash, part| {
            let (words, rest) = part.as_chunks::<8>();
            let mut last = [0; 8];
            last.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
            let hash = words.iter().fold(hash, |hash, word| hash.then(u64::from_le_bytes(*word)));
            hash.then(u64::from_le_bytes(last)).then(u64::try_from(part.len()).unwrap_or(u64::MAX))
        })
    }

    /// Adds a word. Two words have two results.
    const fn then(self, word: u64) -> Self {
        let product = (self.0 ^ word ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Self(product ^ (product >> 32))
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
        Self { limit, room: 0, entries: VecDeque::new() }
    }

    /// Keeps at least so many requests from now on: the ones of a message with many. Otherwise its
    /// last requests would drop its first ones, and a repetition would perform all of them again.
    pub fn make_room(&mut self, requests: usize) {
        self.room = requests;
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
    pub fn answer(&mut self, answer: Transaction<'static>) {
        let id = answer.transaction_id().unwrap_or_default();
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) {
            entry.answer = Some(answer);
        }
    }

    /// Forgets a request.
    pub fn forget(&mut self, id: &str) {
        self.entries.retain(|entry| entry.id != id);
    }

    /// Adds a request. The oldest one gives way.
    pub(super) fn insert(&mut self, id: &str, body: Fingerprint, answer: Option<Transaction<'static>>) {
        while self.entries.len() >= self.limit.max(self.room).max(1) {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry { id: id.to_owned(), body, answer });
    }

    /// Returns the answered requests, oldest first.
    pub(super) fn answered(&self) -> impl Iterator<Item = (&str, Fingerprint, &Transaction<'static>)> {
        self.entries.iter().filter_map(|entry| Some((entry.id.as_str(), entry.body, entry.answer.as_ref()?)))
    }
}
