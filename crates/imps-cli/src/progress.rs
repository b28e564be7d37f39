//! A progress bar for long work.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal as _, Read, stderr};
use std::time::{Duration, Instant};

/// The time that work may take without a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// The progress of the work. It is shown on a terminal only, and only after about a second.
#[derive(Debug)]
pub(crate) struct Progress {
    started: Instant,
    done: u64,
    unit: Unit,
    bar: Option<ProgressBar>,
}

/// The unit and the amount of work.
#[derive(Clone, Copy, Debug)]
enum Unit {
    Files(u64),
    /// `None` for a pipe.
    Bytes(Option<u64>),
}

impl Progress {
    /// For work on this number of files.
    pub(crate) fn of_files(total: usize) -> Self {
        Self::new(Unit::Files(total as u64))
    }

    fn new(unit: Unit) -> Self {
        Self { started: Instant::now(), done: 0, unit, bar: None }
    }

    /// One more is done.
    pub(crate) fn step(&mut self) {
        self.advance(1);
    }

    fn advance(&mut self, more: u64) {
        self.done += more;
        if self.bar.is_none() && self.started.elapsed() >= PATIENCE && stderr().is_terminal() {
            self.bar = Some(bar(self.unit));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    /// Hides the bar while something is written to standard error.
    pub(crate) fn pause(&self, write: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(unit: Unit) -> ProgressBar {
    let (total, template) = match unit {
        Unit::Files(total) => (Some(total), "{bar:40} {pos} of {len} files, {eta} left"),
        Unit::Bytes(Some(total)) => (Some(total), "{bar:40} {bytes} of {total_bytes}, {eta} left"),
        Unit::Bytes(None) => (None, "{spinner} {bytes}"),
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    total.map_or_else(ProgressBar::new_spinner, ProgressBar::new).with_style(style)
}

/// A reader with a bar for its bytes.
#[derive(Debug)]
pub(crate) struct Watched<R> {
    reader: R,
    progress: Progress,
}

impl<R: Read> Watched<R> {
    /// Watches a reader of this number of bytes, if it is known.
    pub(crate) fn new(reader: R, total: Option<u64>) -> Self {
        Self { reader, progress: Progress::new(Unit::Bytes(total)) }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watched_reader_passes_and_counts_everything() {
        let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        for total in [None, Some(100_000), Some(1)] {
            let mut watched = Watched::new(bytes.as_slice(), total);
            let mut read = Vec::new();
            watched.read_to_end(&mut read).unwrap();
            assert!(read == bytes);
            assert_eq!(watched.progress.done, 100_000);
        }
    }

    #[test]
    fn every_bar_has_its_form() {
        let message = |unit| bar(unit).length();
        assert_eq!(message(Unit::Files(3)), Some(3));
        assert_eq!(message(Unit::Bytes(Some(9))), Some(9));
        assert_eq!(message(Unit::Bytes(None)), None);
    }
}
