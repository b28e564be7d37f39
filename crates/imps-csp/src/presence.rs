//! Presence: watching, authorisation and attribute lists.
//!
//! Presence is what a user publishes about herself: whether she is online, whether she has time for
//! others, a text, a mood, the phone in her hand. A client updates its own presence and subscribes to the
//! presence of others; the server then sends a [`PresenceNotificationRequest`] after each change.
//! The owner decides who sees which attribute. The document itself is a
//! [`PresenceSubList`](imps_presence::PresenceSubList). The walk shows it in
//! [See who is online][walk].
//!
//! [walk]: https://github.com/oma-imps/oma-imps/blob/main/crates/oma-imps/src/guide/5-presence.md

mod authorisation;
mod watching;

pub use authorisation::*;
pub use watching::*;
