//! Plain text, against binary XML on the same content, as far as there are codes for it.

use super::{check_utf8, copy, into_vec};
use crate::{Sample, Table, pts_options};
use oma_imps::csp::Message;
use oma_imps::{pts, wbxml};
use std::hint::black_box;

/// The tables of this topic.
pub fn tables(quick: bool) -> Vec<Table> {
    let samples = Sample::all(quick).filter(|sample| sample.pts.is_some());
    samples.clone().map(decoding).chain(samples.map(encoding)).collect()
}

/// The tables of one message.
///
/// # Panics
/// Never: the messages are valid.
pub fn of(sample: &'static Sample) -> Vec<Table> {
    if sample.pts.is_some() { vec![decoding(sample), encoding(sample)] } else { Vec::new() }
}

/// Its plain text.
fn text(sample: &Sample) -> &str {
    sample.pts.as_deref().expect("a message with codes")
}

fn decoding(sample: &'static Sample) -> Table {
    let text = text(sample);
    Table::new("pts decode", &sample.name)
        .row("wbxml decode", sample.wbxml.len(), || {
            black_box(wbxml::from_slice::<Message<'_>>(&sample.wbxml).expect("valid"));
        })
        .row("memcpy", text.len(), copy(text.as_bytes()))
        .row("UTF-8 check", text.len(), check_utf8(text, text.len()))
        .row("pts decode", text.len(), || {
            black_box(pts::from_str::<Message<'_>>(text).expect("valid"));
        })
        .bar("wbxml decode", 2.0)
}

fn encoding(sample: &'static Sample) -> Table {
    let text = text(sample);
    let to_wbxml = into_vec(|out| {
        wbxml::write(&sample.message, out, &wbxml::WriteOptions::default()).expect("valid");
    });
    Table::new("pts encode", &sample.name)
        .row("wbxml encode", sample.wbxml.len(), to_wbxml)
        .row("memcpy", text.len(), copy(text.as_bytes()))
        .row(
            "pts encode",
            text.len(),
            into_vec(|out| {
                pts::write(&sample.message, out, &pts_options()).expect("valid");
            }),
        )
        .bar("wbxml encode", 2.0)
}
