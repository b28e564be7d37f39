//! Writing lines, and remembering why no more could be written.

use super::row::Flow;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Writes until that fails.
pub(crate) struct Pen<W> {
    out: W,
    fault: Option<io::Error>,
}

impl<W: Write> Pen<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, fault: None }
    }

    pub(super) fn line(&mut self, line: &str) -> Flow {
        match writeln!(self.out, "{line}") {
            Ok(()) => ControlFlow::Continue(()),
            Err(fault) => {
                self.fault = Some(fault);
                ControlFlow::Break(())
            }
        }
    }

    /// Who reads the lines may stop whenever it has seen enough; anything else is a fault.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        let written = self.fault.take().map_or(Ok(()), Err).and_then(|()| self.out.flush());
        written.or_else(|fault| if fault.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(fault) })
    }
}
