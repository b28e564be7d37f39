//! The guide: a walk through the protocol, and one chapter per task, with code that runs.
//!
//! | you want to | read |
//! | --- | --- |
//! | log in, send messages, watch presence | [Write a client](client) |
//! | answer what phones send | [Write a server](server) |
//! | connect syntaxes, versions, SMS and domains | [Build a gateway](gateway) |
//! | serve phones of 1.1, 1.2 and 1.3 with one model | [Phones of several versions](versions) |
//! | understand a packet dump or a broken file | [Read a capture](capture) |
//! | test, look and count in Python | [Work in Python](python) |
//! | say what a product conforms to | [What conforms](conformance) |
//! | extend the standard | [Add an extension](extension) |
//! | read ActiveSync, SyncML, WML or your own WBXML language | [Use the WBXML engine for another language](wbxml::guide) |
//!
//! Each chapter is independent. You need no knowledge of the standard. If the protocol is new to you,
//! take the walk first. Its seven short chapters follow each other:
//!
//! 1. [IMPS in ten minutes](walk_1_protocol)
//! 2. [A login, byte by byte](walk_2_bytes)
//! 3. [The same in Rust](walk_3_types)
//! 4. [Log in and negotiate](walk_4_session)
//! 5. [See who is online](walk_5_presence)
//! 6. [Send and receive](walk_6_messages)
//! 7. [On the wire](walk_7_wire)
//!
//! To follow along, depend on the facade, and let `?` return its error:
//!
//! ```toml
//! [dependencies]
//! oma-imps = { version = "0.1", features = ["digest"] }
//! ```
//!
//! ```
//! use oma_imps::csp::{Message, Primitive};
//! use oma_imps::{Error, read_owned};
//!
//! fn main() -> Result<(), Error> {
//!     // A polling request of a phone: 48 bytes of binary XML.
//!     let message: Message = read_owned(
//!         b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x11\x01\x6F\x03s1\0\x01\x01\
//!           \x72\x74\x76\x80\x20\x01\x35\x01\xF3\x0A\x031.2\0\x01\x00\x01\x22\x01\x01\x01\x01",
//!     )?;
//!     assert_eq!(message.version.as_str(), "1.2");
//!     assert!(matches!(message.primitive(), Some(Primitive::PollingRequest(_))));
//!     Ok(())
//! }
//! ```
//!
//! The shell commands of the chapters start at the root of the repository.

/// Links between chapters. The first definition counts: these come before the files, which have the
/// paths for readers of the repository.
macro_rules! links {
    () => {
        "\
[bytes]: crate::guide::walk_2_bytes
[types]: crate::guide::walk_3_types
[session]: crate::guide::walk_4_session
[presence]: crate::guide::walk_5_presence
[messages]: crate::guide::walk_6_messages
[wire]: crate::guide::walk_7_wire
[capture]: crate::guide::capture
[client]: crate::guide::client
[extension]: crate::guide::extension
[gateway]: crate::guide::gateway
[server]: crate::guide::server
[versions]: crate::guide::versions
[wire-format]: crate::guide::client#the-messages-on-the-wire
"
    };
}

#[doc = links!()]
#[doc = include_str!("guide/1-protocol.md")]
pub mod walk_1_protocol {}
#[doc = links!()]
#[doc = include_str!("guide/2-bytes.md")]
pub mod walk_2_bytes {}
#[doc = links!()]
#[doc = include_str!("guide/3-types.md")]
pub mod walk_3_types {}
#[doc = links!()]
#[doc = include_str!("guide/4-session.md")]
pub mod walk_4_session {}
#[doc = links!()]
#[doc = include_str!("guide/5-presence.md")]
pub mod walk_5_presence {}
#[doc = links!()]
#[doc = include_str!("guide/6-messages.md")]
pub mod walk_6_messages {}
#[doc = links!()]
#[doc = include_str!("guide/7-wire.md")]
pub mod walk_7_wire {}

#[doc = include_str!("guide/capture.md")]
pub mod capture {}
#[doc = include_str!("guide/client.md")]
pub mod client {}
#[doc = include_str!("guide/conformance.md")]
pub mod conformance {}
#[doc = include_str!("guide/extension.md")]
pub mod extension {}
#[doc = links!()]
#[doc = include_str!("guide/gateway.md")]
pub mod gateway {}
#[doc = include_str!("guide/python.md")]
pub mod python {}
#[doc = links!()]
#[doc = include_str!("guide/server.md")]
pub mod server {}
#[doc = include_str!("guide/versions.md")]
pub mod versions {}
