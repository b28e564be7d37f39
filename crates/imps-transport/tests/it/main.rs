//! Black-box tests of the transport bindings.

mod http_bad;
mod http_facts;
mod http_round_trip;
mod ssp_facts;
mod ssp_setup;
