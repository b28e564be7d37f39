//! Writes rows, and remembers the error that stopped the writing.

use imps_inspect::{Flow, Row, RowSink};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// The output for the rows of the command.
pub(crate) trait Sheet: RowSink {
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
pub(crate) struct Json<W>(pub(crate) Pen<W>);

impl<W: Write> RowSink for Json<W> {
    fn row(&mut self, row: &Row<'_>) -> Flow {
        // Strings and numbers always have a form.
        self.0.line(&serde_json::to_string(row).unwrap_or_default())
    }
}

impl<W: Write> Sheet for Json<W> {
    fn finish(&mut self) -> io::Result<()> {
        self.0.finish()
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
