//! The tests of the crate, one module per subject.

#![allow(clippy::cast_possible_truncation, reason = "the lengths and numbers of test captures are small")]

mod bad_input;
mod conversation;
mod hostile;
mod maker;
mod memory;
mod servers;
mod states;
mod streams;
mod timeline;
mod wrapped;
