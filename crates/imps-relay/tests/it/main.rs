//! The relay from outside.

mod answers;
mod clients;
mod common;
mod losses;
mod mapping;
mod versions;
mod word;
