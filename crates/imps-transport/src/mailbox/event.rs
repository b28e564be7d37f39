//! The events of a mailbox.

use oma_imps::csp::{Primitive, TransactionId};

/// Something that the program acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MailboxEvent {
    /// Wake the client: something waits, and the client does not know. Comes once until the client
    /// polls, and not while a `Poll` flag has just told the client. Ignore it if no way to wake the
    /// client was agreed.
    ///
    /// A wake-up that is lost does not come again: the `Poll` flag of the next reply has the same
    /// effect, at the latest in the reply to a keep-alive.
    Wake,
    /// The lifetime of a request is over. It was removed.
    Expired {
        /// The transaction id.
        id: TransactionId<'static>,
        /// The request.
        request: Primitive<'static>,
        /// How often a poll has handed it out. Above zero, the client may have received it.
        tries: u32,
    },
    /// The client polled this request [as often as allowed](super::MailboxOptions::tries), and
    /// never answered it. It was removed, so that it does not block the others.
    Unanswered {
        /// The transaction id.
        id: TransactionId<'static>,
        /// The request.
        request: Primitive<'static>,
        /// How often a poll has handed it out.
        tries: u32,
    },
}
