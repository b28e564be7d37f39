//! Tests of the bridge.

mod common;
mod conversation;
mod delivery;
mod envelope;
mod gaps;
mod generated;
mod moves;
