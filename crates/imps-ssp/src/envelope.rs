//! The envelope: documents, sessions, transactions, and the messages that open a session.
//!
//! Every document is a [`Message`]. Six of them open a session between two servers. After that,
//! each server posts documents with the session id of its own, and in them transactions: a request,
//! or the answer to one. The module `handshake` is for the opening.

pub(crate) mod document;
pub(crate) mod layers;
pub(crate) mod setup;

pub use document::*;
pub use layers::*;
pub use setup::*;
