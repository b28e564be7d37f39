//! One direction of a TCP connection: bytes in the order of their sequence numbers.

use super::Problem;
use std::time::Duration;

/// The most segments that wait.
const MAX_EARLY: usize = 64;

/// How long early segments wait for bytes that their receiver has acknowledged.
const PATIENCE: Duration = Duration::from_secs(1);

/// The delivered bytes that are kept to compare retransmissions with.
const HISTORY: usize = 1 << 10;

/// Sequence numbers further ahead belong to another connection or are damaged.
const WINDOW: i64 = 16 << 20;

/// One direction.
#[derive(Debug, Default)]
pub(super) struct Reassembly {
    /// The sequence number of the next byte, once known.
    next: Option<u32>,
    /// Segments that arrived too early, by their distance from `next`, in order, disjoint.
    early: Vec<Early>,
    early_bytes: usize,
    /// The time of the oldest early segment.
    since: Duration,
    /// The last delivered bytes.
    history: Vec<u8>,
    /// The sequence number behind the last byte, once the sender has closed.
    end: Option<u32>,
    /// The highest acknowledged number.
    acknowledged: Option<u32>,
}

#[derive(Debug)]
struct Early {
    sequence: u32,
    bytes: Vec<u8>,
    /// Bytes behind these that the capture lacks.
    missing: usize,
}

/// A segment as it arrives.
#[derive(Clone, Copy)]
pub(super) struct Received<'a> {
    pub(super) sequence: u32,
    pub(super) payload: &'a [u8],
    /// Bytes behind the payload that the capture lacks.
    pub(super) missing: usize,
    /// Whether the sender closes behind it.
    pub(super) fin: bool,
}

/// Bytes, in order.
pub(super) enum Piece<'a> {
    Bytes(&'a [u8]),
    /// A number of bytes that the capture lacks.
    Gap(u64),
    Problem(Problem),
    /// Bytes that arrived before.
    Again,
}

/// The distance from one sequence number to another, which may be negative.
fn distance(from: u32, to: u32) -> i64 {
    i64::from(to.wrapping_sub(from).cast_signed())
}

/// Adds a length to a sequence number.
fn advanced(sequence: u32, length: usize) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "sequence numbers wrap around")]
    sequence.wrapping_add(length as u32)
}

impl Reassembly {
    /// The sender opens the connection. Its first byte follows.
    pub(super) fn open(&mut self, sequence: u32) {
        *self = Self { next: Some(sequence.wrapping_add(1)), ..Self::default() };
    }

    /// Whether the start is known.
    pub(super) fn is_open(&self) -> bool {
        self.next.is_some()
    }

    /// Whether a new connection starts at this number: it is not the start of this one.
    pub(super) fn is_other_start(&self, sequence: u32) -> bool {
        let length = i64::try_from(self.history.len()).unwrap_or(i64::MAX);
        self.next.is_some_and(|next| {
            let delivered = distance(sequence.wrapping_add(1), next);
            !(0..=length).contains(&delivered)
        })
    }

    /// The bytes in memory.
    pub(super) fn buffered(&self) -> usize {
        self.early_bytes.saturating_add(self.history.len())
    }

    /// Whether everything up to the end of the stream was delivered.
    pub(super) fn is_done(&self) -> bool {
        self.end.is_some() && self.end == self.next
    }

    /// The receiver acknowledges everything before this number.
    pub(super) fn acknowledge(&mut self, number: u32) {
        if self.acknowledged.is_none_or(|before| distance(before, number) > 0) {
            self.acknowledged = Some(number);
        }
    }

    /// Takes a segment: passes on its bytes, and early ones that now follow.
    pub(super) fn segment(
        &mut self,
        now: Duration,
        segment: &Received<'_>,
        limit: usize,
        out: &mut dyn FnMut(Piece<'_>),
    ) {
        let Received { sequence, payload, missing, fin } = *segment;
        let next = *self.next.get_or_insert(sequence);
        if fin {
            self.end = Some(advanced(sequence, payload.len().saturating_add(missing)));
        }
        if payload.is_empty() && missing == 0 {
            return;
        }
        let ahead = distance(next, sequence);
        if ahead == 0 && self.early.is_empty() {
            // The usual case: the segment follows.
            self.deliver(payload, missing, out);
        } else if ahead > 0 {
            if ahead > WINDOW {
                return;
            }
            if self.early.is_empty() {
                self.since = now;
            }
            self.keep(sequence, payload, missing, out);
        } else {
            let behind = usize::try_from(ahead.unsigned_abs()).unwrap_or(usize::MAX);
            let (before, fresh) = payload.split_at_checked(behind).unwrap_or((payload, &[]));
            if behind > 0 {
                self.compare(before, behind, out);
            }
            // A cut packet that was sent again brings nothing.
            let missing = if behind > payload.len() { 0 } else { missing };
            if !fresh.is_empty() || missing > 0 && behind <= payload.len() {
                let fresh = self.without_known(next, fresh, out);
                self.deliver(&fresh, missing, out);
            }
        }
        if self.early.is_empty() {
            return;
        }
        self.continue_early(out);
        if self.early_bytes > limit || self.early.len() > MAX_EARLY {
            self.skip_gap(out);
        }
    }

    /// Passes over a gap if the receiver has its bytes, because the capture will not bring them.
    pub(super) fn check(&mut self, now: Duration, out: &mut dyn FnMut(Piece<'_>)) {
        let Some(first) = self.early.first() else { return };
        let lacks = self.acknowledged.is_some_and(|number| distance(first.sequence, number) > 0);
        if lacks && now.saturating_sub(self.since) > PATIENCE {
            self.since = now;
            self.skip_gap(out);
        }
    }

    /// Passes on everything that waits, with its gaps.
    pub(super) fn finish(&mut self, out: &mut dyn FnMut(Piece<'_>)) {
        while !self.early.is_empty() {
            self.skip_gap(out);
        }
        if let (Some(next), Some(end)) = (self.next, self.end)
            && let Ok(lost @ 1..) = u64::try_from(distance(next, end))
        {
            out(Piece::Gap(lost));
            self.next = Some(end);
        }
    }

    fn deliver(&mut self, bytes: &[u8], missing: usize, out: &mut dyn FnMut(Piece<'_>)) {
        if !bytes.is_empty() {
            self.remember(bytes);
            self.next = self.next.map(|next| advanced(next, bytes.len()));
            out(Piece::Bytes(bytes));
        }
        if missing > 0 {
            self.history.clear();
            self.next = self.next.map(|next| advanced(next, missing));
            out(Piece::Gap(u64::try_from(missing).unwrap_or(u64::MAX)));
        }
    }

    fn remember(&mut self, bytes: &[u8]) {
        if self.history.capacity() == 0 {
            self.history.reserve(HISTORY);
        }
        let last = bytes.len().checked_sub(HISTORY).and_then(|start| bytes.get(start..));
        if let Some(last) = last {
            self.history.clear();
            self.history.extend_from_slice(last);
            return;
        }
        // Twice the room, so that each byte moves once.
        if self.history.len().saturating_add(bytes.len()) > HISTORY.saturating_mul(2) {
            let start = self.history.len().saturating_sub(HISTORY);
            self.history.drain(..start);
        }
        self.history.extend_from_slice(bytes);
    }

    /// Compares bytes that start `behind` bytes before the next one with the ones delivered.
    fn compare(&self, again: &[u8], behind: usize, out: &mut dyn FnMut(Piece<'_>)) {
        let known = self.history.len();
        let (again, start) = match known.checked_sub(behind) {
            Some(start) => (again, start),
            None => (again.get(behind.saturating_sub(known)..).unwrap_or_default(), 0),
        };
        let first = self.history.get(start..).unwrap_or_default();
        let differences = first.iter().zip(again).filter(|(first, again)| first != again).count();
        out(if differences > 0 { Piece::Problem(Problem::Conflict(differences)) } else { Piece::Again });
    }

    /// The bytes at a number, in which the bytes that arrived earlier count.
    fn without_known(&self, start: u32, bytes: &[u8], out: &mut dyn FnMut(Piece<'_>)) -> Vec<u8> {
        let mut merged = bytes.to_vec();
        let mut differences = 0_usize;
        for early in &self.early {
            let Ok(offset) = usize::try_from(distance(start, early.sequence)) else { continue };
            for (known, byte) in early.bytes.iter().zip(merged.iter_mut().skip(offset)) {
                differences = differences.saturating_add(usize::from(byte != known));
                *byte = *known;
            }
        }
        if differences > 0 {
            out(Piece::Problem(Problem::Conflict(differences)));
        }
        merged
    }

    /// Keeps an early segment, without the bytes that are known.
    fn keep(&mut self, sequence: u32, bytes: &[u8], missing: usize, out: &mut dyn FnMut(Piece<'_>)) {
        let Some(next) = self.next else { return };
        let merged = self.without_known(sequence, bytes, out);
        // Parts of it that no early segment covers.
        let mut start = 0_usize;
        let mut fresh = Vec::new();
        let place = |sequence_of: u32| distance(sequence, sequence_of);
        for early in &self.early {
            let from = usize::try_from(place(early.sequence).max(0)).unwrap_or(usize::MAX);
            let to = place(advanced(early.sequence, early.bytes.len()));
            let Ok(to) = usize::try_from(to) else { continue };
            if let Some(part) = merged.get(start..from.min(merged.len())).filter(|part| !part.is_empty()) {
                fresh.push((start, part.to_vec()));
            }
            start = start.max(to);
        }
        if let Some(part) = merged.get(start..).filter(|part| !part.is_empty() || missing > 0) {
            fresh.push((start, part.to_vec()));
        }
        let count = fresh.len();
        if count == 0 {
            out(Piece::Again);
        }
        for (index, (start, part)) in fresh.into_iter().enumerate() {
            let missing = if index.saturating_add(1) == count { missing } else { 0 };
            self.early_bytes = self.early_bytes.saturating_add(part.len());
            self.early.push(Early { sequence: advanced(sequence, start), bytes: part, missing });
        }
        self.early.sort_by_key(|early| distance(next, early.sequence));
    }

    /// Passes on early segments that follow.
    fn continue_early(&mut self, out: &mut dyn FnMut(Piece<'_>)) {
        while let (Some(next), Some(first)) = (self.next, self.early.first()) {
            let ahead = distance(next, first.sequence);
            if ahead > 0 {
                return;
            }
            let first = self.early.remove(0);
            self.early_bytes = self.early_bytes.saturating_sub(first.bytes.len());
            let behind = usize::try_from(ahead.unsigned_abs()).unwrap_or(usize::MAX);
            let fresh = first.bytes.get(behind..).unwrap_or_default();
            let missing = if behind > first.bytes.len() { 0 } else { first.missing };
            self.deliver(fresh, missing, out);
        }
    }

    fn skip_gap(&mut self, out: &mut dyn FnMut(Piece<'_>)) {
        let (Some(next), Some(first)) = (self.next, self.early.first()) else { return };
        let sequence = first.sequence;
        let lost = u64::try_from(distance(next, sequence)).unwrap_or_default();
        if lost > 0 {
            self.history.clear();
            self.next = Some(sequence);
            out(Piece::Gap(lost));
        }
        self.continue_early(out);
    }
}
