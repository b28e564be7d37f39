//! The options of writing.

/// Options for writing binary XML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Whether repeated strings go into the string table if that makes the document shorter.
    /// Default: `false`. Few phones of the time wrote a string table, and some servers never
    /// received one.
    pub string_table: bool,
}

impl WriteOptions {
    /// Sets [`string_table`](Self::string_table).
    #[must_use]
    pub const fn with_string_table(self, string_table: bool) -> Self {
        Self { string_table }
    }
}
