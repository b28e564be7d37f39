//! The crate from outside.

mod attributes;
mod common;
mod declarations;
mod generated;
mod samples;
