//! Common structures and primitives: users, status, invitations, attribute values.

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
