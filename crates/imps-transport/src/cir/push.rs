//! CIR in a push of WAP, over SMS (WAPSMS) and UDP (WAPUDP).
//!
//! Over UDP, the PDU is a datagram to port [`PUSH_PORT`] of the client. Over
//! SMS, it is 8-bit data behind a header with ports.

use super::{Cookie, Ignored, Wakeup, recipient};
use crate::sms::{PUSH_PORT, UserDataHeader, WSP_PORT, WriteError, write_user_data};
use crate::wsp::{ContentType, Datagram, Header, MediaType, Name, Pdu, Push, Value, WspError};
use oma_imps::imps_core::Quote;

/// The media type of a CIR.
pub const MEDIA_TYPE: &str = "application/vnd.wv.csp.cir";

/// The application id of a CIR.
const APPLICATION: &str = "x-wap-application:wv.ua";

/// Appends the PDU of a push, with the short forms of its headers. `id` is a counter of the sender.
///
/// ```
/// use imps_transport::cir;
///
/// let wakeup: cir::Wakeup = "WVCI 1.2 cookie-1".parse()?;
/// let mut pdu = Vec::new();
/// cir::push::write(&wakeup, 1, &mut pdu);
/// assert_eq!(pdu, b"\x01\x06\x03\xC6\xAF\x8AWVCI 1.2 cookie-1");
/// assert_eq!(cir::push::read(&pdu, [&wakeup.cookie])?, &wakeup.cookie);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn write(wakeup: &Wakeup, id: u8, out: &mut Vec<u8>) {
    let text = wakeup.to_string();
    let push = Push {
        content_type: Some(ContentType::new(MEDIA_TYPE)),
        headers: vec![Header::CIR_APPLICATION],
        body: text.as_bytes(),
    };
    let written = Datagram { tid: id, pdu: Pdu::Push(push) }.write(out);
    debug_assert_eq!(written, Ok(()), "numbers are always writable");
}

/// Appends the user data of an SMS with a push.
///
/// # Errors
/// [`TooLong`](WriteError::TooLong) for a cookie of more than 118 bytes. Nothing is appended then.
pub fn write_sms(wakeup: &Wakeup, id: u8, out: &mut Vec<u8>) -> Result<(), WriteError> {
    write_user_data(out, |out| {
        out.extend_from_slice(&UserDataHeader::to_port(PUSH_PORT, WSP_PORT));
        write(wakeup, id, out);
        Ok(())
    })
}

/// The reason why a client ignores a push.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IgnoredPush {
    /// The PDU cannot be read.
    #[error(transparent)]
    Pdu(#[from] WspError),
    /// The PDU is not Push or `ConfirmedPush`. Has the byte of its type.
    #[error("pdu of type {0:#04x} is no push")]
    NoPush(u8),
    /// Neither the media type nor the application id is the one of a CIR. Has the media type.
    #[error("push of {:?}", Quote::<80>(.0))]
    OtherContent(String),
    /// The document is no CIR for this client.
    #[error(transparent)]
    Text(#[from] Ignored),
}

/// Returns the cookie of the session that a push is for. Media type and application id may be
/// numbers or text; one of them is enough.
///
/// # Errors
/// The reason to ignore the push: [`Pdu`](IgnoredPush::Pdu), [`NoPush`](IgnoredPush::NoPush),
/// [`OtherContent`](IgnoredPush::OtherContent) or [`Text`](IgnoredPush::Text).
pub fn read<'c>(
    pdu: &[u8],
    cookies: impl IntoIterator<Item = &'c Cookie>,
) -> Result<&'c Cookie, IgnoredPush> {
    let push = match Datagram::parse(pdu)?.pdu {
        Pdu::Push(push) | Pdu::ConfirmedPush(push) => push,
        other => return Err(IgnoredPush::NoPush(other.type_byte())),
    };
    if !has_media_type(&push) && !push.headers.iter().any(is_application) {
        let media_type = push.content_type.map(|content_type| content_type.to_string());
        return Err(IgnoredPush::OtherContent(media_type.unwrap_or_default()));
    }
    Ok(recipient(push.body, cookies)?)
}

fn has_media_type(push: &Push<'_>) -> bool {
    let name = push.content_type.as_ref().and_then(|content_type| content_type.media_type.name());
    name.is_some_and(|name| MediaType::new(name) == MediaType::new(MEDIA_TYPE))
}

fn is_application(header: &Header<'_>) -> bool {
    let is_name = match header.name {
        Name::Text(name) => name.eq_ignore_ascii_case("x-wap-application-id"),
        name @ Name::Number { .. } => name == Name::APPLICATION_ID,
    };
    is_name
        && match header.value {
            Value::Text(text) => text.eq_ignore_ascii_case(APPLICATION.as_bytes()),
            value => value == Header::CIR_APPLICATION.value,
        }
}
