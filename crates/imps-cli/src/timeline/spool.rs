//! Output that waits for something that must come before it.

use crate::files::{Output, Problem, Target};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _, stdout};
use tempfile::SpooledTempFile;

/// The bytes that wait in memory; more wait in a temporary file.
const IN_MEMORY: usize = 4 << 20;

/// Output that waits.
pub(crate) struct Spool(SpooledTempFile);

impl Default for Spool {
    fn default() -> Self {
        Self(SpooledTempFile::new(IN_MEMORY))
    }
}

impl Spool {
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.0.write_all(bytes).map_err(waiting)
    }

    pub(crate) fn add_spool(&mut self, mut other: Self) -> Result<(), Problem> {
        other.0.seek(SeekFrom::Start(0)).map_err(waiting)?;
        io::copy(&mut other.0, &mut self.0).map(drop).map_err(waiting)
    }

    /// Writes everything to the output. A folder has its files already: the text goes to standard output.
    pub(crate) fn write(mut self, output: &Output) -> Result<(), Problem> {
        self.0.seek(SeekFrom::Start(0)).map_err(waiting)?;
        if let Output::File(path) = output {
            let mut all = Vec::new();
            self.0.read_to_end(&mut all).map_err(waiting)?;
            return Target::File(path.clone()).write(&all);
        }
        let mut out = stdout().lock();
        let written = io::copy(&mut self.0, &mut out).and_then(|_| out.flush());
        written.map_err(|error| Problem::Write("to standard output".into(), error))
    }
}

fn waiting(error: io::Error) -> Problem {
    Problem::Write("to a temporary file".into(), error)
}
