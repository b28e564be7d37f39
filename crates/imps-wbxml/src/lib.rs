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

pub mod codes;
mod error;
mod sink;
mod source;
mod table;
mod vendor;
mod whole;

pub use imps_core::{Error, ErrorKind, ReadOptions};
pub use sink::{WbxmlSink, WriteOptions};
pub use source::WbxmlSource;
pub use table::AnyVersion;
/// The character sets of WBXML.
pub use wbxml::Charset;
/// A code space with lookups, for tokens of vendors.
pub use wbxml::table::Codes;
pub use whole::{from_slice, from_slice_with, to_vec, to_vec_with, write};
