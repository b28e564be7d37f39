//! The state of a mailbox, to survive a restart.

use super::queue::{Queue, Request};
use super::{Fingerprint, KeptAnswers, Mailbox, MailboxOptions};
use oma_imps::Version;
use oma_imps::csp::{Primitive, SessionId, Transaction};
use std::time::Duration;

/// The state of a [`Mailbox`], as data to store. Times are relative, because the clock of the next
/// run has another start.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MailboxState {
    /// The version of the session.
    pub version: Version,
    /// The session.
    pub session_id: SessionId<'static>,
    /// The number of open transactions that the client takes.
    pub multi_trans: usize,
    /// The number of transactions per message that the client takes.
    pub multi_trans_per_message: usize,
    /// The number in the last transaction id.
    pub last: u64,
    /// The requests that are not answered, in order.
    pub requests: Vec<SavedRequest>,
    /// The answers for repeated requests, oldest first.
    pub answers: Vec<SavedAnswer>,
    /// Whether the client was woken and has not polled since.
    pub is_woken: bool,
}

/// A request of a [`MailboxState`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SavedRequest {
    /// The number in its transaction id.
    pub number: u64,
    /// The request.
    pub request: Primitive<'static>,
    /// The rest of its lifetime, if it is limited.
    pub time_left: Option<Duration>,
    /// How often a poll has handed it out.
    pub tries: u32,
    /// If it is open: the time until it may be handed out again.
    pub again_in: Option<Duration>,
}

/// An answer of a [`MailboxState`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SavedAnswer {
    /// The fingerprint of the document with the request.
    pub body: Fingerprint,
    /// The answer. It has the transaction id of the request.
    pub answer: Transaction<'static>,
}

impl Mailbox {
    /// Returns the state to store.
    ///
    /// Requests of the client that are not answered are not part of it: after a restart, a repeated
    /// one is new.
    pub fn save(&self, now: Duration) -> MailboxState {
        let requests = self.queue.iter().map(|(number, request, again_at)| SavedRequest {
            number,
            request: request.primitive.clone(),
            time_left: request.deadline.map(|at| at.saturating_sub(now)),
            tries: request.tries,
            again_in: again_at.map(|at| at.saturating_sub(now)),
        });
        let answers = self.kept.answered();
        let answers = answers.map(|(_, body, answer)| SavedAnswer { body, answer: answer.clone() });
        MailboxState {
            version: self.version,
            session_id: self.session_id.clone(),
            multi_trans: self.multi_trans,
            multi_trans_per_message: self.multi_trans_per_message,
            last: self.queue.last(),
            requests: requests.collect(),
            answers: answers.collect(),
            is_woken: self.is_woken,
        }
    }

    /// Creates the mailbox of a stored state. The options should be the ones of the last run; the
    /// prefix must be.
    pub fn load(state: MailboxState, options: MailboxOptions, now: Duration) -> Self {
        let mut mailbox = Self::new(state.version, state.session_id, options);
        mailbox.multi_trans = state.multi_trans.max(1);
        mailbox.multi_trans_per_message = state.multi_trans_per_message.max(1);
        mailbox.is_woken = state.is_woken;
        mailbox.queue = Queue::starting_after(state.last);
        for SavedRequest { number, request: primitive, time_left, tries, again_in } in state.requests {
            let deadline = time_left.map(|left| now.saturating_add(left));
            let again_at = again_in.map(|left| now.saturating_add(left));
            mailbox.queue.insert(number, Request { primitive, deadline, tries }, again_at);
        }
        mailbox.kept = KeptAnswers::new(mailbox.options.answers);
        for SavedAnswer { body, answer } in state.answers {
            let id = answer.transaction_id().unwrap_or_default().to_owned();
            mailbox.kept.insert(&id, body, Some(answer));
        }
        mailbox
    }
}
