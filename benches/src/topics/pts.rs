//! Plain text, against binary XML on the same content, as far as there are codes for it.

use super::{check_utf8, copy};
use crate::{Sample, Table, pts_options};
use oma_imps::csp::Message;
use oma_imps::{pts, wbxml};
use std::hint::black_box;

/// The tables of this bench.
///
/// # Panics
/// Never: the messages are valid.
pub fn tables() -> Vec<Table> {
    let mapped = Sample::all().iter().filter_map(|sample| Some((sample, sample.pts.as_deref()?)));
    mapped.flat_map(|(sample, text)| [decoding(sample, text), encoding(sample, text)]).collect()
}

fn decoding(sample: &'static Sample, text: &'static str) -> Table {
    Table::new(format!("pts decode: {}", sample.name))
        .row("wbxml decode", sample.wbxml.len(), || {
            black_box(wbxml::from_slice::<Message<'_>>(&sample.wbxml).expect("valid"));
        })
        .row("memcpy", text.len(), copy(text.as_bytes()))
        .row("UTF-8 check", text.len(), check_utf8(text, text.len()))
        .row("decode, borrowed", text.len(), || {
            black_box(pts::from_str::<Message<'_>>(text).expect("valid"));
        })
        .bar("wbxml decode", 2.0)
}

fn encoding(sample: &'static Sample, text: &'static str) -> Table {
    let (mut wbxml_out, mut out) = (Vec::new(), Vec::new());
    Table::new(format!("pts encode: {}", sample.name))
        .row("wbxml encode, reused buffer", sample.wbxml.len(), move || {
            wbxml_out.clear();
            wbxml::encode_to(&sample.message, &mut wbxml_out, &wbxml::WriteOptions::default())
                .expect("valid");
            black_box(&wbxml_out);
        })
        .row("memcpy", text.len(), copy(text.as_bytes()))
        .row("encode, reused buffer", text.len(), move || {
            out.clear();
            pts::encode_to(&sample.message, &mut out, &pts_options()).expect("valid");
            black_box(&out);
        })
        .bar("wbxml encode, reused buffer", 2.0)
}
