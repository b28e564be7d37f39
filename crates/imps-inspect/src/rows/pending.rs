//! The rows of one document that were made and not yet taken.

use super::row::{Row, RowKind};
use std::collections::VecDeque;

/// Keeps rows with their place in the input instead of their place in the document.
#[derive(Debug)]
pub(super) struct Pending<'d> {
    start: Start,
    /// The name of the document.
    name: Option<String>,
    rows: VecDeque<Row<'d>>,
}

/// The place of a document in an input.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Start {
    /// The number of bytes before the document.
    pub(super) bytes: usize,
    /// The number of line ends before the document.
    lines: usize,
    /// The number of characters before the document in its line.
    columns: usize,
}

impl Start {
    /// A line and column of the document in the input.
    pub(super) fn place(self, (line, column): (usize, usize)) -> (usize, usize) {
        (
            line.saturating_add(self.lines),
            if line == 1 { column.saturating_add(self.columns) } else { column },
        )
    }
}

impl<'d> Pending<'d> {
    /// For a document that begins where its input begins.
    pub(super) fn at_start() -> Self {
        Self { start: Start::default(), name: None, rows: VecDeque::new() }
    }

    /// For the document that begins at `offset` of an input.
    pub(super) fn new(input: &[u8], offset: usize, name: Option<String>) -> Self {
        let before = input.get(..offset).unwrap_or_default();
        let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let start = Start {
            bytes: offset,
            lines: before.split(|byte| *byte == b'\n').count().saturating_sub(1),
            columns: String::from_utf8_lossy(line).chars().count(),
        };
        Self { start, name, rows: VecDeque::new() }
    }

    pub(super) fn start(&self) -> Start {
        self.start
    }

    pub(super) fn heading(&mut self, text: String) {
        let name = self.name.clone().unwrap_or_else(|| "document".into());
        self.row(Row { token: name.into(), meaning: text.into(), ..Row::new(RowKind::Document, 0, None, 0) });
    }

    /// A row for bytes that are not a document.
    pub(super) fn left_over(&mut self, bytes: &'d [u8], meaning: &'static str) {
        self.row(Row {
            bytes: bytes.into(),
            token: "behind the document".into(),
            meaning: meaning.into(),
            ..Row::new(RowKind::Trailing, 0, None, 0)
        });
    }

    pub(super) fn row(&mut self, mut row: Row<'d>) {
        row.offset = row.offset.saturating_add(self.start.bytes);
        row.position = row.position.map(|position| self.start.place(position));
        self.rows.push_back(row);
    }

    pub(super) fn take(&mut self) -> Option<Row<'d>> {
        self.rows.pop_front()
    }

    /// The number of rows that were not taken.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }
}
