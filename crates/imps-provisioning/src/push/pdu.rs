//! The PDU of a push.

use super::{Mac, Method, Security};
use crate::{Document, WBXML_MEDIA_TYPE, XML_MEDIA_TYPE};
use imps_core::Quote;
use imps_transport::sms::PUSH_PORT;
use imps_transport::wsp::{
    ContentType, Datagram, MediaType, Parameter, ParameterName, ParameterValue, Pdu, Push as Content,
    WspError,
};

/// The number of the parameter with the method.
const SEC: u32 = 0x11;
/// The number of the parameter with the check value.
const MAC: u32 = 0x12;

/// A document on its way to a phone.
#[doc(alias("OTA settings", "WAP push", "connectionless push"))]
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Push<'a> {
    /// The bytes of the document.
    pub document: &'a [u8],
    /// The media type. Default: [`WBXML_MEDIA_TYPE`].
    pub media_type: &'a str,
    /// The secret. `None` sends no check value. Default `None`.
    pub security: Option<&'a Security>,
    /// The id of the push, a counter of the sender. Default 1.
    pub id: u8,
    /// The port of the phone. Default 2948.
    pub port: u16,
}

impl<'a> Push<'a> {
    /// Makes a push of a client provisioning document in binary XML.
    pub fn new(document: &'a [u8]) -> Self {
        Self { document, media_type: WBXML_MEDIA_TYPE, security: None, id: 1, port: PUSH_PORT }
    }

    /// Sets [`media_type`](Self::media_type), for XML and for other documents.
    #[must_use]
    pub fn with_media_type(self, media_type: &'a str) -> Self {
        Self { media_type, ..self }
    }

    /// Sets [`security`](Self::security).
    #[must_use]
    pub fn with_security(self, security: &'a Security) -> Self {
        Self { security: Some(security), ..self }
    }

    /// Sets [`id`](Self::id).
    #[must_use]
    pub fn with_id(self, id: u8) -> Self {
        Self { id, ..self }
    }

    /// Sets [`port`](Self::port).
    #[must_use]
    pub fn with_port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// Writes the PDU of WSP.
    ///
    /// # Errors
    /// The media type has a zero byte, or the headers are too long.
    pub fn to_pdu(&self) -> Result<Vec<u8>, WspError> {
        let mac = self.security.map(|security| security.mac(self.document).to_string());
        let mut content_type = ContentType::new(self.media_type);
        if let (Some(security), Some(mac)) = (self.security, &mac) {
            let parameter = |number, value| Parameter { name: ParameterName::Number(number), value };
            content_type.parameters.extend([
                parameter(SEC, ParameterValue::Integer(security.method().number())),
                parameter(MAC, ParameterValue::Text(mac.as_bytes())),
            ]);
        }
        let pdu =
            Pdu::Push(Content { content_type: Some(content_type), headers: Vec::new(), body: self.document });
        Datagram { tid: self.id, pdu }.to_vec()
    }
}

/// A document that a push brought.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Received<'a> {
    /// The id of the push.
    pub id: u8,
    /// Whether the document is in XML, not in binary XML.
    pub is_xml: bool,
    /// The stated method.
    pub method: Option<Method>,
    /// The stated check value. `None` if there is none, or if its text is invalid.
    pub mac: Option<Mac>,
    /// The bytes of the document.
    pub document: &'a [u8],
}

impl Received<'_> {
    /// Returns whether the push states this method, with the check value of the document. A push
    /// without a check value is not authentic.
    pub fn is_authentic(&self, security: &Security) -> bool {
        self.method == Some(security.method())
            && self.mac.is_some_and(|mac| security.check(self.document, &mac))
    }

    /// Reads the document, in its syntax.
    ///
    /// # Errors
    /// The errors of [`Document::from_xml`] and [`Document::from_wbxml`].
    pub fn read(&self) -> Result<Document, crate::Error> {
        if self.is_xml { Document::from_xml(self.document) } else { Document::from_wbxml(self.document) }
    }
}

/// The reason why a PDU brings no client provisioning document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PushError {
    /// The PDU cannot be read.
    #[error(transparent)]
    Pdu(#[from] WspError),
    /// The PDU is not Push or `ConfirmedPush`. Has the byte of its type.
    #[error("pdu of type {0:#04x} is no push")]
    NoPush(u8),
    /// The document has another media type.
    #[error("push of {:?}", Quote::<80>(.0))]
    OtherContent(String),
}

/// Reads the PDU of a push with a client provisioning document. A wrong check value is no error:
/// see [`Received::is_authentic`].
///
/// # Errors
/// [`Pdu`](PushError::Pdu) if the PDU cannot be read, [`NoPush`](PushError::NoPush) for another
/// PDU, [`OtherContent`](PushError::OtherContent) for another media type.
pub fn read(pdu: &[u8]) -> Result<Received<'_>, PushError> {
    let Datagram { tid, pdu } = Datagram::parse(pdu)?;
    let push = match pdu {
        Pdu::Push(push) | Pdu::ConfirmedPush(push) => push,
        other => return Err(PushError::NoPush(other.type_byte())),
    };
    let content_type = push.content_type.ok_or_else(|| PushError::OtherContent(String::new()))?;
    let is =
        |name| content_type.media_type.name().is_some_and(|it| MediaType::new(it) == MediaType::new(name));
    let is_xml = is(XML_MEDIA_TYPE);
    if !is_xml && !is(WBXML_MEDIA_TYPE) {
        return Err(PushError::OtherContent(content_type.to_string()));
    }
    let find = |number, name: &str| {
        let is_named = |parameter: &&Parameter<'_>| match parameter.name {
            ParameterName::Number(found) => found == number,
            ParameterName::Text(found) => found.eq_ignore_ascii_case(name),
        };
        content_type.parameters.iter().find(is_named).map(|parameter| parameter.value)
    };
    let method = match find(SEC, "SEC") {
        Some(ParameterValue::Integer(number)) => Some(Method::new(number)),
        Some(ParameterValue::Text(text)) => {
            std::str::from_utf8(text).ok().and_then(|it| it.parse().ok()).map(Method::new)
        }
        _ => None,
    };
    let mac = match find(MAC, "MAC") {
        Some(ParameterValue::Text(text)) => {
            std::str::from_utf8(text).ok().and_then(|it| it.trim_matches('"').parse().ok())
        }
        _ => None,
    };
    Ok(Received { id: tid, is_xml, method, mac, document: push.body })
}
