//! The faults of a network.

use std::time::Duration;

/// The faults of the network in a [`Pair`](super::Pair).
///
/// Each packet takes `delay`, and up to `jitter` more: packets overtake each other if the jitter is
/// longer than the time between them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Network {
    /// How many of 100 packets are lost. Default: 0.
    pub loss: u8,
    /// How many of 100 packets arrive twice. Default: 0.
    pub duplicates: u8,
    /// The shortest time of a packet. Default: ten milliseconds.
    pub delay: Duration,
    /// The longest additional time of a packet. Default: none.
    pub jitter: Duration,
    /// The mean time between two restarts of an end; `None`: no restarts. Default: none.
    pub restart_every: Option<Duration>,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            loss: 0,
            duplicates: 0,
            delay: Duration::from_millis(10),
            jitter: Duration::ZERO,
            restart_every: None,
        }
    }
}

impl Network {
    /// Sets [`loss`](Self::loss).
    #[must_use]
    pub fn with_loss(self, loss: u8) -> Self {
        Self { loss, ..self }
    }

    /// Sets [`duplicates`](Self::duplicates).
    #[must_use]
    pub fn with_duplicates(self, duplicates: u8) -> Self {
        Self { duplicates, ..self }
    }

    /// Sets [`delay`](Self::delay).
    #[must_use]
    pub fn with_delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Sets [`jitter`](Self::jitter).
    #[must_use]
    pub fn with_jitter(self, jitter: Duration) -> Self {
        Self { jitter, ..self }
    }

    /// Sets [`restart_every`](Self::restart_every).
    #[must_use]
    pub fn with_restarts(self, every: Duration) -> Self {
        Self { restart_every: Some(every), ..self }
    }
}

/// The events on the network so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// The packets that were sent.
    pub sent: u64,
    /// The packets that were lost.
    pub lost: u64,
    /// The packets that arrived twice.
    pub duplicated: u64,
    /// The packets that arrived after a later one in the same direction.
    pub overtaken: u64,
    /// The restarts of ends.
    pub restarts: u64,
}
