//! Notes on requests and replies that could be read.

use ::http::HeaderName;
use oma_imps::Syntax;
use oma_imps::imps_core::Quote;

/// A fault of a head. The document was read in spite of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Note {
    /// There is no `Content-Type`. The bytes decide.
    #[error("no content type; the bytes are {found}")]
    NoContentType {
        /// The syntax of the bytes.
        found: Syntax,
    },
    /// The `Content-Type` names another syntax. The bytes decide.
    #[error("content type of {stated}; the bytes are {found}")]
    OtherSyntax {
        /// The syntax of the content type.
        stated: Syntax,
        /// The syntax of the bytes.
        found: Syntax,
    },
    /// The `Content-Type` does not belong to the protocol. The bytes decide.
    #[error("content type {:?}; the bytes are {found}", Quote::<80>(.stated))]
    OtherContentType {
        /// The start of the content type.
        stated: String,
        /// The syntax of the bytes.
        found: Syntax,
    },
    /// No decoder knows the `charset` of the `Content-Type`. The document decides.
    #[error("unknown charset {:?}", Quote::<80>(.0))]
    UnknownCharset(String),
    /// A trusted header does not contain a telephone number. It is ignored.
    #[error("no telephone number in header {0}")]
    NoMsisdn(HeaderName),
    /// Trusted headers contain different telephone numbers, so none of them counts. A client may
    /// have added one of them.
    #[error("header {0} contradicts another telephone number")]
    TwoMsisdns(HeaderName),
}
