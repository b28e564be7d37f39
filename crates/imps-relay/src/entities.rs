//! Users, groups, and names in groups.

use crate::RelayError;
use crate::context::Context;
use crate::losses::{Reason, Walk};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use imps_core::{Extensions, Item, Text, Version};
use imps_csp::common::GroupOrMember;
use imps_csp::domain;
use imps_csp::{self as csp, StatusCode};
use imps_ssp::common::{ApplicationId, ClientId, DetailedResult, GroupId, Party, ScreenName, User, UserId};

impl Context<'_> {
    pub(super) fn ssp_user_id(&self, id: &csp::UserId<'_>) -> csp::UserId<'static> {
        self.ssp_address(id.as_str()).into()
    }

    pub(super) fn csp_user_id(&self, id: &csp::UserId<'_>) -> csp::UserId<'static> {
        self.csp_address(id.as_str()).into()
    }

    pub(super) fn ssp_group_id(&self, id: &csp::GroupId<'_>) -> csp::GroupId<'static> {
        self.ssp_address(id.as_str()).into()
    }

    pub(super) fn csp_group_id(&self, id: &csp::GroupId<'_>) -> csp::GroupId<'static> {
        self.csp_address(id.as_str()).into()
    }
}

/// A user without an address means nobody to a peer.
pub(super) fn ssp_user<'a>(walk: &mut Walk<'_>, user: &csp::common::User<'a>) -> Option<User<'a>> {
    let csp::common::User { user_id, friendly_name, application_id, client_id, extensions } = user;
    walk.lost("FriendlyName", friendly_name, Reason::NoPlace);
    walk.lose_extensions(extensions);
    let client_id = walk.maybe("ClientID", client_id, |walk, client| ssp_client(walk, client));
    let client_id = match application_id {
        // The application is in a client without an address.
        Some(application) => {
            let named = ApplicationId::from(application.clone());
            let client =
                client_id.unwrap_or_else(|| ClientId { url: Some("".into()), ..ClientId::default() });
            Some(ClientId { application_id: Some(named), ..client })
        }
        None => client_id,
    };
    let user_id = with_address(walk, user_id)?;
    Some(User { user_id, client_id, ..User::default() })
}

fn with_address(walk: &mut Walk<'_>, user_id: &Option<csp::UserId<'_>>) -> Option<csp::UserId<'static>> {
    if user_id.is_none() {
        walk.lose(Reason::Unreadable);
    }
    user_id.as_ref().map(|user_id| walk.context.ssp_user_id(user_id))
}

fn ssp_client<'a>(walk: &mut Walk<'_>, client: &csp::ClientId<'a>) -> ClientId<'a> {
    let csp::ClientId { url, msisdn, extensions } = client;
    // Some clients send bare text, which the vocabulary of CSP does not declare.
    let bare = match (msisdn, extensions.attributes(), extensions.content()) {
        (None, [], [only]) if extensions.leaf_attributes().next().is_none() => match &only.item {
            Item::Value(value) => value.as_text().map(|text| Text::from(text.into_owned())),
            Item::Element(_) => None,
        },
        _ => None,
    };
    if bare.is_none() {
        walk.lose_extensions(extensions);
    }
    ClientId { url: url.clone(), text: msisdn.clone().or(bare), ..ClientId::default() }
}

pub(super) fn csp_user<'a>(walk: &mut Walk<'_>, user: &User<'a>) -> csp::common::User<'a> {
    let User { user_id, friendly_name, client_id, application_id, extensions } = user;
    walk.lose_extensions(extensions);
    let (mut client, mut named) = (None, None);
    if let Some(found) = client_id {
        (client, named) = walk.inside("ClientID", |walk| csp_client(walk, found));
    }
    if named.is_some() {
        walk.lost("ApplicationID", application_id, Reason::OnlyOne);
    } else {
        named = walk.maybe("ApplicationID", application_id, csp_application).flatten();
    }
    let user_id = walk.context.csp_user_id(user_id);
    let mut user = csp::common::User {
        user_id: Some(user_id),
        client_id: client.map(Box::new),
        ..csp::common::User::default()
    };
    if walk.context.version < Version::V1_3 {
        walk.lost("@friendlyName", friendly_name, Reason::NoPlace);
    } else {
        user.friendly_name.clone_from(friendly_name);
    }
    user.application_id = named;
    user
}

/// Returns the client, unless it contains only an application, and the application.
fn csp_client<'a>(
    walk: &mut Walk<'_>,
    client: &ClientId<'a>,
) -> (Option<csp::ClientId<'a>>, Option<csp::ApplicationId<'a>>) {
    let ClientId { url, text, application_id, extensions } = client;
    walk.lose_extensions(extensions);
    let application = walk.maybe("ApplicationID", application_id, csp_application).flatten();
    let url = url.clone().filter(|url| !url.is_empty());
    if application_id.is_some() && url.is_none() && text.is_none() {
        return (None, application);
    }
    let mut client = csp::ClientId { url, ..csp::ClientId::default() };
    match text {
        Some(text) if is_number(text) => client.msisdn = Some(text.clone()),
        Some(text) => {
            let mut extensions = Extensions::new();
            extensions.push(usize::from(client.url.is_some()), Item::Value(text.clone().into()));
            client.extensions = extensions;
        }
        None => {}
    }
    (Some(client), application)
}

/// Returns the application, which clients know since 1.3.
pub(super) fn csp_application<'a>(
    walk: &mut Walk<'_>,
    application: &ApplicationId<'a>,
) -> Option<csp::ApplicationId<'a>> {
    walk.lose_extensions(&application.extensions);
    if walk.context.version < Version::V1_3 {
        walk.lose(Reason::NoPlace);
        return None;
    }
    Some(application.application_id.clone())
}

/// Returns whether a text is a telephone number.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn ssp_screen_name<'a>(walk: &mut Walk<'_>, name: &csp::common::ScreenName<'a>) -> ScreenName<'a> {
    let csp::common::ScreenName { name, group_id, extensions } = name;
    walk.lose_extensions(extensions);
    ScreenName::new(walk.context.ssp_group_id(group_id), name.clone())
}

pub(super) fn csp_screen_name<'a>(walk: &mut Walk<'_>, name: &ScreenName<'a>) -> csp::common::ScreenName<'a> {
    let ScreenName { group_id, name, extensions } = name;
    walk.lose_extensions(extensions);
    csp::common::ScreenName::new(name.clone(), walk.context.csp_group_id(group_id))
}

pub(super) fn ssp_group<'a>(walk: &mut Walk<'_>, group: &csp::common::Group<'a>) -> Party<'a> {
    walk.lose_extensions(&group.extensions);
    match &group.member {
        GroupOrMember::Group(id) => GroupId::from(walk.context.ssp_group_id(id)).into(),
        GroupOrMember::Member(name) => walk.inside("ScreenName", |walk| ssp_screen_name(walk, name)).into(),
    }
}

pub(super) fn csp_group_id<'a>(walk: &mut Walk<'_>, group: &GroupId<'a>) -> csp::GroupId<'a> {
    walk.lose_extensions(&group.extensions);
    walk.context.csp_group_id(&group.group_id)
}

pub(super) fn ssp_party<'a>(walk: &mut Walk<'_>, sender: &csp::common::Sender<'a>) -> Option<Party<'a>> {
    walk.lose_extensions(&sender.extensions);
    match &sender.party {
        csp::common::Party::User(user) => walk.inside("User", |walk| ssp_user(walk, user)).map(Party::from),
        csp::common::Party::Group(group) => Some(walk.inside("Group", |walk| ssp_group(walk, group))),
    }
}

pub(super) fn csp_party<'a>(walk: &mut Walk<'_>, party: &Party<'a>) -> csp::common::Sender<'a> {
    match party {
        Party::User(user) => walk.inside("User", |walk| csp_user(walk, user)).into(),
        Party::Group(group) => {
            csp::common::Group::from(walk.inside("GroupID", |walk| csp_group_id(walk, group))).into()
        }
        Party::ScreenName(name) => {
            csp::common::Group::from(walk.inside("ScreenName", |walk| csp_screen_name(walk, name))).into()
        }
    }
}

/// Returns recipients with one party.
pub(super) fn recipient_of(sender: csp::common::Sender<'_>) -> csp::common::Recipient<'_> {
    match sender.party {
        csp::common::Party::User(user) => csp::common::Recipient::from_iter([*user]),
        csp::common::Party::Group(group) => {
            csp::common::Recipient { groups: Vec::from([*group]), ..csp::common::Recipient::default() }
        }
    }
}

/// Returns the parties of a recipient that `sort` keeps.
pub(super) fn ssp_parties<'a, T>(
    walk: &mut Walk<'_>,
    recipient: &csp::common::Recipient<'a>,
    sort: impl Fn(&mut Walk<'_>, Party<'a>) -> Option<T>,
) -> Vec<T> {
    let csp::common::Recipient { users, groups, contact_lists, extensions } = recipient;
    walk.lost("ContactList", contact_lists, Reason::ContactList);
    walk.lose_extensions(extensions);
    let users = walk.each("User", users, |walk, user| {
        let party = ssp_user(walk, user)?.into();
        sort(walk, party)
    });
    let groups = walk.each("Group", groups, |walk, group| {
        let party = ssp_group(walk, group);
        sort(walk, party)
    });
    users.into_iter().chain(groups).flatten().collect()
}

/// Returns a party with its domain, unless this server serves it.
pub(super) fn party_in_other_domain<'a>(
    walk: &mut Walk<'_>,
    party: Party<'a>,
) -> Option<(String, Party<'a>)> {
    let address = String::from(address_of(&party));
    walk.in_other_domain(&address, party)
}

/// Returns the address of a party.
pub(super) fn address_of<'p>(party: &'p Party<'_>) -> Text<'p> {
    Text::borrowed(match party {
        Party::User(user) => user.user_id.as_str(),
        Party::Group(group) => group.group_id.as_str(),
        Party::ScreenName(name) => name.group_id.as_str(),
    })
}

/// Bare addresses. Only the address of each user travels.
pub(super) fn ssp_user_id<'a>(walk: &mut Walk<'_>, user: &csp::common::User<'a>) -> Option<csp::UserId<'a>> {
    let csp::common::User { user_id, friendly_name, application_id, client_id, extensions } = user;
    walk.lost("FriendlyName", friendly_name, Reason::NoPlace);
    walk.lost("ApplicationID", application_id, Reason::NoPlace);
    walk.lost("ClientID", client_id, Reason::NoPlace);
    walk.lose_extensions(extensions);
    with_address(walk, user_id)
}

pub(super) fn csp_user_id<'a>(walk: &mut Walk<'_>, user: &UserId<'a>) -> csp::UserId<'a> {
    walk.lose_extensions(&user.extensions);
    walk.context.csp_user_id(&user.user_id)
}

impl Walk<'_> {
    /// Returns whether this server serves a user. Refuses other users.
    pub(super) fn serves(&mut self, user: &csp::UserId<'_>) -> bool {
        let named = UserId::from(user.clone().into_owned());
        match user.address().domain() {
            Some(domain) if !self.context.is_own(domain) => {
                self.refuse_domain(domain, |result| result.users.push(named));
                false
            }
            _ if self.context.knows(user) => true,
            _ => {
                self.refuse(StatusCode::INVALID_USER_ID, |result| result.users.push(named));
                false
            }
        }
    }

    /// Returns whether a group belongs to this domain. Refuses other groups.
    pub(super) fn serves_group(&mut self, group: &csp::GroupId<'_>) -> bool {
        let named = GroupId::from(group.clone().into_owned());
        match group.address().domain() {
            Some(domain) if !self.context.is_own(domain) => {
                self.refuse_domain(domain, |result| result.groups.push(named));
                false
            }
            _ => true,
        }
    }

    /// Returns whether this server serves a party.
    pub(super) fn serves_party(&mut self, party: &Party<'_>) -> bool {
        match party {
            Party::User(user) => self.serves(&user.user_id),
            Party::Group(group) => self.serves_group(&group.group_id),
            Party::ScreenName(name) => match name.group_id.address().domain() {
                Some(domain) if !self.context.is_own(domain) => {
                    let name = name.clone().into_owned();
                    self.refuse_domain(domain, |result| result.screen_names.push(name));
                    false
                }
                _ => true,
            },
        }
    }

    /// Adds a party to the result with a code.
    fn refuse(&mut self, code: StatusCode, add: impl FnOnce(&mut DetailedResult<'static>)) {
        match self.refused.iter_mut().find(|result| result.code == code) {
            Some(result) => add(result),
            None => {
                let mut result = DetailedResult { code, ..DetailedResult::default() };
                add(&mut result);
                self.refused.push(result);
            }
        }
    }

    /// Refuses a party of a third domain.
    fn refuse_domain(&mut self, domain: &str, add: impl FnOnce(&mut DetailedResult<'static>)) {
        self.refuse(StatusCode::DOMAIN_NOT_SUPPORTED, |result| {
            add(result);
            if !result.domains.iter().any(|known| domain::is_same(known, domain)) {
                result.domains.push(Text::borrowed(domain).into_owned());
            }
        });
    }

    /// Fails if no named party is left.
    pub(super) fn somebody<T>(&mut self, served: Vec<T>) -> Result<Vec<T>, RelayError> {
        match (served.is_empty(), self.refused.is_empty()) {
            (false, _) => Ok(served),
            (true, false) => Err(RelayError::Refused(core::mem::take(&mut self.refused))),
            (true, true) => Err(RelayError::BadValue { element: "Recipient" }),
        }
    }

    /// Fails if the peer does not speak for an address.
    pub(super) fn of_peer(&self, address: &str) -> Result<(), RelayError> {
        if self.context.is_peer(address) {
            return Ok(());
        }
        Err(RelayError::ForeignSender { address: address.into() })
    }

    /// Returns whether the peer may report the fate of a message for a party. Otherwise the party
    /// is lost.
    pub(super) fn is_told_of(&mut self, party: &Party<'_>) -> bool {
        let is_of_peer = self.context.is_peer(&address_of(party));
        if !is_of_peer {
            self.lose(Reason::NotOfPeer);
        }
        is_of_peer
    }

    /// Returns whether an answer concerns the requested group, or names no group.
    pub(super) fn is_asked(&self, group: Option<&csp::GroupId<'_>>) -> bool {
        let named = group.filter(|group| !group.as_str().is_empty());
        named.is_none_or(|named| {
            self.group.as_ref().is_some_and(|asked| self.context.is_same(asked.as_str(), named.as_str()))
        })
    }
}
