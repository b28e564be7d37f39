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
#[cfg(test)]
extern crate std;

pub mod base64;
mod declare;
#[doc(hidden)]
pub mod json;
mod losses;
mod names;
#[doc(hidden)]
pub mod private;
mod reading;
pub mod schema;
mod untyped;
#[doc(alias("check", "lint"))]
pub mod validate;
mod values;
mod walk;

/// A result with the error type of the IMPS crates.
pub type Result<T, E = Error> = core::result::Result<T, E>;

pub use losses::{Loss, Trail};
pub use names::{
    CSP, ContentKind, Name, Namespace, Tag, UnknownVersion, Version, Versions, Vocabulary, Word, tag,
};
pub use reading::is_padding;
pub use reading::{
    Error, ErrorKind, LeftOut, LimitKind, Limits, Quote, ReadOptions, Rule, UnknownContent, UnknownRule,
};
pub use untyped::{Document, Item, Node, TreeSink, TreeSource};
#[doc(hidden)]
pub use values::is_xml_character;
pub use values::{
    AnyDateTime, Bytes, Data, DateTime, DateTimeParts, ParseDateTimeError, Text, Value, parse_integer,
};
pub use walk::{
    Attribute, Content, Element, Empty, Extension, Extensions, Field, IntoOwned, PlainChild, Root, Scalar,
    ScalarField, Sink, Source, Visitor, pump, pump_document, read_root, write_root,
};
