//! JSON, which is for tools and holds no bar, against `serde_json` on structs of the same content.

use super::{check_utf8, copy};
use crate::{Sample, Table, markup};
use oma_imps::csp::Message;
use oma_imps::{OwnedRoot, Syntax, read_owned};
use std::hint::black_box;

/// The tables of this bench.
///
/// # Panics
/// Never: the messages are valid.
pub fn tables() -> Vec<Table> {
    Sample::all().iter().flat_map(|sample| [decoding(sample), encoding(sample)]).collect()
}

fn decoding(sample: &'static Sample) -> Table {
    let octets = sample.json.len();
    Table::new(format!("json decode: {}", sample.name))
        .row("serde_json from_str", sample.markup_json.len(), || {
            black_box(serde_json::from_str::<markup::Message>(&sample.markup_json).expect("valid"));
        })
        .row("memcpy", octets, copy(&sample.json))
        .row("UTF-8 check", octets, check_utf8(&sample.xml, octets))
        .row("decode, owned", octets, || {
            black_box(decode::<Message<'static>>(&sample.json));
        })
}

fn decode<T: OwnedRoot>(document: &[u8]) -> T {
    read_owned(document).expect("valid")
}

fn encoding(sample: &'static Sample) -> Table {
    let octets = sample.json.len();
    Table::new(format!("json encode: {}", sample.name))
        .row("serde_json to_string", sample.markup_json.len(), || {
            black_box(serde_json::to_string(&sample.markup).expect("valid"));
        })
        .row("memcpy", octets, copy(&sample.json))
        .row("encode, fresh buffer", octets, || {
            black_box(Syntax::Json.to_vec::<Message<'_>>(&sample.message).expect("valid"));
        })
}
