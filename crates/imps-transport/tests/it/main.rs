//! Black-box tests of the transport bindings.

mod agreed;
mod contract;
mod mailbox;
mod models;
mod pair;
mod schedule;
mod seeds;
