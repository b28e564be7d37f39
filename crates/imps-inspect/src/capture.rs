//! Captures of network traffic: from packets to the documents and lines that they carry.
//!
//! [`read`] reads a file of packets (pcap or pcapng, also compressed with gzip) as a stream, or the
//! export of a proxy (HAR), and passes on each [`Carried`] thing: an HTTP message on any port, a PDU
//! of WSP, a text that wakes a client. [`crate::timeline`] explains them.
//!
//! * Links: Ethernet, also with VLAN tags, Linux cooked 1 and 2, raw IP, loopback.
//! * TCP streams are joined in the order of their sequence numbers. Of bytes that arrive twice, the
//!   first ones count, and a difference is a [`Problem`]. Lost bytes are a [`Problem`] too. Nothing
//!   is guessed across a gap.
//! * Checksums are not compared, because captures of the sending host have wrong ones.
//! * Memory is bounded by [`CaptureLimits`]. A [`Tally`] counts everything that was passed over.
//!
//! ```
//! use imps_inspect::capture::{CaptureLimits, Content, read};
//!
//! let export = br#"{"log":{"entries":[{"startedDateTime":"2026-01-02T03:04:05Z","time":120,
//!     "request":{"method":"POST","url":"http://imps.example/csp","headers":[],
//!         "postData":{"mimeType":"text/xml","text":"<a/>"}},
//!     "response":{"status":200,"headers":[],"content":{}}}]}}"#;
//! let mut bodies = Vec::new();
//! let (tally, end) = read(&export[..], &CaptureLimits::default(), &mut |carried| {
//!     if let Content::Body(body) = carried.content {
//!         bodies.push(body.bytes.into_owned());
//!     }
//! });
//! assert!(end.is_ok());
//! assert_eq!(bodies, [b"<a/>".to_vec(), Vec::new()]);
//! assert_eq!(tally.packets, 1);
//! ```

mod assembler;
mod carried;
mod coding;
mod connection;
mod connections;
mod datagram;
mod error;
mod frame;
mod har;
mod http;
mod limits;
mod packets;
mod reassembly;
mod tally;

pub use assembler::Assembler;
pub use carried::{Bearer, Body, Carried, Content, Direction, Endpoint, Start};
pub use error::{CaptureError, Problem};
pub use limits::CaptureLimits;
pub use packets::{Packet, packets};
pub use tally::{Count, Passed, Tally};

use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;

/// Returns whether bytes begin like a capture: pcap, pcapng, one of them in gzip, or a HAR file.
///
/// ```
/// assert!(imps_inspect::capture::is_capture(b"\xD4\xC3\xB2\xA1"));
/// assert!(!imps_inspect::capture::is_capture(b"\x03\x11\x6A\x00"));
/// ```
pub fn is_capture(start: &[u8]) -> bool {
    is_packets(start) || har::is_har(start)
}

/// Returns whether bytes begin like a file of packets: pcap or pcapng, also in gzip.
pub fn is_packets(start: &[u8]) -> bool {
    packets::is_packets(start) || packets::is_packets(&packets::inflated_start(start))
}

/// Reads a capture of any kind, and passes on what it carries, in the order of the packets that
/// completed it. Returns counts, and whether the capture was read to its end.
///
/// # Errors
/// [`NotACapture`](CaptureError::NotACapture) for another file, [`Read`](CaptureError::Read) if it
/// cannot be read, [`Cut`](CaptureError::Cut) if it breaks off,
/// [`Malformed`](CaptureError::Malformed), [`TooLarge`](CaptureError::TooLarge),
/// [`HarTooLarge`](CaptureError::HarTooLarge) or [`Har`](CaptureError::Har) for a fault in it.
/// Everything before the fault was passed on, and counted.
pub fn read(
    capture: impl Read + Send,
    limits: &CaptureLimits,
    sink: &mut dyn FnMut(Carried<'_>),
) -> (Tally, Result<(), CaptureError>) {
    let mut capture = BufReader::with_capacity(64 << 10, capture);
    let start = match capture.fill_buf() {
        Ok(start) => start,
        Err(error) => return (Tally::default(), Err(CaptureError::Read(error))),
    };
    if har::is_har(start) {
        return match har::read(capture, limits, sink) {
            Ok(tally) => (tally, Ok(())),
            Err(fault) => (Tally::default(), Err(fault)),
        };
    }
    let mut assembler = Assembler::new(*limits);
    let read = packets(capture, &mut |packet| {
        assembler.packet(packet, sink);
        ControlFlow::Continue(())
    });
    (assembler.finish(sink), read)
}
