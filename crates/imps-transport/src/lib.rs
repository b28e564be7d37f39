#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

pub mod agreed;
pub mod cir;
pub mod http;
mod machine;
pub mod mailbox;
pub mod schedule;
pub mod sms;
pub mod ssp;
pub mod testing;
pub mod wsp;

pub use machine::{Action, Machine};
