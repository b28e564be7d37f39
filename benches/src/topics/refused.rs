//! Input that is refused, against input that is accepted: an octet of it must not cost more.

use crate::messages::Which;
use crate::{Sample, Table};
use oma_imps::csp::Message;
use oma_imps::{pts, wbxml, xml};
use std::hint::black_box;

const MANY: usize = 50_000;

/// The tables of this bench.
///
/// # Panics
/// Never: the messages are valid.
pub fn tables() -> Vec<Table> {
    let status = Sample::leaked(Which::Status);
    let presence = Sample::leaked(Which::Presence(50));
    let mut tables: Vec<Table> =
        [presence, status].into_iter().flat_map(|sample| [of_wbxml(sample), of_xml(sample)]).collect();
    tables.extend([presence, status].into_iter().filter_map(of_pts));
    tables
}

fn of_wbxml(sample: &'static Sample) -> Table {
    let whole = &sample.wbxml[..];
    let header = whole[..4].to_vec();
    // A tag with content, opened and never closed; a change of the code page and nothing else; a string without end.
    let endless = |octets: &[u8]| [&header[..], &octets.repeat(MANY / octets.len())].concat();
    let mut unended = [&whole[..4], &[0x49, 0x6D, 0x70, 0x4A, 0x03]].concat();
    unended.resize(MANY, b'a');
    let mut table = Table::new(format!("refused wbxml: {}", sample.name)).per_octet();
    table = table.row("accepted", whole.len(), || {
        black_box(wbxml::from_slice::<Message<'_>>(whole).expect("valid"));
    });
    let mut trailing = whole.to_vec();
    trailing.push(0x45);
    for (name, document) in [
        ("cut by one octet", whole[..whole.len() - 1].to_vec()),
        ("followed by one octet", trailing),
        ("text that is no UTF-8 at the end", ill_text(whole)),
        ("elements without end", endless(&[0x49])),
        ("page changes without end", endless(&[0x00, 0x01])),
        ("zeros without end", endless(&[0x00])),
        ("a string without end", unended),
    ] {
        let document: &'static [u8] = document.leak();
        assert!(wbxml::from_slice::<Message<'_>>(document).is_err(), "{name} is accepted");
        table = table
            .row(name, document.len(), || {
                black_box(wbxml::from_slice::<Message<'_>>(black_box(document)).expect_err("invalid"));
            })
            .bar("accepted", 1.0);
    }
    table
}

/// The document with its last inline string spoilt.
fn ill_text(document: &[u8]) -> Vec<u8> {
    let mut document = document.to_vec();
    let terminator = document.iter().rposition(|octet| *octet == 0).expect("a string");
    document[terminator - 1] = 0xFF;
    document
}

fn of_xml(sample: &'static Sample) -> Table {
    let whole = &sample.xml[..];
    let mut table = Table::new(format!("refused xml: {}", sample.name)).per_octet();
    table = table.row("accepted", whole.len(), || {
        black_box(xml::from_str::<Message<'_>>(whole).expect("valid"));
    });
    for (name, document) in [
        ("cut by one octet", whole[..whole.len() - 1].to_owned()),
        ("ended by another name", format!("{}x>", &whole[..whole.len() - 1])),
        ("an unknown entity at the end", whole.replace("</Session></WV", "&nope;</Session></WV")),
        ("elements without end", "<Session>".repeat(MANY / 9)),
        ("opening brackets without end", "<".repeat(MANY)),
        ("text without end", format!("<WV-CSP-Message>{}", "a".repeat(MANY))),
    ] {
        let document: &'static str = document.leak();
        assert!(xml::from_str::<Message<'_>>(document).is_err(), "{name} is accepted");
        table = table
            .row(name, document.len(), || {
                black_box(xml::from_str::<Message<'_>>(black_box(document)).expect_err("invalid"));
            })
            .bar("accepted", 1.0);
    }
    table
}

fn of_pts(sample: &'static Sample) -> Option<Table> {
    let whole = sample.pts.as_deref()?;
    let mut table = Table::new(format!("refused pts: {}", sample.name)).per_octet();
    table = table.row("accepted", whole.len(), || {
        black_box(pts::from_str::<Message<'_>>(whole).expect("valid"));
    });
    for (name, message) in [
        ("a quote without end at the end", format!("{whole} UI=\"")),
        ("brackets without end", format!("{whole} PR={}", "(".repeat(MANY))),
    ] {
        let message: &'static str = message.leak();
        assert!(pts::from_str::<Message<'_>>(message).is_err(), "{name} is accepted");
        table = table
            .row(name, message.len(), || {
                black_box(pts::from_str::<Message<'_>>(black_box(message)).expect_err("invalid"));
            })
            .bar("accepted", 1.0);
    }
    Some(table)
}
