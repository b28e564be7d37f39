//! The search for documents: layer by layer, until a document is inside.

use super::layer::{Layer, Piece, Proof};
use super::{
    Anomaly, Document, compression, dump, encodings, escaped, frames, front, http, literals, log, multipart, proof,
};
use crate::text::shortened;
use oma_imps::charset::Charset;
use std::borrow::Cow;

/// The maximum number of layers around a document.
const LAYERS: usize = 8;

/// The number of bytes that all pieces together may have, beside four times the length of the
/// input: a layer may be a bomb.
const ROOM: usize = 32 << 20;

/// Takes one layer off. Several results are ways to read the same bytes.
type Peel = for<'p> fn(&'p [u8]) -> Vec<Layer<'p>>;

/// The families that documents themselves may be: a document in XML or JSON may have another one
/// escaped inside.
const AROUND_DOCUMENTS: &[Peel] = &[frames::peel, http::peel, escaped::peel];

/// The families for bytes that are not a document, the surest first.
const FAMILIES: &[Peel] = &[
    compression::peel,
    multipart::peel,
    front::peel,
    encodings::peel,
    dump::peel,
    dump::peel_words,
    literals::peel,
    log::peel,
    compression::peel_raw,
];

/// The documents of an input; at least one.
pub(super) fn documents(input: &[u8]) -> Vec<Document<'_>> {
    let mut search = Search { room: input.len().saturating_mul(4).saturating_add(ROOM) };
    let found = search.open(input, LAYERS);
    found.documents.into_iter().map(|(_, document)| document).collect()
}

/// The result of opening some bytes.
struct Found<'p> {
    /// The documents, each with the offset at which it or its outermost wrapping begins.
    documents: Vec<(usize, Document<'p>)>,
    /// How sure it is that they are documents. `None` if nothing is.
    proof: Option<Proof>,
}

struct Search {
    /// The number of bytes that further pieces may have.
    room: usize,
}

impl Search {
    fn open<'p>(&mut self, bytes: &'p [u8], layers: usize) -> Found<'p> {
        let found = |proof| Found { documents: vec![(0, Document::as_is(bytes))], proof };
        let proof = proof::of(bytes);
        let Some(layers) = layers.checked_sub(1) else { return found(proof) };
        // A layer without a document, to return if nothing else is found.
        let mut bare = None;
        for peel in AROUND_DOCUMENTS {
            if let Some(inside) = self.inside(peel(bytes), layers, &mut bare) {
                return inside;
            }
        }
        // A length may look like the header of a document.
        if proof == Some(Proof::Inside)
            && let Some(inside) = self.inside(front::peel(bytes), layers, &mut bare)
        {
            return inside;
        }
        if proof.is_some() {
            return found(proof);
        }
        for peel in FAMILIES {
            if bare.is_some() {
                break;
            }
            if let Some(inside) = self.inside(peel(bytes), layers, &mut bare) {
                return inside;
            }
        }
        bare.unwrap_or_else(|| found(None))
    }

    /// The documents inside of the first layer that has some.
    fn inside<'p>(
        &mut self,
        alternatives: Vec<Layer<'p>>,
        layers: usize,
        bare: &mut Option<Found<'p>>,
    ) -> Option<Found<'p>> {
        for Layer { pieces, proof: needed } in alternatives {
            let (mut documents, mut left_out, mut best) = (Vec::new(), Vec::new(), None);
            for piece in pieces {
                if piece.bytes.is_empty() {
                    continue;
                }
                let Some(room) = self.room.checked_sub(piece.bytes.len()) else { break };
                self.room = room;
                let (place, turns) = (piece.offset.unwrap_or_default(), piece.turns.clone());
                let left = (piece.wrappings.first().map(ToString::to_string), piece.bytes.len());
                let found = self.piece(piece, layers);
                let order = |at: usize| {
                    let turn = turns.iter().rfind(|(start, _)| *start <= at);
                    turn.map_or(place, |(_, number)| *number)
                };
                if found.proof >= Some(needed.max(Proof::Inside)) {
                    best = best.max(found.proof);
                    documents.extend(found.documents.into_iter().map(|(at, document)| (order(at), document)));
                } else if needed == Proof::Form {
                    left_out.push(left);
                    let keep = bare.get_or_insert(Found { documents: Vec::new(), proof: None });
                    if keep.documents.is_empty() {
                        keep.documents = found.documents;
                    }
                }
            }
            if best.is_some() {
                documents.sort_by_key(|(order, _)| *order);
                if let Some((_, document)) = documents.first_mut() {
                    document.anomalies.extend(left_out.into_iter().map(|(name, bytes)| left_out_part(name, bytes)));
                }
                return Some(Found { documents, proof: best });
            }
        }
        None
    }

    /// The documents of one piece, with the wrappings of the piece.
    fn piece<'p>(&mut self, piece: Piece<'p>, layers: usize) -> Found<'p> {
        let Piece { bytes, offset, wrappings, charset, direction, anomalies, turns: _ } = piece;
        let Found { documents, proof } = match bytes {
            Cow::Borrowed(bytes) => self.open(bytes, layers),
            Cow::Owned(bytes) => {
                let Found { documents, proof } = self.open(&bytes, layers);
                let documents = documents.into_iter().map(|(at, document)| (at, document.into_owned()));
                Found { documents: documents.collect(), proof }
            }
        };
        let around = |(at, mut document): (usize, Document<'p>)| {
            document.offset = offset.zip(document.offset).map(|(outer, inner)| outer.saturating_add(inner));
            document.wrappings.splice(..0, wrappings.iter().cloned());
            document.anomalies.splice(..0, anomalies.iter().cloned());
            document.direction = document.direction.or(direction);
            if document.charset == Charset::UNKNOWN {
                document.charset = charset;
            }
            (at, document)
        };
        Found { documents: documents.into_iter().map(around).collect(), proof }
    }
}

/// The note on a part without a document.
fn left_out_part(name: Option<String>, bytes: usize) -> Anomaly {
    let name = name.unwrap_or_else(|| "a part".into());
    let name = name.split(';').next().unwrap_or_default();
    Anomaly::LeftOut { part: shortened(name, 120).into_owned(), bytes }
}
