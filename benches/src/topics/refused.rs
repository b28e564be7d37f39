//! Input that is refused, against input that is accepted: above 1 kB a byte of it must not cost more.

use crate::messages::Which;
use crate::{Sample, Table};
use oma_imps::csp::Message;
use oma_imps::{ReadOptions, Syntax, UnknownContent, convert, pts, wbxml, xml};
use std::hint::black_box;

/// The bytes of input that has no end.
const MANY: usize = 50_000;
/// The bytes below which the error itself is most of the cost.
const FEW: usize = 1_000;

/// The tables of this topic.
pub fn tables(_quick: bool) -> Vec<Table> {
    let samples = [Which::SendMessage(100), Which::Presence(50)].map(Sample::of);
    let plain = [Which::Status, Which::Presence(50)].map(Sample::of);
    let binary = samples.iter().map(|sample| of_wbxml(sample));
    let markup = samples.iter().map(|sample| of_xml(sample));
    binary.chain(markup).chain(plain.iter().map(|sample| of_pts(sample))).collect()
}

/// Those that refuse most, while what is valid costs the same.
fn options() -> ReadOptions {
    ReadOptions::default().with_unknown(UnknownContent::Refuse)
}

/// A document, and others that say what is wrong with them.
fn table(
    group: &str,
    sample: &Sample,
    whole: &'static [u8],
    is_read: fn(&[u8]) -> bool,
    refused: Vec<(&'static str, Vec<u8>)>,
) -> Table {
    let mut table = Table::new(group, &sample.name).per_byte().row("accepted", whole.len(), move || {
        assert!(is_read(black_box(whole)));
    });
    for (name, document) in refused {
        assert!(!is_read(&document), "{name} is accepted");
        let bytes = document.len();
        let work = move || assert!(!is_read(black_box(&document)));
        table = table.row(name, bytes, work).bar_if(bytes > FEW, "accepted", 1.0);
    }
    table
}

/// Faults of content, in XML.
fn faults(xml: &str) -> Vec<(&'static str, String)> {
    let (front, rest) = xml.split_once("<TransactionDescriptor>").expect("a descriptor");
    let (descriptor, behind) = rest.split_once("</TransactionDescriptor>").expect("an end");
    let (flag, last) =
        xml.rsplit_once("<Qualifier>T").or_else(|| xml.rsplit_once("<DeliveryReport>T")).expect("a flag");
    let flag_name = if flag.contains("<Presence>") { "Qualifier" } else { "DeliveryReport" };
    let again = format!("<TransactionDescriptor>{descriptor}</TransactionDescriptor>");
    vec![
        ("missing element", format!("{front}{behind}")),
        ("element twice", format!("{front}{again}{again}{behind}")),
        ("invalid value at the end", format!("{flag}<{flag_name}>perhaps{last}")),
    ]
}

fn of_wbxml(sample: &'static Sample) -> Table {
    let whole = &sample.wbxml[..];
    let endless = |bytes: &[u8]| [&whole[..4], &bytes.repeat(MANY / bytes.len())].concat();
    // WV-CSP-Message, Session, SessionDescriptor, SessionID, and the start of an inline string.
    let mut unended = [&whole[..4], &[0x49, 0x6D, 0x6E, 0x6F, 0x03]].concat();
    unended.resize(MANY, b'a');
    let mut ill_text = whole.to_vec();
    let terminator = ill_text.iter().rposition(|byte| *byte == 0).expect("a string");
    ill_text[terminator - 1] = 0xFF;
    let mut refused = vec![
        ("cut at the end", whole[..whole.len() - 1].to_vec()),
        ("cut in the middle", whole[..whole.len() / 2].to_vec()),
        // The last byte ends the root.
        ("unknown token at the end", [&whole[..whole.len() - 1], &[0x3F, 0x01]].concat()),
        ("ill UTF-8 at the end", ill_text),
        ("too deep", endless(&[0x49])),
        ("page changes without end", endless(&[0x00, 0x01])),
        ("string without end", unended),
    ];
    let wbxml = |xml: String| convert(xml.as_bytes(), Syntax::Wbxml).expect("well-formed").bytes;
    refused.extend(faults(&sample.xml).into_iter().map(|(name, xml)| (name, wbxml(xml))));
    table(
        "refused wbxml",
        sample,
        whole,
        |document| wbxml::from_slice_with::<Message<'_>>(document, &options()).is_ok(),
        refused,
    )
}

fn of_xml(sample: &'static Sample) -> Table {
    let whole = &sample.xml[..];
    let mut refused = vec![
        ("cut at the end", whole[..whole.len() - 1].to_owned()),
        ("cut in the middle", whole.chars().take(whole.chars().count() / 2).collect()),
        ("element behind the root", format!("{whole}<a/>")),
        ("another end tag", format!("{}x>", &whole[..whole.len() - 1])),
        ("unknown entity at the end", whole.replace("</Session></WV", "&nope;</Session></WV")),
        ("too deep", "<Session>".repeat(MANY / 9)),
        ("brackets without end", "<".repeat(MANY)),
        ("text without end", format!("<WV-CSP-Message>{}", "a".repeat(MANY))),
    ];
    refused.extend(faults(whole));
    let bytes = refused.into_iter().map(|(name, xml)| (name, xml.into_bytes())).collect();
    let is_read = |document: &[u8]| {
        std::str::from_utf8(document)
            .is_ok_and(|text| xml::from_str_with::<Message<'_>>(text, &options()).is_ok())
    };
    table("refused xml", sample, whole.as_bytes(), is_read, bytes)
}

fn of_pts(sample: &'static Sample) -> Table {
    let whole = sample.pts.as_deref().expect("a message with codes");
    let refused = [
        ("cut in the middle", whole[..whole.len() / 2].to_owned()),
        ("quote without end", format!("{whole} UI=\"")),
        ("brackets without end", format!("{whole} PR={}", "(".repeat(MANY))),
    ];
    let bytes = refused.map(|(name, text)| (name, text.into_bytes())).to_vec();
    let is_read = |document: &[u8]| {
        std::str::from_utf8(document).is_ok_and(|text| pts::from_str::<Message<'_>>(text).is_ok())
    };
    table("refused pts", sample, whole.as_bytes(), is_read, bytes)
}
