//! The lines of a file in the plain-text syntax.

/// Iterates over the messages of a file in the plain-text syntax, one per line. Skips empty lines.
///
/// ```
/// let found: Vec<_> = imps_inspect::lines(b"WV12LR1\r\n\nWV12LR2").map(|line| (line.number, line.offset)).collect();
/// assert_eq!(found, [(1, 0), (3, 10)]);
/// ```
pub fn lines(document: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0_usize;
    let lines = document.split_inclusive(|byte| *byte == b'\n').zip(1..).map(move |(line, number)| {
        let offset = start;
        start = start.saturating_add(line.len());
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        Line { number, offset, message: line.strip_suffix(b"\r").unwrap_or(line) }
    });
    lines.filter(|line| !line.message.is_empty())
}

/// A line with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line<'d> {
    /// The number of the line, from 1.
    pub number: usize,
    /// The offset of the line, in bytes from the start of the file.
    pub offset: usize,
    /// The message, without the line end.
    pub message: &'d [u8],
}
