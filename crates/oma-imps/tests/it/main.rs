//! Integration tests of the facade.

mod broken_writers;
mod common;
mod content_first;
#[cfg(all(feature = "json", feature = "ssp"))]
mod cut;
#[cfg(feature = "json")]
mod json;
#[cfg(all(feature = "json", feature = "ssp"))]
mod json_limits;
mod limits;
#[cfg(feature = "json")]
mod official_1_1;
mod outline;
#[cfg(feature = "ssp")]
mod pages;
mod plain_text;
mod readme;
mod regressions;
mod rules;
mod several;
#[cfg(all(feature = "json", feature = "ssp"))]
mod ssp;
mod strict;
mod testdata;
#[cfg(all(feature = "json", feature = "ssp"))]
mod typed_inputs;
mod validate;
mod vendor_codes;
#[cfg(feature = "json")]
mod whole;
