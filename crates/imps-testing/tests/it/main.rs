//! The workspace from outside.

mod house;
mod promise;
