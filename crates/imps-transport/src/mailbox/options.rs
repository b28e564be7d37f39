//! The limits and times of a mailbox.

use std::time::Duration;

/// The limits and times of a [`Mailbox`](super::Mailbox).
///
/// ```
/// use imps_transport::mailbox::MailboxOptions;
/// use std::time::Duration;
/// let options = MailboxOptions::default().with_lifetime(Duration::from_secs(86_400));
/// assert_eq!(options.requests, 256);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MailboxOptions {
    /// The text before the number in transaction ids. Default: `s`. For phones with the plain-text
    /// syntax, map the ids with [`TransactionIdMap`](oma_imps::pts::TransactionIdMap).
    pub prefix: String,
    /// The maximum number of requests that are not answered. Default: 256.
    pub requests: usize,
    /// The number of answers that are kept for requests that the client repeats. Default: 8.
    pub answers: usize,
    /// The time after which a request that was polled and not answered may be handed out again.
    /// Default: one minute, which is above the reply time-outs of the known clients.
    pub answer_time: Duration,
    /// How often one request is handed out; at least once. Default: 5.
    pub tries: u32,
    /// The time that a client has to poll after a `Poll` flag, and a program to answer a request,
    /// before the client is woken. Default: ten seconds.
    pub patience: Duration,
    /// The lifetime of a request. Default: unlimited.
    pub lifetime: Option<Duration>,
}

impl Default for MailboxOptions {
    fn default() -> Self {
        Self {
            prefix: "s".to_owned(),
            requests: 256,
            answers: 8,
            answer_time: Duration::from_secs(60),
            tries: 5,
            patience: Duration::from_secs(10),
            lifetime: None,
        }
    }
}

impl MailboxOptions {
    /// Sets [`prefix`](Self::prefix).
    #[must_use]
    pub fn with_prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// Sets [`requests`](Self::requests).
    #[must_use]
    pub fn with_requests(self, requests: usize) -> Self {
        Self { requests, ..self }
    }

    /// Sets [`answers`](Self::answers).
    #[must_use]
    pub fn with_answers(self, answers: usize) -> Self {
        Self { answers, ..self }
    }

    /// Sets [`answer_time`](Self::answer_time).
    #[must_use]
    pub fn with_answer_time(self, answer_time: Duration) -> Self {
        Self { answer_time, ..self }
    }

    /// Sets [`tries`](Self::tries).
    #[must_use]
    pub fn with_tries(self, tries: u32) -> Self {
        Self { tries, ..self }
    }

    /// Sets [`patience`](Self::patience).
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Sets [`lifetime`](Self::lifetime).
    #[must_use]
    pub fn with_lifetime(self, lifetime: Duration) -> Self {
        Self { lifetime: Some(lifetime), ..self }
    }
}
