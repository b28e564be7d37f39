//! How to do it: a chapter for each task, with code that runs.
//!
//! | you want to | read |
//! | --- | --- |
//! | log in, send messages, watch presence | [Write a client](client) |
//! | answer what phones send | [Write a server](server) |
//! | stand between syntaxes, versions, SMS and domains | [Build a gateway](gateway) |
//! | understand a packet dump or a broken file | [Read a capture](capture) |
//! | say what the standard does not | [Add an extension](extension) |
//! | read ActiveSync, SyncML, WML or a WBXML of your own | [Use the WBXML engine for another language](wbxml::guide) |
//!
//! Each stands for itself. Who has never seen the protocol reads the first page of [Write a client](client#what-goes-over-the-wire), which has all that
//! the others take for granted. Nobody needs to know the standard.
//!
//! To follow along, depend on the facade, and have `?` return its error:
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
//!     // What a phone posts to ask whether something waits: 48 octets of binary XML.
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
//! The chapters' shell commands start at the root of the repository.

#[doc = include_str!("guide/capture.md")]
pub mod capture {}
#[doc = include_str!("guide/client.md")]
pub mod client {}
#[doc = include_str!("guide/extension.md")]
pub mod extension {}
#[doc = include_str!("guide/gateway.md")]
pub mod gateway {}
#[doc = include_str!("guide/server.md")]
pub mod server {}
