//! The tests of the crate, one module per subject.

mod hostile;
mod wrapped;
