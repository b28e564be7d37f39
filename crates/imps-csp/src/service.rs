//! Negotiation of services and capabilities.

mod capability;
pub mod features;
mod negotiation;
mod tree;

pub use capability::{
    AgreedCapabilityList, CapabilityList, CirHttpAddress, CirUrl, ClientCapabilityRequest,
    ClientCapabilityResponse,
};
pub use negotiation::{ServiceRequest, ServiceResponse};
pub use tree::{Service, ServiceTree, UnknownService};
