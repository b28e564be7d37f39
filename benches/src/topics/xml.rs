//! XML, against quick-xml's bare scan and its serde.

use super::{check_utf8, copy, into_vec, scan};
use crate::messages::Which;
use crate::{Sample, Table, markup};
use oma_imps::csp::Message;
use oma_imps::xml;
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
        // The picture has a table of its own: most of its bytes are one text.
        .bar_if(sample.which != Which::NewMessage, "quick-xml scan", 0.8)
        .row("xml decode owned", bytes, || {
            black_box(decode(&sample.xml).into_owned());
        })
}

fn encoding(sample: &'static Sample) -> Table {
    let bytes = sample.xml.len();
    Table::new("xml encode", &sample.name)
        .row("serde encode", bytes, || {
            let written = quick_xml::se::to_string_with_root("WV-CSP-Message", &sample.markup);
            black_box(written.expect("valid"));
        })
        .row("memcpy", bytes, copy(sample.xml.as_bytes()))
        .row(
            "xml encode",
            bytes,
            into_vec(|out| {
                xml::write(&sample.message, out, &xml::WriteOptions::default()).expect("valid");
            }),
        )
        .bar_if(sample.which != Which::NewMessage, "serde encode", 0.12)
        .row("xml encode fresh", bytes, || {
            black_box(xml::to_string(&sample.message).expect("valid"));
        })
}
