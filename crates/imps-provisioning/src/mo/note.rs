//! Errors and notes of the conversion.

use imps_core::Quote;

/// The reason why a tree is no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoError {
    /// `AppID` is the one of another application.
    #[error("AppID: application {} instead of wA", Quote::<80>(.0))]
    OtherApplication(String),
    /// There is no `PrefAddr`.
    #[error("PrefAddr: missing")]
    MissingAddress,
}

/// Content that the other form does not have, or an oddity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {kind}")]
#[non_exhaustive]
pub struct Note {
    /// The place: the parm of the account (`APPAUTH[2]/AAUTHTYPE`) in writing, the node
    /// (`AppAuth/1/AAuthLevel`) in reading.
    pub path: String,
    /// The content or the oddity.
    pub kind: NoteKind,
}

/// The kinds of [`Note`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoteKind {
    /// Left out: the tree has no node for it.
    #[error("has no node")]
    NoNode,
    /// Left out: the options have no node of this connectivity object, or no object of this node.
    #[error("no connectivity object for {}", Quote::<80>(.0))]
    NoLink(String),
    /// Written as the code of the tree, `PS`.
    #[error("PR written as PS")]
    PresenceCode,
    /// Left out: the tree has each code once.
    #[error("{} occurs twice", Quote::<80>(.0))]
    RepeatedCode(String),
    /// Left out: the account has no place for the node, or a second one has no effect.
    #[error("has no parm")]
    NoParm,
    /// The node is missing. `wA` is assumed.
    #[error("missing")]
    Missing,
    /// The value has other cases, or is of another family of words, and was translated.
    #[error("{} translated", Quote::<80>(.0))]
    Translated(String),
}
