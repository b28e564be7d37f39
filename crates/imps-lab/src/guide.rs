//! The guide.
//!
//! | you want to | read |
//! | --- | --- |
//! | log in with an old phone, an emulator or a gateway | [An old phone logs in](phone) |
//! | read or change the file of `--state` | [The file with the state](state) |

#[doc = include_str!("guide/phone.md")]
pub mod phone {}
#[doc = include_str!("guide/state.md")]
pub mod state {}
