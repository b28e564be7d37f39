//! XML, against quick-xml's bare scan and its serde.

use super::{check_utf8, copy, scan};
use crate::{Sample, Table, markup};
use oma_imps::csp::Message;
use oma_imps::xml;
use std::hint::black_box;

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

fn decode(document: &str) -> Message<'_> {
    xml::from_str(document).expect("a valid document")
}

fn decoding(sample: &'static Sample) -> Table {
    let bytes = sample.xml.len();
    Table::new("xml decode", &sample.name)
        .row("quick-xml scan", bytes, || scan(&sample.xml))
        .row("memcpy", bytes, copy(sample.xml.as_bytes()))
        .row("UTF-8 check", bytes, check_utf8(&sample.xml, bytes))
        .row("serde decode", bytes, || {
            black_box(quick_xml::de::from_str::<markup::Message>(&sample.xml).expect("valid"));
        })
        .row("xml decode", bytes, || {
            black_box(decode(&sample.xml));
        })
        .bar("quick-xml scan", 1.3)
        .bar("serde decode", 1.0 / 3.0)
        .row("xml decode owned", bytes, || {
            black_box(decode(&sample.xml).into_owned());
        })
}

fn encoding(sample: &'static Sample) -> Table {
    let bytes = sample.xml.len();
    let mut out = Vec::new();
    Table::new("xml encode", &sample.name)
        .row("serde encode", bytes, || {
            let written = quick_xml::se::to_string_with_root("WV-CSP-Message", &sample.markup);
            black_box(written.expect("valid"));
        })
        .row("memcpy", bytes, copy(sample.xml.as_bytes()))
        .row("xml encode", bytes, move || {
            out.clear();
            xml::write(&sample.message, &mut out, &xml::WriteOptions::default()).expect("valid");
            black_box(&out);
        })
        .bar("serde encode", 0.15)
        .row("xml encode fresh", bytes, || {
            black_box(xml::to_string(&sample.message).expect("valid"));
        })
}
