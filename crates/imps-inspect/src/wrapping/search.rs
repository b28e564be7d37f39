//! The search for documents: layer by layer, until a document is inside.

use super::layer::{Layer, Piece, Proof};
use super::{
    Anomaly, Document, Wrapping, annotated, compression, dump, encodings, escaped, frames, front, http,
    literals, log, multipart, proof, transport,
};
use crate::hint;
use oma_imps::charset::Charset;
use std::borrow::Cow;

/// The maximum number of layers around a document.
const LAYERS: usize = 6;

/// The number of bytes that all pieces together may have, beside four times the length of the
/// input: a layer may be a bomb.
const ROOM: usize = 32 << 20;

/// Takes one layer off. Several results are ways to read the same bytes.
type Peel = for<'p> fn(&'p [u8]) -> Vec<Layer<'p>>;

/// The families that documents themselves may be: a document in XML or JSON may have another one
/// escaped inside.
const AROUND_DOCUMENTS: &[Peel] = &[frames::peel, http::peel, escaped::peel, log::peel_markup];

/// The families for bytes that are not a document, the surest first.
const FAMILIES: &[Peel] = &[
    annotated::peel,
    compression::peel,
    multipart::peel,
    front::peel,
    transport::peel,
    encodings::peel,
    dump::peel,
    dump::peel_words,
    encodings::peel_zeros,
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
        // Layers without a document, to return if nothing else is found.
        let mut bare = None;
        for peel in AROUND_DOCUMENTS {
            if let Some(inside) = self.inside(peel(bytes), bytes.len(), layers, &mut bare) {
                return inside;
            }
        }
        // A length may look like the header of a document.
        if proof == Some(Proof::Inside)
            && let Some(inside) = self.inside(front::peel(bytes), bytes.len(), layers, &mut bare)
            && inside.proof == Some(Proof::Certain)
        {
            return inside;
        }
        // Other dumps would be read without the missing bytes.
        if proof.is_some() || annotated::is_partial(bytes) {
            return found(proof);
        }
        // The surest reading counts, such as one order of bytes and not the other.
        let mut unsure = None;
        for peel in FAMILIES {
            if bare.is_some() {
                break;
            }
            match self.inside(peel(bytes), bytes.len(), layers, &mut bare) {
                Some(inside) if inside.proof == Some(Proof::Certain) => return inside,
                inside => unsure = unsure.or(inside),
            }
        }
        unsure.or(bare).or_else(|| self.pointed_at(bytes)).unwrap_or_else(|| found(None))
    }

    /// The content of a layer that has no document at its start, but seems to have one further on:
    /// hints point at it.
    fn pointed_at<'p>(&mut self, bytes: &'p [u8]) -> Option<Found<'p>> {
        let decoders: [Peel; 4] = [encodings::peel, dump::peel, dump::peel_words, compression::peel];
        for piece in decoders.into_iter().flat_map(|peel| peel(bytes)).flat_map(|layer| layer.pieces) {
            self.room = self.room.checked_sub(piece.bytes.len())?;
            if hint::seems_to_begin(&piece.bytes).is_some() {
                return Some(self.piece(piece, 0));
            }
        }
        None
    }

    /// The documents inside of the surest of several layers. `length` counts the bytes of the layer.
    fn inside<'p>(
        &mut self,
        alternatives: Vec<Layer<'p>>,
        length: usize,
        layers: usize,
        bare: &mut Option<Found<'p>>,
    ) -> Option<Found<'p>> {
        let mut unsure = None;
        for layer in alternatives {
            match self.inside_layer(layer, length, layers, bare) {
                Some(found) if found.proof == Some(Proof::Certain) => return Some(found),
                found => unsure = unsure.or(found),
            }
        }
        unsure
    }

    fn inside_layer<'p>(
        &mut self,
        Layer { pieces, proof: needed }: Layer<'p>,
        length: usize,
        layers: usize,
        bare: &mut Option<Found<'p>>,
    ) -> Option<Found<'p>> {
        let (mut documents, mut left_out, mut best) = (Vec::new(), Vec::new(), None);
        for (index, piece) in pieces.into_iter().enumerate() {
            let is_frame = matches!(piece.wrappings.last(), Some(Wrapping::Frames { .. }));
            let is_all = piece.offset == Some(0) && piece.bytes.len() == length;
            if is_all || piece.bytes.is_empty() && !is_frame {
                continue;
            }
            let Some(room) = self.room.checked_sub(piece.bytes.len()) else { break };
            self.room = room;
            let (place, turns) = (piece.place, piece.turns.clone());
            let left = left_out_part(&piece);
            let found = self.piece(piece, layers);
            let order = |at: usize| {
                let turn = turns.iter().rfind(|(start, _)| *start <= at);
                turn.map_or(index, |(_, number)| *number)
            };
            if found.proof >= Some(needed.max(Proof::Inside)) {
                best = best.max(found.proof);
                let inside = found.documents.into_iter();
                documents.extend(inside.map(|(at, document)| (order(at), (place, document))));
            } else if needed == Proof::Form {
                left_out.push(left);
                bare.get_or_insert(found);
            }
        }
        best?;
        documents.sort_by_key(|(order, _)| *order);
        if let Some((_, (_, document))) = documents.first_mut() {
            document.anomalies.extend(left_out);
        }
        Some(Found { documents: documents.into_iter().map(|(_, found)| found).collect(), proof: best })
    }

    /// The documents of one piece, with the wrappings of the piece.
    fn piece<'p>(&mut self, piece: Piece<'p>, layers: usize) -> Found<'p> {
        let Piece { bytes, offset, wrappings, charset, direction, anomalies, place: _, turns: _ } = piece;
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
fn left_out_part(piece: &Piece<'_>) -> Anomaly {
    let multipart = piece.wrappings.iter().rfind(|wrapping| matches!(wrapping, Wrapping::Multipart { .. }));
    let part = multipart.or(piece.wrappings.first()).map_or_else(|| "a part".into(), Wrapping::content);
    Anomaly::LeftOut { part, bytes: piece.bytes.len() }
}
