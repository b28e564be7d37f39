//! Decodes the bytes of content in any encoding. OMA-TS-IMPS-CSP, "Message content".

use crate::common::{Recipient, Sender};
use crate::group::WelcomeNote;
use crate::messaging::{GetMessageResponse, MessageInfo, NewMessage, SendMessageRequest};
use crate::{ContentEncoding, MediaType};
use imps_core::{Bytes, Data, Error, Extensions, Text, base64};

/// Returns the bytes that content represents: the bytes of the text, decoded if the encoding is
/// base64.
///
/// Bytes carried as such by binary XML need no decoding, whatever the encoding says. The name of
/// the encoding is compared without case. White space in base64 and missing padding do not matter.
///
/// # Errors
/// [`InvalidValue`](imps_core::ErrorKind::InvalidValue) for text that should be base64 but is not,
/// and for an encoding unknown to the standard.
///
/// ```
/// use imps_csp::ContentEncoding;
/// use imps_csp::messaging::content_bytes;
///
/// assert_eq!(&*content_bytes(None, &"hello".into())?, b"hello");
/// assert_eq!(&*content_bytes(Some(&ContentEncoding::Base64), &"aGVsbG8=".into())?, b"hello");
/// assert_eq!(&*content_bytes(Some(&ContentEncoding::Base64), &b"hello"[..].into())?, b"hello");
/// # Ok::<(), imps_core::Error>(())
/// ```
#[doc(alias = "base64")]
pub fn content_bytes<'d>(
    encoding: Option<&ContentEncoding<'_>>,
    data: &'d Data<'_>,
) -> Result<Bytes<'d>, Error> {
    let text = match data {
        Data::Bytes(bytes) => return Ok(bytes.as_slice().into()),
        Data::Text(text) => text,
    };
    let encoding = encoding.map_or("", |encoding| encoding.as_str().trim_ascii());
    if encoding.eq_ignore_ascii_case("BASE64") {
        let bytes = base64::decode(text).map_err(|_| Error::invalid_value("base64", text))?;
        Ok(bytes.into())
    } else if encoding.is_empty() || encoding.eq_ignore_ascii_case("None") {
        Ok(text.as_bytes().into())
    } else {
        Err(Error::invalid_value("the content encoding None or BASE64", encoding))
    }
}

/// Types with content beside its description.
macro_rules! with_content {
    ($($name:ident)*) => { $(
        impl $name<'_> {
            /// Returns the decoded content; empty if there is none. See [`content_bytes`].
            ///
            /// # Errors
            /// [`InvalidValue`](imps_core::ErrorKind::InvalidValue): see [`content_bytes`].
            pub fn content_bytes(&self) -> Result<Bytes<'_>, Error> {
                match &self.content_data {
                    Some(data) => content_bytes(self.message_info.content_encoding.as_ref(), data),
                    None => Ok(Bytes::default()),
                }
            }
        }
    )* };
}

with_content! { SendMessageRequest NewMessage GetMessageResponse }

impl WelcomeNote<'_> {
    /// Returns the decoded note. See [`content_bytes`].
    ///
    /// # Errors
    /// [`InvalidValue`](imps_core::ErrorKind::InvalidValue): see [`content_bytes`].
    pub fn content_bytes(&self) -> Result<Bytes<'_>, Error> {
        content_bytes(self.content_encoding.as_ref(), &self.content_data)
    }
}

impl<'a> WelcomeNote<'a> {
    /// Creates a note in plain text.
    pub fn text(text: impl Into<Text<'a>>) -> Self {
        Self {
            content_type: Some("text/plain".into()),
            content_encoding: None,
            content_data: Data::Text(text.into()),
            extensions: Extensions::new(),
        }
    }
}

impl<'a> SendMessageRequest<'a> {
    /// Creates a message in plain text that requests no report. Versions 1.1 and 1.2 also need [a
    /// sender](Self::with_sender).
    ///
    /// ```
    /// use imps_csp::common::{Recipient, User};
    /// use imps_csp::messaging::SendMessageRequest;
    ///
    /// let request = SendMessageRequest::text(Recipient::from_iter([User::new("wv:mary@smith.com")]), "hello");
    /// assert_eq!(request.message_info.content_size, Some(5));
    /// ```
    pub fn text(recipient: impl Into<Recipient<'a>>, text: impl Into<Text<'a>>) -> Self {
        let text = text.into();
        Self::new(MessageInfo::for_text(recipient, &text), text)
    }

    /// Creates a message of any media type that requests no report. Versions 1.1 and 1.2 also need
    /// [a sender](Self::with_sender). The content is sent as base64, which every syntax can carry
    /// and every peer reads.
    ///
    /// ```
    /// use imps_csp::common::{Recipient, User};
    /// use imps_csp::messaging::SendMessageRequest;
    ///
    /// let mary = Recipient::from_iter([User::new("wv:mary@smith.com")]);
    /// let request = SendMessageRequest::bytes(mary, "image/gif", b"GIF89a");
    /// assert_eq!(&*request.content_bytes()?, b"GIF89a");
    /// # Ok::<(), imps_core::Error>(())
    /// ```
    pub fn bytes(
        recipient: impl Into<Recipient<'a>>,
        content_type: impl Into<MediaType<'a>>,
        bytes: &[u8],
    ) -> Self {
        Self::new(MessageInfo::for_bytes(recipient, content_type, bytes), base64::encode(bytes).into())
    }

    fn new(message_info: MessageInfo<'a>, content: Text<'a>) -> Self {
        Self {
            delivery_report: Some(false),
            message_info,
            content_data: Some(Data::Text(content)),
            extensions: Extensions::new(),
        }
    }

    /// Sets the sender, which 1.1 and 1.2 require.
    ///
    /// ```
    /// use imps_csp::common::{Recipient, User};
    /// use imps_csp::messaging::SendMessageRequest;
    ///
    /// let mary = Recipient::from_iter([User::new("wv:mary@smith.com")]);
    /// let request = SendMessageRequest::text(mary, "hello").with_sender(User::new("wv:john@smith.com"));
    /// assert!(request.message_info.sender.is_some());
    /// ```
    #[must_use]
    pub fn with_sender(mut self, sender: impl Into<Sender<'a>>) -> Self {
        self.message_info = self.message_info.with_sender(sender);
        self
    }

    /// Sets whether the sender wants a report.
    #[must_use]
    pub fn with_report(mut self, wanted: bool) -> Self {
        self.delivery_report = Some(wanted);
        self
    }
}
