#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;

pub mod codes;
mod convenience;
mod error;
mod sink;
mod source;
mod table;

pub use convenience::{encode_into, encode_to, from_slice, from_slice_with, to_bytes, to_vec, to_vec_with};
pub use imps_core::{Error, ErrorKind, ReadOptions};
pub use sink::{WbxmlSink, WriteOptions};
pub use source::WbxmlSource;
/// The character sets of WBXML.
pub use wbxml::Charset;
