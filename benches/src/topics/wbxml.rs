//! Binary XML, against prost with `String` fields on the same content.

use super::{check_utf8, copy};
use crate::messages::Which;
use crate::{Sample, Table, protobuf};
use oma_imps::csp::Message;
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

fn decode(document: &[u8]) -> Message<'_> {
    wbxml::from_slice(document).expect("a valid document")
}

/// The tables of this topic.
pub fn tables(quick: bool) -> Vec<Table> {
    let samples = Sample::all(quick);
    samples.clone().map(decoding).chain(samples.map(encoding)).collect()
}

/// Those of one message.
///
/// # Panics
/// Never: the messages are valid.
pub fn of(sample: &'static Sample) -> Vec<Table> {
    vec![decoding(sample), encoding(sample)]
}

fn decoding(sample: &'static Sample) -> Table {
    let bytes = sample.wbxml.len();
    let held = matches!(sample.which, Which::SendMessage(_) | Which::Presence(50));
    Table::new("wbxml decode", &sample.name)
        .row("prost decode", sample.protobuf_bytes.len(), || {
            black_box(protobuf::Envelope::decode(&sample.protobuf_bytes[..]).expect("valid"));
        })
        .row("memcpy", bytes, copy(&sample.wbxml))
        .row("UTF-8 check", bytes, check_utf8(&sample.xml, bytes))
        .row("wbxml scan", bytes, || {
            black_box(scan(&sample.wbxml));
        })
        .bar_if(sample.which == Which::Presence(10_000), "prost decode", 0.6)
        .allocations(0)
        .row("wbxml decode", bytes, || {
            black_box(decode(&sample.wbxml));
        })
        .bar_if(held, "prost decode", 0.8)
        .bar_if(sample.which == Which::NewMessage, "memcpy", 2.0)
        .allocations(sample.which.lists_and_boxes() + 1)
        .row("wbxml decode owned", bytes, || {
            black_box(decode(&sample.wbxml).into_owned());
        })
        .bar_if(held, "prost decode", 1.2)
}

fn encoding(sample: &'static Sample) -> Table {
    let bytes = sample.wbxml.len();
    let (mut prost_out, mut out) = (Vec::new(), Vec::new());
    Table::new("wbxml encode", &sample.name)
        .row("prost encode", sample.protobuf_bytes.len(), move || {
            prost_out.clear();
            sample.protobuf.encode(&mut prost_out).expect("room");
            black_box(&prost_out);
        })
        .row("prost encode fresh", sample.protobuf_bytes.len(), || {
            black_box(sample.protobuf.encode_to_vec());
        })
        .row("memcpy", bytes, copy(&sample.wbxml))
        .row("wbxml encode", bytes, move || {
            out.clear();
            wbxml::write(&sample.message, &mut out, &wbxml::WriteOptions::default()).expect("valid");
            black_box(&out);
        })
        .bar("prost encode", 0.7)
        .row("wbxml encode fresh", bytes, || {
            black_box(wbxml::to_vec(&sample.message).expect("valid"));
        })
}
