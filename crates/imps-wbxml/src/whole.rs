//! Whole messages.

use crate::table::{Release, V1_1, V1_2, V1_3};
use crate::{WbxmlSink, WbxmlSource, WriteOptions};
use alloc::vec::Vec;
use imps_core::Sink as _;
use imps_core::{CSP, Error, ErrorKind, ReadOptions, Root, Source as _, Tag, Version, read_root, write_root};

/// Reads a document.
///
/// The message borrows text from the document. `into_owned` makes a message that outlives it.
///
/// ```
/// use imps_core::{Document, tag};
///
/// let bytes = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01";
/// let document: Document = imps_wbxml::from_slice(bytes)?;
/// assert!(document.child(tag::Session).is_some());
/// assert_eq!(imps_wbxml::to_vec(&document)?, bytes);
/// # Ok::<_, imps_wbxml::Error>(())
/// ```
///
/// # Errors
/// The errors of [`WbxmlSource::new`] and of [reading content](imps_core::Content#errors), for
/// example [`InvalidValue`](imps_core::ErrorKind::InvalidValue) or
/// [`MissingElement`](imps_core::ErrorKind::MissingElement), with the byte and the path of
/// elements. [`Syntax`](imps_core::ErrorKind::Syntax) has a [`wbxml::Error`] inside.
#[doc(alias("decode", "deserialize", "parse", "from_bytes"))]
pub fn from_slice<'a, T: Root<'a>>(document: &'a [u8]) -> Result<T, Error> {
    from_slice_with(document, &ReadOptions::default())
}

/// Reads a document with options.
///
/// # Errors
/// The errors of [`from_slice`], and the refusals of the options.
pub fn from_slice_with<'a, T: Root<'a>>(document: &'a [u8], options: &ReadOptions) -> Result<T, Error> {
    let mut source = WbxmlSource::new(document, options)?;
    let root = read_root(&mut source)?;
    source.finish()?;
    Ok(root)
}

/// Writes a document.
///
/// # Errors
/// [`NotInVersion`](imps_core::ErrorKind::NotInVersion) names an element that the version of the
/// document lacks. [`NoMapping`](imps_core::ErrorKind::NoMapping) names a root that is not of CSP.
/// [`Syntax`](imps_core::ErrorKind::Syntax) for the name of an element or attribute with a NUL.
#[doc(alias("encode", "serialize", "to_bytes"))]
pub fn to_vec<'a, T: Root<'a>>(message: &T) -> Result<Vec<u8>, Error> {
    to_vec_with(message, &WriteOptions::default())
}

/// The initial capacity: most messages fit.
const USUAL_LENGTH: usize = 256;

/// Writes a document with options.
///
/// # Errors
/// The errors of [`to_vec`].
pub fn to_vec_with<'a, T: Root<'a>>(message: &T, options: &WriteOptions) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(USUAL_LENGTH);
    write(message, &mut out, options)?;
    Ok(out)
}

/// Writes a document to the end of a buffer. If that fails, the buffer is unchanged. This is the
/// fastest way if you reuse the buffer.
///
/// # Errors
/// The errors of [`to_vec`].
#[doc(alias("encode", "serialize", "to_writer"))]
pub fn write<'a, T: Root<'a>>(message: &T, out: &mut Vec<u8>, options: &WriteOptions) -> Result<(), Error> {
    if !core::ptr::eq(T::VOCABULARY, &raw const CSP) {
        return Err(no_form::<T>(message.root()));
    }
    let before = out.len();
    // The codes of a version as constants: encoding takes two thirds of the time.
    let written = match message.version() {
        Version::V1_1 => write_release(message, out, V1_1, options),
        Version::V1_2 => write_release(message, out, V1_2, options),
        Version::V1_3 => write_release(message, out, V1_3, options),
    };
    if written.is_err() {
        out.truncate(before);
    }
    written
}

#[inline(never)]
fn write_release<'a, T: Root<'a>, R: Release>(
    message: &T,
    out: &mut Vec<u8>,
    release: R,
    options: &WriteOptions,
) -> Result<(), Error> {
    let mut sink = WbxmlSink::of_release(out, release, options);
    write_root(message, &mut sink)?;
    sink.finish()
}

/// Makes the error for another protocol: binary XML has codes for the names of CSP only.
#[cold]
fn no_form<'a, T: Root<'a>>(root: Tag) -> Error {
    let name = T::VOCABULARY.name(root).unwrap_or("(foreign)").into();
    Error::new(ErrorKind::NoMapping { name, syntax: "binary xml" })
}
