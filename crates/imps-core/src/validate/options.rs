//! The options of the check.

use crate::names::Version;
use crate::reading::{Limits, ReadOptions};

/// The author of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A client.
    Client,
    /// A server.
    Server,
}

impl Role {
    /// `client` or `server`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// Options of the check.
///
/// ```
/// use imps_core::validate::{Role, ValidateOptions};
///
/// let options = ValidateOptions::default().with_strict(true).with_role(Role::Client);
/// assert_eq!(options.max_findings, 1000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// Whether content that only lenient readers accept is an error instead of a warning. If so,
    /// vendor extensions are notes. Default: `false`.
    pub strict: bool,
    /// The author of the document. Default: the side that may send the first primitive. Has no
    /// meaning between servers.
    pub role: Option<Role>,
    /// The version to check against. Default: the version that the document states.
    pub version: Option<Version>,
    /// The limits of the document. Default: [`Limits::default`].
    pub limits: Limits,
    /// The maximum number of findings to keep. Default: 1000.
    pub max_findings: usize,
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self { strict: false, role: None, version: None, limits: Limits::default(), max_findings: 1000 }
    }
}

impl ValidateOptions {
    /// Sets [`strict`](Self::strict).
    #[must_use]
    pub const fn with_strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Sets [`role`](Self::role).
    #[must_use]
    pub const fn with_role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }

    /// Sets [`version`](Self::version).
    #[must_use]
    pub const fn with_version(self, version: Version) -> Self {
        Self { version: Some(version), ..self }
    }

    /// Sets [`limits`](Self::limits).
    #[must_use]
    pub const fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Sets [`max_findings`](Self::max_findings).
    #[must_use]
    pub const fn with_max_findings(self, max_findings: usize) -> Self {
        Self { max_findings, ..self }
    }

    /// The options for reading the document leniently. Findings report what strict readers refuse.
    pub fn read_options(&self) -> ReadOptions {
        let mut options = ReadOptions::default().with_limits(self.limits);
        options.version = self.version;
        options
    }
}
