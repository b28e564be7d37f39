//! The session of a client, without I/O.
//!
//! | what happens | the program calls |
//! | --- | --- |
//! | the user wants a session, or no more | [`login`](Client::login), [`logout`](Client::logout) |
//! | the user wants something | [`request`](Client::request) |
//! | [`ClientEvent::Post`] | posts it, then [`received`](Client::received) or [`failed`](Client::failed) |
//! | [`ClientEvent::Asked`] | [`answer`](Client::answer) |
//! | a wake-up arrives | [`woken`](Client::woken) |
//! | the TCP connection for wake-ups has a line, breaks | [`channel_line`](Client::channel_line), [`channel_lost`](Client::channel_lost) |
//!
//! After each call it takes [`next`](imps_transport::Machine::next) until it is `Wait`. Everything
//! else happens by itself: the login in two or four steps, older versions, other ways to log in,
//! the negotiation, polls, keep-alives, repetitions, and the answers to a server that repeats.
//!
//! ```
//! use imps_session::client::{Client, ClientEvent, ClientOptions};
//! use imps_transport::schedule::Rules;
//! use imps_transport::{Action, Machine, http};
//! use oma_imps::Syntax;
//! use std::time::Duration;
//!
//! let http = http::Client::new("im.example.com/wv".parse()?, Syntax::Wbxml);
//! let options = ClientOptions::new("wv:ann@example.com", "secret", "http://example.com/client", "cookie-1");
//! let mut client = Client::new(http, options, Rules::android());
//! client.login(Duration::ZERO);
//! let Action::Event(ClientEvent::Post { request, .. }) = client.next(Duration::ZERO, &mut Vec::new())
//! else { panic!() };
//! assert_eq!(request.uri(), "http://im.example.com/wv");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod event;
mod fields;
mod login;
mod options;
mod posts;
mod reply;

pub use event::{ClientEvent, Ended, LoggedIn, LoginError, RequestError, Ticket};
pub use options::ClientOptions;

use imps_transport::agreed::Agreed;
use imps_transport::http::Client as Http;
use imps_transport::mailbox::KeptAnswers;
use imps_transport::schedule::{Rules, Schedule, ScheduleEvent};
use imps_transport::{Action, Machine};
use oma_imps::Version;
use oma_imps::csp::access::LogoutRequest;
use oma_imps::csp::service::ServiceTree;
use oma_imps::csp::{Primitive, SessionId};
use posts::{Pending, What};
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// The number of answers that are kept for a server that repeats its requests.
const KEPT: usize = 16;

/// The session of a client. See the [module](self).
///
/// **Clock.** `now` is the time since a start that the caller chooses. Equal and earlier times are
/// allowed.
///
/// **Memory.** [`ClientOptions::waiting`] bounds the requests that wait for their turn, and the
/// agreed number of transactions those in flight.
#[doc(alias("login", "negotiation", "4-way login"))]
#[derive(Clone, Debug)]
pub struct Client {
    http: Http,
    options: ClientOptions,
    schedule: Schedule,
    version: Version,
    state: State,
    session: Option<SessionId<'static>>,
    agreed: Agreed,
    /// The result of the login, until the negotiation is over.
    login: LoggedIn,
    pending: BTreeMap<u64, Pending>,
    waiting: VecDeque<(What, Primitive<'static>)>,
    /// The answers to requests of the server.
    kept: KeptAnswers,
    /// Whether the server has more to ask when it has the next answer.
    has_more: bool,
    events: VecDeque<ClientEvent>,
    last_ticket: u64,
}

/// The part of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Off,
    LoggingIn,
    Negotiating,
    On,
    LoggingOut,
}

impl Client {
    /// Creates a client without a session.
    pub fn new(http: Http, options: ClientOptions, rules: Rules) -> Self {
        Self {
            schedule: Schedule::new(rules, options.prefix.clone()),
            version: options.newest(),
            http,
            options,
            state: State::Off,
            session: None,
            agreed: Agreed::default(),
            login: LoggedIn::default(),
            pending: BTreeMap::new(),
            waiting: VecDeque::new(),
            kept: KeptAnswers::new(KEPT),
            has_more: false,
            events: VecDeque::new(),
            last_ticket: 0,
        }
    }

    /// Returns the version, which falls back at the login if the server lacks it.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Returns the session; `None` without one.
    pub fn session_id(&self) -> Option<&SessionId<'static>> {
        self.session.as_ref()
    }

    /// Returns the agreed ways to be woken, and the settings of polling.
    pub fn agreed(&self) -> &Agreed {
        &self.agreed
    }

    /// Returns the agreed services.
    pub fn services(&self) -> ServiceTree {
        self.login.services
    }

    /// Returns whether requests are sent: the login and the negotiation are over.
    pub fn is_ready(&self) -> bool {
        self.state == State::On
    }

    /// Logs in. The result is [`ClientEvent::LoggedIn`] or [`ClientEvent::LoginFailed`]. Does
    /// nothing if there is a session, or a login.
    pub fn login(&mut self, now: Duration) {
        if self.state == State::Off {
            self.state = State::LoggingIn;
            self.version = self.options.newest();
            self.login = LoggedIn::default();
            self.log_in(login::Half::First, now);
        }
    }

    /// Logs out. The result is [`ClientEvent::Ended`]. A session that has not begun ends at once.
    pub fn logout(&mut self, now: Duration) {
        match self.state {
            State::Off | State::LoggingOut => {}
            State::LoggingIn => self.end(Ended::LoggedOut),
            State::Negotiating | State::On => {
                self.state = State::LoggingOut;
                self.post(What::Logout, LogoutRequest::default().into(), now);
            }
        }
    }

    /// Sends a request, as soon as the agreed number of transactions has room. The result is
    /// [`ClientEvent::Answered`] with the same ticket. Requests before the login is over wait for
    /// it.
    ///
    /// # Errors
    /// [`RequestError::TooMany`] if [`ClientOptions::waiting`] requests wait, and
    /// [`RequestError::Ended`] without a login.
    pub fn request(&mut self, request: impl Into<Primitive<'static>>) -> Result<Ticket, RequestError> {
        if matches!(self.state, State::Off | State::LoggingOut) {
            return Err(RequestError::Ended);
        }
        if self.waiting.len() >= self.options.waiting {
            return Err(RequestError::TooMany);
        }
        self.last_ticket = self.last_ticket.saturating_add(1);
        let ticket = Ticket(self.last_ticket);
        self.waiting.push_back((What::Request(ticket), request.into()));
        Ok(ticket)
    }

    /// A wake-up has arrived.
    pub fn woken(&mut self) {
        self.schedule.woken();
    }

    /// A line has arrived on the TCP connection for wake-ups, such as the `OK` to a `HELO`.
    pub fn channel_line(&mut self, now: Duration) {
        self.schedule.channel_line(now);
    }

    /// The TCP connection for wake-ups has ended, or could not be opened.
    pub fn channel_lost(&mut self, now: Duration) {
        self.schedule.channel_lost(now);
    }

    /// The HTTP address for wake-ups has answered: with 200 if something waits. `None`: it has not
    /// answered.
    pub fn asked(&mut self, waits: Option<bool>, now: Duration) {
        self.schedule.asked(waits, now);
    }

    /// Ends the session on this side.
    fn end(&mut self, reason: Ended) {
        if self.state != State::Off {
            self.close();
            self.events.push_back(ClientEvent::Ended(reason));
        }
    }

    /// Forgets the session. Requests without an answer are over.
    fn close(&mut self) {
        self.state = State::Off;
        self.session = None;
        self.agreed = Agreed::default();
        self.kept = KeptAnswers::new(KEPT);
        self.has_more = false;
        self.schedule.logged_out();
        let in_flight = std::mem::take(&mut self.pending).into_values().map(|pending| pending.what);
        let waiting = std::mem::take(&mut self.waiting).into_iter().map(|(what, _)| what);
        for what in in_flight.chain(waiting) {
            if let What::Request(ticket) = what {
                let result = Err(RequestError::Ended);
                self.events.push_back(ClientEvent::Answered { ticket, result });
            }
        }
    }

    /// Processes an event of the schedule.
    fn scheduled(&mut self, event: ScheduleEvent, now: Duration) {
        match event {
            ScheduleEvent::Poll(post) => self.poll(&post, now),
            ScheduleEvent::KeepAlive(post) => self.keep_alive(&post, now),
            ScheduleEvent::Retry { failed, post, .. } => self.again(failed, &post, now),
            ScheduleEvent::GiveUp { post, failure, .. } => self.give_up(post.number, failure),
            ScheduleEvent::Connect => {
                if let (Some(session_id), Some(address)) = (self.session.clone(), self.agreed.tcp.clone()) {
                    self.events.push_back(ClientEvent::Connect { address, session_id });
                }
            }
            ScheduleEvent::Ping => self.events.push_back(ClientEvent::Ping),
            ScheduleEvent::ChannelGivenUp => self.events.push_back(ClientEvent::ChannelGivenUp),
            ScheduleEvent::Ask => {
                let address = self.agreed.http_address.clone();
                self.events.extend(address.map(|address| ClientEvent::Ask { address }));
            }
            ScheduleEvent::SessionExpired => self.end(Ended::Expired),
            _ => {}
        }
    }

    /// Posts the next request that waits, if there is room.
    fn post_next(&mut self, now: Duration) -> bool {
        let may_post = self.state == State::On && self.schedule.has_room();
        let next = if may_post { self.waiting.pop_front() } else { None };
        let is_posted = next.is_some();
        if let Some((what, primitive)) = next {
            self.post(what, primitive, now);
        }
        is_posted
    }
}

/// Emits no bytes and never closes.
impl Machine for Client {
    type Event = ClientEvent;

    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<ClientEvent> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Action::Event(event);
            }
            if self.post_next(now) {
                continue;
            }
            match self.schedule.next(now, out) {
                Action::Event(event) => self.scheduled(event, now),
                Action::Wait(deadline) if self.events.is_empty() => return Action::Wait(deadline),
                _ => {}
            }
        }
    }
}
