//! Writing rows, and remembering why no more could be written.

use imps_inspect::{Flow, Row, RowSink};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Where the rows of the command go.
pub(crate) trait Sheet: RowSink {
    /// Whether all could be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// Writes until that fails.
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

    /// Who reads the lines may stop whenever it has seen enough; anything else is a fault.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        let written = self.fault.take().map_or(Ok(()), Err).and_then(|()| self.out.flush());
        written.or_else(|fault| if fault.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(fault) })
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
