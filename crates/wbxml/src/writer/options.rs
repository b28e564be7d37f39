//! The header and the options of a writer.

use crate::Version;

/// The header of a document to be written. Its character set is always UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteHeader<'a> {
    /// The WBXML version.
    pub version: Version,
    /// The document type.
    pub public_id: WritePublicId<'a>,
}

impl WriteHeader<'_> {
    /// Makes a header for WBXML 1.3 with a registered public identifier.
    pub const fn numbered(public_id: u32) -> Self {
        Self { version: Version::V1_3, public_id: WritePublicId::Number(public_id) }
    }
}

/// The document type of a document to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritePublicId<'a> {
    /// A registered number. 1 means unknown; 0 is written as 1.
    Number(u32),
    /// A formal public identifier, put into the string table.
    Name(&'a str),
}

/// Options for writing.
///
/// ```
/// let options = wbxml::WriteOptions::default().with_string_table(true);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Whether repeated strings go into the string table if that makes the document shorter.
    /// Default `false`.
    pub string_table: bool,
}

impl WriteOptions {
    /// Sets [`string_table`](Self::string_table).
    #[must_use]
    pub fn with_string_table(self, string_table: bool) -> Self {
        Self { string_table }
    }
}
