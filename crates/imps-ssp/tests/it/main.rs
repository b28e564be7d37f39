//! Integration tests of the crate.

mod bad;
mod common;
mod declarations;
mod examples;
mod generated;
#[cfg(feature = "handshake")]
mod handshake;
#[cfg(feature = "handshake")]
mod setups;
#[cfg(feature = "handshake")]
mod setups_random;
mod slips;
