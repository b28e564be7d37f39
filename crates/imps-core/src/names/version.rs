//! Protocol versions and sets of them.

use core::fmt;
use core::str::FromStr;

/// A version of the client-server protocol (CSP).
///
/// ```
/// use imps_core::Version;
///
/// let version: Version = "1.2".parse()?;
/// assert!(version < Version::V1_3);
/// # Ok::<(), imps_core::UnknownVersion>(())
/// ```
#[doc(alias("protocol version", "namespace version"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Version {
    /// Wireless Village CSP 1.1.
    #[cfg_attr(feature = "serde", serde(rename = "1.1"))]
    V1_1,
    /// OMA IMPS CSP 1.2. Readers use it if a document does not state its version.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "1.2"))]
    V1_2,
    /// OMA IMPS CSP 1.3.
    #[cfg_attr(feature = "serde", serde(rename = "1.3"))]
    V1_3,
}

impl Version {
    /// All versions, oldest first.
    pub const ALL: [Self; 3] = [Self::V1_1, Self::V1_2, Self::V1_3];

    /// The number as it appears in namespaces: `1.1`, `1.2` or `1.3`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_1 => "1.1",
            Self::V1_2 => "1.2",
            Self::V1_3 => "1.3",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The error for a text that is not `1.1`, `1.2` or `1.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a known protocol version: expected 1.1, 1.2 or 1.3")]
pub struct UnknownVersion;

impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(text: &str) -> Result<Self, UnknownVersion> {
        Self::ALL.into_iter().find(|version| version.as_str() == text).ok_or(UnknownVersion)
    }
}

/// A set of versions in which something exists.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Versions(u8);

impl Versions {
    /// Every version.
    pub const ALL: Self = Self(0b111);
    /// No version.
    pub const NONE: Self = Self(0);

    /// The versions from the first to the last, both included.
    #[expect(clippy::arithmetic_side_effects, reason = "a version is a number from 0 to 2")]
    pub const fn range(first: Version, last: Version) -> Self {
        let below = (1 << first as u8) - 1;
        Self(((1 << (last as u8 + 1)) - 1) & !below)
    }

    /// Reads the notation of the protocol tables: `"1.3"` or `"1.1-1.2"`. For use in constants
    /// only.
    ///
    /// # Panics
    /// On any other text; in a `const` this is a compile error.
    #[expect(clippy::panic, reason = "a compile error in constants, as its documentation says")]
    pub const fn parse(text: &str) -> Self {
        match text.as_bytes() {
            [b'1', b'.', one] => Self::range(minor(*one), minor(*one)),
            [b'1', b'.', first, b'-', b'1', b'.', last] => Self::range(minor(*first), minor(*last)),
            _ => panic!("versions are written \"1.3\" or \"1.1-1.2\""),
        }
    }

    /// Returns whether the version belongs to the set.
    pub const fn contains(self, version: Version) -> bool {
        self.0 & (1 << version as u8) != 0
    }

    /// The versions that belong to either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns whether some version belongs to both sets.
    pub const fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns whether every version belongs to the set.
    pub const fn is_all(self) -> bool {
        self.0 == Self::ALL.0
    }

    /// The versions of the set, oldest first.
    pub fn iter(self) -> impl Iterator<Item = Version> {
        Version::ALL.into_iter().filter(move |version| self.contains(*version))
    }
}

#[expect(clippy::panic, reason = "as of Versions::parse")]
const fn minor(digit: u8) -> Version {
    match digit {
        b'1' => Version::V1_1,
        b'2' => Version::V1_2,
        b'3' => Version::V1_3,
        _ => panic!("the versions are 1.1, 1.2 and 1.3"),
    }
}

/// Writes the notation of the protocol tables: `1.1-1.3`.
impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.iter().next(), self.iter().last()) {
            (Some(first), Some(last)) if first == last => write!(f, "{first}"),
            (Some(first), Some(last)) => write!(f, "{first}-{last}"),
            _ => f.write_str("none"),
        }
    }
}

impl fmt::Debug for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_range_holds_its_ends_and_nothing_outside() {
        let old = Versions::parse("1.1-1.2");
        assert!(old.contains(Version::V1_1) && old.contains(Version::V1_2) && !old.contains(Version::V1_3));
        assert_eq!(old.to_string(), "1.1-1.2");
        assert_eq!(Versions::parse("1.3").to_string(), "1.3");
        assert!(Versions::parse("1.1-1.3").is_all());
        assert_eq!(Versions::parse("1.2-1.3").to_string(), "1.2-1.3");
        assert_eq!(Versions::NONE.to_string(), "none");
    }

    #[test]
    fn sets_of_versions_are_sets() {
        let (old, new, last) =
            (Versions::parse("1.1-1.2"), Versions::parse("1.2-1.3"), Versions::parse("1.3"));
        assert!(old.union(new).is_all() && old.union(last).is_all() && !old.union(old).is_all());
        assert!(old.overlaps(new) && new.overlaps(last) && !old.overlaps(last));
        assert!(new.iter().eq([Version::V1_2, Version::V1_3]) && Versions::NONE.iter().next().is_none());
    }

    #[test]
    fn versions_are_read_from_their_number() {
        assert_eq!("1.3".parse(), Ok(Version::V1_3));
        assert_eq!("1.0".parse::<Version>(), Err(UnknownVersion));
    }
}
