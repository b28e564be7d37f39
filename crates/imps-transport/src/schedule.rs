//! The times of a client, without I/O and without a clock: when to poll, to keep the session alive,
//! to repeat a request, to open the channel for wake-ups again (guideline 19), and to give up.
//!
//! | what happens | the program calls |
//! | --- | --- |
//! | it posts something | [`post`](Schedule::post), except for the posts of an event |
//! | the reply comes, or not | [`replied`](Schedule::replied), [`failed`](Schedule::failed) |
//! | a message from the server has the `Poll` flag | [`flagged`](Schedule::flagged) |
//! | a wake-up arrives | [`woken`](Schedule::woken) |
//! | a login succeeds; the session ends | [`logged_in`](Schedule::logged_in), [`logged_out`](Schedule::logged_out) |
//! | the capabilities are agreed | [`agree`](Schedule::agree) |
//! | the TCP connection for wake-ups has a line, breaks | [`channel_line`](Schedule::channel_line), [`channel_lost`](Schedule::channel_lost) |
//!
//! After each call it takes [`next`](crate::Machine::next) until it is `Wait`. A broken connection
//! needs no other call: failed posts are repeated by the [`Rules`], and polls and keep-alives go on
//! until the session is over.
//!
//! ```
//! use imps_transport::schedule::{Failure, PostKind, Rules, Schedule, ScheduleEvent};
//! use imps_transport::{Action, Machine};
//! use std::time::Duration;
//!
//! let mut schedule = Schedule::new(Rules::android(), "c");
//! let seconds = Duration::from_secs;
//! let login = schedule.post(PostKind::Login, seconds(0));
//! schedule.replied(login.number, seconds(1));
//! schedule.logged_in(Some(seconds(600)), seconds(1));
//!
//! // A request fails, and is repeated after five seconds under a new transaction id.
//! let post = schedule.post(PostKind::Request, seconds(2));
//! assert_eq!(post.transaction_id.as_str(), "c2");
//! schedule.failed(post.number, Failure::Cut, seconds(3));
//! assert_eq!(schedule.next(seconds(3), &mut Vec::new()), Action::Wait(Some(seconds(8))));
//! let Action::Event(ScheduleEvent::Retry { post, .. }) = schedule.next(seconds(8), &mut Vec::new())
//! else { panic!() };
//! assert_eq!(post.transaction_id.as_str(), "c3");
//! ```

mod channel;
mod event;
mod posts;
mod rules;

pub use event::{Failure, Post, PostKind, Reported, ScheduleEvent};
pub use rules::{Backoff, ChannelRules, KeepAliveRule, PollRules, RetryRules, Rules};

use crate::agreed::Agreed;
use crate::machine::{Action, Machine};
use channel::Channel;
use oma_imps::csp::{StatusCode, SupportedCirMethod, TransactionId};
use posts::{Entry, Posts};
use std::collections::VecDeque;
use std::time::Duration;

/// The times of a client.
///
/// **Clock.** `now` is the time since a start that the caller chooses. Equal and earlier times are
/// allowed.
#[doc(alias("polling", "keep-alive"))]
#[derive(Clone, Debug)]
pub struct Schedule {
    rules: Rules,
    prefix: String,
    /// The number in the last transaction id.
    last_id: u64,
    posts: Posts,
    events: VecDeque<ScheduleEvent>,
    session: Option<Session>,
    poll_minimum: Duration,
    multi_trans: usize,
    /// When the post was sent that was answered last: the server got it no earlier.
    answered_at: Duration,
    /// When the login was sent that was answered last.
    login_at: Option<Duration>,
    /// When something was sent or received last.
    traffic_at: Duration,
    /// When the client polled last, or logged in.
    polled_at: Duration,
    /// The time without traffic until the next poll.
    poll_interval: Duration,
    /// Whether something waits on the server.
    is_poll_wanted: bool,
    /// The failures of polls and keep-alives in a row, and the end of the pause after them.
    failures: u32,
    pause_until: Duration,
    channel: Channel,
    /// Whether wake-ups come without a connection of the client: by UDP or SMS.
    is_passive: bool,
    asking: Asking,
}

#[derive(Clone, Copy, Debug)]
struct Session {
    /// The agreed lifetime without traffic.
    keep_alive: Option<Duration>,
}

/// The state of wake-ups over HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    Off,
    /// The last answer came at this time.
    Since(Duration),
    InFlight,
}

/// Returns whether a status code in any answer ends the session: 600, 601, 604.
pub fn ends_session(code: StatusCode) -> bool {
    matches!(code.number(), 600 | 601 | 604)
}

impl Schedule {
    /// Creates the schedule of a client that has no session. Transaction ids begin with `prefix`;
    /// it must be new for each run that continues a session.
    pub fn new(rules: Rules, prefix: impl Into<String>) -> Self {
        Self {
            poll_interval: rules.poll.first,
            rules,
            prefix: prefix.into(),
            last_id: 0,
            posts: Posts::default(),
            events: VecDeque::new(),
            session: None,
            poll_minimum: Duration::ZERO,
            multi_trans: 1,
            answered_at: Duration::ZERO,
            login_at: None,
            traffic_at: Duration::ZERO,
            polled_at: Duration::ZERO,
            is_poll_wanted: false,
            failures: 0,
            pause_until: Duration::ZERO,
            channel: Channel::Off,
            is_passive: false,
            asking: Asking::Off,
        }
    }

    /// Registers a post that the program sends now.
    pub fn post(&mut self, kind: PostKind, now: Duration) -> Post {
        if kind != PostKind::Poll {
            self.poll_interval = self.rules.poll.first;
        }
        let id = match kind {
            PostKind::Poll | PostKind::Answer => TransactionId::from(""),
            _ => self.new_id(),
        };
        self.send(kind, id, 1, now)
    }

    fn send(&mut self, kind: PostKind, id: TransactionId<'static>, tries: u32, now: Duration) -> Post {
        self.traffic_at = now;
        let until = now.saturating_add(self.rules.reply_time);
        self.posts.send(kind, id, tries, now, until)
    }

    fn new_id(&mut self) -> TransactionId<'static> {
        self.last_id = self.last_id.saturating_add(1);
        format!("{}{}", self.prefix, self.last_id).into()
    }

    /// Reports that the reply to a post has come, with a document or with an empty body.
    pub fn replied(&mut self, number: u64, now: Duration) -> Reported {
        let Some(entry) = self.posts.finish(number) else { return Reported::Late };
        self.answered_at = self.answered_at.max(entry.sent_at);
        if entry.kind == PostKind::Login {
            self.login_at = Some(entry.sent_at);
        }
        self.traffic_at = now;
        (self.failures, self.pause_until) = (0, Duration::ZERO);
        Reported::InTime(entry.kind)
    }

    /// Reports that a post has failed.
    pub fn failed(&mut self, number: u64, failure: Failure, now: Duration) -> Reported {
        let Some(entry) = self.posts.finish(number) else { return Reported::Late };
        let kind = entry.kind;
        self.fail(number, entry, failure, now);
        Reported::InTime(kind)
    }

    fn fail(&mut self, number: u64, entry: Entry, failure: Failure, now: Duration) {
        let Entry { kind, tries, .. } = entry;
        if kind != PostKind::Poll && self.rules.retry.apply(kind, failure, tries) {
            let delay = self.rules.retry.delay.after(tries);
            self.posts.wait(number, entry, now.saturating_add(delay));
            return;
        }
        if matches!(kind, PostKind::Poll | PostKind::KeepAlive) {
            self.failures = self.failures.saturating_add(1);
            self.pause_until = now.saturating_add(self.rules.pause.after(self.failures));
            // The lost reply may have had a request of the server.
            self.is_poll_wanted |= kind == PostKind::Poll;
        }
        self.events.push_back(ScheduleEvent::GiveUp { post: entry.post(number), kind, failure, tries });
    }

    /// A message from the server says whether something waits there
    /// ([`Session::poll`](oma_imps::csp::Session::poll)).
    pub fn flagged(&mut self, waits: bool) {
        self.is_poll_wanted |= waits && self.rules.poll.on_flag;
    }

    /// A wake-up has arrived: something waits on the server.
    pub fn woken(&mut self) {
        self.is_poll_wanted = true;
    }

    /// A login has succeeded, with the `KeepAliveTime` of the answer.
    pub fn logged_in(&mut self, keep_alive: Option<Duration>, now: Duration) {
        self.session = Some(Session { keep_alive });
        self.answered_at = self.login_at.take().unwrap_or(now);
        (self.traffic_at, self.polled_at) = (now, now);
        self.poll_interval = self.rules.poll.first;
    }

    /// The server has set another lifetime, in the answer to a keep-alive.
    pub fn set_keep_alive(&mut self, keep_alive: Duration) {
        if let Some(session) = &mut self.session {
            session.keep_alive = Some(keep_alive);
        }
    }

    /// The session is over: after a logout, a `Disconnect`, or a status that
    /// [ends it](ends_session). Posts without a reply are given up.
    pub fn logged_out(&mut self) {
        self.session = None;
        self.is_poll_wanted = false;
        self.is_passive = false;
        self.channel = Channel::Off;
        self.asking = Asking::Off;
        while let Some((number, entry)) = self.posts.pop() {
            let Entry { kind, tries, .. } = entry;
            let (post, failure) = (entry.post(number), Failure::SessionOver);
            self.events.push_back(ScheduleEvent::GiveUp { post, kind, failure, tries });
        }
    }

    /// The capabilities are agreed. Uses the best of the methods to be woken.
    pub fn agree(&mut self, agreed: &Agreed, now: Duration) {
        self.poll_minimum = agreed.poll_minimum.unwrap_or_default();
        self.multi_trans = usize::try_from(agreed.multi_trans).unwrap_or(usize::MAX).max(1);
        (self.is_passive, self.channel, self.asking) = (false, Channel::Off, Asking::Off);
        match agreed.cir_methods.first() {
            None => {}
            Some(SupportedCirMethod::Shttp) if self.rules.ask_every.is_none() => {}
            Some(SupportedCirMethod::Shttp) => self.asking = Asking::Since(now),
            Some(SupportedCirMethod::Stcp) => self.channel = Channel::begin(now),
            Some(_) => self.is_passive = true,
        }
    }

    /// A line has arrived on the TCP connection for wake-ups, such as the `OK` to a `HELO`.
    pub fn channel_line(&mut self, now: Duration) {
        if matches!(self.channel, Channel::Opening { .. }) && self.rules.channel.poll_after {
            self.is_poll_wanted = true;
        }
        self.channel.line(now);
    }

    /// The TCP connection for wake-ups has ended, or could not be opened; or a message from the
    /// server has the `CIR` flag `F`. It is opened again.
    pub fn channel_lost(&mut self, now: Duration) {
        self.channel.lost(&self.rules.channel, now);
    }

    /// The HTTP address for wake-ups has answered: with 200 if something waits. `None`: it has not
    /// answered, and the client polls from now on.
    pub fn asked(&mut self, waits: Option<bool>, now: Duration) {
        self.asking = if waits.is_some() { Asking::Since(now) } else { Asking::Off };
        self.is_poll_wanted |= waits.unwrap_or_default();
    }

    /// Returns whether the agreed number of transactions leaves room for a post.
    pub fn has_room(&self) -> bool {
        self.posts.in_flight() < self.multi_trans
    }

    /// Returns whether there is a session.
    pub fn has_session(&self) -> bool {
        self.session.is_some()
    }

    /// Returns the time of the next poll; `None` if none is due without input.
    fn poll_at(&self) -> Option<Duration> {
        self.session?;
        if !self.has_room() || self.posts.has(PostKind::Poll) {
            return None;
        }
        if self.is_poll_wanted {
            return Some(self.pause_until);
        }
        // Keep-alives are traffic, too, so that polls in a quiet session are counted by themselves.
        let due = if self.has_channel() {
            self.polled_at.saturating_add(self.rules.poll.with_channel?)
        } else {
            self.traffic_at.saturating_add(self.poll_interval.max(self.poll_minimum))
        };
        Some(due.max(self.pause_until))
    }

    /// Returns whether the server can wake the client.
    fn has_channel(&self) -> bool {
        self.is_passive || self.asking != Asking::Off || matches!(self.channel, Channel::Up { .. })
    }

    /// Returns the time of the next keep-alive.
    fn keep_alive_at(&self) -> Option<Duration> {
        let agreed = self.session?.keep_alive?;
        if !self.has_room() || self.posts.has(PostKind::KeepAlive) {
            return None;
        }
        let due = self.answered_at.saturating_add(self.rules.keep_alive.after(agreed));
        Some(due.max(self.pause_until))
    }

    /// Returns the time at which the session is over without an answer. The last keep-alive may
    /// still be answered after the agreed time.
    fn expires_at(&self) -> Option<Duration> {
        let agreed = self.session?.keep_alive?;
        Some(self.answered_at.saturating_add(agreed).saturating_add(self.rules.reply_time))
    }

    /// Returns the time of the next request for wake-ups over HTTP.
    fn ask_at(&self) -> Option<Duration> {
        match self.asking {
            Asking::Since(at) => Some(at.max(self.traffic_at).saturating_add(self.rules.ask_every?)),
            Asking::Off | Asking::InFlight => None,
        }
    }

    fn retry(&mut self, now: Duration) -> Option<ScheduleEvent> {
        let (failed, entry) = if self.has_room() { self.posts.due(now)? } else { return None };
        let is_named = !entry.id.as_str().is_empty();
        let id = if self.rules.retry.new_id && is_named { self.new_id() } else { entry.id };
        let tries = entry.tries.saturating_add(1);
        let kind = entry.kind;
        Some(ScheduleEvent::Retry { failed, post: self.send(kind, id, tries, now), kind, tries })
    }

    fn poll(&mut self, now: Duration) -> ScheduleEvent {
        let interval = self.poll_interval.saturating_add(self.rules.poll.step);
        self.poll_interval = interval.min(self.rules.poll.max).max(self.rules.poll.first);
        self.is_poll_wanted = false;
        self.polled_at = now;
        ScheduleEvent::Poll(self.post(PostKind::Poll, now))
    }
}

/// Emits no bytes and never closes.
impl Machine for Schedule {
    type Event = ScheduleEvent;

    fn next(&mut self, now: Duration, _: &mut Vec<u8>) -> Action<ScheduleEvent> {
        let is_due = |at: Option<Duration>| at.is_some_and(|at| at <= now);
        while let Some(number) = self.posts.timed_out(now) {
            self.failed(number, Failure::TimedOut, now);
        }
        if is_due(self.expires_at()) {
            self.logged_out();
            return Action::Event(ScheduleEvent::SessionExpired);
        }
        if let Some(event) = self.events.pop_front().or_else(|| self.retry(now)) {
            return Action::Event(event);
        }
        // Before the polls: they depend on whether the channel works.
        let channel_at = match self.channel.next(&self.rules.channel, now) {
            Ok(event) => return Action::Event(event),
            Err(at) => at,
        };
        if is_due(self.keep_alive_at()) {
            return Action::Event(ScheduleEvent::KeepAlive(self.post(PostKind::KeepAlive, now)));
        }
        if is_due(self.poll_at()) {
            return Action::Event(self.poll(now));
        }
        if is_due(self.ask_at()) {
            self.asking = Asking::InFlight;
            return Action::Event(ScheduleEvent::Ask);
        }
        let retry_at = self.posts.retry_at().filter(|_| self.has_room());
        let times = [
            self.posts.timeout(),
            self.expires_at(),
            retry_at,
            self.keep_alive_at(),
            self.poll_at(),
            self.ask_at(),
            channel_at,
        ];
        Action::Wait(times.into_iter().flatten().min())
    }
}
