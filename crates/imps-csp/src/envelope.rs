//! The envelope: documents, sessions, transactions and version discovery.
//!
//! Every document is a [`Message`]. It has one [`Session`], and in it one or more [`Transaction`]s.
//! A transaction is a request or an answer: the answer repeats the transaction id of its request.
//! Its content is one [primitive](crate::Primitive). A [`CspDocument`] can also be one of the two
//! documents of version discovery, which have no session. The walk shows it in
//! [IMPS in ten minutes][walk].
//!
//! [walk]: https://github.com/oma-imps/oma-imps/blob/main/crates/oma-imps/src/guide/1-protocol.md

mod document;
mod extended;
mod layers;
mod outline;
mod polling;
mod segment;
mod segments;
mod version_discovery;

pub use document::*;
pub use extended::*;
pub use layers::*;
pub use outline::*;
pub use polling::*;
pub use segment::*;
pub use segments::*;
pub use version_discovery::*;
