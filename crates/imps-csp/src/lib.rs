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

pub mod access;
pub mod common;
pub mod contact_list;
pub mod envelope;
pub mod group;
pub mod messaging;
pub mod presence;
mod primitive;
mod registry;
pub mod service;
pub mod validate;

pub use common::{Outcome, Status};
pub use envelope::{
    CspDocument, Message, Session, SessionDescriptor, Transaction, TransactionContent, TransactionDescriptor,
};
#[doc(inline)]
pub use imps_types::*;
pub use primitive::Primitive;
pub use registry::{schema_of, schemas};
