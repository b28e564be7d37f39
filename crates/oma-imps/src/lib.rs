//! [capture]: guide::capture
//! [client]: guide::client
//! [conformance]: guide::conformance
//! [extension]: guide::extension
//! [gateway]: guide::gateway
//! [server]: guide::server
//! [versions]: guide::versions
//! [walk]: guide::walk_1_protocol
// The first definition of a link counts: here the modules, for readers of the repository the files.
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

pub mod charset;
mod convert;
mod documents;
mod guess;
// Its examples use every feature.
#[cfg(any(doc, all(doctest, feature = "bridge", feature = "digest", feature = "json", feature = "relay")))]
pub mod guide;
mod input;
#[cfg(feature = "json")]
pub mod json;
mod note;
mod options;
mod owned;
mod protocol;
#[cfg(all(debug_assertions, not(test)))]
mod shared;
mod syntax;
mod validate;

pub use convert::{Converted, convert};
pub use documents::{Documents, Part, PartKind, documents};
pub use guess::Guess;
/// The bridge between versions of the protocol.
#[cfg(feature = "bridge")]
#[doc(inline)]
pub use imps_bridge as bridge;
/// The vocabulary, the traits and the declaring macros, for extensions of the protocol.
#[doc(inline)]
pub use imps_core;
pub use imps_core::validate::{Finding, Severity, ValidateOptions};
pub use imps_core::{
    AnyDateTime, Attribute, Bytes, CSP, Data, DateTime, Document, Error, ErrorKind, Extensions, IntoOwned,
    Item, LeftOut, LimitKind, Limits, Name, Node, ReadOptions, Root, Rule, Text, UnknownContent, Value,
    Version, tag,
};
#[doc(inline)]
pub use imps_csp as csp;
/// The presence attributes.
#[doc(inline)]
pub use imps_presence as presence;
#[doc(inline)]
pub use imps_pts as pts;
/// The relay between the two protocols.
#[cfg(feature = "relay")]
#[doc(inline)]
pub use imps_relay as relay;
/// The server-to-server protocol.
#[cfg(feature = "ssp")]
#[doc(inline)]
pub use imps_ssp as ssp;
#[doc(inline)]
pub use imps_wbxml as wbxml;
#[doc(inline)]
pub use imps_xml as xml;
pub use input::Input;
pub use note::Note;
pub use options::WriteOptions;
pub use owned::{OwnedRoot, read_owned};
pub use protocol::Protocol;
pub use syntax::{Syntax, UnknownSyntax};
