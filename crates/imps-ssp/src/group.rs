//! Groups of another domain.
//!
//! A group lives on the server of its domain. Other servers send it what their users do there:
//! join, leave, change its properties. They get answers, and notices of changes if they subscribe
//! to them.

pub(crate) mod joined;
pub(crate) mod life;
pub(crate) mod notice;

pub use joined::*;
pub use life::*;
pub use notice::*;
