//! Negotiation of services and capabilities.

mod capability;
pub mod features;
mod negotiation;
mod tree;

pub use capability::*;
pub use negotiation::*;
pub use tree::*;
