//! A writer that breaks, for tests.

use std::io::{self, Write};

/// Takes so many bytes and then fails.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) written: Vec<u8>,
    room: usize,
}

impl Broken {
    pub(crate) fn at(room: usize) -> Self {
        Self { written: Vec::new(), room }
    }
}

impl Write for Broken {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.room.min(bytes.len()) {
            0 if !bytes.is_empty() => Err(io::ErrorKind::StorageFull.into()),
            taken => {
                self.written.extend_from_slice(&bytes[..taken]);
                self.room -= taken;
                Ok(taken)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
