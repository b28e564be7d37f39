#![cfg_attr(all(feature = "wbxml", feature = "xml"), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(all(feature = "wbxml", feature = "xml")),
    doc = "OMA IMPS, with some of its syntaxes left out."
)]
#![cfg_attr(
    not(all(feature = "wbxml", feature = "xml", feature = "pts", feature = "json")),
    allow(
        dead_code,
        unused_assignments,
        unused_imports,
        unused_mut,
        unused_variables,
        clippy::needless_pass_by_ref_mut,
        clippy::ptr_arg,
        clippy::unnecessary_wraps,
        reason = "a build without a syntax lacks the code that uses these"
    )
)]
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

#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
pub mod charset;
#[cfg(all(feature = "wbxml", feature = "xml"))]
mod convert;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
mod documents;
mod guess;
#[cfg(all(any(doc, doctest), feature = "wbxml", feature = "xml"))]
pub mod guide;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
mod input;
#[cfg(feature = "json")]
pub mod json;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
mod note;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
mod options;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
mod owned;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
mod protocol;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
mod syntax;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
mod validate;

/// The WBXML engine, for other languages than this one.
#[cfg(feature = "wbxml")]
#[doc(inline)]
pub use ::wbxml as engine;
#[cfg(all(feature = "wbxml", feature = "xml"))]
pub use convert::{ConvertOptions, convert, convert_to};
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
pub use documents::{Documents, Part, PartKind, documents};
pub use guess::{Guess, guess};
/// The vocabulary, the traits and the declaring macros, for those who extend the protocol.
#[doc(inline)]
pub use imps_core;
pub use imps_core::validate::{Finding, Severity};
pub use imps_core::{
    AnyDateTime, Attribute, Bound, CSP, Data, DateTime, Document, Error, ErrorKind, Extensions, IntoOwned,
    Item, LeftOut, Limits, Name, Node, Octets, ReadOptions, Root, Rule, Text, Unknown, Value, Version, tag,
};
#[doc(inline)]
pub use imps_csp as csp;
/// The presence attributes.
#[doc(inline)]
pub use imps_presence as presence;
#[cfg(feature = "pts")]
#[doc(inline)]
pub use imps_pts as pts;
/// The relay between the two protocols.
#[cfg(feature = "ssp")]
#[doc(inline)]
pub use imps_relay as relay;
/// The server-to-server protocol.
#[cfg(feature = "ssp")]
#[doc(inline)]
pub use imps_ssp as ssp;
#[cfg(feature = "wbxml")]
#[doc(inline)]
pub use imps_wbxml as wbxml;
#[cfg(feature = "xml")]
#[doc(inline)]
pub use imps_xml as xml;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
pub use input::Input;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
pub use note::Note;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
pub use options::WriteOptions;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
pub use owned::{OwnedRoot, read_owned};
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
pub use protocol::Protocol;
#[cfg(any(feature = "wbxml", feature = "xml", feature = "pts"))]
pub use syntax::{Syntax, UnknownSyntax};
