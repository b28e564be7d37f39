//! The crate from outside.

mod charsets;
mod documents;
mod languages;
mod leaves;
mod limits;
mod numbers;
mod opening;
mod reading;
mod tables;
mod vendor_codes;
mod vendors;
mod witness;
mod writing;
