//! Options for making rows.

use oma_imps::charset::Charset;
use oma_imps::pts::Codes;
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
