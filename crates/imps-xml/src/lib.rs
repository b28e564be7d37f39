#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
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

mod attributes;
mod base64_content;
mod characters;
mod doctype;
mod encoding;
mod error;
mod escape;
mod instruction;
mod namespaces;
mod options;
mod prefixes;
mod scan;
mod short;
mod sink;
mod source;
mod whole;

pub use encoding::{charset_over, own_charset, to_utf8, to_utf8_over};
pub use error::XmlError;
pub use imps_core::{Error, ErrorKind, ReadOptions};
pub use mib_charset::{Appearance, Charset};
pub use options::WriteOptions;
pub use sink::XmlSink;
pub use source::XmlSource;
pub use whole::{from_str, from_str_with, root_name, to_string, to_string_with, to_vec, to_vec_with, write};
