//! Binary XML, against prost with `String` fields on the same content.

use super::{check_utf8, copy};
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
    let mut source = wbxml::WbxmlSource::new(document, ReadOptions::default()).expect("a valid document");
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

/// The tables of this bench.
///
/// # Panics
/// Never: the messages are valid.
pub fn tables() -> Vec<Table> {
    Sample::all().iter().flat_map(|sample| [decoding(sample), encoding(sample)]).collect()
}

fn decoding(sample: &'static Sample) -> Table {
    let octets = sample.wbxml.len();
    let held = sample.name.starts_with("SendMessage") || sample.name.ends_with(" 50 users");
    let large = sample.name.contains("10000");
    let picture = sample.name.starts_with("NewMessage");
    Table::new(format!("wbxml decode: {}", sample.name))
        .row("prost decode", sample.protobuf_octets.len(), || {
            black_box(protobuf::Envelope::decode(&sample.protobuf_octets[..]).expect("valid"));
        })
        .row("memcpy", octets, copy(&sample.wbxml))
        .row("UTF-8 check", octets, check_utf8(&sample.xml, octets))
        .row("pull scan", octets, || {
            black_box(scan(&sample.wbxml));
        })
        .bar_if(large, "prost decode", 0.6)
        .row("decode, borrowed", octets, || {
            black_box(decode(&sample.wbxml));
        })
        .bar_if(held, "prost decode", 0.8)
        .bar_if(picture, "memcpy", 2.0)
        .row("decode and into_owned", octets, || {
            black_box(decode(&sample.wbxml).into_owned());
        })
        .bar_if(held, "prost decode", 1.2)
}

fn encoding(sample: &'static Sample) -> Table {
    let octets = sample.wbxml.len();
    let (mut prost_out, mut out) = (Vec::new(), Vec::new());
    Table::new(format!("wbxml encode: {}", sample.name))
        .row("prost encode, reused buffer", sample.protobuf_octets.len(), move || {
            prost_out.clear();
            sample.protobuf.encode(&mut prost_out).expect("room");
            black_box(&prost_out);
        })
        .row("prost encode, fresh buffer", sample.protobuf_octets.len(), || {
            black_box(sample.protobuf.encode_to_vec());
        })
        .row("memcpy", octets, copy(&sample.wbxml))
        .row("encode, reused buffer", octets, move || {
            out.clear();
            wbxml::encode_to(&sample.message, &mut out, &wbxml::WriteOptions::default()).expect("valid");
            black_box(&out);
        })
        .bar("prost encode, reused buffer", 0.7)
        .row("encode, fresh buffer", octets, || {
            black_box(wbxml::to_vec(&sample.message).expect("valid"));
        })
}
