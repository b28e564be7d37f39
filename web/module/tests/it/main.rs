//! The tests of the module, one module per subject.

mod bad_input;
mod conversation;
mod conversions;
mod memory;
mod rows;
mod run;
