//! The protocol between clients and servers on HTTP. OMA-TS-IMPS-CSP_Transport, HTTP binding.
//!
//! A client posts one document per request, and the reply has one document or an empty body. The
//! crate makes and reads the heads and the bodies; any HTTP library carries them.
//!
//! | side | call | in | out |
//! | --- | --- | --- | --- |
//! | client | [`Client::post`] | a message | head of the request, bytes of the body |
//! | client | [`Client::receive`] | head and body of the reply | a [`Payload`], nothing, or a [`ReplyError`] |
//! | server | [`Server::arrived`] | head and body of the request | an [`Arrived`], or a [`Refusal`] |
//! | server | [`Format::reply`] | a message | head of the reply, bytes of the body |
//!
//! Servers post documents of their own protocol to the same address. [`Payload::protocol`] tells
//! them apart, and the module [`ssp`](crate::ssp) has the other half. A server that answers version
//! discovery reads [`CspDocument`](oma_imps::csp::CspDocument) instead of `Message`.
//!
//! ```
//! use http::HeaderMap;
//! use imps_transport::http::{Client, Expected, Server};
//! use oma_imps::csp::access::{KeepAliveRequest, KeepAliveResponse};
//! use oma_imps::csp::{Message, SessionDescriptor};
//! use oma_imps::{Syntax, Version};
//!
//! let session = SessionDescriptor::inband("s1");
//! let asked = Message::request(Version::V1_2, session, "t7", KeepAliveRequest::default());
//! let client = Client::new("im.example.com/wv".parse()?, Syntax::Wbxml);
//! let request = client.request(&asked)?;
//! assert_eq!(request.uri(), "http://im.example.com/wv");
//! assert_eq!(request.headers()["content-type"], "application/vnd.wv.csp.wbxml");
//!
//! // The server reads it, whatever the head states, and answers in the same form.
//! let server = Server::default();
//! let reply = match server.arrived(&request, request.body()) {
//!     Err(refusal) => refusal.to_response(),
//!     Ok(arrived) => match arrived.read::<Message>() {
//!         Err(refusal) => refusal.to_response(),
//!         Ok(message) => {
//!             let answer = message.answer(KeepAliveResponse::default()).ok_or("no transaction")?;
//!             arrived.format.to_response(&answer)?
//!         }
//!     },
//! };
//! assert_eq!(reply.headers()["content-type"], "application/vnd.wv.csp.wbxml");
//!
//! let received = client.receive(Expected::after(&asked), &reply, reply.body())?;
//! let received = received.ok_or("no document")?;
//! let answer: Message = received.read()?;
//! assert_eq!(answer.transaction_id(), Some("t7"));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod client;
mod content_type;
pub(crate) mod format;
mod head;
mod msisdn;
mod note;
mod payload;
mod preferences;
mod refusal;
mod sap_url;
mod server;
mod understood;

pub use client::{Client, Expected, ReplyError};
pub use format::{Format, empty};
pub use head::{Head, ReplyHead};
pub use msisdn::Msisdn;
pub use note::Note;
pub use payload::Payload;
pub use preferences::Preferences;
pub use refusal::{Reason, Refusal};
pub use sap_url::{InvalidSapUrl, SapUrl};
pub use server::{Admitted, Arrived, CONTINUE, Server};
pub use understood::{Understood, UnderstoodTransaction};
