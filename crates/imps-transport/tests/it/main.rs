//! Black-box tests of the transport bindings.

mod agreed;
mod contract;
mod mailbox;
mod models;
mod pair;
mod requirements;
mod schedule;
mod seeds;
