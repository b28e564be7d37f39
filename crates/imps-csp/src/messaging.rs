//! Messages between users, and access control for them.
//!
//! A message goes to users, contact lists, or a group. The server delivers it at once with
//! [`NewMessage`], or it announces it with [`MessageNotification`], and the client fetches it. The
//! sender can ask for a report of the delivery. Block lists and grant lists say who may send
//! something to a user. The walk shows it in [Send and receive][walk].
//!
//! [walk]: https://github.com/oma-imps/oma-imps/blob/main/crates/oma-imps/src/guide/6-messages.md

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
