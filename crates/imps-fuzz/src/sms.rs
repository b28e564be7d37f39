//! Splitting and joining.

use arbitrary::{Arbitrary, Unstructured};
use imps_pts::Preamble;
use imps_pts::sms::{JoinLimits, Joiner, split};
use std::collections::BTreeSet;
use std::time::Duration;

/// An event at a joiner.
#[derive(Arbitrary, Debug)]
enum Event<'a> {
    /// Somebody sends a message with a transaction id of its own, in parts that arrive later.
    Send { sender: u8, body: &'a str, slice: u8 },
    /// One of the sent parts arrives, or arrives again.
    Arrive { index: u8, stays: bool },
    /// Any bytes arrive from somebody else.
    Noise { sender: u8, part: &'a [u8] },
    /// Time passes.
    Wait { seconds: u8 },
    /// Expired messages are dropped.
    Expire,
}

/// Any number of senders of noise, and two senders of messages.
const SENDERS: [&str; 4] = ["+15550100", "+15550199", "+15550123", ""];

pub(crate) fn run(data: &[u8]) -> bool {
    let Ok(events) = Vec::<Event<'_>>::arbitrary_take_rest(Unstructured::new(data)) else { return false };
    honest(&events);
    flooded(&events);
    !events.is_empty()
}

/// With enough room, every message arrives unchanged when all its parts have arrived. Noise comes
/// from other senders.
fn honest(events: &[Event<'_>]) {
    let mut joiner = Joiner::new(
        JoinLimits::default()
            .with_sets(usize::MAX)
            .with_sets_of_sender(usize::MAX)
            .with_bytes(usize::MAX)
            .with_bytes_of_sender(usize::MAX)
            .with_lifetime(Duration::MAX),
    );
    // The parts on their way: of which message, which one, how many.
    let mut parts = Vec::new();
    let mut messages = Vec::new();
    let mut arrived: Vec<BTreeSet<usize>> = Vec::new();
    for event in events {
        match event {
            Event::Send { sender, body, slice } if messages.len() < 1000 => {
                let message = format!("WV12ST{} {body}", messages.len());
                let room = message.len() - body.len() + 2 + usize::from(*slice);
                let Ok(bytes) = split(&message, room) else { continue };
                assert!(bytes.iter().all(|part| part.len() <= room.max(message.len())));
                let of = messages.len();
                let total = bytes.len();
                parts.extend(bytes.into_iter().enumerate().map(|(index, part)| (of, index, total, part)));
                messages.push((SENDERS[usize::from(*sender) % 2], message));
                arrived.push(BTreeSet::new());
            }
            Event::Arrive { index, stays } if !parts.is_empty() => {
                let at = usize::from(*index) % parts.len();
                let (of, index, total, part) = if *stays { parts[at].clone() } else { parts.swap_remove(at) };
                let (sender, message) = &messages[of];
                arrived[of].insert(index);
                let complete = arrived[of].len() == total;
                let found = joiner.push(sender, &part, Duration::ZERO);
                assert_eq!(found, Ok(complete.then(|| message.clone())), "{message:?}");
                if complete {
                    // Copies that come later begin it anew.
                    arrived[of].clear();
                }
            }
            Event::Noise { sender, part } => {
                let _ = joiner.push(SENDERS[2 + usize::from(*sender) % 2], part, Duration::ZERO);
            }
            _ => {}
        }
    }
}

/// Without room the limits hold, and the joiner reports the dropped messages.
fn flooded(events: &[Event<'_>]) {
    const SETS: usize = 5;
    const BYTES: usize = 40;
    let limits = JoinLimits::default().with_sets(SETS).with_sets_of_sender(3).with_bytes(BYTES);
    let lifetime = Duration::from_secs(60);
    let mut joiner = Joiner::new(limits.with_bytes_of_sender(30).with_lifetime(lifetime));
    let mut now = Duration::ZERO;
    for event in events {
        match event {
            Event::Noise { sender, part } => {
                let sender = SENDERS[usize::from(*sender) % SENDERS.len()];
                match joiner.push(sender, part, now) {
                    // A message begins as one of its parts did.
                    Ok(Some(message)) => assert!(Preamble::parse(&message).is_ok(), "{message:?}"),
                    Ok(None) => assert!(joiner.sets() > 0),
                    Err(error) => assert!(!error.to_string().is_empty()),
                }
            }
            Event::Wait { seconds } => now += Duration::from_secs((*seconds).into()),
            Event::Expire => drop(joiner.expire(now)),
            _ => {}
        }
        assert!(joiner.sets() <= SETS && joiner.bytes() <= BYTES);
    }
    let held = joiner.sets();
    assert_eq!(joiner.expire(Duration::MAX).len(), held);
    assert_eq!((joiner.sets(), joiner.bytes()), (0, 0));
}
