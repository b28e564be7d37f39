//! The inspector of OMA IMPS for a page: questions and answers in JSON.
//!
//! [`answer`] is the whole logic. [`abi`] is the way into it for a program that shares nothing but
//! memory with it.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

pub mod abi;
mod answer;
mod conversation;
mod convert;
mod fault;
mod findings;
mod form;
mod inputs;
mod parts;
mod pieces;
mod question;
mod text;
mod tree;
mod view;

pub use answer::answer;
