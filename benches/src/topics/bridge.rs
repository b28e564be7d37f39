//! Conversion to the other versions, against reading the message.

use crate::{Sample, Table};
use oma_imps::bridge::convert;
use oma_imps::csp::Message;
use oma_imps::{Version, wbxml};
use std::hint::black_box;

/// The tables of this topic: each message.
pub fn tables(quick: bool) -> Vec<Table> {
    Sample::all(quick).map(of).collect()
}

/// The table of one message. A conversion takes the message, so reading is part of the rows: with
/// it, a conversion that costs two readings takes three.
fn of(sample: &'static Sample) -> Table {
    let bytes = sample.wbxml.len();
    let mut table = Table::new("bridge", &sample.name).row("wbxml decode", bytes, || {
        black_box(decode(&sample.wbxml));
    });
    for version in Version::ALL.into_iter().filter(|version| *version != sample.message.version) {
        let is_whole = convert(sample.message.clone(), version).losses.is_empty();
        table = table
            .row(format!("wbxml decode to {version}"), bytes, move || {
                black_box(convert(decode(&sample.wbxml), version));
            })
            // Each loss is a text with its place.
            .bar_if(is_whole, "wbxml decode", 3.0);
    }
    table
}

fn decode(document: &[u8]) -> Message<'_> {
    wbxml::from_slice(black_box(document)).expect("valid")
}
