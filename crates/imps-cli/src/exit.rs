//! Exit codes, and the error that ends the command before it begins.

/// Everything was done.
pub(crate) const DONE: u8 = 0;
/// An input is bad or cannot be read, or an output cannot be written.
pub(crate) const BAD_INPUT: u8 = 1;
/// The arguments make no sense.
pub(crate) const BAD_USAGE: u8 = 2;

/// The error for arguments that make no sense together. It occurs before anything is written.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);
