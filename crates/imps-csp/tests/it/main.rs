//! Integration tests of the crate.

mod chapters;
mod common;
mod constructors;
mod declarations;
#[cfg(feature = "digest")]
mod digests;
mod documents;
mod envelope_rules;
mod generated;
mod guessed;
#[cfg(feature = "serde")]
mod json;
mod messages;
mod messaging;
mod messaging_samples;
mod service_tree;
mod validate;
