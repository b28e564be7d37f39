//! Integration tests of the crate.

mod around;
mod common;
mod paths;
mod reading;
mod round_trip;
mod trees;
mod writing;
