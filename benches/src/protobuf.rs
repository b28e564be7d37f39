//! The same messages as protobuf, with `String` fields: what a program of today would use instead.

pub mod boxed;
pub mod full;
pub mod plan;
pub mod thin;
mod wire;

pub use wire::encode;
