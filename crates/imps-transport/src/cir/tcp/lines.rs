//! Lines out of bytes that arrive in pieces.

use super::MAX_LINE;

/// Collects bytes, and returns the lines in them.
///
/// It looks at each byte once: n bytes in n pieces cost as much as in one. Lines end with LF or
/// CR LF. After each [`push`](Self::push), take [`next_line`](Self::next_line) until it is `None`;
/// at most one line then stays in memory.
///
/// ```
/// use imps_transport::cir::tcp::Lines;
///
/// let mut lines = Lines::default();
/// lines.push(b"OK\r\nPI");
/// assert_eq!(lines.next_line()?, Some(&b"OK"[..]));
/// assert_eq!(lines.next_line()?, None);
/// lines.push(b"NG\n");
/// assert_eq!(lines.next_line()?, Some(&b"PING"[..]));
/// # Ok::<_, imps_transport::cir::tcp::TooLong>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lines {
    bytes: Vec<u8>,
    /// The end of the lines that were returned.
    taken: usize,
    /// The end of the bytes without a further end of line.
    searched: usize,
}

/// A line has more than [`MAX_LINE`] bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line of more than {MAX_LINE} bytes")]
pub struct TooLong;

impl Lines {
    /// Takes bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        // The rest of a line moves to the front once per push that ends a line before it.
        self.bytes.drain(..self.taken.min(self.bytes.len()));
        self.searched = self.searched.saturating_sub(self.taken);
        self.taken = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// Returns the next whole line without its end.
    ///
    /// # Errors
    /// [`TooLong`] if the line, complete or not, is too long. There is no next line then.
    pub fn next_line(&mut self) -> Result<Option<&[u8]>, TooLong> {
        let unsearched = self.bytes.get(self.searched..).unwrap_or_default();
        let Some(length) = unsearched.iter().position(|byte| *byte == b'\n') else {
            self.searched = self.bytes.len();
            // One more byte may be the CR of its end.
            let waiting = self.searched.saturating_sub(self.taken);
            return if waiting > MAX_LINE.saturating_add(1) { Err(TooLong) } else { Ok(None) };
        };
        let end = self.searched.saturating_add(length);
        let line = self.bytes.get(self.taken..end).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > MAX_LINE {
            return Err(TooLong);
        }
        self.searched = end.saturating_add(1);
        self.taken = self.searched;
        Ok(Some(line))
    }

    /// Returns the number of bytes in memory.
    pub fn buffered(&self) -> usize {
        self.bytes.len().saturating_sub(self.taken)
    }
}
