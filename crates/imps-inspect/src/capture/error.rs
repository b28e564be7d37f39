//! Errors of captures, and the problems of their streams.

use imps_transport::wsp::WspError;
use oma_imps::imps_core::Quote;
use std::io;

/// The reason why a capture cannot be read, or not to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaptureError {
    /// The file does not begin like a capture.
    #[error("not a capture: expected pcap, pcapng or har")]
    NotACapture,
    /// The file cannot be read.
    #[error("the capture cannot be read: {0}")]
    Read(io::Error),
    /// The file ends inside a packet.
    #[error("the capture ends inside packet {0}")]
    Cut(u64),
    /// A block is malformed. Has the number of the packet that would be next.
    #[error("malformed block in the capture before packet {0}")]
    Malformed(u64),
    /// A block is too large. Has the number of the packet that would be next.
    #[error("block of more than 16 MiB in the capture before packet {0}")]
    TooLarge(u64),
    /// A HAR file is too large.
    #[error("har of more than {0} bytes")]
    HarTooLarge(usize),
    /// A HAR file is no JSON of this form.
    #[error("malformed har: {0}")]
    Har(String),
}

/// Something that is missing in a stream, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The capture lacks bytes of the stream.
    #[error("gap of {0} bytes in the stream")]
    Gap(u64),
    /// Bytes arrived a second time and were different.
    #[error("{0} bytes arrived twice with different values; the first ones count")]
    Conflict(usize),
    /// The stream began before the capture, in the middle of a message.
    #[error("the stream begins in the middle of a message")]
    Middle,
    /// The body ends early. Has the missing bytes, if the head states the length.
    #[error("cut body{}", missing(*.0))]
    CutBody(Option<u64>),
    /// The stream ends inside a head.
    #[error("the stream ends inside a head")]
    CutHead,
    /// The start of a head cannot be read.
    #[error("malformed head: {:?}", Quote::<60>(.0))]
    Head(String),
    /// The head is too long.
    #[error("head of more than {0} bytes")]
    HeadTooLong(usize),
    /// The body is too long. Has its length so far and the limit.
    #[error("body of {length} bytes: only the first {limit} are read")]
    BodyTooLong {
        /// The length.
        length: u64,
        /// The limit.
        limit: usize,
    },
    /// The head states the length of the body in ways that contradict each other.
    #[error("contradictory lengths of a body: {:?}", Quote::<60>(.0))]
    Lengths(String),
    /// The head states both chunks and a length: the chunks count.
    #[error("a length beside chunks: the chunks count")]
    LengthBesideChunks,
    /// The size of a chunk cannot be read.
    #[error("malformed chunk: {:?}", Quote::<40>(.0))]
    Chunk(String),
    /// The body has an unknown content coding.
    #[error("unknown coding {:?} of a body", Quote::<40>(.0))]
    UnknownCoding(String),
    /// The compressed body is broken.
    #[error("malformed {0} body: {1} bytes were readable")]
    Compressed(&'static str, usize),
    /// The decompressed body is too long.
    #[error("{coding} body of more than {limit} bytes")]
    Bomb {
        /// The coding.
        coding: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The connection changes its protocol.
    #[error("the connection continues with another protocol")]
    OtherProtocol,
    /// The connection was forgotten because too many others followed, or too many bytes waited.
    #[error("the connection was forgotten, because too much waits in memory")]
    Forgotten,
    /// A line of CIR is too long.
    #[error("line of cir that is too long")]
    LineTooLong,
    /// A PDU of WSP cannot be read.
    #[error("malformed wsp: {0}")]
    Wsp(WspError),
    /// A PDU of WSP has no document. Has the byte of its type.
    #[error("wsp pdu of type {0:#04x}")]
    OtherPdu(u8),
    /// A datagram is longer than the packet in the capture.
    #[error("cut packet")]
    CutPacket,
    /// The text of a HAR entry is no base64.
    #[error("malformed base64 of a body")]
    Base64,
}

impl Problem {
    /// Returns whether the body of the message is not complete.
    pub const fn is_cut(&self) -> bool {
        matches!(
            self,
            Self::CutBody(_)
                | Self::BodyTooLong { .. }
                | Self::Compressed(..)
                | Self::Bomb { .. }
                | Self::UnknownCoding(_)
                | Self::CutPacket
                | Self::Base64
        )
    }
}

fn missing(bytes: Option<u64>) -> String {
    bytes.map_or_else(String::new, |bytes| format!(": {bytes} bytes are missing"))
}
