//! The faults of wrappings.

use super::compression::Coding;
use std::fmt;

/// A fault of a wrapping, or content that was left out.
///
/// `Display` writes a note in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Anomaly {
    /// The head states a body in chunks, but the body has none. It is read as it is.
    NotChunked,
    /// The last chunk is cut or malformed. The chunks before it, and the rest of it, are read.
    CutChunk {
        /// The number of chunks that were read.
        chunks: usize,
    },
    /// The head states the length of the body and chunks. The chunks count.
    LengthBesideChunks,
    /// The body is longer or shorter than the length that the head states.
    WrongLength {
        /// The stated length, in bytes.
        stated: usize,
        /// The length of the body, in bytes.
        found: usize,
    },
    /// The head states a compressed body, but the body is not. It is read as it is.
    NotCompressed(Coding),
    /// The compressed data end too early, or are damaged. The data before the fault are read.
    CutCompression(Coding),
    /// The head names an unknown character set, which has no effect. At most 80 characters.
    UnknownCharset(String),
    /// Bytes after the document, which belong to no message.
    Behind {
        /// The number of bytes.
        bytes: usize,
    },
    /// A part that is not a document and was left out, such as a picture or a page.
    LeftOut {
        /// A name for the part, such as `the body of an http response, 404 Not Found`.
        part: String,
        /// The number of bytes of the part.
        bytes: usize,
    },
    /// Network frames have the stream with a gap: bytes are missing.
    Gap {
        /// The number of missing bytes.
        bytes: usize,
    },
}

impl fmt::Display for Anomaly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotChunked => f.write_str(
                "the head says that the body comes in chunks, but it does not; it is read as it is",
            ),
            Self::CutChunk { chunks: 1 } => f.write_str("the body has 1 chunk, which is cut or malformed"),
            Self::CutChunk { chunks } => {
                write!(f, "the body has {chunks} chunks, the last of which is cut or malformed")
            }
            Self::LengthBesideChunks => {
                f.write_str("the head states a length of the body, and chunks; the chunks count")
            }
            Self::WrongLength { stated, found } => {
                write!(f, "the head announces {stated} bytes, there are {found}")
            }
            Self::NotCompressed(coding) => {
                write!(f, "the head says that the body is {coding}, but it is not; it is read as it is")
            }
            Self::CutCompression(coding) => {
                write!(f, "the {coding} data are cut or damaged; the data before the fault are read")
            }
            Self::UnknownCharset(name) => {
                write!(f, "the head names the character set {name}, which is not known and means nothing")
            }
            Self::Behind { bytes } => write!(f, "{bytes} bytes after the document were omitted"),
            Self::LeftOut { part, bytes } => write!(f, "{part}, {bytes} bytes, is not a document: left out"),
            Self::Gap { bytes } => write!(f, "{bytes} bytes of the stream are missing in the frames"),
        }
    }
}
