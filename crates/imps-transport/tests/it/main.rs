//! Black-box tests of the transport bindings.

mod cir;
mod cir_client;
mod cir_server;
mod sms;
mod wire_vectors;
mod wsp;
mod wsp_properties;
