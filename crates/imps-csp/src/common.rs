//! Common structures and primitives: status, users, search, invitations, profiles.
//!
//! A [`Status`] answers every request that has no answer of its own, and every request that fails:
//! it has a code such as 200, and details per user. The other structures here serve all services:
//! names of users and groups, search, invitations, public profiles and the messages of the
//! provider. The walk shows it in [IMPS in ten minutes][walk].
//!
//! [walk]: https://github.com/oma-imps/oma-imps/blob/main/crates/oma-imps/src/guide/1-protocol.md

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
