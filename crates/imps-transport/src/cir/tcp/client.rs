//! The client's end, over as many connections as it takes.

use super::{ClientTimers, Lines, MAX_LINE, words};
use crate::cir::{Cookie, Ignored, recipient};
use crate::{Action, Machine};
use std::time::Duration;

/// The client's end: it connects, names its session, tests the connection, and connects again after
/// a loss.
///
/// Inputs: [`connected`](Self::connected) or [`ended`](Self::ended) after
/// [`ClientEvent::Connect`], [`receive`](Self::receive), [`reconnect`](Self::reconnect) and
/// [`stop`](Self::stop).
#[derive(Clone, Debug)]
pub struct Client {
    session_id: String,
    cookie: Cookie,
    timers: ClientTimers,
    state: State,
    lines: Lines,
    /// The time of the last bytes.
    received: Duration,
    /// The failures since the server last answered.
    failures: u32,
    /// Whether wake-ups may be lost, because an earlier connection ended.
    missed: bool,
    /// A loss that the program does not know yet.
    lost: Option<Lost>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A connection is due.
    Due,
    /// The program opens a connection.
    Connecting {
        until: Duration,
    },
    /// HELO is due.
    Connected,
    /// Waits for the answer to HELO.
    Greeted {
        until: Duration,
    },
    /// Waits for lines; a PING is due at a time.
    Up {
        until: Duration,
    },
    /// Waits for the answer to a PING.
    Pinged {
        until: Duration,
        pings: u32,
    },
    /// Waits with the next connection.
    Waiting {
        until: Duration,
    },
    /// Ends.
    Stopped,
    Done,
}

/// An event of a [`Client`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientEvent {
    /// Close the connection, if one is open, and open a new one. Then call [`Client::connected`] or
    /// [`Client::ended`].
    Connect,
    /// Poll now: something waits at the server.
    Wakeup,
    /// Poll now: the channel works again, and wake-ups may be lost.
    Reconnected,
    /// The connection is lost: close it, if it is still open. The next one follows after a while.
    Lost(Lost),
    /// The server sent a line that does not concern this session.
    Ignored(Ignored),
    /// Too many failures in a row: [`Action::Close`] follows. Poll from time to time instead.
    GaveUp,
}

/// The reason why a client counts a connection as lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Lost {
    /// It did not open in time.
    #[error("no connection in time")]
    NoConnection,
    /// HELO or PING got no answer in time.
    #[error("no answer in time")]
    NoAnswer,
    /// A line is longer than [`MAX_LINE`].
    #[error("line of more than {MAX_LINE} bytes")]
    LineTooLong,
    /// It failed to open, it broke, or the server closed it.
    #[error("connection ended")]
    Ended,
}

/// A session id does not fit into a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("session id does not fit into a line of {MAX_LINE} bytes without control characters")]
pub struct InvalidSessionId;

impl Client {
    /// Begins without a connection. The session has this id and this cookie.
    ///
    /// # Errors
    /// [`InvalidSessionId`] if the id is empty, too long for a line, or has a control character.
    pub fn new(session_id: &str, cookie: Cookie, timers: ClientTimers) -> Result<Self, InvalidSessionId> {
        let room = MAX_LINE.saturating_sub("HELO ".len());
        if session_id.is_empty() || session_id.len() > room || session_id.contains(char::is_control) {
            return Err(InvalidSessionId);
        }
        Ok(Self {
            session_id: session_id.to_owned(),
            cookie,
            timers,
            state: State::Due,
            lines: Lines::default(),
            received: Duration::ZERO,
            failures: 0,
            missed: false,
            lost: None,
        })
    }

    /// The connection is open.
    pub fn connected(&mut self, now: Duration) {
        if matches!(self.state, State::Connecting { .. }) {
            self.state = State::Connected;
            self.lines = Lines::default();
            self.received = self.received.max(now);
        }
    }

    /// The connection ended, or it failed to open. Do not report the end of a connection that you
    /// closed because of an event: the call would end the next one.
    pub fn ended(&mut self, now: Duration) {
        if self.has_connection() {
            self.lose(now, Lost::Ended);
        }
    }

    /// Takes bytes of the server, in any pieces.
    pub fn receive(&mut self, now: Duration, bytes: &[u8]) {
        if self.has_connection() && !matches!(self.state, State::Connecting { .. }) {
            self.received = self.received.max(now);
            self.lines.push(bytes);
        }
    }

    /// Connects again at once, because the server states that the channel does not work: the CIR
    /// flag of a message is false.
    pub fn reconnect(&mut self) {
        if !matches!(self.state, State::Stopped | State::Done) {
            self.missed = true;
            self.state = State::Due;
        }
    }

    /// Ends for good, for example after a logout: [`Action::Close`] follows.
    pub fn stop(&mut self) {
        if self.state != State::Done {
            self.state = State::Stopped;
        }
    }

    /// Returns whether the server has answered on the present connection, so that wake-ups come.
    pub const fn is_up(&self) -> bool {
        matches!(self.state, State::Up { .. } | State::Pinged { .. })
    }

    /// Returns whether a connection is open or opens.
    fn has_connection(&self) -> bool {
        !matches!(self.state, State::Due | State::Waiting { .. } | State::Stopped | State::Done)
    }

    fn lose(&mut self, now: Duration, reason: Lost) {
        let turn =
            usize::try_from(self.failures).unwrap_or(usize::MAX).checked_rem(self.timers.reconnect.len());
        let pause = turn.and_then(|turn| self.timers.reconnect.get(turn)).copied().unwrap_or_default();
        self.failures = self.failures.saturating_add(1);
        self.missed |= self.is_up();
        self.lost = Some(reason);
        self.state = State::Waiting { until: now.saturating_add(pause) };
    }

    /// Acts on the lines that arrived, until one has an event.
    fn read(&mut self, now: Duration) -> Option<ClientEvent> {
        while matches!(self.state, State::Greeted { .. } | State::Up { .. } | State::Pinged { .. }) {
            let line = match self.lines.next_line() {
                Ok(line) => line?,
                Err(_) => {
                    self.lose(now, Lost::LineTooLong);
                    return None;
                }
            };
            let is_ok = words(line).0.eq_ignore_ascii_case(b"OK");
            let woken = recipient(line, [&self.cookie]).map(|_| ());
            // Any line shows that the server lives; HELO needs one of the two answers.
            if !matches!(self.state, State::Greeted { .. }) || is_ok || woken.is_ok() {
                self.failures = 0;
                self.state = State::Up { until: self.received.saturating_add(self.timers.ping_after) };
            }
            match woken {
                Ok(()) => {
                    self.missed = false;
                    return Some(ClientEvent::Wakeup);
                }
                Err(_) if is_ok => {
                    if std::mem::take(&mut self.missed) {
                        return Some(ClientEvent::Reconnected);
                    }
                }
                Err(ignored) => return Some(ClientEvent::Ignored(ignored)),
            }
        }
        None
    }

    /// Does what is due at a time.
    fn act(&mut self, now: Duration, out: &mut Vec<u8>) -> Option<Action<ClientEvent>> {
        match self.state {
            State::Connected => {
                out.extend_from_slice(format!("HELO {}\r\n", self.session_id).as_bytes());
                self.state = State::Greeted { until: now.saturating_add(self.timers.hello) };
                return Some(Action::Send);
            }
            State::Connecting { until } if now >= until => self.lose(now, Lost::NoConnection),
            State::Greeted { until } if now >= until => self.lose(now, Lost::NoAnswer),
            State::Pinged { until, pings } if now >= until && pings >= self.timers.pings => {
                self.lose(now, Lost::NoAnswer);
            }
            State::Up { until } if now >= until => return Some(self.ping(now, 1, out)),
            State::Pinged { until, pings } if now >= until => {
                return Some(self.ping(now, pings.saturating_add(1), out));
            }
            _ => {}
        }
        if let Some(reason) = self.lost.take() {
            return Some(Action::Event(ClientEvent::Lost(reason)));
        }
        match self.state {
            State::Waiting { .. } if self.timers.attempts.is_some_and(|most| self.failures >= most) => {
                self.state = State::Stopped;
                Some(Action::Event(ClientEvent::GaveUp))
            }
            State::Waiting { until } if now < until => None,
            State::Due | State::Waiting { .. } => {
                self.state = State::Connecting { until: now.saturating_add(self.timers.connect) };
                Some(Action::Event(ClientEvent::Connect))
            }
            State::Stopped => {
                self.state = State::Done;
                Some(Action::Close)
            }
            _ => None,
        }
    }

    fn ping(&mut self, now: Duration, pings: u32, out: &mut Vec<u8>) -> Action<ClientEvent> {
        out.extend_from_slice(b"PING\r\n");
        self.state = State::Pinged { until: now.saturating_add(self.timers.pong), pings };
        Action::Send
    }
}

impl Machine for Client {
    type Event = ClientEvent;

    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<ClientEvent> {
        if let Some(event) = self.read(now) {
            return Action::Event(event);
        }
        if let Some(action) = self.act(now, out) {
            return action;
        }
        Action::Wait(match self.state {
            State::Connecting { until }
            | State::Greeted { until }
            | State::Up { until }
            | State::Pinged { until, .. }
            | State::Waiting { until } => Some(until),
            State::Due | State::Connected | State::Stopped | State::Done => None,
        })
    }
}
