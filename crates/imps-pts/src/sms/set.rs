//! The parts of one message.

use crate::Part;
use core::time::Duration;
use std::collections::BTreeMap;

/// A parsed part.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) place: Part,
    /// The preamble without the part letters.
    pub(super) head: &'a [u8],
    /// The text after the space; empty without a space.
    pub(super) slice: &'a [u8],
}

impl Piece<'_> {
    /// Returns the whole message, if the part is the only one.
    pub(super) fn message(self) -> Vec<u8> {
        let space: &[u8] = if self.slice.is_empty() { b"" } else { b" " };
        [self.head, space, self.slice].concat()
    }
}

/// The parts of one message that have arrived.
#[derive(Clone, Debug)]
pub(super) struct Set {
    total: u8,
    /// The preamble of the part with the lowest index so far. It belongs to the first part once all
    /// parts are present.
    head: Box<[u8]>,
    slices: BTreeMap<u8, Box<[u8]>>,
    bytes: usize,
    pub(super) deadline: Duration,
}

impl Set {
    pub(super) fn new(piece: Piece<'_>, deadline: Duration) -> Self {
        Self {
            total: piece.place.total,
            head: piece.head.into(),
            slices: BTreeMap::new(),
            bytes: 0,
            deadline,
        }
    }

    /// Returns whether a part can belong to the same message.
    pub(super) fn agrees_with(&self, piece: Piece<'_>) -> bool {
        self.total == piece.place.total && self.head.len() == piece.head.len()
    }

    /// Returns the number of bytes of the stored slices.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Returns the number of bytes of the stored slices including this part, which replaces an
    /// earlier copy of itself.
    pub(super) fn bytes_with(&self, piece: Piece<'_>) -> usize {
        let earlier = self.slices.get(&piece.place.index).map_or(0, |slice| slice.len());
        self.bytes.saturating_add(piece.slice.len()).saturating_sub(earlier)
    }

    pub(super) fn insert(&mut self, piece: Piece<'_>) {
        self.bytes = self.bytes_with(piece);
        self.slices.insert(piece.place.index, piece.slice.into());
        if piece.place.index == 0 {
            self.head = piece.head.into();
        }
    }

    pub(super) fn received(&self) -> u8 {
        // At most 26, one per index.
        u8::try_from(self.slices.len()).unwrap_or(u8::MAX)
    }

    pub(super) fn total(&self) -> u8 {
        self.total
    }

    /// Returns the whole message: the preamble, a space, the slices in order.
    pub(super) fn message(&self) -> Vec<u8> {
        let mut message = Vec::with_capacity(self.head.len().saturating_add(1).saturating_add(self.bytes));
        message.extend_from_slice(&self.head);
        if self.bytes > 0 {
            message.push(b' ');
        }
        self.slices.values().for_each(|slice| message.extend_from_slice(slice));
        message
    }
}
