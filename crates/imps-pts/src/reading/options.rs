//! Options for reading.

use crate::Codes;

/// Options for reading a message.
///
/// ```
/// use imps_pts::{Codes, ReadOptions};
///
/// let codes = Codes::standard().clone();
/// let options = ReadOptions::from(imps_core::ReadOptions::default()).with_codes(&codes);
/// assert_eq!(options.codes, Codes::standard());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions<'o> {
    /// The options that every syntax has. Default: lenient, with the default limits.
    pub general: imps_core::ReadOptions,
    /// The code tables. Default: the [standard](Codes::standard) ones.
    pub codes: &'o Codes,
}

impl Default for ReadOptions<'_> {
    fn default() -> Self {
        imps_core::ReadOptions::default().into()
    }
}

/// With the standard code tables.
impl From<imps_core::ReadOptions> for ReadOptions<'_> {
    fn from(general: imps_core::ReadOptions) -> Self {
        Self { general, codes: Codes::standard() }
    }
}

impl<'o> ReadOptions<'o> {
    /// Sets [`general`](Self::general).
    #[must_use]
    pub const fn with_general(self, general: imps_core::ReadOptions) -> Self {
        Self { general, ..self }
    }

    /// Sets [`codes`](Self::codes).
    #[must_use]
    pub const fn with_codes(self, codes: &'o Codes) -> Self {
        Self { codes, ..self }
    }
}
