//! The end of a document, and the parts that a reader skipped before it.

use super::{Reader, State};
use crate::{Error, ErrorKind, global};

impl Reader<'_> {
    /// Checks that the root element has ended. Strict reading also checks that only processing
    /// instructions follow. Otherwise the following bytes are ignored.
    ///
    /// # Errors
    /// [`NotFinished`](crate::ErrorKind::NotFinished) if the root element has not ended. In strict
    /// reading [`TrailingBytes`](crate::ErrorKind::TrailingBytes), or the fault of a processing
    /// instruction after the root.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.end()?;
        match self.cursor.rest {
            [] => Ok(()),
            _ if !self.options.strict => Ok(()),
            // A faulty processing instruction.
            [global::PI, rest @ ..] => {
                self.cursor.rest = rest;
                self.skip_attribute_list(false)
            }
            _ => Err(self.cursor.error(ErrorKind::TrailingBytes)),
        }
    }

    /// Checks that the root element has ended, skips the processing instructions after it, and
    /// returns the offset at which the document ends. Another document may follow there.
    ///
    /// ```
    /// let mut reader = wbxml::Reader::new(b"\x03\x01\x6A\x00\x05\x03\x01\x6A\x00\x05")?;
    /// reader.child()?;
    /// reader.skip()?;
    /// assert_eq!(reader.end()?, 5);
    /// # Ok::<(), wbxml::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`NotFinished`](crate::ErrorKind::NotFinished) if the root element has not ended.
    pub fn end(&mut self) -> Result<usize, Error> {
        if self.state != State::Epilog {
            return Err(self.cursor.error(ErrorKind::NotFinished));
        }
        while let [global::PI, rest @ ..] = self.cursor.rest {
            let (before, page, left) = (self.cursor, self.attribute_page, self.left());
            self.cursor.rest = rest;
            if self.skip_instruction(left).is_err() {
                (self.cursor, self.attribute_page) = (before, page);
                break;
            }
        }
        Ok(self.offset())
    }

    /// The number of processing instructions skipped so far, and the offset of the first one.
    pub fn instructions(&self) -> Option<(usize, usize)> {
        (self.instructions > 0).then_some((self.instructions, self.first_instruction))
    }

    /// Skips the rest of a processing instruction. Its first byte was read; `left` is the number of
    /// bytes that were left before that byte.
    #[cold]
    pub(super) fn skip_instruction(&mut self, left: usize) -> Result<(), Error> {
        self.skip_attribute_list(false)?;
        if self.instructions == 0 {
            self.first_instruction = self.cursor.document.len().saturating_sub(left);
        }
        self.instructions = self.instructions.saturating_add(1);
        Ok(())
    }
}
