//! The guide.
//!
//! | you want to | read |
//! | --- | --- |
//! | log in with an old phone, an emulator or a gateway | [An old phone logs in](phone) |

#[doc = include_str!("guide/phone.md")]
pub mod phone {}
