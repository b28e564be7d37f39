//! Time against size: a presence notification of 10 to 100,000 users.

use crate::Table;
use crate::messages::Which;
use oma_imps::csp::Message;
use oma_imps::{Input, WriteOptions, wbxml, xml};
use std::hint::black_box;

/// The first is the yardstick, because the bar compares with it.
const USERS: [usize; 6] = [50, 10, 100, 1_000, 10_000, 100_000];
/// Work that takes no time.
const FEW: usize = 100;

struct Documents {
    users: usize,
    message: Message<'static>,
    wbxml: Vec<u8>,
    xml: String,
}

impl Documents {
    fn new(users: usize) -> Self {
        let message = Which::Presence(users).message();
        let wbxml = wbxml::to_vec(&message).expect("valid");
        let xml = xml::to_string(&message).expect("valid");
        Self { users, message, wbxml, xml }
    }
}

type Bytes = fn(&Documents) -> usize;
type Work = fn(&'static Documents) -> Box<dyn FnMut()>;

const SERIES: [(&str, Bytes, Work); 7] = [
    (
        "wbxml scan",
        |documents| documents.wbxml.len(),
        |documents| {
            Box::new(|| {
                black_box(super::wbxml::scan(&documents.wbxml));
            })
        },
    ),
    (
        "wbxml decode",
        |documents| documents.wbxml.len(),
        |documents| {
            Box::new(|| {
                black_box(wbxml::from_slice::<Message<'_>>(&documents.wbxml).expect("valid"));
            })
        },
    ),
    (
        "wbxml encode",
        |documents| documents.wbxml.len(),
        |documents| {
            let mut out = Vec::new();
            Box::new(move || {
                out.clear();
                wbxml::write(&documents.message, &mut out, &wbxml::WriteOptions::default()).expect("valid");
                black_box(&out);
            })
        },
    ),
    ("wbxml to xml", |documents| documents.wbxml.len(), |documents| convert(&documents.wbxml)),
    ("xml to wbxml", |documents| documents.xml.len(), |documents| convert(documents.xml.as_bytes())),
    (
        "xml decode",
        |documents| documents.xml.len(),
        |documents| {
            Box::new(|| {
                black_box(xml::from_str::<Message<'_>>(&documents.xml).expect("valid"));
            })
        },
    ),
    (
        "xml encode",
        |documents| documents.xml.len(),
        |documents| {
            let mut out = Vec::new();
            Box::new(move || {
                out.clear();
                xml::write(&documents.message, &mut out, &xml::WriteOptions::default()).expect("valid");
                black_box(&out);
            })
        },
    ),
];

fn convert(document: &'static [u8]) -> Box<dyn FnMut()> {
    let mut out = Vec::new();
    Box::new(move || {
        out.clear();
        let input = Input::new(document).expect("valid");
        input.write(input.other_syntax(), &mut out, &WriteOptions::default()).expect("valid");
        black_box(&out);
    })
}

/// The tables of this topic.
///
/// # Panics
/// Never: the messages are valid.
pub fn tables(quick: bool) -> Vec<Table> {
    let users = USERS.into_iter().filter(|users| !quick || *users <= FEW);
    let documents: &'static [Documents] = users.map(Documents::new).collect::<Vec<_>>().leak();
    let table = |(name, bytes, work): (&str, Bytes, Work)| {
        let mut table = Table::new("scaling", name).per_byte().fitted();
        for documents in documents {
            table = table
                .row(format!("{} users", documents.users), bytes(documents), work(documents))
                .bar_if(documents.users == 100_000, "50 users", 1.2);
        }
        table
    };
    SERIES.into_iter().map(table).collect()
}
