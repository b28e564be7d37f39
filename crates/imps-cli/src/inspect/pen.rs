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

    /// Says whether every line has left.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.fault.take().map_or(Ok(()), Err)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::broken::Broken;
    use std::io::BufWriter;

    /// Writes two lines; returns what left.
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
