//! Integration tests of the relay.

mod answers;
mod clients;
mod common;
mod losses;
mod mapping;
mod versions;
mod word;
