//! The guide: one chapter per task, with code that runs.
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
//! Each chapter is independent. If the protocol is new to you, read the first section of [Write a
//! client](client#the-messages-on-the-wire), which the other chapters assume. You need no knowledge
//! of the standard.
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

#[doc = include_str!("guide/capture.md")]
pub mod capture {}
#[doc = include_str!("guide/client.md")]
pub mod client {}
#[doc = include_str!("guide/conformance.md")]
pub mod conformance {}
#[doc = include_str!("guide/extension.md")]
pub mod extension {}
#[doc = include_str!("guide/gateway.md")]
pub mod gateway {}
#[doc = include_str!("guide/python.md")]
pub mod python {}
#[doc = include_str!("guide/server.md")]
pub mod server {}
#[doc = include_str!("guide/versions.md")]
pub mod versions {}
