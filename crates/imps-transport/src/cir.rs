//! Waking a client: the communication initiation request (CIR) and its bearers.
//! OMA-TS-IMPS_CSP_Transport.
//!
//! A client on HTTP or WSP gets requests of its server only when it polls. A CIR tells it to poll
//! at once: the text `WVCI 1.2 cookie`, in which the cookie is the one of the client's login.
//!
//! | method | module | what carries the text |
//! | --- | --- | --- |
//! | STCP | [`tcp`] | a line on a connection that the client opens |
//! | SUDP | here | a datagram of the [text](Wakeup) and nothing else, to [`UDP_PORT`] |
//! | SSMS | [`sms`] | an SMS for a port |
//! | WAPSMS, WAPUDP | [`push`] | a push PDU of WSP in an SMS or a datagram |
//! | SHTTP | [`get`] | no text: the status of a reply |
//!
//! A server writes a [`Wakeup`]. A client passes received bytes and the cookies of its sessions to
//! [`recipient`], which returns the woken session:
//!
//! ```
//! use imps_transport::cir::{Cookie, Wakeup, recipient};
//! use oma_imps::Version;
//!
//! let cookie: Cookie = "wv:nokia.12345".parse()?;
//! let datagram = Wakeup { version: Version::V1_2, cookie: cookie.clone() }.to_string();
//! assert_eq!(datagram, "WVCI 1.2 wv:nokia.12345");
//! assert_eq!(recipient(datagram.as_bytes(), [&cookie])?, &cookie);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod cookie;
pub mod get;
pub mod push;
pub mod sms;
pub mod tcp;
mod wakeup;

pub use cookie::{Cookie, UnsafeCookie};
pub use wakeup::{Ignored, InvalidWakeup, Wakeup, recipient};

/// The UDP port of a client that announces none.
pub const UDP_PORT: u16 = 3717;
