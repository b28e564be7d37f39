//! The envelope: documents, sessions, transactions and version discovery.

mod document;
mod extended;
mod layers;
mod polling;
mod segment;
mod version_discovery;

pub use document::{CspDocument, Message, VersionDiscoveryRequest, VersionDiscoveryResponse};
pub use extended::{ExtendedRequest, ExtendedResponse};
pub use layers::{Session, SessionDescriptor, Transaction, TransactionContent, TransactionDescriptor};
pub use polling::PollingRequest;
pub use segment::{DropSegmentRequest, GetSegmentRequest, GetSegmentResponse, SegmentId, SegmentInfo};
pub use version_discovery::{OtherServer, VersionList};
