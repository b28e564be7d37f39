//! The forms of a document.

use oma_imps::{Guess, Syntax};

/// A syntax of the protocol, or the JSON view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A syntax of the protocol.
    Of(Syntax),
    /// The view: the facade is built without it, and knows no such syntax.
    Json,
}

impl Form {
    pub(crate) fn detect(document: &[u8]) -> Option<Self> {
        match Guess::of(document) {
            Guess::Json => Some(Self::Json),
            _ => Syntax::detect(document).map(Self::Of),
        }
    }

    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            _ => name.parse().ok().map(Self::Of),
        }
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Of(syntax) => syntax.as_str(),
            Self::Json => "json",
        }
    }

    /// The syntax, unless it is the view.
    pub(crate) const fn syntax(self) -> Option<Syntax> {
        match self {
            Self::Of(syntax) => Some(syntax),
            Self::Json => None,
        }
    }
}
