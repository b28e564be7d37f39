//! The tables of each topic.

pub mod bridge;
pub mod capture;
pub mod json;
pub mod picture;
pub mod pts;
pub mod refused;
pub mod scaling;
pub mod session;
pub mod transcode;
pub mod wbxml;
pub mod xml;

use crate::Table;
use std::hint::black_box;

type Tables = fn(bool) -> Vec<Table>;

const TOPICS: [(&str, Tables); 11] = [
    ("wbxml", wbxml::tables),
    ("xml", xml::tables),
    ("transcode", transcode::tables),
    ("picture", picture::tables),
    ("bridge", bridge::tables),
    ("pts", pts::tables),
    ("json", json::tables),
    ("refused", refused::tables),
    ("scaling", scaling::tables),
    ("capture", capture::tables),
    ("session", session::tables),
];

/// The tables of a topic, or those with a text in their title; only what takes no time if it must be quick.
pub fn tables(quick: bool, filter: &str) -> Vec<Table> {
    if let Some((_, tables)) = TOPICS.iter().find(|(name, _)| *name == filter) {
        return tables(quick);
    }
    let mut tables: Vec<Table> = TOPICS.iter().flat_map(|(_, tables)| tables(quick)).collect();
    tables.retain(|table| table.title().contains(filter));
    tables
}

/// Reads every event of an XML document with quick-xml and does nothing with it.
fn scan(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut events = 0_usize;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => events += 1,
            Err(error) => panic!("{error}"),
        }
    }
    black_box(events);
}

/// Copies a document into a buffer that is used again: no reader of all of it is faster.
fn copy(document: &'static [u8]) -> impl FnMut() {
    let mut out = Vec::with_capacity(document.len());
    move || {
        out.clear();
        out.extend_from_slice(black_box(document));
        black_box(&out);
    }
}

/// Writes into a buffer that is used again.
fn into_vec(mut write: impl FnMut(&mut Vec<u8>)) -> impl FnMut() {
    let mut out = Vec::new();
    move || {
        out.clear();
        write(&mut out);
        black_box(&out);
    }
}

/// Checks as many bytes of text as the document has.
fn check_utf8(xml: &'static str, bytes: usize) -> impl FnMut() {
    let end = (0..=bytes.min(xml.len())).rev().find(|end| xml.is_char_boundary(*end));
    let text = &xml.as_bytes()[..end.unwrap_or(0)];
    move || {
        black_box(std::str::from_utf8(black_box(text)).expect("text"));
    }
}
