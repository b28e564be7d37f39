//! One layer that may come off.

use super::{Anomaly, Direction, Wrapping};
use oma_imps::charset::Charset;
use std::borrow::Cow;

/// The content of one layer: a piece per document that it may have.
#[derive(Debug)]
pub(super) struct Layer<'p> {
    pub(super) pieces: Vec<Piece<'p>>,
    pub(super) proof: Proof,
}

/// The proof that a layer is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Proof {
    /// Its form: no document of this protocol looks so.
    Form,
    /// A document inside, perhaps with faults: the layer covers all bytes.
    Inside,
    /// A document inside without doubt: the layer covers a part of the bytes, or any bytes look so.
    Certain,
}

/// A part of the content of a layer.
#[derive(Clone, Debug)]
pub(super) struct Piece<'p> {
    pub(super) bytes: Cow<'p, [u8]>,
    /// The offset in the bytes of the layer, if they have the piece unchanged.
    pub(super) offset: Option<usize>,
    /// The offset in the bytes of the layer at which the piece, or its head, begins.
    pub(super) place: usize,
    pub(super) wrappings: Vec<Wrapping>,
    pub(super) charset: Charset,
    pub(super) direction: Option<Direction>,
    pub(super) anomalies: Vec<Anomaly>,
    /// Where the piece is a stream that alternates with others: the offsets at which parts begin,
    /// each with the number of the part among the parts of all streams.
    pub(super) turns: Vec<(usize, usize)>,
}

impl<'p> Layer<'p> {
    pub(super) fn new(proof: Proof, pieces: Vec<Piece<'p>>) -> Self {
        Self { pieces, proof }
    }

    /// A layer around one piece.
    pub(super) fn of_one(proof: Proof, piece: Piece<'p>) -> Self {
        Self::new(proof, vec![piece])
    }
}

impl<'p> Piece<'p> {
    /// Decoded bytes.
    pub(super) fn decoded(bytes: Vec<u8>, wrapping: Wrapping) -> Self {
        Self { wrappings: vec![wrapping], ..Self::new(Cow::Owned(bytes), None) }
    }

    /// Bytes at an offset of the layer.
    pub(super) fn at(offset: usize, bytes: &'p [u8], wrapping: Wrapping) -> Self {
        Self { wrappings: vec![wrapping], ..Self::new(Cow::Borrowed(bytes), Some(offset)) }
    }

    pub(super) fn new(bytes: Cow<'p, [u8]>, offset: Option<usize>) -> Self {
        Self {
            bytes,
            offset,
            place: offset.unwrap_or_default(),
            wrappings: Vec::new(),
            charset: Charset::UNKNOWN,
            direction: None,
            anomalies: Vec::new(),
            turns: Vec::new(),
        }
    }
}
