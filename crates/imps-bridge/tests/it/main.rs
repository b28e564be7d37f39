//! Tests of the bridge.

mod common;
mod generated;
