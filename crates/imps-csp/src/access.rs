//! Access to the service: login, logout, keep-alive, the provider.

#[cfg(feature = "digest")]
pub mod digest;
mod login;
mod provider_info;
mod session;

pub use login::{LoginRequest, LoginResponse};
pub use provider_info::{GetSpInfoRequest, GetSpInfoResponse, Logo};
pub use session::{Disconnect, KeepAliveRequest, KeepAliveResponse, LogoutRequest};
