//! Notes on documents that could be read or converted.

use crate::charset::Told;
use crate::documents::{Documents, PartKind};
use crate::{Part, Syntax};
use imps_core::LeftOut;
use imps_core::Source;
use std::fmt;

/// A note on a document that could be read or converted. Offsets count from the start of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The character set that the transport stated, and how it was used.
    Charset(Told),
    /// Plain-text content that reading ignored.
    Read(imps_pts::Warning),
    /// Plain-text content that writing omitted, as the options allow, or changed.
    Written(imps_pts::Loss),
    /// Content without meaning in the language that reading omitted.
    LeftOut(LeftOut),
    /// Padding after a document: NUL, line ends, blanks.
    Padding {
        /// The offset of the padding.
        offset: usize,
        /// The number of bytes.
        bytes: usize,
    },
    /// Omitted content after a document that is not padding.
    Trailing {
        /// The offset of the content.
        offset: usize,
        /// The number of bytes.
        bytes: usize,
    },
    /// The input contains several documents, one after the other. All of them were converted.
    Several {
        /// The number of documents.
        documents: usize,
    },
}

impl Note {
    /// Returns whether the note reports a loss that the options did not allow.
    ///
    /// ```
    /// use oma_imps::Note;
    /// assert!(Note::Trailing { offset: 90, bytes: 7 }.is_loss());
    /// assert!(!Note::Padding { offset: 90, bytes: 1 }.is_loss());
    /// ```
    pub const fn is_loss(&self) -> bool {
        match self {
            Self::Read(warning) => warning.kind.is_loss(),
            Self::LeftOut(_) | Self::Trailing { .. } => true,
            Self::Written(_) | Self::Charset(_) | Self::Padding { .. } | Self::Several { .. } => false,
        }
    }

    /// Shifts the offsets of the note for a larger input, in which the document begins at `start`.
    /// Use it to convert [`documents`](crate::documents) one by one.
    #[must_use]
    pub fn shifted(mut self, start: usize) -> Self {
        match &mut self {
            Self::Read(warning) => warning.offset = warning.offset.saturating_add(start),
            Self::LeftOut(left_out) => *left_out = left_out.shifted(start),
            Self::Padding { offset, .. } | Self::Trailing { offset, .. } => {
                *offset = offset.saturating_add(start);
            }
            _ => {}
        }
        self
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Charset(told) => told.fmt(f),
            Self::Read(warning) => warning.fmt(f),
            Self::Written(loss) => loss.fmt(f),
            Self::LeftOut(left_out) => write!(f, "left out: {left_out}"),
            Self::Padding { offset, bytes } => {
                write!(f, "{} of padding behind the document, from byte {offset} on", counted(*bytes))
            }
            Self::Trailing { offset, bytes } => {
                write!(f, "left out: {} behind the document, from byte {offset} on", counted(*bytes))
            }
            Self::Several { documents } => {
                write!(f, "{documents} documents, one behind the other; all are converted")
            }
        }
    }
}

fn counted(bytes: usize) -> String {
    if bytes == 1 { "1 byte".into() } else { format!("{bytes} bytes") }
}

/// Returns the notes on a document that was read, and on the bytes after it.
pub(crate) fn of_source<'a>(source: &impl Source<'a>, input: &[u8], end: usize, syntax: Syntax) -> Vec<Note> {
    let mut notes: Vec<_> = source.left_out().into_iter().map(Note::LeftOut).collect();
    if end < input.len() {
        let parts = Documents::behind(input, end, Some(syntax), syntax);
        // Anything other than padding was not read.
        let all: Vec<_> = parts.collect();
        match all.iter().find(|part| part.kind != PartKind::Padding) {
            Some(Part { offset, .. }) => {
                notes.push(Note::Trailing { offset: *offset, bytes: input.len().saturating_sub(*offset) });
            }
            None => notes.extend(all.iter().map(|part| padding(part))),
        }
    }
    notes
}

/// Returns the note for a part that is padding.
pub(crate) const fn padding(part: &Part<'_>) -> Note {
    Note::Padding { offset: part.offset, bytes: part.bytes.len() }
}
