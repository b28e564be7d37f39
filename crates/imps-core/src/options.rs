//! How to read: limits, strictness, and what to do with the unknown.

use crate::Version;

/// Bounds on what a reader accepts, so that a hostile document cannot exhaust the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How deep elements may nest. Default 100; the deepest element of the standard stands at depth 12.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 100 }
    }
}

/// What to do with elements, attributes and text that the model has no place for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// Keep them in the `extensions` of the enclosing structure, so that they are written back. The default.
    #[default]
    Keep,
    /// Leave them out.
    Skip,
    /// Refuse the document.
    Refuse,
}

/// How to read a document.
///
/// ```
/// use imps_core::ReadOptions;
/// let mut options = ReadOptions::default();
/// options.strict = true;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Refuse what known faulty writers produce, naming the broken [`Rule`]. Default: accept it.
    pub strict: bool,
    /// The version to read the document as, whatever it says of itself. Default: what it says.
    pub version: Option<Version>,
    /// What typed messages do with the unknown.
    pub unknown: Unknown,
    /// Bounds on what is accepted.
    pub limits: Limits,
}

/// A rule that lenient reading lets pass and strict reading insists on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A number in binary XML has one to four octets; one faulty writer sends zero as no octets.
    IntegerLength,
    /// A boolean in binary XML is a value token or text, not an octet.
    BooleanOctet,
    /// A boolean is `T` or `F`; writers exist that send `t`, words, or nothing.
    BooleanText,
    /// A date and time names an existing month, day, hour, minute and second.
    DateTimeRange,
    /// The root and the transaction content declare the namespace of their version.
    NamespaceMissing,
    /// Namespaces, public identifier and document type agree on the version.
    VersionMismatch,
    /// The version has an element with this token or name.
    UnknownElement,
    /// The version has a value with this token.
    UnknownValue,
    /// A value token stands for the whole content, with the lower number where there are two.
    ValueToken,
    /// Names are spelled as in the standard.
    Spelling,
    /// The string table ends with NUL.
    StringTableEnd,
    /// Nothing but processing instructions and comments follows the root element.
    TrailingContent,
    /// Extension tokens other than value tokens mean nothing in this language.
    ExtensionToken,
}

impl Rule {
    /// A short name, stable across releases.
    pub const fn id(self) -> &'static str {
        match self {
            Self::IntegerLength => "integer-length",
            Self::BooleanOctet => "boolean-octet",
            Self::BooleanText => "boolean-text",
            Self::DateTimeRange => "date-time-range",
            Self::NamespaceMissing => "namespace-missing",
            Self::VersionMismatch => "version-mismatch",
            Self::UnknownElement => "unknown-element",
            Self::UnknownValue => "unknown-value",
            Self::ValueToken => "value-token",
            Self::Spelling => "spelling",
            Self::StringTableEnd => "string-table-end",
            Self::TrailingContent => "trailing-content",
            Self::ExtensionToken => "extension-token",
        }
    }

    /// What is wrong with a document that breaks the rule, in one line.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::IntegerLength => "a number takes one to four octets",
            Self::BooleanOctet => "a boolean is a value token or text, not an octet",
            Self::BooleanText => "a boolean is \"T\" or \"F\"",
            Self::DateTimeRange => "a date and time names an existing month, day, hour, minute and second",
            Self::NamespaceMissing => "the namespace of the protocol version is not declared",
            Self::VersionMismatch => "namespaces and public identifier disagree on the version",
            Self::UnknownElement => "the protocol version has no such element",
            Self::UnknownValue => "the protocol version has no such value token",
            Self::ValueToken => "a value token stands for whole content, with the lower number of two",
            Self::Spelling => "the name is spelled in another way in the standard",
            Self::StringTableEnd => "the string table ends with a nul octet",
            Self::TrailingContent => "something follows the end of the document",
            Self::ExtensionToken => "extension token without meaning in this language",
        }
    }
}
