//! The server's end of one connection.

use super::{Lines, MAX_LINE, text, words};
use crate::cir::Wakeup;
use crate::{Action, Machine};
use std::time::Duration;

/// The number of bytes that wait while the program looks for the session.
const MAX_BACKLOG: usize = 4 * MAX_LINE;

/// The server's end of one connection.
///
/// Inputs: [`receive`](Self::receive), [`ended`](Self::ended), [`accept`](Self::accept) or
/// [`refuse`](Self::refuse) after [`ServerEvent::Hello`], [`wake`](Self::wake) and
/// [`replace`](Self::replace).
#[derive(Clone, Debug)]
pub struct Server {
    lines: Lines,
    timers: ServerTimers,
    state: State,
    deadline: Duration,
    /// The time of the last bytes.
    received: Duration,
    ok: bool,
    wake: bool,
}

#[derive(Clone, Debug)]
enum State {
    /// Waits for HELO.
    New,
    /// Waits for the program to accept the session.
    Asked {
        session_id: String,
    },
    Known {
        session_id: String,
        wakeup: Wakeup,
    },
    /// Ends with an event.
    Closing(Closing),
    /// The event is out.
    Closed,
    Done,
}

/// The times of a [`Server`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerTimers {
    /// The maximum time from the connection to the end of its HELO. Default: 300 seconds.
    pub hello: Duration,
    /// The maximum time between two lines. It must exceed the time between two pings of all
    /// clients, of which 20 minutes is the longest known. Default: 25 minutes.
    pub idle: Duration,
}

impl Default for ServerTimers {
    fn default() -> Self {
        Self { hello: Duration::from_secs(300), idle: Duration::from_secs(25 * 60) }
    }
}

impl ServerTimers {
    /// Sets [`hello`](Self::hello).
    #[must_use]
    pub const fn with_hello(self, hello: Duration) -> Self {
        Self { hello, ..self }
    }

    /// Sets [`idle`](Self::idle).
    #[must_use]
    pub const fn with_idle(self, idle: Duration) -> Self {
        Self { idle, ..self }
    }
}

/// An event of a [`Server`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerEvent {
    /// A client named its session. Look it up, then call [`Server::accept`] or
    /// [`Server::refuse`]. Until then, the machine reads no further line.
    Hello {
        /// The session.
        session_id: String,
    },
    /// The client sent a line that the protocol lacks. A known client gets OK, as other servers
    /// answer.
    Ignored {
        /// The line.
        line: String,
    },
    /// The connection ends, and [`Action::Close`] follows.
    Closing(Closing),
}

/// The reason why a server ends a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Closing {
    /// No HELO came in time.
    #[error("no HELO in time")]
    NoHello,
    /// A line is longer than [`MAX_LINE`].
    #[error("line of more than {MAX_LINE} bytes")]
    LineTooLong,
    /// The client sent too much before the program accepted its session.
    #[error("more than {MAX_BACKLOG} bytes before the session is accepted")]
    Backlog,
    /// The program refused the session.
    #[error("unknown session")]
    UnknownSession,
    /// The client named another session on the same connection.
    #[error("HELO of a second session")]
    SecondSession,
    /// The session has a newer connection.
    #[error("replaced by a newer connection")]
    Replaced,
    /// No line came for a long time.
    #[error("no line in time")]
    Idle,
    /// The client closed the connection, or it broke.
    #[error("connection ended")]
    Ended,
}

impl Server {
    /// Begins with a new connection.
    pub fn new(now: Duration, timers: ServerTimers) -> Self {
        let deadline = now.saturating_add(timers.hello);
        let lines = Lines::default();
        Self { lines, timers, state: State::New, deadline, received: now, ok: false, wake: false }
    }

    /// Takes bytes of the client, in any pieces.
    pub fn receive(&mut self, now: Duration, bytes: &[u8]) {
        if matches!(self.state, State::Closing(_) | State::Closed | State::Done) {
            return;
        }
        self.received = self.received.max(now);
        self.lines.push(bytes);
        if matches!(self.state, State::Asked { .. }) && self.lines.buffered() > MAX_BACKLOG {
            self.close(Closing::Backlog);
        }
    }

    /// The connection ended.
    pub fn ended(&mut self) {
        self.close(Closing::Ended);
    }

    /// Accepts the session of [`ServerEvent::Hello`]. The wake-up has its version and cookie.
    ///
    /// If something waits for the client already, call [`wake`](Self::wake) too. Does nothing if no
    /// session waits.
    pub fn accept(&mut self, wakeup: Wakeup) {
        if let State::Asked { session_id } = &mut self.state {
            let session_id = std::mem::take(session_id);
            self.state = State::Known { session_id, wakeup };
            self.deadline = self.received.saturating_add(self.timers.idle);
            self.ok = true;
        }
    }

    /// Refuses the session of [`ServerEvent::Hello`]: the connection ends.
    pub fn refuse(&mut self) {
        if matches!(self.state, State::Asked { .. }) {
            self.close(Closing::UnknownSession);
        }
    }

    /// Sends a wake-up, now or when the session is accepted. Calls before it is sent count as one.
    pub fn wake(&mut self) {
        self.wake = true;
    }

    /// Ends the connection because the session has a newer one.
    pub fn replace(&mut self) {
        self.close(Closing::Replaced);
    }

    /// Returns the accepted session.
    pub fn session_id(&self) -> Option<&str> {
        match &self.state {
            State::Known { session_id, .. } => Some(session_id),
            _ => None,
        }
    }

    fn close(&mut self, reason: Closing) {
        if !matches!(self.state, State::Closing(_) | State::Closed | State::Done) {
            self.state = State::Closing(reason);
        }
    }

    /// Acts on the lines that arrived, until one has an event or an answer.
    fn read(&mut self) -> Option<ServerEvent> {
        while !self.ok && matches!(self.state, State::New | State::Known { .. }) {
            let line = match self.lines.next_line() {
                Ok(line) => line?,
                Err(_) => {
                    self.state = State::Closing(Closing::LineTooLong);
                    return None;
                }
            };
            let (word, rest) = words(line);
            let is = |keyword: &str| word.eq_ignore_ascii_case(keyword.as_bytes());
            match &self.state {
                State::New if is("HELO") => {
                    let session_id = text(rest);
                    self.state = State::Asked { session_id: session_id.clone() };
                    return Some(ServerEvent::Hello { session_id });
                }
                State::Known { session_id, .. } => {
                    if is("HELO") && rest != session_id.as_bytes() {
                        self.state = State::Closing(Closing::SecondSession);
                        return None;
                    }
                    self.ok = true;
                    self.deadline = self.received.saturating_add(self.timers.idle);
                    if !is("HELO") && !is("PING") {
                        return Some(ServerEvent::Ignored { line: text(line) });
                    }
                }
                _ => return Some(ServerEvent::Ignored { line: text(line) }),
            }
        }
        None
    }
}

impl Machine for Server {
    type Event = ServerEvent;

    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<ServerEvent> {
        if let Some(event) = self.read() {
            return Action::Event(event);
        }
        if let State::Known { wakeup, .. } = &self.state {
            if std::mem::take(&mut self.ok) {
                out.extend_from_slice(b"OK\r\n");
                return Action::Send;
            }
            if std::mem::take(&mut self.wake) {
                out.extend_from_slice(wakeup.to_string().as_bytes());
                out.extend_from_slice(b"\r\n");
                return Action::Send;
            }
        }
        if now >= self.deadline {
            let is_known = matches!(self.state, State::Known { .. });
            self.close(if is_known { Closing::Idle } else { Closing::NoHello });
        }
        match self.state {
            State::Closing(reason) => {
                self.state = State::Closed;
                Action::Event(ServerEvent::Closing(reason))
            }
            State::Closed => {
                self.state = State::Done;
                Action::Close
            }
            State::Done => Action::Wait(None),
            State::New | State::Asked { .. } | State::Known { .. } => Action::Wait(Some(self.deadline)),
        }
    }
}
