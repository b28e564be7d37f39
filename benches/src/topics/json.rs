//! JSON against `serde_json` on structs of the same content.

use super::{check_utf8, copy};
use crate::{Sample, Table, markup};
use oma_imps::csp::Message;
use oma_imps::{OwnedRoot, Syntax, read_owned};
use std::hint::black_box;

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

fn decoding(sample: &'static Sample) -> Table {
    let bytes = sample.json.len();
    let text = std::str::from_utf8(&sample.json).expect("text");
    Table::new("json decode", &sample.name)
        .row("serde_json decode", sample.markup_json.len(), || {
            black_box(serde_json::from_str::<markup::Message>(&sample.markup_json).expect("valid"));
        })
        .row("memcpy", bytes, copy(&sample.json))
        .row("UTF-8 check", bytes, check_utf8(text, bytes))
        .row("json decode", bytes, || {
            black_box(decode::<Message<'static>>(&sample.json));
        })
        .bar("serde_json decode", 2.0)
}

fn decode<T: OwnedRoot>(document: &[u8]) -> T {
    read_owned(document).expect("valid")
}

fn encoding(sample: &'static Sample) -> Table {
    let bytes = sample.json.len();
    Table::new("json encode", &sample.name)
        .row("serde_json encode", sample.markup_json.len(), || {
            black_box(serde_json::to_string(&sample.markup).expect("valid"));
        })
        .row("memcpy", bytes, copy(&sample.json))
        .row("json encode", bytes, || {
            black_box(Syntax::Json.to_vec::<Message<'_>>(&sample.message).expect("valid"));
        })
        .bar("serde_json encode", 2.0)
}
