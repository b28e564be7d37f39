//! The wireless session protocol (WSP): PDUs as data, and both ends of requests in datagrams.
//! WAP-230-WSP.
//!
//! A phone without HTTP sends each document in a Post PDU and gets a Reply. There are two modes:
//!
//! * Without connection (port [`PORT`]), one datagram has one PDU behind a transaction id:
//!   [`Datagram`]. A server can answer these itself with [`server`], without a gateway.
//!   [`client`] is the other end.
//! * With connection (port [`CONNECTION_PORT`]), PDUs have no transaction id, and the wireless
//!   transaction protocol (WTP) carries them. [`Pdu`] reads and writes them, but this crate has no
//!   machine for WTP: phones that use only this mode need a gateway.
//!
//! ```
//! use imps_transport::wsp::{Datagram, Pdu, client, server};
//!
//! let mut datagram = Vec::new();
//! let media_type = "application/vnd.wv.csp+wbxml";
//! client::post(1, "http://imps.example/csp", media_type, b"...", &mut datagram)?;
//!
//! let arrived = server::read(&datagram)?;
//! assert_eq!(arrived.tid, 1);
//! assert_eq!(arrived.request.uri(), "http://imps.example/csp");
//! assert_eq!(arrived.request.headers()["content-type"], media_type);
//! assert_eq!(*arrived.request.body(), b"...");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

pub mod client;
mod content_type;
mod cursor;
mod error;
mod header;
mod http_headers;
mod pdu;
pub mod server;
mod status;

pub use content_type::{ContentType, MediaType, Parameter, ParameterName, ParameterValue};
pub use error::{WspError, WspErrorKind};
pub use header::{Header, Name, Value};
pub use pdu::{
    Connect, ConnectReply, Datagram, Disconnect, Get, Pdu, Post, Push, Redirect, Reply, Resume, Suspend,
};
pub use status::Status;

/// The UDP port of WSP without connection.
pub const PORT: u16 = 9200;

/// The UDP port of WSP with connection, over WTP.
pub const CONNECTION_PORT: u16 = 9201;
