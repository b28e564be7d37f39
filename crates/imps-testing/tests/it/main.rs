//! The workspace from outside.

mod house;
