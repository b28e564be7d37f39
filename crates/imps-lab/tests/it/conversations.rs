//! Random conversations of four users.
//!
//! `PROPTEST_CASES=3000 cargo test -p imps-lab --test it conversations` for a long run.

mod modelled;
mod wild;
