//! Common structures and primitives: status, users, search, invitations, profiles.

mod entities;
mod invitation;
mod map;
mod notification;
mod public_profile;
mod search;
mod status;
mod system_message;
mod verification;
pub(crate) mod version_shapes;

pub use entities::*;
pub use invitation::*;
pub use map::*;
pub use notification::*;
pub use public_profile::*;
pub use search::*;
pub use status::*;
pub use system_message::*;
pub use verification::*;
