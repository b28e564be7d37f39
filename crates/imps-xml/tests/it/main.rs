//! The crate from outside.

mod around;
mod common;
mod reading;
mod round_trip;
mod trees;
mod writing;
