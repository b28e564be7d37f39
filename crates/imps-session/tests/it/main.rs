//! Black-box tests of sessions.

mod android;
mod client;
mod common;
mod envelope;
mod examples;
mod hostile;
mod login;
mod memory;
mod models;
mod negotiation;
mod pair;
mod seeds;
mod state;
mod transactions;
