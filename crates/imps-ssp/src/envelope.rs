//! The envelope: documents, sessions, transactions, and the messages that open a session.

pub(crate) mod document;
pub(crate) mod layers;
pub(crate) mod setup;

pub use document::*;
pub use layers::*;
pub use setup::*;
