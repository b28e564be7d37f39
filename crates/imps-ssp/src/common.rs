//! Common structures and primitives: users, status, invitations, attribute values.
//!
//! Attributes have the ids and flags that CSP has as elements. The element [`MetaInfo`] says for
//! whom a server makes a request: for one of its users, or for itself. A [`Status`] answers every
//! request that has no answer of its own.

pub(crate) mod base64_text;
pub(crate) mod entities;
pub(crate) mod invitation;
pub(crate) mod meta;
pub(crate) mod scalars;
pub(crate) mod status;

pub use base64_text::*;
pub use entities::*;
pub use invitation::*;
pub use meta::*;
pub use scalars::*;
pub use status::*;
