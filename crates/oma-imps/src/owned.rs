//! Reading into types that borrow nothing.

use crate::Input;
#[cfg(feature = "json")]
use crate::Syntax;
use imps_core::{Document, Error, IntoOwned, Root};
use imps_csp as csp;

/// A document type that borrows nothing: the `'static` form of a [`Root`].
#[doc(alias = "DeserializeOwned")]
pub trait OwnedRoot: Sized + 'static {
    /// The same type, borrowing from its input.
    type Borrowed<'a>: Root<'a> + IntoOwned<Owned = Self>;
}

impl OwnedRoot for Document<'static> {
    type Borrowed<'a> = Document<'a>;
}

impl OwnedRoot for csp::CspDocument<'static> {
    type Borrowed<'a> = csp::CspDocument<'a>;
}

impl OwnedRoot for csp::Message<'static> {
    type Borrowed<'a> = csp::Message<'a>;
}

#[cfg(feature = "ssp")]
impl OwnedRoot for imps_ssp::Message<'static> {
    type Borrowed<'a> = imps_ssp::Message<'a>;
}

impl OwnedRoot for csp::envelope::VersionDiscoveryRequest<'static> {
    type Borrowed<'a> = csp::envelope::VersionDiscoveryRequest<'a>;
}

impl OwnedRoot for csp::envelope::VersionDiscoveryResponse<'static> {
    type Borrowed<'a> = csp::envelope::VersionDiscoveryResponse<'a>;
}

/// Detects the syntax of a document and reads it into a type that borrows nothing, so that you can
/// drop the bytes.
///
/// [`Input`] also returns the syntax, accepts options, and reads without copying text.
///
/// ```
/// use oma_imps::csp::Message;
/// use oma_imps::{ErrorKind, read_owned};
///
/// let message: Message = read_owned(b"<WV-CSP-Message><Session><SessionDescriptor>\
///     <SessionType>Outband</SessionType></SessionDescriptor></Session></WV-CSP-Message>")?;
/// assert_eq!(message.session.transactions.len(), 0);
/// let error = read_owned::<Message>(b"<html/>").unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::OtherLanguage(_)));
/// # Ok::<_, oma_imps::Error>(())
/// ```
///
/// # Errors
/// The errors of [`Input::new`] and [`Input::read`].
#[doc(alias("decode", "deserialize", "parse", "from_bytes", "from_slice"))]
pub fn read_owned<T: OwnedRoot>(document: &[u8]) -> Result<T, Error> {
    // The way of JSON through an input checks all of it first.
    #[cfg(feature = "json")]
    if Syntax::detect(document) == Some(Syntax::Json) {
        return crate::json::from_any(document);
    }
    Input::new(document)?.read_owned()
}
