//! Errors and warnings of accounts.

use imps_core::Quote;

/// The reason why a characteristic is no account, or an account cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {kind}")]
#[non_exhaustive]
pub struct AccountError {
    /// The fault.
    pub kind: AccountErrorKind,
    /// The place in the document, such as `APPLICATION[2]/APPID`. Numbers count from 1.
    pub path: String,
}

/// The fault of an account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountErrorKind {
    /// The document has no characteristic `APPLICATION`.
    #[error("missing")]
    NoApplication,
    /// The application has no `APPID`.
    #[error("missing")]
    MissingAppId,
    /// `APPID` is the one of another application. In a document: there is no account beside it.
    #[error("application {} instead of wA", Quote::<80>(.0))]
    OtherApplication(String),
    /// The account has no address, in either form.
    #[error("missing")]
    MissingAddress,
    /// Only in writing: an item of a list has the character that separates items, or is empty.
    #[error("{:?} is no item of a list", Quote::<80>(.0))]
    Item(String),
}

/// A peculiarity of an account that was read. Only attributes are lost, and the blanks
/// and empty items of lists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {kind}")]
#[non_exhaustive]
pub struct Warning {
    /// The peculiarity.
    pub kind: WarningKind,
    /// The place in the document, such as `APPLICATION[1]/APPAUTH[2]/AAUTHNAME`.
    pub path: String,
}

/// The kinds of [`Warning`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WarningKind {
    /// `APPID` has other cases than `wA`.
    #[error("{} instead of wA", Quote::<80>(.0))]
    AppIdCase(String),
    /// The version of the document is not 1.1, which brought applications.
    #[error("an application needs version 1.1")]
    Version,
    /// No characteristic of the document has this id.
    #[error("no characteristic has the id {}", Quote::<80>(.0))]
    Unresolved(String),
    /// The only address is in another form (`APPADDR`).
    #[error("the address is in APPADDR only")]
    OtherForm,
    /// The address has no scheme, such as `http:`.
    #[error("no absolute uri")]
    NoUri,
    /// The standard does not expect this here.
    #[error("not expected in an account")]
    NotExpected,
    /// No such name is known; kept.
    #[error("unknown")]
    Unknown,
    /// The parm occurs again; kept, but without effect.
    #[error("repeated")]
    Repeated,
    /// The parm has no value; kept, but without effect.
    #[error("without a value")]
    NoValue,
    /// The value is unknown; kept.
    #[error("unknown value {}", Quote::<80>(.0))]
    UnknownValue(String),
    /// There are more warnings than this number.
    #[error("more than {0} warnings")]
    More(usize),
    /// Attributes that the standard does not have; not kept.
    #[error("other attributes left out")]
    Attributes,
}
