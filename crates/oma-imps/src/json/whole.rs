//! Reads and writes whole documents in one call.

use super::WriteOptions;
use crate::{Input, OwnedRoot, Syntax};
use imps_core::{Error, IntoOwned as _, ReadOptions, Root};

/// Reads a document.
///
/// ```
/// use oma_imps::csp::Message;
/// use oma_imps::json;
///
/// let document = r#"{"version":"1.2","WV-CSP-Message":{"Session":{"SessionDescriptor":{"SessionType":"Outband"}}}}"#;
/// let message: Message = json::from_slice(document.as_bytes())?;
/// assert_eq!(json::to_string(&message)?, document);
/// # Ok::<_, oma_imps::Error>(())
/// ```
///
/// # Errors
/// Of kind [`Syntax`](imps_core::ErrorKind::Syntax) with a [`JsonError`](super::JsonError) if the
/// bytes are not JSON or not the view of a document; else the reason why the type cannot hold it.
#[doc(alias("decode", "deserialize", "parse"))]
pub fn from_slice<T: OwnedRoot>(document: &[u8]) -> Result<T, Error> {
    from_slice_with(document, &ReadOptions::default())
}

/// Reads a document with options.
///
/// # Errors
/// The errors of [`from_slice`], and the refusals of the options.
pub fn from_slice_with<T: OwnedRoot>(document: &[u8], options: &ReadOptions) -> Result<T, Error> {
    if let Some(root) = super::source::read::<T::Borrowed<'_>>(document, options) {
        return Ok(root.into_owned());
    }
    Input::in_syntax(document, Syntax::Json)?.read_owned_with(options)
}

/// Reads a document that looks like JSON, possibly with padding or others behind it.
pub(crate) fn from_any<T: OwnedRoot>(document: &[u8]) -> Result<T, Error> {
    match super::source::read::<T::Borrowed<'_>>(document, &ReadOptions::default()) {
        Some(root) => Ok(root.into_owned()),
        None => Input::new(document)?.read_owned(),
    }
}

/// Writes a document on one line.
///
/// # Errors
/// [`NoRoot`](imps_core::ErrorKind::NoRoot) if the document has no root with a name.
/// [`NotInVersion`](imps_core::ErrorKind::NotInVersion) names an element that the version of the
/// document lacks.
#[doc(alias("encode", "serialize"))]
pub fn to_string<'a, T: Root<'a>>(message: &T) -> Result<String, Error> {
    to_string_with(message, &WriteOptions::default())
}

/// Writes a document with options.
///
/// # Errors
/// The errors of [`to_string`].
pub fn to_string_with<'a, T: Root<'a>>(message: &T, options: &WriteOptions) -> Result<String, Error> {
    // JSON is text.
    Ok(String::from_utf8(to_vec_with(message, options)?).unwrap_or_default())
}

/// Writes a document on one line.
///
/// # Errors
/// The errors of [`to_string`].
#[doc(alias("encode", "serialize", "to_bytes"))]
pub fn to_vec<'a, T: Root<'a>>(message: &T) -> Result<Vec<u8>, Error> {
    to_vec_with(message, &WriteOptions::default())
}

/// Writes a document with options.
///
/// # Errors
/// The errors of [`to_string`].
pub fn to_vec_with<'a, T: Root<'a>>(message: &T, options: &WriteOptions) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    write(message, &mut out, options)?;
    Ok(out)
}

/// Writes a document after the content of `out`, which is unchanged after an error.
///
/// # Errors
/// The errors of [`to_string`].
#[doc(alias("encode", "serialize", "to_writer"))]
pub fn write<'a, T: Root<'a>>(message: &T, out: &mut Vec<u8>, options: &WriteOptions) -> Result<(), Error> {
    let before = out.len();
    let written = super::write_message(message, out, *options);
    if written.is_err() {
        out.truncate(before);
    }
    written
}
