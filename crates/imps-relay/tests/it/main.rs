//! The relay from outside.

mod common;
mod losses;
mod mapping;
mod word;
