//! Black-box tests of sessions.

mod client;
mod common;
mod envelope;
mod hostile;
mod login;
mod negotiation;
mod state;
mod transactions;
