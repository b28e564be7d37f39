//! Rows at their place in the input.

use super::row::{Flow, Row, RowKind, RowSink};

/// Gives rows to a sink with their place in the input instead of their place in the document.
pub(super) struct Shifted<'s> {
    start: Start,
    /// The name of the document.
    name: Option<String>,
    sink: &'s mut dyn RowSink,
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

impl<'s> Shifted<'s> {
    /// For a document that begins where its input begins.
    pub(super) fn not_at_all(sink: &'s mut dyn RowSink) -> Self {
        Self { start: Start::default(), name: None, sink }
    }

    /// For the document that begins at `offset` of an input.
    pub(super) fn new(input: &[u8], offset: usize, name: Option<String>, sink: &'s mut dyn RowSink) -> Self {
        let before = input.get(..offset).unwrap_or_default();
        let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let start = Start {
            bytes: offset,
            lines: before.split(|byte| *byte == b'\n').count().saturating_sub(1),
            columns: String::from_utf8_lossy(line).chars().count(),
        };
        Self { start, name, sink }
    }

    pub(super) fn start(&self) -> Start {
        self.start
    }

    /// A row for what is no document.
    pub(super) fn left_over(&mut self, bytes: &[u8], meaning: &str) -> Flow {
        self.row(Row {
            kind: RowKind::Trailing,
            offset: 0,
            bytes,
            position: None,
            depth: 0,
            token: "behind the document".into(),
            path: "",
            code: None,
            meaning: meaning.into(),
        })
    }

    pub(super) fn heading(&mut self, text: &str) -> Flow {
        match &self.name {
            Some(name) => self.sink.heading(&format!("{name}, at byte {}: {text}", self.start.bytes)),
            None => self.sink.heading(text),
        }
    }

    pub(super) fn row(&mut self, mut row: Row<'_>) -> Flow {
        row.offset = row.offset.saturating_add(self.start.bytes);
        row.position = row.position.map(|position| self.start.place(position));
        self.sink.row(&row)
    }
}
