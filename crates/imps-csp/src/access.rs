//! Access to the service: login, logout, keep-alive and provider information.
//!
//! A client opens a session by a login: with its password in one step, or with a digest of the
//! password and a nonce in two. It keeps the session alive with any message, and ends it with a
//! logout. The server may end it with a [`Disconnect`]. Only the client opens connections, so it
//! polls for the requests of its server. The walk shows it in [Log in and negotiate][walk].
//!
//! [walk]: https://github.com/oma-imps/oma-imps/blob/main/crates/oma-imps/src/guide/4-session.md

#[cfg(feature = "digest")]
pub mod digest;
mod login;
mod provider_info;
mod session;

pub use login::*;
pub use provider_info::*;
pub use session::*;
