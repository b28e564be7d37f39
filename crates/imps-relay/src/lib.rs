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
#![allow(clippy::ref_option, reason = "fields are handed on as they are declared")]

extern crate alloc;

mod clients;
mod content;
mod context;
mod dispatch;
mod entities;
mod error;
mod group_users;
mod groups;
mod incoming;
mod invitations;
mod losses;
mod members;
mod messaging;
mod notices;
mod pending;
mod presence;
mod results;
mod routing;

pub use clients::{immediate, invite_response, invite_user, new_message};
pub use context::{Context, Route};
pub use dispatch::{answer, answer_to_csp, request_to_csp, to_ssp};
pub use error::RelayError;
pub use incoming::Incoming;
pub use losses::{Loss, Reason, Relayed};
pub use pending::{Pending, Waiting};
pub use routing::Outgoing;
