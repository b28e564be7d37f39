//! Integration tests of provisioning.

mod bad;
mod documents;
mod facts;
mod properties;
