//! Black-box tests of the transport bindings.

mod agreed;
mod cir;
mod cir_client;
mod cir_server;
mod contract;
mod mailbox;
mod models;
mod pair;
mod requirements;
mod schedule;
mod seeds;
mod sms;
mod wire_vectors;
mod wsp;
mod wsp_properties;
