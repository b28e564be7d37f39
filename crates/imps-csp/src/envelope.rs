//! The envelope: documents, sessions, transactions and version discovery.

mod document;
mod extended;
mod layers;
mod outline;
mod polling;
mod segment;
mod segments;
mod version_discovery;

pub use document::*;
pub use extended::*;
pub use layers::*;
pub use outline::*;
pub use polling::*;
pub use segment::*;
pub use segments::*;
pub use version_discovery::*;
