//! Access to the service: login, logout, keep-alive and provider information.

#[cfg(feature = "digest")]
pub mod digest;
mod login;
mod provider_info;
mod session;

pub use login::*;
pub use provider_info::*;
pub use session::*;
