//! Options for making rows.

use oma_imps::charset::Charset;
use oma_imps::pts::Codes;
use oma_imps::wbxml;
use oma_imps::{Limits, ReadOptions, Syntax, Version};

/// How to read a document for its rows.
///
/// ```
/// use imps_inspect::InspectOptions;
/// use oma_imps::{Syntax, Version};
///
/// let options = InspectOptions::default().with_from(Syntax::Wbxml).with_version(Version::V1_1);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct InspectOptions<'c> {
    /// The syntax of every document. Default: detected for each document.
    pub from: Option<Syntax>,
    /// The version of every document. Default: the version that each document states.
    pub version: Option<Version>,
    /// The character set that the transport states. Default: [`Charset::UNKNOWN`], so that the
    /// document decides.
    pub charset: Charset,
    /// The codes of the plain-text syntax. Default: the built-in table.
    pub codes: &'c Codes,
    /// Tables of other languages in binary XML, and of vendors' tokens in this one. Default: none.
    /// A document gets the first table with its public identifier, else the first table without
    /// public identifiers. A document without a public identifier may get any table. Client
    /// provisioning needs no table.
    pub tables: &'c [wbxml::Codes<'c>],
    /// The media type that the transport states. It tells the language of a document without a
    /// public identifier. Default: none.
    pub media_type: Option<&'c str>,
    /// Bounds on reading. Default: [`Limits::default`]. Beyond them, the last row is the fault.
    pub limits: Limits,
}

impl Default for InspectOptions<'_> {
    fn default() -> Self {
        Self {
            from: None,
            version: None,
            charset: Charset::UNKNOWN,
            codes: Codes::standard(),
            tables: &[],
            media_type: None,
            limits: Limits::default(),
        }
    }
}

impl<'c> InspectOptions<'c> {
    /// Sets [`from`](Self::from).
    #[must_use]
    pub const fn with_from(mut self, from: Syntax) -> Self {
        self.from = Some(from);
        self
    }

    /// Sets [`version`](Self::version).
    #[must_use]
    pub const fn with_version(mut self, version: Version) -> Self {
        self.version = Some(version);
        self
    }

    /// Sets [`charset`](Self::charset).
    #[must_use]
    pub const fn with_charset(mut self, charset: Charset) -> Self {
        self.charset = charset;
        self
    }

    /// Sets [`codes`](Self::codes).
    #[must_use]
    pub const fn with_codes(mut self, codes: &'c Codes) -> Self {
        self.codes = codes;
        self
    }

    /// Sets [`tables`](Self::tables).
    ///
    /// ```
    /// use imps_inspect::{InspectOptions, rows};
    /// use oma_imps::wbxml::Codes;
    ///
    /// let tables = [Codes::parse("tag\t0\t05\tSync\n")?];
    /// let options = InspectOptions::default().with_tables(&tables);
    /// let last = rows(b"\x03\x01\x6A\x00\x05", &options).last().ok_or("no rows")?;
    /// assert_eq!(last.token, "<Sync>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn with_tables(mut self, tables: &'c [wbxml::Codes<'c>]) -> Self {
        self.tables = tables;
        self
    }

    /// Sets [`media_type`](Self::media_type).
    #[must_use]
    pub const fn with_media_type(mut self, media_type: &'c str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Sets [`limits`](Self::limits).
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How a source reads a document as a version.
    pub(crate) fn read_as(&self, version: Option<Version>) -> ReadOptions {
        let mut options = ReadOptions::default().with_limits(self.limits);
        options.version = version;
        options
    }
}
