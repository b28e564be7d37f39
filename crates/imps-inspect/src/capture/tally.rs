//! Counts of a capture.

use serde::{Serialize, Serializer};
use std::fmt;

/// Counts of a capture: its packets, and everything that was passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// The packets, or the entries of a HAR file.
    pub packets: u64,
    /// The connections of TCP.
    pub connections: u64,
    /// The connections that were forgotten to bound the memory.
    pub forgotten_connections: u64,
    /// The packets and streams that were passed over, by reason. In JSON, each is an object with
    /// `reason`, `count` and `first_packet`.
    #[serde(serialize_with = "reasons")]
    pub passed: Vec<(Passed, Count)>,
}

/// How often something was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The number.
    pub count: u64,
    /// The first packet.
    pub first_packet: u64,
}

/// A reason to pass over packets or streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Passed {
    /// Fragments of IP packets.
    Fragments,
    /// Packets that are cut or malformed before their content.
    Malformed,
    /// Packets of a link type that this crate does not read.
    OtherLink,
    /// Packets of other protocols.
    OtherPackets,
    /// Streams of other protocols.
    OtherStreams,
    /// Encrypted streams.
    Tls,
    /// Datagrams of encrypted WSP.
    EncryptedWsp,
    /// Datagrams of WSP with connection, over WTP.
    Wtp,
    /// Bytes that were sent again, and were equal to the first ones.
    Retransmissions,
    /// Entries of a HAR file without a request or a response.
    Entries,
}

impl Passed {
    /// Returns the words of the reason, for a number.
    pub const fn as_str(self, count: u64) -> &'static str {
        match (self, count) {
            (Self::Fragments, 1) => "fragment of an IP packet",
            (Self::Fragments, _) => "fragments of IP packets",
            (Self::Malformed, 1) => "cut or malformed packet",
            (Self::Malformed, _) => "cut or malformed packets",
            (Self::OtherLink, 1) => "packet of an unknown link type",
            (Self::OtherLink, _) => "packets of unknown link types",
            (Self::OtherPackets, 1) => "packet of another protocol",
            (Self::OtherPackets, _) => "packets of other protocols",
            (Self::OtherStreams, 1) => "stream of another protocol",
            (Self::OtherStreams, _) => "streams of other protocols",
            (Self::Tls, 1) => "encrypted stream (TLS)",
            (Self::Tls, _) => "encrypted streams (TLS)",
            (Self::EncryptedWsp, 1) => "datagram of encrypted WSP",
            (Self::EncryptedWsp, _) => "datagrams of encrypted WSP",
            (Self::Wtp, 1) => "datagram of WSP with connection (WTP)",
            (Self::Wtp, _) => "datagrams of WSP with connection (WTP)",
            (Self::Retransmissions, 1) => "retransmission",
            (Self::Retransmissions, _) => "retransmissions",
            (Self::Entries, 1) => "entry without a request or a response",
            (Self::Entries, _) => "entries without a request or a response",
        }
    }
}

impl Tally {
    pub(super) fn pass(&mut self, reason: Passed, packet: u64) {
        match self.passed.iter_mut().find(|(found, _)| *found == reason) {
            Some((_, count)) => count.count = count.count.saturating_add(1),
            None => self.passed.push((reason, Count { count: 1, first_packet: packet })),
        }
    }

    /// Returns how often a reason occurred.
    pub fn count(&self, reason: Passed) -> u64 {
        self.passed.iter().find(|(found, _)| *found == reason).map_or(0, |(_, count)| count.count)
    }

    /// Returns a line for each reason to pass over something, and for forgotten connections.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let forgotten = (self.forgotten_connections > 0)
            .then(|| format!("{} connections forgotten to bound the memory", self.forgotten_connections));
        let passed = self.passed.iter().map(|(reason, Count { count, first_packet })| {
            format!("passed over: {count} {}, first in packet {first_packet}", reason.as_str(*count))
        });
        passed.chain(forgotten)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} packets, {} connections", self.packets, self.connections)
    }
}

// The signature is the one of serde.
#[allow(clippy::ptr_arg, reason = "serde passes a reference to the field")]
fn reasons<S: Serializer>(passed: &Vec<(Passed, Count)>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Reason {
        reason: Passed,
        #[serde(flatten)]
        count: Count,
    }
    serializer.collect_seq(passed.iter().map(|(reason, count)| Reason { reason: *reason, count: *count }))
}
