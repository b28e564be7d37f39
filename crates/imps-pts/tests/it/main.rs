//! Integration tests of the crate.

mod common;
mod errors;
mod examples;
mod extension;
mod generated;
mod hostile;
mod messaging;
mod preamble;
mod sms;
mod transaction_ids;
mod witness;
