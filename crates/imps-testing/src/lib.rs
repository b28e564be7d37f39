//! Helpers that the tests of several crates share.

mod files;
mod maker;

pub use files::{documents, files, table, testdata, text};
pub use maker::Maker;
