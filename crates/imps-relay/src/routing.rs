//! The destination of requests: the acting user, one request per domain, the addressees.

use crate::RelayError;
use crate::context::Route;
use crate::entities::ssp_party;
use crate::losses::{Reason, Walk};
use alloc::string::String;
use alloc::vec::Vec;
use imps_csp::common::{GroupOrMember, Party};
use imps_csp::domain;
use imps_csp::{self as csp, Address};
use imps_ssp::{MetaInfo, Primitive, ServiceId};

/// A request for the server of another domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing<'a> {
    /// The domain, in lower case and without the dot of the root.
    pub domain: String,
    /// The request.
    pub primitive: Primitive<'a>,
}

/// Returns the acting user, or only the server if a group acts; `None` if nobody is known.
pub(super) fn meta_info<'a>(walk: &mut Walk<'_>, route: &Route<'a>) -> Option<MetaInfo<'a>> {
    let server = |walk: &Walk<'_>, address: &str| {
        let address = walk.context.ssp_address(address);
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

/// Returns the party that speaks: as the message states it, or as the session knows it. No user
/// speaks for another.
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
    /// Assigns a party to its domain. A party of this server is a loss.
    pub(super) fn in_other_domain<T>(&mut self, address: &str, party: T) -> Option<(String, T)> {
        let address = self.context.ssp_address(address);
        let domain = Address::from(address.as_str()).domain().unwrap_or(self.context.domain);
        if self.context.is_own(domain) {
            self.lose(Reason::OwnDomain);
            return None;
        }
        Some((domain::normal(domain), party))
    }
}

/// Returns one request per domain, in the order of their first parties.
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
        return Err(RelayError::NoOtherDomain);
    }
    let request = |(domain, parties)| Outgoing { domain, primitive: request(parties).into() };
    Ok(domains.into_iter().map(request).collect())
}

/// Returns the addressees of a message of the server, by domain.
pub(super) fn addressees<'a>(walk: &mut Walk<'_>, route: &Route<'a>) -> Vec<(String, csp::UserId<'a>)> {
    let found = walk.each("(addressee)", &route.addressees, |walk, user| {
        let address = walk.context.ssp_address(user.as_str());
        walk.in_other_domain(user.as_str(), address.into())
    });
    found.into_iter().flatten().collect()
}
