//! CIR over TCP (STCP): a client opens a connection, names its session, and waits for lines.
//!
//! | direction | line | when |
//! | --- | --- | --- |
//! | client to server | `HELO session` | first on each connection |
//! | server to client | `OK` | the session is known |
//! | server to client | `WVCI 1.2 cookie` | something waits for the client |
//! | client to server | `PING` | the client tests the connection |
//! | server to client | `OK` | the answer |
//!
//! A server has a [`Server`] per connection, and one [`Connections`] for all of them. A client has
//! a [`Client`], which also says when to connect again. Both read lines however the bytes arrive,
//! and send each line alone, because some clients look only at the start of what one read returns.
//!
//! ```
//! use imps_transport::cir::tcp::{Client, ClientEvent, ClientTimers};
//! use imps_transport::cir::tcp::{Server, ServerEvent, ServerTimers};
//! use imps_transport::{Action, Machine as _};
//! use std::time::Duration;
//!
//! let now = Duration::ZERO;
//! let mut client = Client::new("s-4711", "cookie-1".parse()?, ClientTimers::default())?;
//! let mut server = Server::new(now, ServerTimers::default());
//! let mut line = Vec::new();
//!
//! assert_eq!(client.next(now, &mut line), Action::Event(ClientEvent::Connect));
//! client.connected(now);
//! assert_eq!(client.next(now, &mut line), Action::Send);
//! assert_eq!(line, b"HELO s-4711\r\n");
//!
//! server.receive(now, &line);
//! let hello = ServerEvent::Hello { session_id: "s-4711".into() };
//! assert_eq!(server.next(now, &mut line), Action::Event(hello));
//! server.accept("WVCI 1.2 cookie-1".parse()?);
//! server.wake();
//! line.clear();
//! assert_eq!(server.next(now, &mut line), Action::Send);
//! assert_eq!(server.next(now, &mut line), Action::Send);
//! assert_eq!(line, b"OK\r\nWVCI 1.2 cookie-1\r\n");
//!
//! client.receive(now, &line);
//! assert_eq!(client.next(now, &mut line), Action::Event(ClientEvent::Wakeup));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod client;
mod client_timers;
mod connections;
mod lines;
mod server;

pub use client::{Client, ClientEvent, InvalidSessionId, Lost};
pub use client_timers::ClientTimers;
pub use connections::Connections;
pub use lines::{Lines, TooLong};
pub use server::{Closing, Server, ServerEvent, ServerTimers};

/// The maximum number of bytes of a line, without its end.
pub const MAX_LINE: usize = 512;

/// The port of a server that states none, as one client assumes.
pub const FALLBACK_PORT: u16 = 3171;

/// Splits a line into its first word and the rest, without the blanks around both.
fn words(line: &[u8]) -> (&[u8], &[u8]) {
    let line = line.trim_ascii();
    let end = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    let (word, rest) = line.split_at_checked(end).unwrap_or_default();
    (word, rest.trim_ascii_start())
}

/// Returns a line for a log.
fn text(line: &[u8]) -> String {
    String::from_utf8_lossy(line).into_owned()
}
