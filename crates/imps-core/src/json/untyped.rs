//! The view of what has no declaration.

pub(super) mod read;
pub(super) mod write;
