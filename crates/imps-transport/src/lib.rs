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
#[doc(alias("Communication Initiation Request", "wake-up", "push"))]
pub mod cir;
pub mod http;
mod machine;
#[doc(alias("polling", "queue"))]
pub mod mailbox;
#[doc(alias("polling", "poll interval", "keep-alive"))]
pub mod schedule;
pub mod sms;
#[doc(alias = "server-to-server")]
pub mod ssp;
pub mod testing;
#[doc(alias("WAP", "Wireless Session Protocol"))]
pub mod wsp;

pub use machine::{Action, Machine};
