//! Rows of a document that is not the first of its input.

use super::row::{Flow, Kind, Row, Sheet, Start};
use std::io;

/// Shows rows at their place in the input.
pub(crate) struct Shifted<'s> {
    start: Start,
    /// What the document is called.
    name: Option<String>,
    sheet: &'s mut dyn Sheet,
}

impl<'s> Shifted<'s> {
    /// For the document that begins at `offset` of an input.
    pub(crate) fn new(input: &[u8], offset: usize, name: Option<String>, sheet: &'s mut dyn Sheet) -> Self {
        let before = input.get(..offset).unwrap_or_default();
        let line = before.rsplit(|octet| *octet == b'\n').next().unwrap_or_default();
        let start = Start {
            octets: offset,
            lines: before.split(|octet| *octet == b'\n').count() - 1,
            columns: String::from_utf8_lossy(line).chars().count(),
        };
        Self { start, name, sheet }
    }

    /// A row for what is no document.
    pub(crate) fn left_over(&mut self, octets: &[u8], meaning: &str) -> Flow {
        self.row(&Row {
            kind: Kind::Trailing,
            offset: 0,
            source: octets,
            position: None,
            depth: 0,
            token: "behind the document".into(),
            path: "",
            code: None,
            meaning: meaning.into(),
        })
    }
}

impl Sheet for Shifted<'_> {
    fn heading(&mut self, text: &str) -> Flow {
        match &self.name {
            Some(name) => self.sheet.heading(&format!("{name}, at octet {}: {text}", self.start.octets)),
            None => self.sheet.heading(text),
        }
    }

    fn start(&self) -> Start {
        self.start
    }

    fn finish(&mut self) -> io::Result<()> {
        self.sheet.finish()
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        self.sheet.row(&Row {
            offset: row.offset + self.start.octets,
            position: row.position.map(|position| self.start.place(position)),
            ..row.clone()
        })
    }
}
