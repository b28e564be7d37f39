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
#[cfg(test)]
extern crate std;

pub mod base64;
mod content;
mod data;
mod date_time;
mod declare;
mod default_namespace;
mod document;
mod error;
mod extensions;
mod into_owned;
#[doc(hidden)]
pub mod json;
mod left_out;
mod limits;
mod lookup;
mod name;
mod node;
mod octets;
mod options;
mod pump;
mod quote;
mod scalar;
pub mod schema;
mod seen;
mod sink;
mod source;
pub mod tag;
mod text;
mod tree;
pub mod validate;
mod value;
mod version;
mod vocabulary;
mod word;

pub use content::{Content, Element, Field, Root, read_root, write_root};
pub use data::Data;
pub use date_time::{AnyDateTime, DateTime, DateTimeParts, ParseDateTimeError};
pub use document::Document;
pub use error::{Error, ErrorKind};
pub use extensions::{Extension, Extensions};
pub use into_owned::IntoOwned;
pub use left_out::{LeftOut, is_padding};
pub use limits::{Bound, Limits};
pub use name::Name;
pub use node::{Item, Node};
pub use octets::Octets;
pub use options::{ReadOptions, Rule, Unknown, UnknownRule};
pub use pump::{pump, pump_document};
pub use quote::Quote;
pub use scalar::{Scalar, ScalarField};
pub use sink::Sink;
pub use source::{Attribute, Source};
pub use tag::CSP;
pub use text::Text;
#[doc(hidden)]
pub use text::is_xml_character;
pub use tree::{TreeSink, TreeSource};
pub use value::{Value, parse_integer};
pub use version::{UnknownVersion, Version, Versions};
pub use vocabulary::{Kind, Namespace, Tag, Vocabulary};
pub use word::Word;

/// A result whose error is that of the IMPS crates.
pub type Result<T, E = Error> = core::result::Result<T, E>;

// What the declaring macros need of this crate.
#[doc(hidden)]
pub use alloc::string::String;
#[doc(hidden)]
pub use content::{misplaced, missing, put};
#[doc(hidden)]
pub use declare::write_word;
#[doc(hidden)]
pub use default_namespace::DefaultNamespace;
#[doc(hidden)]
pub use extensions::Place;
#[doc(hidden)]
pub use scalar::{
    AttributeSlot, fill_attribute, fill_text, finish_text, missing_attribute, write_attribute, write_text,
};
#[doc(hidden)]
pub use seen::Seen;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde;
