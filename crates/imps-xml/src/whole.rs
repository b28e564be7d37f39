//! Reads and writes whole documents in one call.

use crate::{WriteOptions, XmlError, XmlSink, XmlSource};
use imps_core::Sink as _;
use imps_core::{ReadOptions, Result, Root, Source as _, read_root, write_root};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Reads a document.
///
/// ```
/// use imps_core::{Document, tag};
/// let document: Document = imps_xml::from_str("<WV-CSP-Message><Session/></WV-CSP-Message>")?;
/// assert!(document.child(tag::Session).is_some());
/// # Ok::<(), imps_xml::Error>(())
/// ```
///
/// # Errors
/// The errors of [`XmlSource::new`](crate::XmlSource::new) and of
/// [reading content](imps_core::Content#errors), for example
/// [`InvalidValue`](imps_core::ErrorKind::InvalidValue) or
/// [`MissingElement`](imps_core::ErrorKind::MissingElement), with the byte and the path of
/// elements. [`Syntax`](imps_core::ErrorKind::Syntax) has an [`XmlError`](crate::XmlError) inside.
#[doc(alias("decode", "deserialize", "parse"))]
pub fn from_str<'a, T: Root<'a>>(document: &'a str) -> Result<T> {
    from_str_with(document, &ReadOptions::default())
}

/// Reads a document with options.
///
/// # Errors
/// The errors of [`from_str`], and the refusals of the options.
pub fn from_str_with<'a, T: Root<'a>>(document: &'a str, options: &ReadOptions) -> Result<T> {
    let mut source = XmlSource::with_vocabulary(document, options, T::VOCABULARY)?;
    let message = read_root(&mut source)?;
    source.finish()?;
    Ok(message)
}

/// Writes a document: compact, with an XML declaration.
///
/// # Errors
/// [`NotInVersion`](imps_core::ErrorKind::NotInVersion) names an element that the version of the
/// document lacks. [`Inexpressible`](imps_core::ErrorKind::Inexpressible) names a character, and
/// [`InvalidName`](imps_core::ErrorKind::InvalidName) a name, that XML cannot carry.
#[doc(alias("encode", "serialize"))]
pub fn to_string<'a, T: Root<'a>>(message: &T) -> Result<String> {
    to_string_with(message, &WriteOptions::default())
}

/// Writes a document with options.
///
/// # Errors
/// The errors of [`to_string`].
pub fn to_string_with<'a, T: Root<'a>>(message: &T, options: &WriteOptions) -> Result<String> {
    String::from_utf8(to_vec_with(message, options)?)
        .map_err(|fault| XmlError::not_utf_8().at(fault.utf8_error().valid_up_to()))
}

/// Writes a document: compact, with an XML declaration.
///
/// # Errors
/// The errors of [`to_string`].
#[doc(alias("encode", "serialize", "to_bytes"))]
pub fn to_vec<'a, T: Root<'a>>(message: &T) -> Result<Vec<u8>> {
    to_vec_with(message, &WriteOptions::default())
}

/// The initial capacity, which fits most messages.
const USUAL_LENGTH: usize = 1024;

/// Writes a document with options.
///
/// # Errors
/// The errors of [`to_string`].
pub fn to_vec_with<'a, T: Root<'a>>(message: &T, options: &WriteOptions) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(USUAL_LENGTH);
    write(message, &mut out, options)?;
    Ok(out)
}

/// Writes a document with options after the content of `out`. After an error `out` is unchanged.
///
/// # Errors
/// The errors of [`to_string`].
#[doc(alias("encode", "serialize", "to_writer"))]
pub fn write<'a, T: Root<'a>>(message: &T, out: &mut Vec<u8>, options: &WriteOptions) -> Result<()> {
    let before = out.len();
    let mut sink = XmlSink::in_vocabulary(out, message.version(), options, T::VOCABULARY);
    let written = write_root(message, &mut sink).and_then(|()| sink.finish());
    if written.is_err() {
        out.truncate(before);
    }
    written
}

/// Returns the name of the root element without a prefix, for documents of any language, so that a
/// program can choose the vocabulary for reading. `None` if no root is found.
///
/// ```
/// assert_eq!(imps_xml::root_name("<?xml version='1.0'?><!-- a --><x:root/>").as_deref(), Some("root"));
/// assert_eq!(imps_xml::root_name("plain text"), None);
/// ```
pub fn root_name(document: &str) -> Option<String> {
    let mut reader = Reader::from_str(document.trim_start_matches('\u{FEFF}'));
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(tag.local_name().into_inner().to_owned()),
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            _ => return None,
        }
    }
}
