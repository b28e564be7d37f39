//! Black-box tests of the transport bindings.

mod agreed;
mod cir;
mod cir_client;
mod cir_server;
mod contract;
mod http_bad;
mod http_facts;
mod http_round_trip;
mod mailbox;
mod models;
mod pair;
mod requirements;
mod schedule;
mod seeds;
mod sms;
mod ssp_facts;
mod ssp_setup;
mod wire_vectors;
mod wsp;
mod wsp_properties;
