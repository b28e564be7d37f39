//! The guide: how to write a server and a client, with code that runs.
//!
//! | you want to | read |
//! | --- | --- |
//! | let phones log in, talk to each other and be woken | [Write a server](server) |
//! | log in, send and receive | [Write a client](client) |
//!
//! The guide of [`oma_imps`] explains the messages themselves.

#[doc = include_str!("guide/client.md")]
#[doc = concat!("# The smallest client\n\n```rust,no_run\n", include_str!("../examples/smallest_client.rs"), "```")]
pub mod client {}
#[doc = include_str!("guide/server.md")]
#[doc = concat!("# The smallest server\n\n```rust,no_run\n", include_str!("../examples/smallest_server.rs"), "```")]
pub mod server {}
