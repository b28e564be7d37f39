//! What is told of a document that could be read or converted.

use crate::charset::Told;
use crate::documents::{Documents, PartKind};
use crate::{Part, Syntax};
use imps_core::LeftOut;
use imps_core::Source;
use std::fmt;

/// Something that is told, though a document could be read or converted. Offsets count from the start of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The character set that was told beside the document, and what became of it.
    Charset(Told),
    /// Reading plain text passed something over.
    Read(imps_pts::Warning),
    /// Writing plain text left something out, which the options allowed, or changed it.
    Written(imps_pts::Loss),
    /// Reading left out what means nothing in the language.
    LeftOut(LeftOut),
    /// Padding stands behind a document: NUL, line ends, blanks.
    Padding {
        /// Where it starts.
        offset: usize,
        /// How many octets it has.
        octets: usize,
    },
    /// Something else stands behind a document and was left out.
    Trailing {
        /// Where it starts.
        offset: usize,
        /// How many octets it has.
        octets: usize,
    },
    /// The input holds several documents, one behind the other. All of them were converted.
    Several {
        /// How many.
        documents: usize,
    },
}

impl Note {
    /// Whether something of the input did not get through that nobody allowed to leave out.
    ///
    /// ```
    /// use oma_imps::Note;
    /// assert!(Note::Trailing { offset: 90, octets: 7 }.is_loss());
    /// assert!(!Note::Padding { offset: 90, octets: 1 }.is_loss());
    /// ```
    pub const fn is_loss(&self) -> bool {
        match self {
            Self::Read(warning) => warning.kind.is_loss(),
            Self::LeftOut(_) | Self::Trailing { .. } => true,
            Self::Written(_) | Self::Charset(_) | Self::Padding { .. } | Self::Several { .. } => false,
        }
    }

    /// The same in a larger input, in which the document begins at `start`, for those who convert [`documents`](crate::documents)
    /// one by one.
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
            Self::Padding { offset, octets } => {
                write!(f, "{} of padding behind the document, from octet {offset} on", counted(*octets))
            }
            Self::Trailing { offset, octets } => {
                write!(f, "left out: {} behind the document, from octet {offset} on", counted(*octets))
            }
            Self::Several { documents } => {
                write!(f, "{documents} documents, one behind the other; all are converted")
            }
        }
    }
}

fn counted(octets: usize) -> String {
    if octets == 1 { "1 octet".into() } else { format!("{octets} octets") }
}

/// What there is to tell of a document that was read, and of what follows it.
pub(crate) fn of_source<'a>(source: &impl Source<'a>, input: &[u8], end: usize, syntax: Syntax) -> Vec<Note> {
    let mut notes: Vec<_> = source.left_out().into_iter().map(Note::LeftOut).collect();
    if end < input.len() {
        let parts = Documents::behind(input, end, Some(syntax), syntax);
        // Whatever is no padding was not read.
        let all: Vec<_> = parts.collect();
        match all.iter().find(|part| part.kind != PartKind::Padding) {
            Some(Part { offset, .. }) => {
                notes.push(Note::Trailing { offset: *offset, octets: input.len().saturating_sub(*offset) });
            }
            None => notes.extend(all.iter().map(|part| padding(part))),
        }
    }
    notes
}

/// The note for a part that is padding.
pub(crate) const fn padding(part: &Part<'_>) -> Note {
    Note::Padding { offset: part.offset, octets: part.octets.len() }
}
