//! Tests of captures and timelines, in one binary.

#![allow(clippy::cast_possible_truncation, reason = "the lengths and numbers of these captures are small")]

mod bad_input;
mod conversation;
mod maker;
mod memory;
mod streams;
mod timeline;
