//! Limits of joining.

use core::fmt;
use core::time::Duration;

/// The limits of a [`Joiner`](super::Joiner) in size and time.
///
/// Parts beyond the limits are refused. Stored parts are never dropped in exchange: a flood must
/// not push out half-received messages.
///
/// ```
/// use imps_pts::sms::JoinLimits;
/// let limits = JoinLimits::default().with_sets(100_000).with_bytes(64 << 20);
/// assert_eq!(limits.sets_of_sender, 16);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JoinLimits {
    /// The maximum number of unfinished messages of all senders. Default: 1024.
    pub sets: usize,
    /// The maximum number of unfinished messages of one sender. Default: 16.
    pub sets_of_sender: usize,
    /// The maximum number of bytes of text in the unfinished messages of all senders. Default: 1
    /// MiB.
    pub bytes: usize,
    /// The maximum number of bytes of text in the unfinished messages of one sender. Default: 16
    /// KiB, five of the longest messages.
    pub bytes_of_sender: usize,
    /// The maximum time between the first and the last part of a message. Default: ten minutes.
    pub lifetime: Duration,
}

impl Default for JoinLimits {
    fn default() -> Self {
        Self {
            sets: 1024,
            sets_of_sender: 16,
            bytes: 1 << 20,
            bytes_of_sender: 16 << 10,
            lifetime: Duration::from_secs(600),
        }
    }
}

impl JoinLimits {
    /// Sets [`sets`](Self::sets).
    #[must_use]
    pub const fn with_sets(self, sets: usize) -> Self {
        Self { sets, ..self }
    }

    /// Sets [`sets_of_sender`](Self::sets_of_sender).
    #[must_use]
    pub const fn with_sets_of_sender(self, sets_of_sender: usize) -> Self {
        Self { sets_of_sender, ..self }
    }

    /// Sets [`bytes`](Self::bytes).
    #[must_use]
    pub const fn with_bytes(self, bytes: usize) -> Self {
        Self { bytes, ..self }
    }

    /// Sets [`bytes_of_sender`](Self::bytes_of_sender).
    #[must_use]
    pub const fn with_bytes_of_sender(self, bytes_of_sender: usize) -> Self {
        Self { bytes_of_sender, ..self }
    }

    /// Sets [`lifetime`](Self::lifetime).
    #[must_use]
    pub const fn with_lifetime(self, lifetime: Duration) -> Self {
        Self { lifetime, ..self }
    }
}

/// The limit of [`JoinLimits`] that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinLimit {
    /// [`JoinLimits::sets`].
    Sets,
    /// [`JoinLimits::sets_of_sender`].
    SetsOfSender,
    /// [`JoinLimits::bytes`].
    Bytes,
    /// [`JoinLimits::bytes_of_sender`].
    BytesOfSender,
}

impl fmt::Display for JoinLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sets => "unfinished messages",
            Self::SetsOfSender => "unfinished messages of one sender",
            Self::Bytes => "bytes of unfinished messages",
            Self::BytesOfSender => "bytes of unfinished messages of one sender",
        })
    }
}
