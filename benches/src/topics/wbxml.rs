//! Binary XML, against prost with `String` fields on the same content: the whole schema, and what is
//! sent alone. Beside it the quickest codecs on the thin schema.

use super::{check_utf8, copy, into_vec};
use crate::messages::Which;
use crate::protobuf::{boxed, full, thin};
use crate::{Sample, Table, borrowed};
use bilrost::BorrowedMessage as _;
use oma_imps::csp::Message;
use oma_imps::csp::envelope::Outline;
use oma_imps::imps_core::Source as _;
use oma_imps::{ReadOptions, wbxml};
use prost::Message as _;
use std::hint::black_box;

/// Visits every element and takes every value.
///
/// # Panics
/// When the document is not readable.
pub fn scan(document: &[u8]) -> usize {
    let mut source = wbxml::WbxmlSource::new(document, &ReadOptions::default()).expect("a valid document");
    let (mut depth, mut elements) = (0_usize, 0);
    loop {
        match source.child().expect("a valid document") {
            Some(_) => {
                elements += 1;
                match source.leaf().expect("a valid document") {
                    Some(value) => {
                        black_box(&value);
                    }
                    None => depth += 1,
                }
            }
            None if depth == 0 => return elements,
            None => depth -= 1,
        }
    }
}

/// Reads the envelope alone, as a relay does.
fn outline(document: &[u8]) -> Outline<'_> {
    let mut source = wbxml::WbxmlSource::new(document, &ReadOptions::default()).expect("a valid document");
    Outline::read(&mut source).expect("a valid document")
}

fn decode(document: &[u8]) -> Message<'_> {
    wbxml::from_slice(document).expect("a valid document")
}

/// The tables of this topic.
pub fn tables(quick: bool) -> Vec<Table> {
    let samples = Sample::all(quick);
    samples.clone().map(decoding).chain(samples.map(encoding)).collect()
}

/// The tables of one message.
///
/// # Panics
/// Never: the messages are valid.
pub fn of(sample: &'static Sample) -> Vec<Table> {
    vec![decoding(sample), encoding(sample)]
}

/// The bars of a message, in times of prost with the whole schema; `None` where there is none.
struct Bars {
    decode: Option<f64>,
    encode: Option<f64>,
    /// In times of prost with the thin schema.
    decode_of_thin: Option<f64>,
    encode_of_thin: Option<f64>,
}

impl Bars {
    const fn new(which: Which) -> Self {
        let (decode, encode, decode_of_thin, encode_of_thin) = match which {
            Which::Status => (Some(1.15), Some(0.9), None, None),
            Which::Login => (Some(0.95), Some(0.85), None, None),
            Which::SendMessage(2048) => (Some(1.15), Some(0.75), None, None),
            Which::SendMessage(_) => (Some(0.95), Some(0.6), Some(1.2), Some(1.0)),
            Which::Presence(50) => (Some(0.7), Some(0.27), Some(1.0), Some(0.75)),
            Which::GetList => (Some(0.35), Some(0.6), None, None),
            Which::JoinGroup => (Some(0.5), Some(0.6), None, None),
            Which::NewMessage | Which::Presence(_) => (None, None, None, None),
        };
        Self { decode, encode, decode_of_thin, encode_of_thin }
    }
}

fn decoding(sample: &'static Sample) -> Table {
    let bytes = sample.wbxml.len();
    let bars = Bars::new(sample.which);
    Table::new("wbxml decode", &sample.name)
        .row("prost decode", sample.full_bytes.len(), || {
            black_box(full::WVCSPMessage::decode(&sample.full_bytes[..]).expect("valid"));
        })
        .row("boxed prost decode", sample.full_bytes.len(), || {
            black_box(boxed::WVCSPMessage::decode(&sample.full_bytes[..]).expect("valid"));
        })
        .row("thin prost decode", sample.thin_bytes.len(), || {
            black_box(thin::Envelope::decode(&sample.thin_bytes[..]).expect("valid"));
        })
        .row("bilrost decode", sample.bilrost_bytes.len(), || {
            black_box(borrowed::Envelope::decode_borrowed(&sample.bilrost_bytes).expect("valid"));
        })
        .row("minicbor decode", sample.cbor_bytes.len(), || {
            black_box(minicbor::decode::<borrowed::Envelope<'_>>(&sample.cbor_bytes).expect("valid"));
        })
        .row("memcpy", bytes, copy(&sample.wbxml))
        .row("UTF-8 check", bytes, check_utf8(&sample.xml, bytes))
        .row("wbxml scan", bytes, || {
            black_box(scan(&sample.wbxml));
        })
        .bar_if(sample.which == Which::Presence(10_000), "thin prost decode", 0.6)
        .allocations(0)
        .row("wbxml outline", bytes, || {
            black_box(outline(&sample.wbxml));
        })
        .bar_if(sample.which == Which::Presence(50), "prost decode", 0.25)
        .row("wbxml decode", bytes, || {
            black_box(decode(&sample.wbxml));
        })
        .bar_of("prost decode", bars.decode)
        .bar_of("thin prost decode", bars.decode_of_thin)
        .aim("bilrost decode", 2.0)
        .bar_if(sample.which == Which::NewMessage, "memcpy", 2.0)
        .allocations(sample.which.lists_and_boxes() + 1)
        .row("wbxml decode owned", bytes, || {
            black_box(decode(&sample.wbxml).into_owned());
        })
        .bar_of("prost decode", bars.decode.map(|_| 1.3))
}

fn encoding(sample: &'static Sample) -> Table {
    let bytes = sample.wbxml.len();
    let bars = Bars::new(sample.which);
    let message = sample.borrowed();
    let of_bilrost = message.clone();
    Table::new("wbxml encode", &sample.name)
        .row("prost encode", sample.full_bytes.len(), into_vec(|out| sample.full.encode(out).expect("room")))
        .row(
            "boxed prost encode",
            sample.full_bytes.len(),
            into_vec(|out| sample.boxed.encode(out).expect("room")),
        )
        .row(
            "thin prost encode",
            sample.thin_bytes.len(),
            into_vec(|out| sample.thin.encode(out).expect("room")),
        )
        .row(
            "bilrost encode",
            sample.bilrost_bytes.len(),
            into_vec(move |out| bilrost::Message::encode(&of_bilrost, out).expect("room")),
        )
        .row(
            "minicbor encode",
            sample.cbor_bytes.len(),
            into_vec(move |out| minicbor::encode(&message, out).expect("room")),
        )
        .row("prost encode fresh", sample.full_bytes.len(), || {
            black_box(sample.full.encode_to_vec());
        })
        .row("memcpy", bytes, copy(&sample.wbxml))
        .row(
            "wbxml encode",
            bytes,
            into_vec(|out| {
                wbxml::write(&sample.message, out, &wbxml::WriteOptions::default()).expect("valid");
            }),
        )
        .bar_of("prost encode", bars.encode)
        .bar_of("thin prost encode", bars.encode_of_thin)
        .aim("minicbor encode", 1.4)
        .row("wbxml encode fresh", bytes, || {
            black_box(wbxml::to_vec(&sample.message).expect("valid"));
        })
}
