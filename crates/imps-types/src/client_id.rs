//! The identity of a client, and of an application on it.

use imps_core::{Text, element, text_type};

text_type! {
    /// The name of one application on a client. Only in 1.3.
    pub struct ApplicationId;
}

element! {
    /// The identity of a client: a URL, a telephone number, or both.
    ///
    /// Some clients send bare text instead. `extensions` keeps it.
    ///
    /// ```
    /// use imps_types::ClientId;
    ///
    /// let client = ClientId::from_url("http://example.com/client");
    /// assert_eq!(client.url.as_deref(), Some("http://example.com/client"));
    /// ```
    #[doc(alias("MSISDN", "user agent"))]
    pub struct ClientId<'a> = ClientID {
        /// A URL that is unique to the client.
        url: Option<Text<'a>> = URL,
        /// The international telephone number of the device; a leading `+` is allowed.
        msisdn: Option<Text<'a>> = MSISDN,
    }
    models {
        "1.1-1.3": "URL?, MSISDN?";
    }
    duplicates refused;
}

impl<'a> ClientId<'a> {
    /// Identifies a client by a URL.
    pub fn from_url(url: impl Into<Text<'a>>) -> Self {
        Self { url: Some(url.into()), ..Self::default() }
    }

    /// Identifies a client by the telephone number of its device.
    pub fn from_msisdn(msisdn: impl Into<Text<'a>>) -> Self {
        Self { msisdn: Some(msisdn.into()), ..Self::default() }
    }
}
