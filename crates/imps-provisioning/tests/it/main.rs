//! Integration tests of provisioning.

mod accounts;
mod advice;
mod bad;
mod ddf;
mod documents;
mod facts;
mod mo;
mod properties;
#[cfg(feature = "push")]
mod push;
mod wv_settings;
