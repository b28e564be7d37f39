//! Access to the service: login, logout, keep-alive and provider information.

#[cfg(feature = "digest")]
pub mod digest;
mod login;
mod provider_info;
mod session;

pub use login::{LoginRequest, LoginResponse};
pub use provider_info::{GetSpInfoRequest, GetSpInfoResponse, Logo};
pub use session::{Disconnect, KeepAliveRequest, KeepAliveResponse, LogoutRequest};
