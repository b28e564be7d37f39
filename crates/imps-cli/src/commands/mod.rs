//! The commands, a file each.

pub(crate) mod convert;
pub(crate) mod validate;

/// Arguments that make no sense together: found before anything is written.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);
