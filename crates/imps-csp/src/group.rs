//! Groups: their life, their members, their properties and the users in them.
//!
//! A group is a room with an address, such as `wv:/chess@smith.com`. Users join it under a screen
//! name, and each message to the group goes to all users in it. The properties of a group say who
//! may find and join it. Administrators and moderators change its properties and its members. The
//! walk shows it in [Send and receive][walk].
//!
//! [walk]: https://github.com/oma-imps/oma-imps/blob/main/crates/oma-imps/src/guide/6-messages.md#groups

mod joined;
mod life;
mod mapping;
mod members;
mod notice;
mod properties;

pub use joined::*;
pub use life::*;
pub use mapping::*;
pub use members::*;
pub use notice::*;
pub use properties::*;
