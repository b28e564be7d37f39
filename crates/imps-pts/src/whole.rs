//! Reads and writes whole messages in one call.

use crate::PtsErrorKind;
use crate::error::Fail;
use crate::reading::{PtsSource, ReadOptions};
use crate::writing::{Loss, PtsSink, WriteOptions};
use imps_core::schema::{Schema, Type};
use imps_core::{Result, Root, Sink as _, read_root, tag, write_root};

/// Reads a message: one line, without a line end.
///
/// ```
/// use imps_csp::Message;
/// use imps_csp::access::KeepAliveResponse;
/// let message: Message = imps_pts::from_str("WV12AK3 SI=S1 ST=200 KA=600")?;
/// let answer: &KeepAliveResponse = message.primitive_as()?;
/// assert_eq!(answer.keep_alive_time, Some(600));
/// # Ok::<(), imps_pts::Error>(())
/// ```
///
/// # Errors
/// Of kind [`Syntax`](imps_core::ErrorKind::Syntax) with a [`PtsError`](crate::PtsError) that
/// contains the transaction id. Always fails for a type without declarations
/// ([`Document`](imps_core::Document)): read it from a [`PtsSource`].
#[doc(alias("decode", "deserialize", "parse"))]
pub fn from_str<'a, T: Root<'a>>(message: &'a str) -> Result<T> {
    from_str_with(message, &ReadOptions::default())
}

/// Reads a message with options. [`PtsSource`] also returns the warnings.
///
/// # Errors
/// The errors of [`from_str`], and the refusals of the options.
pub fn from_str_with<'a, T: Root<'a>>(message: &'a str, options: &ReadOptions<'_>) -> Result<T> {
    let declarations = declarations(&T::TYPE)
        .ok_or_else(|| Fail::new(PtsErrorKind::NoDeclarations, 0).in_transaction(None))?;
    read_root(&mut PtsSource::new(message, declarations, options)?)
}

/// Returns the declaration of the document element of messages.
fn declarations(root: &Type) -> Option<&'static Schema> {
    match root {
        Type::Structure(schema) => Some(schema),
        Type::Choice(choices) => {
            let (_, message) = choices.iter().find(|(choice, _)| *choice == tag::WV_CSP_Message)?;
            declarations(message)
        }
        _ => None,
    }
}

/// Writes a message, without a line end.
///
/// # Errors
/// [`NoMapping`](imps_core::ErrorKind::NoMapping) names the message, element or word without a
/// code. [`NotInVersion`](imps_core::ErrorKind::NotInVersion) names an element that the version of
/// the message lacks. [`Inexpressible`](imps_core::ErrorKind::Inexpressible) and
/// [`InexpressibleBytes`](imps_core::ErrorKind::InexpressibleBytes) for content that a line of text
/// cannot carry.
#[doc(alias("encode", "serialize"))]
pub fn to_string<'a, T: Root<'a>>(message: &T) -> Result<String> {
    to_string_with(message, &WriteOptions::default())
}

/// Writes a message with options. [`write`](fn@write) also returns the omissions and changes.
///
/// # Errors
/// The errors of [`to_string`].
pub fn to_string_with<'a, T: Root<'a>>(message: &T, options: &WriteOptions<'_>) -> Result<String> {
    // Only text was written.
    Ok(String::from_utf8(to_vec_with(message, options)?).unwrap_or_default())
}

/// Writes a message.
///
/// # Errors
/// The errors of [`to_string`].
#[doc(alias("encode", "serialize", "to_bytes"))]
pub fn to_vec<'a, T: Root<'a>>(message: &T) -> Result<Vec<u8>> {
    to_vec_with(message, &WriteOptions::default())
}

/// Writes a message with options. [`write`](fn@write) also returns the omissions and changes.
///
/// # Errors
/// The errors of [`to_string`].
pub fn to_vec_with<'a, T: Root<'a>>(message: &T, options: &WriteOptions<'_>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    write(message, &mut out, options)?;
    Ok(out)
}

/// Writes a message after the content of `out`, which is unchanged after an error. Returns the
/// omissions and changes.
///
/// ```
/// use imps_core::Version;
/// use imps_csp::{Message, SessionDescriptor, SupportedCirMethod};
/// use imps_csp::service::{CapabilityList, ClientCapabilityRequest};
/// use imps_pts::{Loss, WriteOptions};
///
/// let supported_cir_method = vec![SupportedCirMethod::Stcp, SupportedCirMethod::Shttp];
/// let capability_list = CapabilityList { supported_cir_method, ..CapabilityList::default() };
/// let capability_list = Some(Box::new(capability_list));
/// let request = ClientCapabilityRequest { capability_list, ..ClientCapabilityRequest::default() };
/// let message = Message::request(Version::V1_3, SessionDescriptor::inband("S1"), "4", request);
///
/// // There is no code for SHTTP.
/// assert!(imps_pts::to_string(&message).is_err());
/// let options = WriteOptions::default().with_leave_out(&["SHTTP"]);
/// let mut written = Vec::new();
/// let losses = imps_pts::write(&message, &mut written, &options)?;
/// assert_eq!(written, b"WV13CP4 SI=S1 CA=((SC,ST))");
/// assert_eq!(losses, [Loss::LeftOut("SHTTP".into())]);
/// # Ok::<(), imps_pts::Error>(())
/// ```
///
/// # Errors
/// The errors of [`to_string`].
#[doc(alias("encode", "serialize", "to_writer"))]
pub fn write<'a, T: Root<'a>>(
    message: &T,
    out: &mut Vec<u8>,
    options: &WriteOptions<'_>,
) -> Result<Vec<Loss>> {
    let before = out.len();
    let mut sink = PtsSink::new(out, message.version(), options);
    if let Some(declarations) = declarations(&T::TYPE) {
        sink = sink.with_declarations(declarations);
    }
    let written = write_root(message, &mut sink);
    let written = written.and_then(|()| sink.finish());
    if written.is_err() {
        out.truncate(before);
    }
    written
}
