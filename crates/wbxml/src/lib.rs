//! [guide]: guide
// The first definition of a link counts: here the module, for readers of the repository the file.
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
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

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod charset;
mod cursor;
mod document;
mod error;
pub mod global;
#[doc = include_str!("guide.md")]
pub mod guide {}
mod header;
mod limits;
mod mb_u32;
mod public_ids;
mod reader;
mod string_table;
pub mod table;
mod token;
mod tokens;
mod writer;

pub use charset::{Appearance, Charset, UnknownCharset, terminator_width};
pub use document::Document;
pub use error::{Error, ErrorKind};
pub use header::{Header, HeaderField, HeaderFields, PublicId, Version};
pub use limits::{Limits, ReadOptions};
pub use mb_u32::{MAX_WIDTH, MbU32};
pub use reader::{AttributePiece, AttributeStart, Child, Extension, Item, Leaf, Reader, TagToken};
pub use string_table::StringTable;
pub use token::Token;
pub use tokens::Tokens;
pub use writer::{WriteHeader, WriteOptions, WritePublicId, Writer};
