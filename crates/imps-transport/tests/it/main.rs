//! Black-box tests of the transport bindings.

mod agreed;
mod seeds;
