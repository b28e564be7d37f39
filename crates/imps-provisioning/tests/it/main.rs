//! Integration tests of provisioning.

mod accounts;
mod advice;
mod bad;
mod documents;
mod facts;
mod properties;
#[cfg(feature = "push")]
mod push;
mod wv_settings;
