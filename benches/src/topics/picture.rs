//! A picture of 50 kB as base64 in XML, against base64's own decoding and encoding of it.

use super::{copy, into_vec};
use crate::messages::{self, Which};
use crate::{Sample, Table};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oma_imps::csp::messaging::NewMessage;
use oma_imps::{csp, xml};
use std::hint::black_box;

/// The tables of this topic.
pub fn tables(_quick: bool) -> Vec<Table> {
    of(Sample::of(Which::NewMessage))
}

/// The tables of one message, if it is the picture.
///
/// # Panics
/// Never: the picture is valid.
pub fn of(sample: &'static Sample) -> Vec<Table> {
    if sample.which == Which::NewMessage { vec![decoding(sample), encoding(sample)] } else { Vec::new() }
}

fn decoding(sample: &'static Sample) -> Table {
    let text: &'static str = STANDARD.encode(messages::picture()).leak();
    Table::new("picture decode", &sample.name)
        .row("base64 decode", text.len(), move || {
            black_box(STANDARD.decode(black_box(text)).expect("base64"));
        })
        .row("memcpy", text.len(), copy(text.as_bytes()))
        .row("xml to picture", sample.xml.len(), || {
            let message: csp::Message<'_> = xml::from_str(&sample.xml).expect("a valid document");
            let picture: &NewMessage<'_> = message.primitive_as().expect("a new message");
            black_box(picture.content_bytes().expect("base64"));
        })
        .bar("base64 decode", 1.3)
}

fn encoding(sample: &'static Sample) -> Table {
    let picture = messages::picture();
    let bytes = picture.len();
    let mut text = String::new();
    Table::new("picture encode", &sample.name)
        .row("base64 encode", bytes, move || {
            text.clear();
            STANDARD.encode_string(black_box(&picture), &mut text);
            black_box(&text);
        })
        .row("memcpy", bytes, copy(&sample.wbxml))
        .row(
            "picture to xml",
            bytes,
            into_vec(|out| xml::write(&sample.message, out, &xml::WriteOptions::default()).expect("valid")),
        )
        .bar("base64 encode", 1.3)
}
