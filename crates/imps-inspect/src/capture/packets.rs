//! The packets of a file: pcap or pcapng, possibly in gzip.

use super::CaptureError;
use super::frame::segment;
use flate2::read::MultiGzDecoder;
use pcap_parser::traits::PcapNGPacketBlock as _;
use pcap_parser::{Block, Linktype, PcapBlockOwned, PcapError, create_reader};
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The largest block, in bytes.
const MAX_BLOCK: usize = 16 << 20;

/// The buffer at first, in bytes.
const BUFFER: usize = 256 << 10;

const GZIP: [u8; 2] = [0x1F, 0x8B];

/// A packet of a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Packet<'a> {
    /// Its number, from 1.
    pub number: u64,
    /// Its time since 1970.
    pub time: Duration,
    /// The number of its link type in the registry of pcap.
    pub link: i32,
    /// Its bytes in the capture.
    pub bytes: &'a [u8],
    /// Its length on the link.
    pub length: usize,
}

impl<'a> Packet<'a> {
    /// Makes a packet that is not cut.
    pub const fn new(number: u64, time: Duration, link: i32, bytes: &'a [u8]) -> Self {
        Self { number, time, link, bytes, length: bytes.len() }
    }

    /// Returns the sender and the receiver of a segment or datagram.
    pub fn ends(&self) -> Option<(SocketAddr, SocketAddr)> {
        segment(self).ok().map(|segment| (segment.source, segment.target))
    }
}

/// Whether bytes begin like a file of packets.
pub(super) fn is_packets(start: &[u8]) -> bool {
    matches!(
        start,
        [0xD4, 0xC3, 0xB2, 0xA1, ..]
            | [0xA1, 0xB2, 0xC3, 0xD4, ..]
            | [0x4D, 0x3C, 0xB2, 0xA1, ..]
            | [0xA1, 0xB2, 0x3C, 0x4D, ..]
            | [b'\n', b'\r', b'\r', b'\n', ..]
    )
}

/// The first decompressed bytes, if the bytes are gzip.
pub(super) fn inflated_start(start: &[u8]) -> Vec<u8> {
    let mut inflated = Vec::new();
    if start.starts_with(&GZIP) {
        // A fault after the first bytes does not matter here.
        let _ = MultiGzDecoder::new(start).take(4).read_to_end(&mut inflated);
    }
    inflated
}

/// Reads a file of packets as a stream, and passes on each packet, until `sink` breaks.
///
/// # Errors
/// [`NotACapture`](CaptureError::NotACapture) for another file, [`Read`](CaptureError::Read) if it
/// cannot be read, [`Cut`](CaptureError::Cut) if it breaks off,
/// [`Malformed`](CaptureError::Malformed) or [`TooLarge`](CaptureError::TooLarge) for a block in
/// it. The packets before the fault were passed on.
pub fn packets(
    file: impl Read + Send,
    sink: &mut dyn FnMut(Packet<'_>) -> ControlFlow<()>,
) -> Result<(), CaptureError> {
    let mut file = BufReader::new(file);
    let start = file.fill_buf().map_err(CaptureError::Read)?;
    if start.starts_with(&GZIP) {
        let mut inflated = BufReader::new(MultiGzDecoder::new(file));
        let start = inflated.fill_buf().map_err(CaptureError::Read)?;
        if !is_packets(start) {
            return Err(CaptureError::NotACapture);
        }
        return plain(inflated, sink);
    }
    if !is_packets(start) {
        return Err(CaptureError::NotACapture);
    }
    plain(file, sink)
}

fn plain(
    file: impl Read + Send,
    sink: &mut dyn FnMut(Packet<'_>) -> ControlFlow<()>,
) -> Result<(), CaptureError> {
    let fault = Arc::new(Mutex::new(None));
    let read = blocks(Full { file, fault: Arc::clone(&fault) }, sink);
    let fault = fault.lock().ok().and_then(|mut fault| fault.take());
    match (read, fault) {
        // Compressed data that ends early is a cut file like any other.
        (Ok(number), Some(error)) if error.kind() == ErrorKind::UnexpectedEof => {
            Err(CaptureError::Cut(number.saturating_add(1)))
        }
        (Ok(_), Some(error)) => Err(CaptureError::Read(error)),
        (read, _) => read.map(drop),
    }
}

/// Passes on the packets of all blocks. Returns the number of the last one.
fn blocks(
    file: impl Read + Send,
    sink: &mut dyn FnMut(Packet<'_>) -> ControlFlow<()>,
) -> Result<u64, CaptureError> {
    let mut reader = create_reader(BUFFER, file).map_err(|error| match error {
        PcapError::Eof | PcapError::Incomplete(_) | PcapError::UnexpectedEof => CaptureError::Cut(1),
        _ => CaptureError::NotACapture,
    })?;
    let mut state = State { number: 0, interfaces: Vec::new(), legacy: (Linktype(0), false) };
    let (mut capacity, mut waiting) = (BUFFER, None);
    loop {
        let next = state.number.saturating_add(1);
        match reader.next() {
            Ok((length, block)) => {
                let flow = state.block(&block, sink);
                reader.consume(length);
                waiting = None;
                if flow.is_break() {
                    return Ok(state.number);
                }
            }
            Err(PcapError::Eof) => return Ok(state.number),
            Err(PcapError::Incomplete(_) | PcapError::BufferTooSmall) => {
                let available = reader.data().len();
                if waiting == Some(available) {
                    if reader.reader_exhausted() {
                        return Err(CaptureError::Cut(next));
                    }
                    capacity = capacity.saturating_mul(2);
                    if capacity > MAX_BLOCK {
                        return Err(CaptureError::TooLarge(next));
                    }
                    reader.grow(capacity);
                }
                waiting = Some(available);
                match reader.refill() {
                    Ok(()) | Err(PcapError::BufferTooSmall) => {}
                    Err(PcapError::ReadError) => return Err(CaptureError::Cut(next)),
                    Err(_) => return Err(CaptureError::Malformed(next)),
                }
            }
            Err(PcapError::UnexpectedEof | PcapError::ReadError) => return Err(CaptureError::Cut(next)),
            Err(_) => return Err(CaptureError::Malformed(next)),
        }
    }
}

/// Fills the whole buffer if there is enough: the parser looks for the first block in one read. A
/// fault ends the file, after everything before it, and is kept.
struct Full<R> {
    file: R,
    fault: Arc<Mutex<Option<std::io::Error>>>,
}

impl<R: Read> Read for Full<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut filled = 0_usize;
        while let Some(space) = buffer.get_mut(filled..).filter(|space| !space.is_empty()) {
            match self.file.read(space) {
                Ok(0) => break,
                Ok(count) => filled = filled.saturating_add(count),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    if let Ok(mut fault) = self.fault.lock() {
                        *fault = Some(error);
                    }
                    break;
                }
            }
        }
        Ok(filled)
    }
}

struct Interface {
    link: Linktype,
    units_per_second: u64,
    offset: i64,
}

struct State {
    number: u64,
    interfaces: Vec<Interface>,
    /// The link type of a pcap file, and whether its times are nanoseconds.
    legacy: (Linktype, bool),
}

impl State {
    fn block(
        &mut self,
        block: &PcapBlockOwned<'_>,
        sink: &mut dyn FnMut(Packet<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let (time, link, bytes, length) = match block {
            PcapBlockOwned::LegacyHeader(header) => {
                self.legacy = (header.network, header.is_nanosecond_precision());
                return ControlFlow::Continue(());
            }
            PcapBlockOwned::Legacy(packet) => {
                let nanos = if self.legacy.1 { packet.ts_usec } else { packet.ts_usec.saturating_mul(1000) };
                let time = Duration::from_secs(packet.ts_sec.into())
                    .saturating_add(Duration::from_nanos(nanos.into()));
                (time, self.legacy.0, packet.data, packet.origlen)
            }
            PcapBlockOwned::NG(Block::SectionHeader(_)) => {
                self.interfaces.clear();
                return ControlFlow::Continue(());
            }
            PcapBlockOwned::NG(Block::InterfaceDescription(interface)) => {
                // Captures have a handful.
                if self.interfaces.len() < 4096 {
                    self.interfaces.push(Interface {
                        link: interface.linktype,
                        units_per_second: interface.ts_resolution().unwrap_or(1_000_000).max(1),
                        offset: interface.ts_offset(),
                    });
                }
                return ControlFlow::Continue(());
            }
            PcapBlockOwned::NG(Block::EnhancedPacket(packet)) => {
                let index = usize::try_from(packet.if_id).unwrap_or(usize::MAX);
                let interface = self.interfaces.get(index);
                let units = u64::from(packet.ts_high) << 32 | u64::from(packet.ts_low);
                let time = interface.map_or(Duration::ZERO, |interface| interface.time(units));
                let link = interface.map_or(Linktype(-1), |interface| interface.link);
                (time, link, packet.packet_data(), packet.origlen)
            }
            PcapBlockOwned::NG(Block::SimplePacket(packet)) => {
                let link = self.interfaces.first().map_or(Linktype(-1), |interface| interface.link);
                (Duration::ZERO, link, packet.packet_data(), packet.origlen)
            }
            PcapBlockOwned::NG(_) => return ControlFlow::Continue(()),
        };
        self.number = self.number.saturating_add(1);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        sink(Packet { number: self.number, time, link: link.0, bytes, length: length.max(bytes.len()) })
    }
}

impl Interface {
    fn time(&self, units: u64) -> Duration {
        let per_second = self.units_per_second;
        let seconds = units.checked_div(per_second).unwrap_or_default().saturating_add_signed(self.offset);
        let rest = u128::from(units.checked_rem(per_second).unwrap_or_default());
        let nanos = rest.saturating_mul(1_000_000_000).checked_div(per_second.into()).unwrap_or_default();
        Duration::from_secs(seconds).saturating_add(Duration::from_nanos(u64::try_from(nanos).unwrap_or(0)))
    }
}
