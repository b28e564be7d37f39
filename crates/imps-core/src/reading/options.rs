//! Reading options: strictness, and the handling of unknown content.

use crate::names::Version;
use crate::reading::Limits;
use core::fmt;
use core::str::FromStr;

/// How to handle elements, attributes and text that the model has no place for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownContent {
    /// Keep them in the `extensions` of the enclosing structure, so that writers write them back.
    /// The default.
    #[default]
    Keep,
    /// Leave them out, except `xmlns`: without it, kept content inside would change its namespace
    /// when written.
    Skip,
    /// Refuse the document. Also refuse content that reading leaves out: see
    /// [`LeftOut`](crate::LeftOut).
    Refuse,
}

/// How to read a document.
///
/// ```
/// use imps_core::{Limits, ReadOptions, UnknownContent};
/// let options = ReadOptions::default()
///     .with_strict(true)
///     .with_unknown(UnknownContent::Refuse)
///     .with_limits(Limits::default().with_depth(20));
/// ```
#[doc(alias("strict", "lenient"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Whether to refuse the output of known faulty writers, with an error that names the broken
    /// [`Rule`]. Default: `false`.
    pub strict: bool,
    /// The version to read the document as, whatever the document states. Default: the version that
    /// it states.
    pub version: Option<Version>,
    /// How typed messages handle unknown content. Default: [`UnknownContent::Keep`].
    pub unknown: UnknownContent,
    /// Bounds on what is accepted. Default: [`Limits::default`].
    pub limits: Limits,
}

impl ReadOptions {
    /// Returns whether to refuse a document with content that reading would leave out.
    #[cold]
    pub fn refuses_left_out(&self) -> bool {
        self.strict || self.unknown == UnknownContent::Refuse
    }

    /// Sets whether to refuse the output of known faulty writers.
    #[must_use]
    pub const fn with_strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Sets the version to read the document as.
    #[must_use]
    pub const fn with_version(mut self, version: Version) -> Self {
        self.version = Some(version);
        self
    }

    /// Sets how to handle unknown content.
    #[must_use]
    pub const fn with_unknown(mut self, unknown: UnknownContent) -> Self {
        self.unknown = unknown;
        self
    }

    /// Sets the bounds.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// A rule that lenient reading ignores and strict reading enforces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A number in binary XML has one to four bytes. One faulty writer sends zero as no bytes.
    IntegerLength,
    /// A boolean in binary XML is a value token or text, not a byte.
    BooleanByte,
    /// A boolean is `T` or `F`. Some writers send `t`, words, or nothing.
    BooleanText,
    /// A date and time names an existing month, day, hour, minute and second.
    DateTimeRange,
    /// The offset of a date and time has two digits for the hours. Lenient readers accept one digit
    /// too.
    DateTimeOffset,
    /// The root and the transaction content declare the namespace of their version.
    NamespaceMissing,
    /// Namespaces, public identifier and document type agree on the version.
    VersionMismatch,
    /// The version has an element with this token or name.
    UnknownElement,
    /// The version has a value with this token.
    UnknownValue,
    /// A value token represents the whole content. If a word has two numbers, the token has the
    /// lower one.
    ValueToken,
    /// Names are spelled as in the standard.
    Spelling,
    /// The string table ends with NUL.
    StringTableEnd,
    /// Only white space, and comments in XML, follow the root element.
    TrailingContent,
    /// Extension tokens other than value tokens mean nothing in this language.
    ExtensionToken,
    /// A processing instruction means nothing in this language.
    Instruction,
    /// The XML declaration is the first thing in its document.
    DeclarationPlace,
    /// A reference represents a whole character, not half of a surrogate pair.
    SurrogateReference,
}

/// The error for a text that is not the [`id`](Rule::id) of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a rule")]
pub struct UnknownRule;

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(text: &str) -> Result<Self, UnknownRule> {
        Self::ALL.iter().copied().find(|rule| rule.id() == text).ok_or(UnknownRule)
    }
}

/// Writes the short name.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl Rule {
    /// Every rule.
    pub const ALL: &'static [Self] = &[
        Self::IntegerLength,
        Self::BooleanByte,
        Self::BooleanText,
        Self::DateTimeRange,
        Self::DateTimeOffset,
        Self::NamespaceMissing,
        Self::VersionMismatch,
        Self::UnknownElement,
        Self::UnknownValue,
        Self::ValueToken,
        Self::Spelling,
        Self::StringTableEnd,
        Self::TrailingContent,
        Self::ExtensionToken,
        Self::Instruction,
        Self::DeclarationPlace,
        Self::SurrogateReference,
    ];

    /// A short name, stable across releases.
    pub const fn id(self) -> &'static str {
        match self {
            Self::IntegerLength => "integer-length",
            Self::BooleanByte => "boolean-byte",
            Self::BooleanText => "boolean-text",
            Self::DateTimeRange => "date-time-range",
            Self::DateTimeOffset => "date-time-offset",
            Self::NamespaceMissing => "namespace-missing",
            Self::VersionMismatch => "version-mismatch",
            Self::UnknownElement => "unknown-element",
            Self::UnknownValue => "unknown-value",
            Self::ValueToken => "value-token",
            Self::Spelling => "spelling",
            Self::StringTableEnd => "string-table-end",
            Self::TrailingContent => "trailing-content",
            Self::ExtensionToken => "extension-token",
            Self::Instruction => "processing-instruction",
            Self::DeclarationPlace => "declaration-place",
            Self::SurrogateReference => "surrogate-reference",
        }
    }

    /// A description in one line: of the rule, or of the fault in a document that breaks it.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::IntegerLength => "a number takes one to four bytes",
            Self::BooleanByte => "a boolean is a value token or text, not a byte",
            Self::BooleanText => "a boolean is \"T\" or \"F\", and \"Yes\" or \"No\" between servers",
            Self::DateTimeRange => "a date and time names an existing month, day, hour, minute and second",
            Self::DateTimeOffset => "the offset of a date and time has two digits of hours",
            Self::NamespaceMissing => "the namespace of the protocol version is not declared",
            Self::VersionMismatch => "namespaces and public identifier disagree on the version",
            Self::UnknownElement => "the protocol version has no such element",
            Self::UnknownValue => "the protocol version has no such value token",
            Self::ValueToken => "a value token is the whole content, with the lower number of two",
            Self::Spelling => "the name is spelled in another way in the standard",
            Self::StringTableEnd => "the string table ends with a nul byte",
            Self::TrailingContent => "something follows the end of the document",
            Self::ExtensionToken => "extension token without meaning in this language",
            Self::Instruction => "processing instruction without meaning in this language",
            Self::DeclarationPlace => "white space in front of the xml declaration",
            Self::SurrogateReference => "two character references for one character",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_by_their_name() {
        for rule in Rule::ALL {
            assert_eq!(rule.id().parse(), Ok(*rule));
        }
        assert_eq!("nonsense".parse::<Rule>(), Err(UnknownRule));
    }

    #[test]
    fn every_rule_has_an_explanation_of_its_own() {
        for (number, rule) in Rule::ALL.iter().enumerate() {
            assert!(rule.explanation().contains(' '), "{rule}");
            assert!(
                Rule::ALL.iter().take(number).all(|other| other.explanation() != rule.explanation()),
                "{rule}"
            );
        }
    }
}
