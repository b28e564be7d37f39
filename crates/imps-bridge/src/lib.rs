#![doc = include_str!("../README.md")]
#![no_std]
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

extern crate alloc;

mod bridge;
mod context;
mod convert;
mod delivery;
mod fate;
mod fit;
mod losses;
mod open;
mod shapes;

pub use bridge::Bridge;
pub use context::Context;
pub use convert::{ToVersion, convert, convert_with};
pub use delivery::{Delivery, Exceeded, ForSession, Receiver};
pub use losses::{Bridged, Loss, Reason};
