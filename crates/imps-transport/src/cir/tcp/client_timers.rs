//! The times of a client.

use std::time::Duration;

/// The times of a [`Client`](super::Client).
///
/// The default is [`AOSP`](Self::AOSP), because it never gives up.
///
/// ```
/// use imps_transport::cir::tcp::ClientTimers;
/// use std::time::Duration;
///
/// let timers = ClientTimers::S60.with_ping_after(Duration::from_secs(300));
/// assert_eq!(timers.hello, Duration::from_secs(10));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClientTimers {
    /// The maximum time until the connection is open.
    pub connect: Duration,
    /// The maximum time from HELO to its answer.
    pub hello: Duration,
    /// The time without a line of the server after which a PING goes out.
    pub ping_after: Duration,
    /// The maximum time from a PING to its answer.
    pub pong: Duration,
    /// The number of PINGs without an answer after which the connection counts as lost.
    pub pings: u32,
    /// The times between a loss and the next connection, in turn. They repeat.
    pub reconnect: [Duration; 3],
    /// The number of failures in a row after which the client gives up. `None`: never.
    pub attempts: Option<u32>,
}

impl ClientTimers {
    /// The times of the client of the Android project. It waits for the system to connect; here,
    /// that has the limit of its other answers.
    pub const AOSP: Self = Self {
        connect: Duration::from_secs(30),
        hello: Duration::from_secs(30),
        ping_after: Duration::from_secs(20 * 60),
        pong: Duration::from_secs(30),
        pings: 1,
        reconnect: [Duration::from_secs(3), Duration::from_secs(9), Duration::from_secs(27)],
        attempts: None,
    };

    /// The times of the client of S60 phones.
    pub const S60: Self = Self {
        connect: Duration::from_secs(20),
        hello: Duration::from_secs(10),
        ping_after: Duration::from_secs(15 * 60),
        pong: Duration::from_secs(5),
        pings: 5,
        reconnect: [Duration::from_secs(10); 3],
        attempts: Some(10),
    };

    /// Sets [`connect`](Self::connect).
    #[must_use]
    pub const fn with_connect(self, connect: Duration) -> Self {
        Self { connect, ..self }
    }

    /// Sets [`hello`](Self::hello).
    #[must_use]
    pub const fn with_hello(self, hello: Duration) -> Self {
        Self { hello, ..self }
    }

    /// Sets [`ping_after`](Self::ping_after).
    #[must_use]
    pub const fn with_ping_after(self, ping_after: Duration) -> Self {
        Self { ping_after, ..self }
    }

    /// Sets [`pong`](Self::pong).
    #[must_use]
    pub const fn with_pong(self, pong: Duration) -> Self {
        Self { pong, ..self }
    }

    /// Sets [`pings`](Self::pings).
    #[must_use]
    pub const fn with_pings(self, pings: u32) -> Self {
        Self { pings, ..self }
    }

    /// Sets [`reconnect`](Self::reconnect).
    #[must_use]
    pub const fn with_reconnect(self, reconnect: [Duration; 3]) -> Self {
        Self { reconnect, ..self }
    }

    /// Sets [`attempts`](Self::attempts).
    #[must_use]
    pub const fn with_attempts(self, attempts: Option<u32>) -> Self {
        Self { attempts, ..self }
    }
}

impl Default for ClientTimers {
    fn default() -> Self {
        Self::AOSP
    }
}
