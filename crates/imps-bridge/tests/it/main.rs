//! Tests of the bridge.

mod common;
mod conversation;
mod gaps;
mod generated;
mod moves;
