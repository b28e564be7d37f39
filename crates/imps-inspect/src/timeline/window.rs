//! The last events, which may still change: a request waits here for its answer.

use super::{Event, Name, Outcome};
use std::collections::VecDeque;
use std::time::Duration;

/// The most events that wait.
const MAX_EVENTS: usize = 1024;

/// The most bytes of bodies that wait.
const MAX_BYTES: usize = 4 << 20;

/// Events in the order of their numbers, which have no gaps.
#[derive(Debug, Default)]
pub(super) struct Window {
    events: VecDeque<(Box<Event>, bool)>,
    bytes: usize,
}

impl Window {
    /// Adds an event, and passes on the ones that do not wait any longer. Returns the session of
    /// each request that got no answer in time.
    pub(super) fn push(
        &mut self,
        event: Box<Event>,
        waits: bool,
        patience: Duration,
        out: &mut dyn FnMut(Event),
    ) -> Vec<Option<Name>> {
        let now = event.time;
        self.bytes = self.bytes.saturating_add(event.body.len());
        self.events.push_back((event, waits));
        self.pass(now, patience, out)
    }

    /// Passes on the events that do not wait any longer. Returns the session of each request that
    /// got no answer in time.
    pub(super) fn pass(
        &mut self,
        now: Duration,
        patience: Duration,
        out: &mut dyn FnMut(Event),
    ) -> Vec<Option<Name>> {
        let mut late = Vec::new();
        while let Some((first, waits)) = self.events.front() {
            let is_full = self.events.len() > MAX_EVENTS || self.bytes > MAX_BYTES;
            if *waits && !is_full && now.saturating_sub(first.time) <= patience {
                break;
            }
            self.pop(&mut late, out);
        }
        late
    }

    /// The event with a number, and whether it waits.
    pub(super) fn get(&mut self, number: u64) -> Option<(&mut Event, &mut bool)> {
        let first = self.events.front()?.0.number;
        let index = usize::try_from(number.checked_sub(first)?).ok()?;
        self.events.get_mut(index).map(|(event, waits)| (&mut **event, waits))
    }

    /// Passes on all events.
    pub(super) fn finish(&mut self, out: &mut dyn FnMut(Event)) -> Vec<Option<Name>> {
        let mut late = Vec::new();
        while !self.events.is_empty() {
            self.pop(&mut late, out);
        }
        late
    }

    fn pop(&mut self, late: &mut Vec<Option<Name>>, out: &mut dyn FnMut(Event)) {
        let Some((mut event, waits)) = self.events.pop_front() else { return };
        self.bytes = self.bytes.saturating_sub(event.body.len());
        if waits {
            event.outcome = Outcome::Unanswered;
            late.push(event.session.clone());
        }
        out(*event);
    }
}
