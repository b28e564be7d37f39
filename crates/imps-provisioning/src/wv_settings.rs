//! WVSettings: the settings of phones before client provisioning had an account of IMPS.
//! Nokia and Ericsson, Over The Air Settings Specification 7.
//!
//! The document type was read in one phone's parser. The media type of the push is not known, so
//! the caller names it.
//!
//! ```
//! use imps_provisioning::wv_settings::{Common, Http, WvSettings};
//!
//! let settings = WvSettings {
//!     ota_version: "7.1".into(),
//!     common: Common {
//!         settings_name: "Example chat".into(),
//!         supported_versions: vec!["1.1".into()],
//!         user_id: Some("wv:alice@imps.example".into()),
//!         ..Common::default()
//!     },
//!     http: Some(Http { sap_uri: "http://imps.example/csp".into(), ..Http::default() }),
//!     ..WvSettings::default()
//! };
//! let bytes = settings.to_wbxml()?;
//! assert_eq!(WvSettings::from_wbxml(&bytes)?, settings);
//! assert_eq!(WvSettings::from_xml(settings.to_xml()?.as_bytes())?, settings);
//! # Ok::<(), imps_provisioning::Error>(())
//! ```

mod convert;

use crate::codes::WV_SETTINGS;
use crate::{Error, Limits, tree};
use std::fmt;

/// The settings of an account.
#[doc(alias("WVSettings", "Wireless Village"))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WvSettings {
    /// The version of the document type, such as `7.1` (`WVOTAVersion`).
    pub ota_version: String,
    /// The settings for all bearers (`WVCommon`).
    pub common: Common,
    /// The settings for SMS (`WVSMS`).
    pub sms: Option<Sms>,
    /// The settings for HTTP (`WVHTTP`).
    pub http: Option<Http>,
}

/// The settings for all bearers.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Common {
    /// The name of the settings for their user (`WVSettingsName`).
    pub settings_name: String,
    /// A name to refer to (`WVRefName`).
    pub ref_name: Option<String>,
    /// The versions of the server, at least one (`WVSupportedVersion`).
    pub supported_versions: Vec<String>,
    /// The user id (`WVUserID`).
    pub user_id: Option<String>,
    /// The password (`WVPassword`).
    pub password: Option<String>,
    /// The protocol that the phone should prefer (`WVPreferredProtocol`). Its words are not known.
    pub preferred_protocol: Option<String>,
}

/// The settings for SMS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sms {
    /// The telephone number of the server (`WVSAPMobileNumber`).
    pub sap_mobile_number: String,
    /// Whether the server takes a login in four steps (`WVSAPFourWaySupported`). Its words are not
    /// known.
    pub four_way_supported: String,
    /// The telephone number of the message centre (`WVSMSCMobileNumber`).
    pub smsc_mobile_number: String,
}

/// The settings for HTTP.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Http {
    /// The URL of the server (`WVSAPURI`).
    pub sap_uri: String,
    /// Whether the server takes a login in four steps (`WVSAPFourWaySupported`). Its words are not
    /// known.
    pub four_way_supported: String,
    /// The proxy (`WVProxy`).
    pub proxy: Option<Proxy>,
}

/// A proxy of HTTP.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Proxy {
    /// The address (`WVProxyAddress`).
    pub address: String,
    /// The port (`WVProxyPort`).
    pub port: Option<u16>,
    /// The user (`WVProxyUser`).
    pub user: Option<String>,
    /// The password (`WVProxyPassword`).
    pub password: Option<String>,
}

impl WvSettings {
    /// The names of the elements with a text of more than 200 characters, which one known phone
    /// does not read. They are advice: the document type has no such limit.
    pub fn long_texts(&self) -> Vec<String> {
        let (mut found, mut open) = (Vec::new(), convert::element(self).into_iter().collect::<Vec<_>>());
        while let Some(element) = open.pop() {
            if element.text.chars().count() > 200 {
                found.push(element.name);
            }
            open.extend(element.children.into_iter().rev());
        }
        found
    }

    /// Reads XML in UTF-8.
    ///
    /// # Errors
    /// The faults of XML that [`Document::from_xml`](crate::Document::from_xml) lists, and the
    /// limits. [`Root`](crate::ErrorKind::Root),
    /// [`UnexpectedElement`](crate::ErrorKind::UnexpectedElement),
    /// [`MissingElement`](crate::ErrorKind::MissingElement),
    /// [`UnexpectedAttribute`](crate::ErrorKind::UnexpectedAttribute),
    /// [`UnexpectedText`](crate::ErrorKind::UnexpectedText) or [`Value`](crate::ErrorKind::Value)
    /// for XML that is not of this document type: the order of the elements counts.
    pub fn from_xml(document: &[u8]) -> Result<Self, Error> {
        tree::from_xml(document, &Limits::default()).and_then(convert::settings)
    }

    /// Reads binary XML.
    ///
    /// # Errors
    /// The errors of [`from_xml`](Self::from_xml), in binary XML.
    pub fn from_wbxml(document: &[u8]) -> Result<Self, Error> {
        tree::from_wbxml(document, &WV_SETTINGS, &Limits::default()).and_then(convert::settings)
    }

    /// Writes XML.
    ///
    /// # Errors
    /// [`MissingElement`](crate::ErrorKind::MissingElement) without a supported version,
    /// [`InvalidCharacter`](crate::ErrorKind::InvalidCharacter) for a character that XML does not
    /// allow.
    pub fn to_xml(&self) -> Result<String, Error> {
        tree::to_xml(&convert::element(self)?, None)
    }

    /// Writes binary XML with the header `01 01 6A 00` and inline strings, which the known phone
    /// reads.
    ///
    /// # Errors
    /// [`MissingElement`](crate::ErrorKind::MissingElement) without a supported version.
    pub fn to_wbxml(&self) -> Result<Vec<u8>, Error> {
        tree::to_wbxml(&convert::element(self)?, &WV_SETTINGS)
    }
}

/// Hides the password.
impl fmt::Debug for Common {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Common")
            .field("settings_name", &self.settings_name)
            .field("ref_name", &self.ref_name)
            .field("supported_versions", &self.supported_versions)
            .field("user_id", &self.user_id)
            .field("password", &self.password.as_ref().map(|_| "..."))
            .field("preferred_protocol", &self.preferred_protocol)
            .finish()
    }
}

/// Hides the password.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy")
            .field("address", &self.address)
            .field("port", &self.port)
            .field("user", &self.user)
            .field("password", &self.password.as_ref().map(|_| "..."))
            .finish()
    }
}
