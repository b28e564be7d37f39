//! The account of a user in a client provisioning document: the application characteristic `wA`.
//! OMA-SUP-AC_wA_IMPS.
//!
//! ```
//! use imps_provisioning::Document;
//! use imps_provisioning::wa::{Account, Credentials, Handset, Service, advice};
//!
//! let account = Account {
//!     name: Some("Example chat".into()),
//!     addresses: vec!["http://imps.example/csp".into()],
//!     services: Some(vec![Service::InstantMessaging, Service::Presence]),
//!     credentials: vec![Credentials::new("wv:alice@imps.example", "correct-horse")],
//!     ..Account::default()
//! };
//! let document = Document::new("1.1").with(account.to_characteristic()?);
//!
//! let read = Account::from_document(&document)?;
//! assert_eq!(read.account, account);
//! assert_eq!(read.warnings, []);
//! assert_eq!(
//!     advice(&document, Handset::Symbian)[0].to_string(),
//!     "APPLICATION[1]/SERVICES: presence needs an application of its own with the value PR",
//! );
//! # Ok::<(), imps_provisioning::wa::AccountError>(())
//! ```

mod advice;
mod error;
mod reading;
mod words;
mod writing;

use crate::{Characteristic, Item};
use std::fmt;

pub use advice::{Advice, AdviceKind, Handset, advice};
pub use error::{AccountError, AccountErrorKind, Warning, WarningKind};
pub use reading::Reading;
pub(crate) use reading::items;
pub use words::{AddressType, Level, Service};

/// The value of `APPID`.
pub const APP_ID: &str = "wA";

/// An account: the characteristic `APPLICATION` with `APPID` `wA`.
#[doc(alias("APPLICATION", "application characteristic", "access settings"))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The provider, often a domain (`PROVIDER-ID`).
    pub provider_id: Option<String>,
    /// The name of the account for its user (`NAME`).
    pub name: Option<String>,
    /// The media types that the server accepts (`AACCEPT`).
    pub accepted_types: Vec<String>,
    /// The proxies, the preferred one first (`TO-PROXY`). Each is the `PROXY-ID` of a `PXLOGICAL`.
    pub proxies: Vec<String>,
    /// The access points, the preferred one first (`TO-NAPID`). Each is the `NAPID` of a `NAPDEF`,
    /// or `INTERNET`.
    pub access_points: Vec<String>,
    /// The URLs of the server, the preferred one first (`ADDR`).
    pub addresses: Vec<String>,
    /// The services of the server (`SERVICES`). `None` means all.
    pub services: Option<Vec<Service>>,
    /// The start of the Client-ID that the client makes (`CIDPREFIX`).
    pub client_id_prefix: Option<String>,
    /// The credentials (`APPAUTH`). Clients use the first ones.
    pub credentials: Vec<Credentials>,
    /// Addresses in another form (`APPADDR`), which the standard does not expect here.
    pub other_addresses: Vec<OtherAddress>,
    /// The protocol (`APROTOCOL`), which the standard does not expect here.
    pub protocol: Option<String>,
    /// Resources (`RESOURCE`), which the standard does not expect here.
    pub resources: Vec<Characteristic>,
    /// Everything else: unknown names, repeated parms, and parms without a value.
    pub others: Vec<Item>,
}

/// Credentials of an account: the characteristic `APPAUTH`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Credentials {
    /// The direction in which the credentials are shown (`AAUTHLEVEL`). `None` means [`Level::AppSrv`].
    pub level: Option<Level>,
    /// The user id (`AAUTHNAME`).
    pub name: Option<String>,
    /// The password (`AAUTHSECRET`).
    pub secret: Option<String>,
    /// The kind of authentication (`AAUTHTYPE`). A login negotiates it, so it has no use here.
    pub kind: Option<String>,
    /// Data of the authentication (`AAUTHDATA`), without a use here.
    pub data: Option<String>,
    /// Everything else.
    pub others: Vec<Item>,
}

/// An address in another form: the characteristic `APPADDR`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherAddress {
    /// The address (`ADDR`).
    pub address: Option<String>,
    /// Its type (`ADDRTYPE`).
    pub address_type: Option<AddressType>,
    /// The ports (`PORT`).
    pub ports: Vec<Port>,
    /// Everything else.
    pub others: Vec<Item>,
}

/// A port of an address: the characteristic `PORT`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Port {
    /// The number (`PORTNBR`).
    pub number: Option<u16>,
    /// Everything else, such as a number above 65,535.
    pub others: Vec<Item>,
}

impl Account {
    /// The address that clients use: the first URL, else the first one in another form.
    pub fn address(&self) -> Option<&str> {
        let others = || self.other_addresses.iter().find_map(|other| other.address.as_deref());
        self.addresses.first().map(String::as_str).or_else(others)
    }
}

impl Credentials {
    /// Makes the credentials that a client shows to the server.
    pub fn new(name: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            level: Some(Level::AppSrv),
            name: Some(name.into()),
            secret: Some(secret.into()),
            ..Self::default()
        }
    }
}

/// Hides the secret and the data.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = |value: &Option<String>| value.as_ref().map(|_| "...");
        f.debug_struct("Credentials")
            .field("level", &self.level)
            .field("name", &self.name)
            .field("secret", &hidden(&self.secret))
            .field("kind", &self.kind)
            .field("data", &hidden(&self.data))
            .field("others", &self.others.len())
            .finish()
    }
}
