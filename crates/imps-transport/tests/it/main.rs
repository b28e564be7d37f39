//! Black-box tests of the transport bindings.

mod agreed;
mod mailbox;
mod schedule;
mod seeds;
