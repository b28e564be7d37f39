//! The crate from outside.

mod activesync;
mod buffers;
mod grammar;
mod hostile;
mod language_tables;
mod locating;
mod lossless;
mod quick;
mod quick_writing;
mod table;
mod text;
mod writer;
