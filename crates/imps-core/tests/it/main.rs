//! The crate from outside.

#![allow(unreachable_pub, clippy::struct_field_names, reason = "the tests declare what they need to show")]

mod beside;
mod conversions;
mod elements;
#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "serde")]
mod json_beside;
mod limits;
mod mistakes;
mod validate;
mod vocabulary;
