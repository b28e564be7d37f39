//! Black-box tests of the transport bindings.

mod cir;
mod cir_client;
mod cir_server;
mod http_bad;
mod http_facts;
mod http_round_trip;
mod sms;
mod ssp_facts;
mod ssp_setup;
mod wire_vectors;
mod wsp;
mod wsp_properties;
