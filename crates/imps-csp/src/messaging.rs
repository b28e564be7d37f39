//! Messages between users, and access control for them.

mod access_control;
mod content;
mod conversation;
mod info;
mod markup;
mod messages;

pub use access_control::*;
pub use content::*;
pub use conversation::*;
pub use info::*;
pub use messages::*;
