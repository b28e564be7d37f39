//! The requests of a server that wait for one client, without I/O and without a clock.
//!
//! Over HTTP and WSP a server cannot call a client. It keeps its requests in a [`Mailbox`], one per
//! session, until the client polls. The mailbox chooses their transaction ids, keeps each request
//! until the client has answered it, sets the `Poll` flag, and says when to wake the client: once
//! per batch, and not while the client talks (guideline 19). It also recognises requests that the
//! client repeats. A user with several sessions has a mailbox for each (guideline 6).
//!
//! | what happens | the program calls | and then |
//! | --- | --- | --- |
//! | a request for the client | [`push`](Mailbox::push) | saves |
//! | a transaction from the client | [`receive`](Mailbox::receive) | does as [`Received`] says |
//! | the client polls | [`poll`](Mailbox::poll) | saves, and replies with the message or nothing |
//! | answers are ready | [`reply`](Mailbox::reply), then [`keep`](Mailbox::keep) for each | saves, and replies with the message |
//! | a request does not fit in the reply; or never will | [`put_back`](Mailbox::put_back), [`take_request`](Mailbox::take_request) | saves |
//! | the channel for wake-ups breaks, works again | [`channel_lost`](Mailbox::channel_lost), [`channel_restored`](Mailbox::channel_restored) | |
//!
//! After each call it takes [`next`](crate::Machine::next) until it is `Wait`. "Saves" means: before
//! anything leaves the program, it stores [`save`](Mailbox::save), and begins with the state saved
//! last after a restart. Then no request that `push` took is lost.
//!
//! ```
//! use imps_transport::mailbox::{Fingerprint, Mailbox, MailboxEvent, MailboxOptions, Received};
//! use imps_transport::{Action, Machine};
//! use oma_imps::Version;
//! use oma_imps::csp::envelope::PollingRequest;
//! use oma_imps::csp::messaging::{MessageDelivered, NewMessage};
//! use oma_imps::csp::{Transaction, TransactionMode};
//! use std::time::Duration;
//!
//! let mut mailbox = Mailbox::new(Version::V1_2, "s1", MailboxOptions::default());
//! let now = Duration::ZERO; // `start.elapsed()`
//!
//! // A message arrives for the user.
//! mailbox.push(NewMessage::default(), now)?;
//! assert_eq!(mailbox.next(now, &mut Vec::new()), Action::Event(MailboxEvent::Wake));
//!
//! // The client polls.
//! let body = b"the body of the POST";
//! let poll = Transaction::new(TransactionMode::Request, "", PollingRequest::default());
//! assert_eq!(mailbox.receive(&poll, Fingerprint::of(body), now), Received::Poll);
//! let message = mailbox.poll(now).ok_or("nothing waits")?;
//! assert_eq!((message.transaction_id(), message.session.poll()), (Some("s1"), false));
//!
//! // The client answers.
//! let asked = message.transaction().ok_or("no transaction")?;
//! let answer = asked.answer(MessageDelivered::default());
//! assert!(matches!(mailbox.receive(&answer, Fingerprint::of(b""), now), Received::Answer(_)));
//! assert!(mailbox.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod event;
mod kept;
mod options;
mod queue;
mod received;
mod state;

pub use event::MailboxEvent;
pub use kept::{Fingerprint, KeptAnswers, Repeat};
pub use options::MailboxOptions;
pub use received::{Delivered, Received};
pub use state::{MailboxState, SavedAnswer, SavedRequest};

use crate::agreed::Agreed;
use crate::machine::{Action, Machine};
use oma_imps::Version;
use oma_imps::csp::{
    Message, Primitive, Session, SessionDescriptor, SessionId, Transaction, TransactionId, TransactionMode,
};
use queue::Queue;
use std::time::Duration;

/// The requests of a server that wait for the client of one session.
///
/// **Clock.** `now` is the time since a start that the caller chooses. Equal and earlier times are
/// allowed.
///
/// **Memory.** [`MailboxOptions`] bounds the number of requests and of kept answers.
#[doc(alias = "polling")]
#[derive(Clone, Debug)]
pub struct Mailbox {
    version: Version,
    session_id: SessionId<'static>,
    options: MailboxOptions,
    queue: Queue,
    kept: KeptAnswers,
    multi_trans: usize,
    multi_trans_per_message: usize,
    /// Whether the client was woken and has not polled since.
    is_woken: bool,
    /// Until this time the client is expected to poll, or to get a `Poll` flag, without a wake-up.
    quiet_until: Option<Duration>,
    /// While the channel for wake-ups is lost: when to write the `CIR` flag next.
    cir_flag_at: Option<Duration>,
}

/// The mailbox is full. The request was not queued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mailbox is full with {limit} requests")]
pub struct MailboxFull {
    /// [`MailboxOptions::requests`].
    pub limit: usize,
    /// The refused request.
    pub request: Primitive<'static>,
}

impl Mailbox {
    /// Creates an empty mailbox, for a client that takes one transaction at a time;
    /// [`agree`](Self::agree) sets more.
    pub fn new(version: Version, session_id: impl Into<SessionId<'static>>, options: MailboxOptions) -> Self {
        Self {
            version,
            session_id: session_id.into(),
            kept: KeptAnswers::new(options.answers),
            options,
            queue: Queue::default(),
            multi_trans: 1,
            multi_trans_per_message: 1,
            is_woken: false,
            quiet_until: None,
            cir_flag_at: None,
        }
    }

    /// Sets the number of transactions that the client takes at once and per message.
    pub fn agree(&mut self, agreed: &Agreed) {
        let number = |number| usize::try_from(number).unwrap_or(usize::MAX).max(1);
        self.multi_trans = number(agreed.multi_trans);
        self.multi_trans_per_message = number(agreed.multi_trans_per_message);
    }

    /// Queues a request for the client. Returns its transaction id, which is new in the session.
    ///
    /// # Errors
    /// [`MailboxFull`] with the request.
    pub fn push(
        &mut self,
        request: impl Into<Primitive<'static>>,
        now: Duration,
    ) -> Result<TransactionId<'static>, MailboxFull> {
        self.insert(request.into(), self.options.lifetime, now)
    }

    /// Queues a request that expires after `lifetime`, in place of [`MailboxOptions::lifetime`].
    ///
    /// # Errors
    /// [`MailboxFull`] with the request.
    pub fn push_for(
        &mut self,
        lifetime: Duration,
        request: impl Into<Primitive<'static>>,
        now: Duration,
    ) -> Result<TransactionId<'static>, MailboxFull> {
        self.insert(request.into(), Some(lifetime), now)
    }

    fn insert(
        &mut self,
        request: Primitive<'static>,
        lifetime: Option<Duration>,
        now: Duration,
    ) -> Result<TransactionId<'static>, MailboxFull> {
        let limit = self.options.requests;
        if self.queue.len() >= limit {
            return Err(MailboxFull { limit, request });
        }
        let number = self.queue.push(request, lifetime.map(|lifetime| now.saturating_add(lifetime)));
        Ok(self.id(number))
    }

    /// Keeps the answers to at least so many requests from now on: call it before
    /// [`receive`](Self::receive) with the number of requests of the message so far.
    pub fn make_room(&mut self, requests: usize) {
        self.kept.make_room(requests);
    }

    /// Processes a transaction from the client. `body` is the fingerprint of the whole document.
    pub fn receive(&mut self, transaction: &Transaction<'_>, body: Fingerprint, now: Duration) -> Received {
        let id = transaction.transaction_id().unwrap_or_default();
        if !transaction.is_request() {
            return self.receive_answer(id);
        }
        // The reply will have a `Poll` flag.
        self.quiet_until = Some(now.saturating_add(self.options.patience));
        if matches!(transaction.primitive(), Primitive::PollingRequest(_)) {
            self.is_woken = false;
            return Received::Poll;
        }
        match self.kept.receive(id, body) {
            Repeat::New => Received::Request { id_reused: false },
            Repeat::OtherRequest => Received::Request { id_reused: true },
            Repeat::InProgress => Received::InProgress,
            Repeat::Answered(answer) => Received::Repeated(Box::new(answer.clone())),
        }
    }

    fn receive_answer(&mut self, id: &str) -> Received {
        match self.number(id) {
            None => Received::UnknownAnswer,
            Some(number) => {
                self.take(number).map_or(Received::AnswerAgain, |it| Received::Answer(Box::new(it)))
            }
        }
    }

    /// Returns the reply to a poll: the next requests, as many as the client takes at once. `None`:
    /// nothing waits, and the body of the reply is empty.
    ///
    /// A request that was not answered in time comes again, under the same transaction id.
    pub fn poll(&mut self, now: Duration) -> Option<Message<'static>> {
        self.is_woken = false;
        self.quiet_until = None;
        let again_at = now.saturating_add(self.options.answer_time);
        let mut transactions = Vec::new();
        while transactions.len() < self.multi_trans_per_message {
            let Some((number, primitive)) =
                self.queue.take(now, again_at, self.multi_trans, self.options.tries)
            else {
                break;
            };
            transactions.push(Transaction::new(TransactionMode::Request, self.id(number), primitive));
        }
        self.message(transactions, now)
    }

    /// Makes a request wait again, because the reply to the poll has no room for it. It comes first
    /// at the next poll, and this one does not count as a try. The reply needs the `Poll` flag.
    pub fn put_back(&mut self, transaction_id: &str, now: Duration) {
        if self.number(transaction_id).is_some_and(|number| self.queue.put_back(number)) {
            self.quiet_until = Some(now.saturating_add(self.options.patience));
        }
    }

    /// Removes a request that is not answered, for example because it cannot be written.
    pub fn take_request(&mut self, transaction_id: &str) -> Option<Delivered> {
        self.number(transaction_id).and_then(|number| self.take(number))
    }

    /// Removes all requests that are not answered, and returns them in order, for example because
    /// the session ends.
    pub fn take_requests(&mut self) -> Vec<Delivered> {
        let numbers: Vec<_> = self.queue.iter().map(|(number, _, _)| number).collect();
        numbers.into_iter().filter_map(|number| self.take(number)).collect()
    }

    fn take(&mut self, number: u64) -> Option<Delivered> {
        let request = self.queue.remove(number)?;
        Some(Delivered { id: self.id(number), request: request.primitive, tries: request.tries })
    }

    /// Returns the reply with answers to requests of the client. `None`: there are no answers, and
    /// the body of the reply is empty.
    pub fn reply(&mut self, answers: Vec<Transaction<'static>>, now: Duration) -> Option<Message<'static>> {
        self.message(answers, now)
    }

    /// Keeps an answer that was written, in case the client repeats the request.
    pub fn keep(&mut self, mut answer: Transaction<'static>) {
        // The flag of this reply, in 1.1.
        answer.descriptor.poll = None;
        self.kept.answer(answer);
    }

    /// Returns the kept answer to a request; `None` if it is forgotten, or not ready.
    pub fn kept_answer(&self, transaction_id: &str, body: Fingerprint) -> Option<&Transaction<'static>> {
        self.kept.find(transaction_id, body)
    }

    /// Forgets a request, for example because its answer is long. If the client repeats the request,
    /// it is a new one.
    pub fn forget(&mut self, transaction_id: &str) {
        self.kept.forget(transaction_id);
    }

    /// Creates a message with the flags `Poll` and `CIR`.
    fn message(
        &mut self,
        transactions: Vec<Transaction<'static>>,
        now: Duration,
    ) -> Option<Message<'static>> {
        if transactions.is_empty() {
            self.quiet_until = None;
            return None;
        }
        let descriptor = SessionDescriptor::inband(self.session_id.clone());
        let session = Session { descriptor, transactions, ..Session::default() };
        let message = Message { version: self.version, session, ..Message::default() };
        let waits = self.queue.waits(now, self.options.tries);
        self.quiet_until = waits.then(|| now.saturating_add(self.options.patience));
        let mut message = message.with_poll(waits);
        if self.version > Version::V1_1 && self.cir_flag_at.is_some_and(|at| at <= now) {
            self.cir_flag_at = Some(now.saturating_add(self.options.patience));
            message.session.cir = Some(false);
        }
        Some(message)
    }

    /// The channel for wake-ups is lost. The next messages tell the client so, by the flag `CIR`:
    /// since 1.2, and at most once per [`MailboxOptions::patience`].
    pub fn channel_lost(&mut self) {
        self.cir_flag_at = self.cir_flag_at.or(Some(Duration::ZERO));
    }

    /// The channel for wake-ups works again. If something waits, the client is woken again.
    pub fn channel_restored(&mut self) {
        self.cir_flag_at = None;
        self.is_woken = false;
    }

    /// The client has logged in to the same session again, and may have lost its memory. Forgets
    /// the kept answers, and hands open requests out again at the next poll.
    pub fn resumed(&mut self) {
        self.kept = KeptAnswers::new(self.options.answers);
        self.queue.requeue();
        self.is_woken = false;
        self.quiet_until = None;
    }

    /// Returns the number of requests that are not answered: waiting and open ones.
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Returns whether all requests are answered or expired.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of open requests: handed out, and not answered.
    pub fn open(&self) -> usize {
        self.queue.open()
    }

    /// Returns whether the requests that were handed out leave something for the next poll, so that
    /// a message to the client says so.
    pub fn waits(&self, now: Duration) -> bool {
        self.queue.waits(now, self.options.tries)
    }

    fn id(&self, number: u64) -> TransactionId<'static> {
        format!("{}{number}", self.options.prefix).into()
    }

    /// Returns the number in one of our own transaction ids.
    fn number(&self, id: &str) -> Option<u64> {
        let digits = id.trim().strip_prefix(self.options.prefix.as_str())?;
        let is_canonical = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| is_canonical)?;
        (number <= self.queue.last()).then_some(number)
    }
}

/// Emits no bytes and never closes.
impl Machine for Mailbox {
    type Event = MailboxEvent;

    fn next(&mut self, now: Duration, _: &mut Vec<u8>) -> Action<MailboxEvent> {
        if let Some((number, request)) = self.queue.expire(now) {
            let (id, tries) = (self.id(number), request.tries);
            return Action::Event(MailboxEvent::Expired { id, request: request.primitive, tries });
        }
        if let Some((number, request)) = self.queue.give_up(now, self.options.tries) {
            let (id, tries) = (self.id(number), request.tries);
            return Action::Event(MailboxEvent::Unanswered { id, request: request.primitive, tries });
        }
        let wake_at = if self.is_woken { None } else { self.queue.available_at(self.multi_trans) };
        let wake_at = wake_at.map(|at| at.max(self.quiet_until.unwrap_or_default()));
        if wake_at.is_some_and(|at| at <= now) {
            self.is_woken = true;
            return Action::Event(MailboxEvent::Wake);
        }
        Action::Wait([wake_at, self.queue.deadline(self.options.tries)].into_iter().flatten().min())
    }
}
