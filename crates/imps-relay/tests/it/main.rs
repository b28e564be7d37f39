//! Integration tests of the relay.

mod clients;
mod common;
mod losses;
mod mapping;
mod word;
