//! Presence: watching, authorisation and attribute lists.

mod authorisation;
mod watching;

pub use authorisation::*;
pub use watching::*;
