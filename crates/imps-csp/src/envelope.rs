//! The envelope: documents, sessions, transactions and version discovery.

mod document;
mod extended;
mod layers;
mod polling;
mod segment;
mod version_discovery;

pub use document::*;
pub use extended::*;
pub use layers::*;
pub use polling::*;
pub use segment::*;
pub use version_discovery::*;
