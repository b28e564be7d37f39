//! The ladder: a column per participant, and arrows between them.

use super::lines::seconds;
use crate::text::visible;
use imps_inspect::capture::Direction;
use imps_inspect::timeline::{Event, EventKind};
use std::fmt::Write as _;

/// The width of a column, with the arrow to the next one.
const LANE: usize = 16;

/// The most clients, and the most servers, with a lane of their own.
const MAX_LANES: usize = 30;

/// The participants, in the order of the drawing, and the arrows between them.
pub(super) struct Lanes {
    /// Names for people; ends with the same name are one participant.
    pub(super) names: Vec<String>,
    /// For each event, the lanes from which and to which it goes.
    pub(super) arrows: Vec<(usize, usize)>,
}

impl Lanes {
    /// Clients first, then servers.
    pub(super) fn of(events: &[Event]) -> Self {
        let (mut clients, mut servers): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let ends: Vec<_> = events
            .iter()
            .map(|event| {
                let (sender, receiver) = (event.sender().to_owned(), event.receiver().to_owned());
                let (client, server) = match event.direction {
                    Direction::ToServer => (sender, receiver),
                    Direction::ToClient => (receiver, sender),
                };
                (place(&mut clients, client), place(&mut servers, server), event.direction)
            })
            .collect();
        let count = clients.len();
        let arrows = ends
            .into_iter()
            .map(|(client, server, direction)| match direction {
                Direction::ToServer => (client, count + server),
                Direction::ToClient => (count + server, client),
            })
            .collect();
        clients.append(&mut servers);
        Self { names: clients, arrows }
    }
}

/// The lane of a name. Beyond the maximum, all others share the last lane.
fn place(all: &mut Vec<String>, name: String) -> usize {
    let found = all.iter().position(|found| *found == name);
    let name = if all.len() < MAX_LANES { name } else { "others".into() };
    if all.len() > MAX_LANES {
        return found.unwrap_or(MAX_LANES);
    }
    found.unwrap_or_else(|| {
        all.push(name);
        all.len() - 1
    })
}

/// The label of an arrow.
pub(super) fn label(event: &Event) -> String {
    let mut label = format!("{}: {}", event.bearer, event.summary());
    for finding in &event.findings {
        label.push_str("; ");
        label.push_str(finding);
    }
    visible(&label).into_owned()
}

/// Whether an arrow shows something that went wrong.
pub(super) fn is_dashed(event: &Event) -> bool {
    matches!(event.kind, EventKind::Problem | EventKind::Unreadable | EventKind::Unknown)
}

/// A note on events that were left out.
pub(super) fn note(omitted: usize) -> Option<String> {
    (omitted > 0).then(|| format!("{omitted} more messages: select a session to see them"))
}

/// The ladder as text.
pub(super) fn text(events: &[Event], omitted: usize) -> String {
    let lanes = Lanes::of(events);
    let mut out = format!("{:>4} {:>10}  ", "#", "seconds");
    for name in &lanes.names {
        let short: String = visible(name).chars().take(LANE - 2).collect();
        let _ = write!(out, "{short:<LANE$}");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    for (event, (from, to)) in events.iter().zip(&lanes.arrows) {
        let _ = writeln!(
            out,
            "{:>4} {:>10}  {}  {}",
            event.number,
            seconds(event.at),
            arrow(lanes.names.len(), *from, *to, is_dashed(event)),
            label(event)
        );
    }
    if let Some(note) = note(omitted) {
        let _ = writeln!(out, "{note}");
    }
    out
}

/// The bars of all lanes, and an arrow from one to another.
fn arrow(count: usize, from: usize, to: usize, is_dashed: bool) -> String {
    let (left, right) = (from.min(to), from.max(to));
    let body = if is_dashed { '.' } else { '-' };
    let mut line: Vec<char> = Vec::new();
    for lane in 0..count {
        line.push('|');
        if lane + 1 < count {
            let is_crossed = (left..right).contains(&lane);
            line.extend(std::iter::repeat_n(if is_crossed { body } else { ' ' }, LANE - 1));
        }
    }
    if left != right {
        let at = if to > from { right * LANE - 1 } else { left * LANE + 1 };
        if let Some(head) = line.get_mut(at) {
            *head = if to > from { '>' } else { '<' };
        }
        // Lanes between the ends are crossed.
        for lane in left + 1..right {
            if let Some(bar) = line.get_mut(lane * LANE) {
                *bar = body;
            }
        }
    }
    line.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_bounded() {
        let mut all = Vec::new();
        let places: Vec<usize> = (0..40).map(|number| place(&mut all, format!("user-{number}"))).collect();
        assert_eq!((places[29], places[30], places[39], all.len()), (29, 30, 30, 31));
        assert_eq!((place(&mut all, "user-3".into()), all[30].as_str()), (3, "others"));
    }

    #[test]
    fn arrows_cross_the_lanes_between_their_ends() {
        assert_eq!(arrow(3, 0, 2, false), "|------------------------------>|");
        assert_eq!(arrow(3, 2, 1, true), "|               |<..............|");
        assert_eq!(arrow(1, 0, 0, false), "|");
    }
}
