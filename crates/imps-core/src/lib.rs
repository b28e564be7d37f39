#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod content;
mod data;
mod date_time;
mod declare;
mod error;
mod extensions;
mod into_owned;
mod lookup;
mod node;
mod octets;
mod options;
mod pump;
pub mod schema;
mod sink;
mod source;
pub mod tag;
mod text;
mod value;
mod version;
mod vocabulary;
mod word;

pub use content::{Content, Element, Field, Root, read_root, write_root};
pub use data::Data;
pub use date_time::{DateTime, ParseDateTimeError};
pub use error::{Error, ErrorKind};
pub use extensions::{Extension, Extensions};
pub use into_owned::IntoOwned;
pub use node::{Document, Item, Name, Node};
pub use octets::Octets;
pub use options::{Limits, ReadOptions, Rule, Unknown};
pub use pump::pump;
pub use sink::Sink;
pub use source::{Attribute, Source};
pub use tag::CSP;
pub use text::Text;
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
pub use content::missing;
#[doc(hidden)]
pub use declare::write_word;
#[doc(hidden)]
pub use extensions::Place;
