//! What a relay has to know beside the message: who it is, whom it talks to, and on whose behalf.

use crate::RelayError;
use crate::entities::ssp_party;
use crate::losses::{Reason, Walk};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use imps_core::Version;
use imps_csp::address::unescape;
use imps_csp::common::{GroupOrMember, Party};
use imps_csp::domain;
use imps_csp::{self as csp, Address};
use imps_ssp::{MetaInfo, Primitive, ServiceId};

/// What a relay knows of itself, its peer and its clients.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    pub(super) domain: &'c str,
    pub(super) peer: &'c str,
    pub(super) version: Version,
    users: Option<&'c dyn Fn(&csp::UserId<'_>) -> bool>,
}

impl<'c> Context<'c> {
    /// The server of a domain.
    pub const fn new(domain: &'c str) -> Self {
        Self { domain, peer: "", version: Version::V1_3, users: None }
    }

    /// States the domain of the peer whose document is read: that of the session. Without it the relay takes nobody's word and
    /// answers [`NoPeer`](RelayError::NoPeer); nor does it when the peer is the server itself.
    #[must_use]
    pub const fn with_peer(mut self, peer: &'c str) -> Self {
        self.peer = peer;
        self
    }

    /// States the version of the requests for clients, 1.3 if not stated. Answers have that of the request that waits.
    #[must_use]
    pub const fn with_version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// States how to tell who is a user of the domain, so that others are refused with 427. Without it nobody is.
    #[must_use]
    pub const fn with_users(mut self, users: &'c dyn Fn(&csp::UserId<'_>) -> bool) -> Self {
        self.users = Some(users);
        self
    }

    pub(super) fn is_own(&self, domain: &str) -> bool {
        domain::is_same(domain, self.domain)
    }

    /// Fails when there is no peer whose word could be taken.
    pub(super) fn check_peer(&self) -> Result<(), RelayError> {
        // A domain is the same as itself, unless there is none.
        if domain::is_same(self.peer, self.peer) && !self.is_own(self.peer) {
            return Ok(());
        }
        Err(RelayError::NoPeer)
    }

    /// Whether the peer speaks for an address: a valid one of its own domain.
    pub(super) fn is_peer(&self, address: &str) -> bool {
        let domain = Address::from(address).domain();
        domain.is_some_and(|domain| domain::is_same(domain, self.peer)) && names_somebody(address)
    }

    /// Whether a service id is that of the peer.
    pub(super) fn is_peer_server(&self, service_id: &ServiceId<'_>) -> bool {
        service_id.domain().is_some_and(|domain| domain::is_same(domain, self.peer))
    }

    /// Whether two addresses are the same, once both have a domain in its one form.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|address| self.full(address));
        let [one, other] = [&one, &other].map(|address| address.strip_suffix('.').unwrap_or(address));
        Address::from(one) == Address::from(other)
    }

    pub(super) fn knows(&self, user: &csp::UserId<'_>) -> bool {
        self.users.is_none_or(|is_user| is_user(user))
    }

    /// The address as it travels between servers: without scheme, and never without domain.
    pub(super) fn bare(&self, address: &str) -> String {
        let rest = match address.get(..Address::SCHEME.len()) {
            Some(scheme) if scheme.eq_ignore_ascii_case(Address::SCHEME) => address.get(scheme.len()..),
            _ => None,
        };
        let rest = rest.unwrap_or(address);
        if rest.is_empty() || rest.contains('@') { rest.into() } else { format!("{rest}@{}", self.domain) }
    }

    /// The address as clients spell it: with scheme and domain.
    pub(super) fn full(&self, address: &str) -> String {
        let bare = self.bare(address);
        if bare.is_empty() { bare } else { format!("{}{bare}", Address::SCHEME) }
    }
}

/// Whether an address names somebody or a group, of one domain, in one line. An address with two `@` is refused because readers
/// differ on where its domain begins. The grammar of addresses would refuse more: letters beyond ASCII, which peers write.
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

/// From whom a message comes and for whom it is, where the message itself does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route<'a> {
    /// The user who is logged in; or the group whose server acts; or nobody.
    pub sender: Option<csp::common::Sender<'a>>,
    /// For whom a message of the server is: who watches, who is in the group, who has invited.
    pub addressees: Vec<csp::UserId<'a>>,
}

impl<'a> Route<'a> {
    /// From a user who is logged in.
    pub fn from_user(user: impl Into<csp::UserId<'a>>) -> Self {
        let user = csp::common::User::new(user);
        Self { sender: Some(user.into()), addressees: Vec::new() }
    }

    /// From the server of a group.
    pub fn from_group(group: impl Into<csp::GroupId<'a>>) -> Self {
        let group = csp::common::Group::from(group.into());
        Self { sender: Some(group.into()), addressees: Vec::new() }
    }

    /// To these users.
    #[must_use]
    pub fn to(mut self, addressees: impl IntoIterator<Item = csp::UserId<'a>>) -> Self {
        self.addressees = addressees.into_iter().collect();
        self
    }
}

/// A request for the server of another domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing<'a> {
    /// The domain, in lower case and without the dot of the root.
    pub domain: String,
    /// The request.
    pub primitive: Primitive<'a>,
}

/// On whose behalf: the user, or the server alone when a group acts. Nothing when nobody is known.
pub(super) fn meta_info<'a>(walk: &mut Walk<'_>, route: &Route<'a>) -> Option<MetaInfo<'a>> {
    let server = |walk: &Walk<'_>, address: &str| {
        let address = walk.context.bare(address);
        ServiceId::of_domain(Address::from(address.as_str()).domain().unwrap_or(walk.context.domain))
    };
    Some(match &route.sender.as_ref()?.party {
        Party::User(user) => {
            let service_id = server(walk, user.user_id.as_ref()?.as_str());
            let user = walk.inside("(sender)", |walk| crate::entities::ssp_user(walk, user))?;
            MetaInfo::of_user(service_id, user)
        }
        Party::Group(group) => MetaInfo::of_server(match &group.member {
            GroupOrMember::Group(group_id) => server(walk, group_id.as_str()),
            GroupOrMember::Member(name) => server(walk, name.group_id.as_str()),
        }),
    })
}

/// Who says something: as the message states it, or as the session knows it. No user speaks for another.
pub(super) fn speaker<'a>(
    walk: &mut Walk<'_>,
    stated: &Option<csp::common::Sender<'a>>,
    route: &Route<'a>,
) -> Option<imps_ssp::common::Party<'a>> {
    let known = route.sender.as_ref();
    let is_other = match (stated.as_ref().map(|it| &it.party), known.map(|it| &it.party)) {
        (Some(Party::User(stated)), Some(Party::User(known))) => match (&stated.user_id, &known.user_id) {
            (Some(stated), Some(known)) => !walk.context.is_same(stated.as_str(), known.as_str()),
            _ => true,
        },
        _ => false,
    };
    if is_other {
        walk.lost("Sender", stated, Reason::Overruled);
    } else if let Some(stated) = stated {
        return walk.one("Sender", stated, ssp_party);
    }
    walk.inside("(sender)", |walk| ssp_party(walk, known?))
}

impl Walk<'_> {
    /// Sorts a party under its domain; one of this server stays here.
    pub(super) fn abroad<T>(&mut self, address: &str, party: T) -> Option<(String, T)> {
        let address = self.context.bare(address);
        let domain = Address::from(address.as_str()).domain().unwrap_or(self.context.domain);
        if self.context.is_own(domain) {
            self.lose(Reason::AtHome);
            return None;
        }
        Some((domain::normal(domain), party))
    }
}

/// One request for each domain, in the order of their first parties.
pub(super) fn per_domain<'a, T, P: Into<Primitive<'a>>>(
    parties: impl IntoIterator<Item = (String, T)>,
    mut request: impl FnMut(Vec<T>) -> P,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let mut domains: Vec<(String, Vec<T>)> = Vec::new();
    for (domain, party) in parties {
        match domains.iter_mut().find(|(known, _)| *known == domain) {
            Some((_, parties)) => parties.push(party),
            None => domains.push((domain, Vec::from([party]))),
        }
    }
    if domains.is_empty() {
        return Err(RelayError::NobodyAbroad);
    }
    let request = |(domain, parties)| Outgoing { domain, primitive: request(parties).into() };
    Ok(domains.into_iter().map(request).collect())
}

/// The addressees of a message of the server, by domain.
pub(super) fn addressees<'a>(walk: &mut Walk<'_>, route: &Route<'a>) -> Vec<(String, csp::UserId<'a>)> {
    let found = walk.each("(addressee)", &route.addressees, |walk, user| {
        let address = walk.context.bare(user.as_str());
        walk.abroad(user.as_str(), address.into())
    });
    found.into_iter().flatten().collect()
}
