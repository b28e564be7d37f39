//! Tests of the bridge.

mod common;
mod gaps;
mod generated;
mod moves;
