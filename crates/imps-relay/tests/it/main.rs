//! The relay from outside.

mod clients;
mod common;
mod losses;
mod mapping;
mod word;
