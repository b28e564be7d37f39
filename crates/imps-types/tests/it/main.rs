//! The data types from outside.

mod addresses;
mod data_types;
