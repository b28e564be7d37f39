//! The crate from outside.

#[cfg(all(feature = "wbxml", feature = "xml"))]
mod content_first;
#[cfg(all(feature = "wbxml", feature = "xml", feature = "json"))]
mod json;
#[cfg(all(feature = "wbxml", feature = "xml", feature = "pts", feature = "json", feature = "ssp"))]
mod json_limits;
#[cfg(all(feature = "wbxml", feature = "xml", feature = "pts"))]
mod limits;
#[cfg(all(feature = "wbxml", feature = "xml", feature = "json"))]
mod official_1_1;
#[cfg(all(feature = "wbxml", feature = "pts", feature = "ssp"))]
mod pages;
#[cfg(all(feature = "wbxml", feature = "xml", feature = "pts"))]
mod plain_text;
#[cfg(all(feature = "wbxml", feature = "xml"))]
mod regressions;
#[cfg(all(feature = "wbxml", feature = "xml"))]
mod rules;
#[cfg(all(feature = "wbxml", feature = "pts", feature = "json", feature = "ssp"))]
mod ssp;
#[cfg(all(feature = "wbxml", feature = "xml"))]
mod strict;
#[cfg(all(feature = "wbxml", feature = "xml"))]
mod testdata;
#[cfg(all(feature = "wbxml", feature = "xml", feature = "pts", feature = "json", feature = "ssp"))]
mod typed_inputs;
#[cfg(all(feature = "wbxml", feature = "xml", feature = "pts"))]
mod validate;
#[cfg(all(feature = "wbxml", feature = "xml", feature = "pts", feature = "json"))]
mod whole;
