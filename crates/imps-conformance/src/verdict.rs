//! The verdict on a part of the enabler, and the things that carry it.

use std::fmt;

/// Whether this workspace has a part of the enabler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Everything that the part asks of messages, tables or bindings is here.
    Yes,
    /// A piece is missing.
    Part,
    /// It is not built.
    No,
    /// There is nothing to build.
    NotApplicable,
}

impl Verdict {
    /// Returns the name: `yes`, `part`, `no` or `n/a`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Part => "part",
            Self::No => "no",
            Self::NotApplicable => "n/a",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The things in this workspace that carry a part of the enabler. A test resolves each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Carriers {
    /// Whether the part is here.
    pub verdict: Verdict,
    /// The names of elements.
    pub elements: &'static [&'static str],
    /// Words of the standard, such as names of group properties.
    pub words: &'static [&'static str],
    /// The paths of Rust items, such as `imps_transport::cir`.
    pub code: &'static [&'static str],
    /// The things that are not there, or the reason why there are none. Empty for
    /// [`Verdict::Yes`] alone.
    pub missing: &'static str,
}

impl Carriers {
    /// No carrier, for the made tables.
    pub(crate) const NONE: Self =
        Self { verdict: Verdict::No, elements: &[], words: &[], code: &[], missing: "" };
}
