//! Tests of captures and timelines, in one binary.

mod bad_input;
mod conversation;
mod maker;
mod memory;
mod streams;
mod timeline;
