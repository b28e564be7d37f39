//! Rows as JSON, one object a line.

use super::pen::Pen;
use super::row::{Flow, Row, Sheet};
use crate::text::hexadecimal;
use serde::Serialize;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Writes rows as objects, whose field names are stable.
pub(crate) struct Json<W>(pub(crate) Pen<W>);

#[derive(Serialize)]
struct Object<'r> {
    offset: usize,
    length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    octets: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    kind: &'static str,
    depth: usize,
    token: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
    path: &'r str,
    meaning: &'r str,
}

impl<W: Write> Sheet for Json<W> {
    fn heading(&mut self, _: &str) -> Flow {
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        let object = Object {
            offset: row.offset,
            length: row.source.len(),
            octets: row.position.is_none().then(|| hexadecimal(row.source, "")),
            line: row.position.map(|(line, _)| line),
            column: row.position.map(|(_, column)| column),
            kind: row.kind.as_str(),
            depth: row.depth,
            token: &row.token,
            code: row.code.as_deref(),
            path: row.path,
            meaning: &row.meaning,
        };
        // Strings and numbers always have a form.
        self.0.line(&serde_json::to_string(&object).unwrap_or_default())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.finish()
    }
}
