//! Negotiation of services and capabilities.
//!
//! After the login, client and server agree on two things. The client states its abilities, such as
//! the length of content and the ways to wake it: [`ClientCapabilityRequest`]. And it asks for
//! services out of a tree: [`ServiceRequest`]. The server answers with the services that it does
//! not agree to. The walk shows it in [Log in and negotiate][walk].
//!
//! [walk]: https://github.com/oma-imps/oma-imps/blob/main/crates/oma-imps/src/guide/4-session.md#the-negotiation

mod capability;
pub mod features;
mod negotiation;
mod tree;

pub use capability::*;
pub use negotiation::*;
pub use tree::*;
