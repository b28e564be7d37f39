//! Writes rows, and remembers the error that stopped the writing.

use crate::json;
use imps_inspect::Row;
use serde::Serialize;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Whether everything was written so far.
pub(crate) type Flow = ControlFlow<()>;

/// The output for the rows of the command.
pub(crate) trait Sheet {
    /// The rows that follow are of this file, one of several.
    fn file(&mut self, name: &str) -> Flow;

    /// Writes a heading before the rows of a document, which has a number if there are several.
    fn heading(&mut self, number: Option<usize>, row: &Row<'_>) -> Flow;

    /// Writes a row of a document.
    fn row(&mut self, document: Option<usize>, row: &Row<'_>) -> Flow;

    /// Whether all could be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// Writes until an error.
pub(crate) struct Pen<W> {
    out: W,
    fault: Option<io::Error>,
}

impl<W: Write> Pen<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, fault: None }
    }

    pub(crate) fn line(&mut self, line: &str) -> Flow {
        match writeln!(self.out, "{line}") {
            Ok(()) => ControlFlow::Continue(()),
            Err(fault) => {
                self.fault = Some(fault);
                ControlFlow::Break(())
            }
        }
    }

    /// Returns whether every line was written.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.fault.take().map_or(Ok(()), Err)?;
        self.out.flush()
    }
}

/// Writes rows as JSON, one object per line.
pub(crate) struct Json<W> {
    pen: Pen<W>,
    /// The name of the file, if there are several.
    file: Option<String>,
}

impl<W: Write> Json<W> {
    pub(crate) fn new(pen: Pen<W>) -> Self {
        Self { pen, file: None }
    }
}

/// A row, and the number of its document if offsets count in several documents.
#[derive(Serialize)]
struct Numbered<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    #[serde(flatten)]
    row: &'r Row<'r>,
}

impl<W: Write> Sheet for Json<W> {
    fn file(&mut self, name: &str) -> Flow {
        self.file = Some(name.into());
        ControlFlow::Continue(())
    }

    fn heading(&mut self, _: Option<usize>, _: &Row<'_>) -> Flow {
        ControlFlow::Continue(())
    }

    fn row(&mut self, document: Option<usize>, row: &Row<'_>) -> Flow {
        let row = Numbered { file: self.file.as_deref(), document, row };
        self.pen.line(&json::text(&row))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.pen.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::broken::Broken;
    use std::io::BufWriter;

    /// Writes two lines; returns the written bytes.
    fn written(room: usize, buffer: usize) -> (Vec<u8>, io::Result<()>) {
        let mut out = Broken::at(room);
        let mut pen = Pen::new(BufWriter::with_capacity(buffer, &mut out));
        let _ = pen.line("first").is_continue() && pen.line("second").is_continue();
        let result = pen.finish();
        drop(pen);
        (out.written, result)
    }

    #[test]
    fn lines_that_break_at_any_byte_are_an_error() {
        let whole = b"first\nsecond\n";
        for buffer in [0, 4, 100] {
            for room in 0..whole.len() {
                let (written, result) = written(room, buffer);
                assert_eq!(written, whole[..room], "{buffer}");
                result.unwrap_err();
            }
            let (written, result) = written(whole.len(), buffer);
            assert_eq!(written, whole);
            result.unwrap();
        }
    }
}
