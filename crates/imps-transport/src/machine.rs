//! The contract that all state machines of this crate follow.

use std::time::Duration;

/// The next thing to do for a [`Machine`].
#[must_use = "an action that nobody carries out is lost"]
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action<E> {
    /// Send the bytes that the call appended to its buffer.
    Send,
    /// Something happened that the program acts on.
    Event(E),
    /// Close the connection. The machine is at its end.
    Close,
    /// Nothing to do before this time or the next input. `None`: only input changes something.
    Wait(Option<Duration>),
}

/// A state machine without I/O: after each call, take [`next`](Self::next) until it is
/// [`Action::Wait`].
///
/// At the deadline of [`Action::Wait`], `next` returns something else, or a later deadline.
pub trait Machine {
    /// The events on which the program acts.
    type Event;

    /// Returns the next thing to do at the time `now`, and appends the bytes to send to `out`.
    ///
    /// `now` is the time since a start that the caller chooses. Equal and earlier times are
    /// allowed.
    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<Self::Event>;
}
