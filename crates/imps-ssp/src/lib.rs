#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
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

#[macro_use]
mod page;

pub mod common;
pub mod envelope;
pub mod group;
#[cfg(feature = "handshake")]
pub mod handshake;
pub mod messaging;
pub mod presence;
mod primitive;
pub mod tag;
pub mod unconfirmed;
pub mod validate;

pub use primitive::Primitive;
#[doc(inline)]
pub use tag::SSP;

/// The media type of SSP documents, which have only an XML form.
pub const MEDIA_TYPE: &str = "application/vnd.wv.ssp+xml";
pub use common::{MetaInfo, Mode, Requestor, ServiceId, SessionId, Status, TransactionId, status_for};
pub use envelope::{Message, MessageContent, Session, SetupTransaction, Transaction};
