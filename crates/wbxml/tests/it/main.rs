//! The crate from outside.

mod grammar;
mod hostile;
mod lossless;
mod quick;
mod quick_writing;
mod table;
mod writer;
