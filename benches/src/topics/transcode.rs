//! Conversion without a model, against quick-xml's bare scan of the same documents.

use super::scan;
use crate::{Pair, Sample, Table, testdata};
use oma_imps::{Input, WriteOptions};
use std::hint::black_box;

/// The tables of this topic: all test documents together, and each message.
///
/// # Panics
/// When the test documents are not there.
pub fn tables(quick: bool) -> Vec<Table> {
    let mut tables = vec![table("testdata", testdata().leak())];
    tables.extend(Sample::all(quick).flat_map(of));
    tables
}

/// That of one message.
pub fn of(sample: &'static Sample) -> Vec<Table> {
    let pair = Pair { wbxml: sample.wbxml.clone(), xml: sample.xml.clone() };
    vec![table(&sample.name, vec![pair].leak())]
}

fn table(name: &str, pairs: &'static [Pair]) -> Table {
    let xml_bytes = pairs.iter().map(|pair| pair.xml.len()).sum();
    let wbxml_bytes = pairs.iter().map(|pair| pair.wbxml.len()).sum();
    let held = pairs.len() > 1;
    Table::new("transcode", name)
        .row("quick-xml scan", xml_bytes, || pairs.iter().for_each(|pair| scan(&pair.xml)))
        .row("wbxml to xml", wbxml_bytes, convert_all(pairs, |pair| &pair.wbxml))
        .bar_if(held, "quick-xml scan", 0.33)
        .row("xml to wbxml", xml_bytes, convert_all(pairs, |pair| pair.xml.as_bytes()))
        .bar_if(held, "quick-xml scan", 0.75)
}

fn convert_all(pairs: &'static [Pair], input: fn(&Pair) -> &[u8]) -> impl FnMut() {
    let mut out = Vec::new();
    move || {
        for pair in pairs {
            out.clear();
            let input = Input::new(input(pair)).expect("a valid document");
            input.write(input.other_syntax(), &mut out, &WriteOptions::default()).expect("a valid document");
            black_box(&out);
        }
    }
}
