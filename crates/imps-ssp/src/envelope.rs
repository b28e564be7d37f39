//! The envelope: documents, sessions, transactions, and the messages that open a session.

pub(crate) mod document;
pub(crate) mod layers;
pub(crate) mod setup;

pub use document::{Message, MessageContent};
pub use layers::{Session, SetupTransaction, Transaction};
pub use setup::{LoginRequest, LoginResponse, PasswordDigest, SecretToken, SendSecretToken, SetupPrimitive};
