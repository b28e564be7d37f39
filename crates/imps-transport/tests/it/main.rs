//! Black-box tests of the transport bindings.
