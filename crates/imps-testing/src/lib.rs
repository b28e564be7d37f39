//! Helpers that the tests of several crates share.

mod files;
mod maker;
mod outline;
mod valid;

pub use files::{documents, files, table, testdata, text};
pub use maker::Maker;
pub use outline::{Leaves, outline};
pub use valid::ValidMaker;
