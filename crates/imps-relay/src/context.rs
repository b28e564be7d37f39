//! The knowledge of the relay: the server itself, its peer, and the sender of a message.

use crate::RelayError;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use imps_core::Version;
use imps_csp::address::unescape;
use imps_csp::domain;
use imps_csp::{self as csp, Address};
use imps_ssp::ServiceId;

/// The knowledge of a relay about itself, its peer and its clients.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    pub(super) domain: &'c str,
    pub(super) peer: &'c str,
    pub(super) version: Version,
    users: Option<&'c dyn Fn(&csp::UserId<'_>) -> bool>,
}

impl<'c> Context<'c> {
    /// Creates the context of the server of a domain.
    pub const fn new(domain: &'c str) -> Self {
        Self { domain, peer: "", version: Version::V1_3, users: None }
    }

    /// Sets the domain of the peer that sent the document: the domain of the session. Without a
    /// peer, or if the peer is the server itself, the relay accepts no statement and returns
    /// [`NoPeer`](RelayError::NoPeer).
    #[must_use]
    pub const fn with_peer(mut self, peer: &'c str) -> Self {
        self.peer = peer;
        self
    }

    /// Sets the version of the requests for clients; the default is 1.3. Answers have the version
    /// of the pending request.
    #[must_use]
    pub const fn with_version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// Sets the function that recognises users of the domain. All other users are refused with 427.
    /// Without it no user is refused.
    #[must_use]
    pub const fn with_users(mut self, users: &'c dyn Fn(&csp::UserId<'_>) -> bool) -> Self {
        self.users = Some(users);
        self
    }

    pub(super) fn is_own(&self, domain: &str) -> bool {
        domain::is_same(domain, self.domain)
    }

    /// Fails if there is no peer that could be believed.
    pub(super) fn check_peer(&self) -> Result<(), RelayError> {
        // A domain equals itself, unless it is missing.
        if domain::is_same(self.peer, self.peer) && !self.is_own(self.peer) {
            return Ok(());
        }
        Err(RelayError::NoPeer)
    }

    /// Returns whether the peer speaks for an address: a valid one of its own domain.
    pub(super) fn is_peer(&self, address: &str) -> bool {
        let domain = Address::from(address).domain();
        domain.is_some_and(|domain| domain::is_same(domain, self.peer)) && names_somebody(address)
    }

    /// Returns whether a service id belongs to the peer.
    pub(super) fn is_peer_server(&self, service_id: &ServiceId<'_>) -> bool {
        service_id.domain().is_some_and(|domain| domain::is_same(domain, self.peer))
    }

    /// Returns whether two addresses are the same after both domains were normalised.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|address| self.csp_address(address));
        let [one, other] = [&one, &other].map(|address| address.strip_suffix('.').unwrap_or(address));
        Address::from(one) == Address::from(other)
    }

    pub(super) fn knows(&self, user: &csp::UserId<'_>) -> bool {
        self.users.is_none_or(|is_user| is_user(user))
    }

    /// Returns the address in the form between servers: without scheme, and always with domain.
    pub(super) fn ssp_address(&self, address: &str) -> String {
        let rest = match address.get(..Address::SCHEME.len()) {
            Some(scheme) if scheme.eq_ignore_ascii_case(Address::SCHEME) => address.get(scheme.len()..),
            _ => None,
        };
        let rest = rest.unwrap_or(address);
        if rest.is_empty() || rest.contains('@') { rest.into() } else { format!("{rest}@{}", self.domain) }
    }

    /// Returns the address in the form of clients: with scheme and domain.
    pub(super) fn csp_address(&self, address: &str) -> String {
        let address = self.ssp_address(address);
        if address.is_empty() { address } else { format!("{}{address}", Address::SCHEME) }
    }
}

/// Returns whether an address names somebody or a group, with one domain, in one line. Addresses
/// with two `@` are refused because readers differ on the start of the domain. The grammar of
/// addresses would refuse more: letters beyond ASCII, which peers write.
fn names_somebody(address: &str) -> bool {
    let in_one_line = |text: &str| {
        !text.contains(|letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'))
    };
    let parts = Address::from(address);
    let is_named = parts.user().is_some() || parts.resource().is_some_and(|resource| !resource.is_empty());
    is_named && address.matches('@').count() == 1 && in_one_line(address) && in_one_line(&unescape(address))
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { domain, peer, version, users } = self;
        let users = &users.is_some();
        f.debug_struct("Context")
            .field("domain", domain)
            .field("peer", peer)
            .field("version", version)
            .field("users", users)
            .finish()
    }
}

/// The sender and the recipients of a message, if the message itself does not state them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route<'a> {
    /// The logged-in user, or the group of the server that acts, or nobody.
    pub sender: Option<csp::common::Sender<'a>>,
    /// The recipients of a message of the server: the watchers, the users in the group, or the
    /// inviting user.
    pub addressees: Vec<csp::UserId<'a>>,
}

impl<'a> Route<'a> {
    /// Creates a route from a logged-in user.
    pub fn from_user(user: impl Into<csp::UserId<'a>>) -> Self {
        let user = csp::common::User::new(user);
        Self { sender: Some(user.into()), addressees: Vec::new() }
    }

    /// Creates a route from the server of a group.
    pub fn from_group(group: impl Into<csp::GroupId<'a>>) -> Self {
        let group = csp::common::Group::from(group.into());
        Self { sender: Some(group.into()), addressees: Vec::new() }
    }

    /// Sets the recipients.
    #[must_use]
    pub fn to(mut self, addressees: impl IntoIterator<Item = csp::UserId<'a>>) -> Self {
        self.addressees = addressees.into_iter().collect();
        self
    }
}
