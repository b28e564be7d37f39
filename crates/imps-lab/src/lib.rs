//! [phone]: guide::phone
//! [state]: guide::state
// The first definition of a link counts: here the module, for readers of the repository the file.
#![doc = include_str!("../README.md")]
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

#[cfg(feature = "client")]
pub mod client;
pub mod guide;
mod looking;
mod names;
pub mod network;
#[cfg(feature = "command")]
pub mod service;
mod world;

pub use world::{
    Account, Caller, Delivery, Limits, Options, Performed, Performer, PushSettings, RegistrationError, World,
    performer,
};
#[cfg(feature = "state")]
pub use world::{RestoreError, Saved};
