#![doc = include_str!("../README.md")]

#[cfg(all(feature = "wbxml", feature = "xml"))]
mod convert;
mod guess;
mod input;
mod syntax;

/// The WBXML engine, for other languages than this one.
#[cfg(feature = "wbxml")]
pub use ::wbxml as engine;
#[cfg(all(feature = "wbxml", feature = "xml"))]
pub use convert::{ConvertOptions, convert, convert_to};
pub use guess::{Guess, guess};
/// The vocabulary, the traits and the declaring macros, for those who extend the protocol.
pub use imps_core as core;
pub use imps_core::{
    Data, DateTime, Document, Error, ErrorKind, Extensions, IntoOwned, Limits, Node, Octets, ReadOptions,
    Root, Rule, Text, Unknown, Value, Version, tag,
};
pub use imps_csp as csp;
#[cfg(feature = "wbxml")]
pub use imps_wbxml as wbxml;
#[cfg(feature = "xml")]
pub use imps_xml as xml;
pub use input::Input;
pub use syntax::{Syntax, UnknownSyntax};
