//! The times of the TCP connection for wake-ups, at the client.

use super::{ChannelRules, ScheduleEvent};
use std::time::Duration;

/// The state of the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Channel {
    /// Not used, or given up.
    #[default]
    Off,
    /// To be opened at a time.
    Down { connect_at: Duration, attempts: Attempts },
    /// Being opened until a time.
    Opening { until: Duration, attempts: Attempts },
    /// The last line came at a time; `pings` are unanswered since then, the last one until a time.
    Up { line_at: Duration, pings: u32, until: Duration },
}

/// The attempts since the connection worked last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Attempts {
    opened: u32,
    delays: usize,
}

impl Channel {
    /// The caller should open the connection, for the first time.
    pub(super) fn begin(now: Duration) -> Self {
        Self::Down { connect_at: now, attempts: Attempts::default() }
    }

    /// The server has answered `HELO`, or has sent any other line.
    pub(super) fn line(&mut self, now: Duration) {
        if *self != Self::Off {
            *self = Self::Up { line_at: now, pings: 0, until: Duration::ZERO };
        }
    }

    /// The connection could not be opened, or ended.
    pub(super) fn lost(&mut self, rules: &ChannelRules, now: Duration) {
        let attempts = match *self {
            Self::Off | Self::Down { .. } => return,
            Self::Opening { attempts, .. } => attempts,
            Self::Up { .. } => Attempts::default(),
        };
        let turn = attempts.delays.checked_rem(rules.delays.len()).unwrap_or_default();
        let delay = rules.delays.get(turn).copied().unwrap_or_default();
        let attempts = Attempts { delays: attempts.delays.wrapping_add(1), ..attempts };
        *self = Self::Down { connect_at: now.saturating_add(delay), attempts };
    }

    /// Returns what is due, or the time of the next thing.
    pub(super) fn next(
        &mut self,
        rules: &ChannelRules,
        now: Duration,
    ) -> Result<ScheduleEvent, Option<Duration>> {
        loop {
            match *self {
                Self::Off => return Err(None),
                Self::Down { attempts, .. }
                    if rules.attempts.is_some_and(|limit| attempts.opened >= limit) =>
                {
                    *self = Self::Off;
                    return Ok(ScheduleEvent::ChannelGivenUp);
                }
                Self::Down { connect_at, .. } if now < connect_at => return Err(Some(connect_at)),
                Self::Down { attempts, .. } => {
                    let until = now.saturating_add(rules.connect_time);
                    let attempts = Attempts { opened: attempts.opened.saturating_add(1), ..attempts };
                    *self = Self::Opening { until, attempts };
                    return Ok(ScheduleEvent::Connect);
                }
                Self::Opening { until, .. } if now < until => return Err(Some(until)),
                Self::Opening { .. } => self.lost(rules, now),
                Self::Up { line_at, pings, until } => {
                    let due = if pings == 0 { line_at.saturating_add(rules.ping_after) } else { until };
                    if now < due {
                        return Err(Some(due));
                    }
                    if pings < rules.pings {
                        let until = now.saturating_add(rules.ping_time);
                        *self = Self::Up { line_at, pings: pings.saturating_add(1), until };
                        return Ok(ScheduleEvent::Ping);
                    }
                    self.lost(rules, now);
                }
            }
        }
    }
}
