#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![allow(clippy::doc_markdown, reason = "the README names character sets, not code")]
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
#[cfg(test)]
extern crate std;

mod appearance;
mod decode;
mod names;
#[cfg(feature = "encodings")]
mod seven_bit;
mod unicode;
mod utf_7;

pub use appearance::{Appearance, appearance, undoubled};
pub use decode::DecodeError;
pub use names::{Charset, UnknownCharset};
