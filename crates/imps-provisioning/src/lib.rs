#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![allow(clippy::doc_markdown, reason = "the README names protocols, not code")]
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

mod codes;
pub mod ddf;
mod document;
mod error;
mod limits;
pub mod mo;
#[cfg(feature = "push")]
pub mod push;
mod tree;
pub mod wa;
pub mod wv_settings;

pub use codes::code_space;
pub use document::{Characteristic, Document, Item, Parm, WBXML_MEDIA_TYPE, XML_MEDIA_TYPE};
pub use error::{Error, ErrorKind};
pub use limits::Limits;
