//! The rules of a client: when it polls, retries, and keeps its session and its channel alive.

use super::{Failure, PostKind};
use std::time::Duration;

/// The rules of a client, with the ones of the two known clients.
///
/// ```
/// use imps_transport::schedule::Rules;
/// let rules = Rules::android();
/// assert_eq!((rules.retry.tries, rules.retry.new_id), (10, true));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The time to wait for the reply to a post.
    pub reply_time: Duration,
    /// The repetition of failed requests.
    pub retry: RetryRules,
    /// The pause after a failed poll or keep-alive, which the schedule itself sends again.
    pub pause: Backoff,
    /// The polls without a wake-up.
    pub poll: PollRules,
    /// The time of a keep-alive.
    pub keep_alive: KeepAliveRule,
    /// The TCP connection for wake-ups.
    pub channel: ChannelRules,
    /// The time between two requests for wake-ups over HTTP; `None`: the client does not use this
    /// way.
    pub ask_every: Option<Duration>,
}

/// The repetition of failed requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryRules {
    /// The maximum number of posts of one request.
    pub tries: u32,
    /// The delay before a retry.
    pub delay: Backoff,
    /// Whether a retry has a new transaction id. Otherwise it repeats the same bytes.
    pub new_id: bool,
    /// Whether a request is repeated if its reply does not come in time.
    pub after_timeout: bool,
    /// Whether logins, logouts and answers are repeated, too.
    pub everything: bool,
}

/// A delay that doubles up to a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The first delay.
    pub first: Duration,
    /// The longest delay.
    pub max: Duration,
}

/// The polls without a wake-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollRules {
    /// The time without traffic until the first poll. The agreed minimum wins if it is longer.
    pub first: Duration,
    /// The time that each poll without result adds.
    pub step: Duration,
    /// The longest time between two polls.
    pub max: Duration,
    /// The time between two polls while a channel for wake-ups works; `None`: no polls.
    pub with_channel: Option<Duration>,
    /// Whether a `Poll` flag makes the client poll at once.
    pub on_flag: bool,
}

/// The time of a keep-alive after the last answered post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepAliveRule {
    /// The agreed time less a margin, or half the agreed time if that is not above the margin.
    Less(Duration),
    /// Half the agreed time less a margin, or half the agreed time if the rest is below the margin.
    HalfLess(Duration),
}

/// The TCP connection for wake-ups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelRules {
    /// The time to connect and to get the answer to `HELO`.
    pub connect_time: Duration,
    /// The time without a line until a `PING`.
    pub ping_after: Duration,
    /// The time to wait for the answer to a `PING`.
    pub ping_time: Duration,
    /// The number of unanswered `PING` until the connection counts as lost.
    pub pings: u32,
    /// The delays before the connection is opened again, in turn. Empty: at once.
    pub delays: Vec<Duration>,
    /// The maximum number of attempts in a row; `None`: no limit.
    pub attempts: Option<u32>,
    /// Whether the client polls after it has opened the connection again.
    pub poll_after: bool,
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

impl Rules {
    /// The rules of the public Android client.
    ///
    /// The pause is not known; the delays of its retries are used.
    pub fn android() -> Self {
        let delay = Backoff { first: seconds(5), max: seconds(300) };
        Self {
            reply_time: seconds(45),
            retry: RetryRules { tries: 10, delay, new_id: true, after_timeout: true, everything: false },
            pause: delay,
            poll: PollRules {
                first: seconds(30),
                step: Duration::ZERO,
                max: seconds(30),
                with_channel: None,
                on_flag: true,
            },
            keep_alive: KeepAliveRule::Less(seconds(5)),
            channel: ChannelRules {
                connect_time: seconds(30),
                ping_after: seconds(20 * 60),
                ping_time: seconds(30),
                pings: 1,
                delays: vec![seconds(3), seconds(9), seconds(27)],
                attempts: None,
                poll_after: true,
            },
            ask_every: Some(seconds(10)),
        }
    }

    /// The rules of the Nokia S60 client.
    ///
    /// The longest time between polls and the pause are not known: five minutes, and ten seconds
    /// that double up to five minutes. The time for a reply is the one for access, messages and
    /// groups; for presence the client has 120 seconds.
    pub fn s60() -> Self {
        let at_once = Backoff { first: Duration::ZERO, max: Duration::ZERO };
        Self {
            reply_time: seconds(40),
            retry: RetryRules {
                tries: 4,
                delay: at_once,
                new_id: false,
                after_timeout: false,
                everything: true,
            },
            pause: Backoff { first: seconds(10), max: seconds(300) },
            poll: PollRules {
                first: seconds(8),
                step: seconds(10),
                max: seconds(300),
                with_channel: Some(seconds(24 * 60 * 60)),
                on_flag: false,
            },
            keep_alive: KeepAliveRule::HalfLess(seconds(60)),
            channel: ChannelRules {
                // 20 to connect, 10 to send HELO, 10 for the answer.
                connect_time: seconds(40),
                ping_after: seconds(900),
                ping_time: seconds(5),
                pings: 5,
                delays: vec![seconds(10)],
                attempts: Some(10),
                poll_after: false,
            },
            ask_every: None,
        }
    }
}

impl RetryRules {
    /// Returns whether a post is repeated that failed after so many tries.
    pub(super) fn apply(&self, kind: PostKind, failure: Failure, tries: u32) -> bool {
        let is_covered = self.everything || matches!(kind, PostKind::Request | PostKind::KeepAlive);
        let is_passing = match failure {
            Failure::Cut => true,
            Failure::TimedOut => self.after_timeout,
            Failure::Refused | Failure::SessionOver => false,
        };
        is_covered && is_passing && tries < self.tries
    }
}

impl Backoff {
    /// Returns the delay after so many failures in a row.
    pub fn after(self, failures: u32) -> Duration {
        let factor = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
        self.first.saturating_mul(factor).min(self.max)
    }
}

impl KeepAliveRule {
    /// The shortest time between two keep-alives, so that no server makes a client flood it.
    pub const MINIMUM: Duration = Duration::from_secs(1);

    /// Returns the time between an answered post and the keep-alive; half the agreed time if that
    /// is not above the margin.
    pub fn after(self, agreed: Duration) -> Duration {
        let half = agreed.checked_div(2).unwrap_or_default();
        let after = match self {
            Self::Less(margin) => agreed.checked_sub(margin).filter(|after| !after.is_zero()).unwrap_or(half),
            Self::HalfLess(margin) => half.checked_sub(margin).filter(|it| *it >= margin).unwrap_or(half),
        };
        after.max(Self::MINIMUM)
    }
}
