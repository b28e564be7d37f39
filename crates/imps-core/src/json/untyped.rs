//! The JSON view of content without a declaration.

pub(super) mod read;
pub(super) mod write;
