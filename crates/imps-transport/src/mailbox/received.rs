//! The meaning of a transaction from the client.

use oma_imps::csp::{Primitive, Transaction, TransactionId};

/// The kind of a transaction from the client, which decides what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Received {
    /// The client polls: reply with [`poll`](super::Mailbox::poll).
    Poll,
    /// A request: perform it, and pass the answer to [`reply`](super::Mailbox::reply) and
    /// [`keep`](super::Mailbox::keep).
    Request {
        /// Whether another request had the same transaction id. Only careless clients do so.
        id_reused: bool,
    },
    /// A request that was answered before: pass this answer to [`reply`](super::Mailbox::reply),
    /// and do not perform the request again.
    ///
    /// A client that repeats a request under a new transaction id, as the public Android client
    /// does, cannot be recognised here.
    Repeated(Box<Transaction<'static>>),
    /// A request that is being performed: its first copy has no answer yet. Do not perform it
    /// again.
    InProgress,
    /// The first answer to a request of the mailbox: the client has it.
    Answer(Box<Delivered>),
    /// An answer to a request that was answered before, or has expired. Ignore it.
    AnswerAgain,
    /// An answer to a transaction that the mailbox never opened. Ignore it.
    UnknownAnswer,
}

/// A request that has left the mailbox: the client has answered it, or the program has taken it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivered {
    /// The transaction id.
    pub id: TransactionId<'static>,
    /// The request.
    pub request: Primitive<'static>,
    /// How often a poll has handed it out.
    pub tries: u32,
}
