#![doc = include_str!("../README.md")]

extern crate alloc;

mod code;
mod preamble;

pub use code::{Code, InvalidCode};
pub use preamble::{Part, Preamble, PreambleError, PreambleVersion};
