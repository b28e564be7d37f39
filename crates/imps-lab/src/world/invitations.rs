//! Invitations. OMA-TS-IMPS-CSP, "Invitation".

use super::access_control::Origin;
use super::delivery::Turn;
use super::key::{Key, has_control};
use super::sending::Failures;
use super::{Answer, World};
use core::time::Duration;
use imps_csp::common::{
    CancelInviteRequest, CancelInviteUserRequest, Group, GroupOrMember, InviteRequest, InviteResponse,
    InviteUserRequest, InviteUserResponse, Party, Recipient, ScreenName, Sender, User,
};
use imps_csp::{InviteType, NotificationType, Outcome, Status, StatusCode};
use std::collections::BTreeMap;

/// The open invitations of all users.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct Invitations {
    open: Vec<Invitation>,
}

/// An invitation to users who have not decided yet.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
struct Invitation {
    from: Key,
    /// The inviting user as the invited users know her: her screen name may hide her address.
    sender: Sender<'static>,
    id: String,
    group: Option<Key>,
    is_membership: bool,
    invited: Invited,
    /// The users who have accepted an invitation to a group.
    accepted: Invited,
    expires: Duration,
}

/// Invited users, each as the inviting user has named her: her screen name may hide her address.
type Invited = BTreeMap<Key, Sender<'static>>;

impl Invitations {
    pub(super) fn expire(&mut self, now: Duration) {
        self.open.retain(|invitation| invitation.expires > now);
    }

    /// Whether a user has an invitation to a group that she has not refused and that still holds.
    pub(super) fn has_for_group(&self, user: &Key, group: &Key, now: Duration) -> bool {
        self.open.iter().any(|invitation| {
            let is_invited = invitation.invited.contains_key(user) || invitation.accepted.contains_key(user);
            is_invited && invitation.expires > now && invitation.group.as_ref() == Some(group)
        })
    }
}

impl World {
    pub(super) fn invite(&mut self, turn: &mut Turn, request: InviteRequest<'_>) -> Answer {
        let request = request.into_owned();
        let id = request.invite_id.clone().ok_or(StatusCode::INVALID_INVITATION_ID)?;
        let recipient = request.recipient.clone().ok_or(StatusCode::BAD_REQUEST)?;
        self.check_sender(turn, request.sender.as_ref())?;
        let group = self.check_subject(turn, &request)?;
        let limits = self.limits();
        if super::size::of(&request) > limits.message_bytes {
            return Err(StatusCode::BAD_PARAMETER);
        }
        let is_bad_id =
            id.as_str().is_empty() || id.as_str().len() > limits.text_bytes || has_control(id.as_str());
        self.invitations.expire(turn.now);
        let is_known = self.invitations.open.iter().any(|it| it.from == turn.user && it.id == id.as_str());
        if is_bad_id || is_known {
            return Err(StatusCode::INVALID_INVITATION_ID);
        }
        let open = self.invitations.open.iter().filter(|it| it.from == turn.user).count();
        if open >= self.limits().invitations {
            return Err(StatusCode::BAD_PARAMETER);
        }
        let (invited, failures) = self.invited(turn, &recipient)?;
        let result = Outcome::of(invited.len(), failures.into_results());
        let (sender, screen_name) = self.inviter(turn, &request);
        let invitation = Invitation {
            from: turn.user.clone(),
            sender: sender.clone(),
            id: id.as_str().to_owned(),
            group,
            is_membership: request.invite_type == Some(InviteType::GroupMembership),
            invited: invited.clone(),
            accepted: Invited::new(),
            expires: self.expiry(turn.now, request.validity),
        };
        if !invited.is_empty() {
            self.invitations.open.push(invitation);
        }
        for user in invited.into_keys() {
            let delivered = InviteUserRequest {
                invite_id: request.invite_id.clone(),
                invite_type: request.invite_type.clone(),
                sender: Some(sender.clone()),
                recipient: Some(Recipient::from_iter([User::new(self.user_id(&user))])),
                application_id: request.application_id.clone(),
                group_id: request.group_id.clone(),
                presence_sub_list: request.presence_sub_list.clone(),
                url_list: request.url_list.clone(),
                invite_note: request.invite_note.clone(),
                screen_name: screen_name.clone(),
                validity: request.validity,
                ..InviteUserRequest::default()
            };
            self.post(turn, &user, delivered.into());
        }
        Ok(Status { result, ..Status::default() }.into())
    }

    /// The decision of an invited user, for the user who has invited her.
    pub(super) fn answer_invitation(&mut self, turn: &mut Turn, request: InviteUserResponse<'_>) -> Answer {
        let request = request.into_owned();
        let id = request.invite_id.clone().ok_or(StatusCode::INVALID_INVITATION_ID)?;
        if super::size::of(&request) > self.limits().message_bytes {
            return Err(StatusCode::BAD_PARAMETER);
        }
        self.invitations.expire(turn.now);
        let user = turn.user.clone();
        // Two users may have chosen the same identifier. An answer without a name is for the first.
        let named = request.recipient.as_ref();
        let named =
            named.filter(|it| !it.users.is_empty() || it.groups.iter().any(|it| screen_name(it).is_some()));
        let place = self.invitations.open.iter().position(|it| {
            let is_from = named.is_none_or(|named| self.names(named, &it.from, &it.sender));
            it.id == id.as_str() && is_from && it.invited.contains_key(&user)
        });
        let invitation = place.and_then(|place| self.invitations.open.get(place));
        let invitation = invitation.ok_or(StatusCode::INVALID_INVITATION_ID)?;
        let acceptance = request.acceptance.ok_or(StatusCode::BAD_REQUEST)?;
        let group = invitation.group.clone();
        let screen_name = self.name_in_answer(turn, request.screen_name.as_ref(), group.as_ref())?;
        let invitation = place.and_then(|place| self.invitations.open.get_mut(place));
        let invitation = invitation.ok_or(StatusCode::INVALID_INVITATION_ID)?;
        let sender = invitation.invited.remove(&user).ok_or(StatusCode::INVALID_INVITATION_ID)?;
        let from = invitation.from.clone();
        if acceptance && group.is_some() {
            invitation.accepted.insert(user, sender.clone());
        }
        let becomes_member = acceptance && invitation.is_membership;
        if let Some(group) = group.filter(|_| becomes_member) {
            self.become_member(turn, &group);
        }
        self.invitations.open.retain(|it| !it.invited.is_empty() || !it.accepted.is_empty());
        let delivered = InviteResponse {
            invite_id: request.invite_id,
            acceptance: Some(acceptance),
            sender: Some(sender),
            recipient: Some(Recipient::from_iter([User::new(self.user_id(&from))])),
            invite_note: request.response_note,
            screen_name,
            ..InviteResponse::default()
        };
        self.post(turn, &from, delivered.into());
        let kind = if acceptance {
            NotificationType::InvitationAccepted
        } else {
            NotificationType::InvitationRejected
        };
        self.event(turn, &kind, |notice| notice.invite_id = Some(id.clone()));
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// Withdraws an invitation from the named users, or from all who have not decided.
    pub(super) fn cancel_invitation(&mut self, turn: &mut Turn, request: CancelInviteRequest<'_>) -> Answer {
        let request = request.into_owned();
        let id = request.invite_id.clone().ok_or(StatusCode::INVALID_INVITATION_ID)?;
        if super::size::of(&request) > self.limits().message_bytes {
            return Err(StatusCode::BAD_PARAMETER);
        }
        self.invitations.expire(turn.now);
        let is_own = |it: &Invitation| it.from == turn.user && it.id == id.as_str();
        let place = self.invitations.open.iter().position(is_own);
        let found = place.and_then(|place| self.invitations.open.get(place));
        let mut invitation = found.ok_or(StatusCode::INVALID_INVITATION_ID)?.clone();
        let is_named = |user: &Key, name: &Sender<'_>| {
            request.recipient.as_ref().is_none_or(|recipient| self.names(recipient, user, name))
        };
        let invited = core::mem::take(&mut invitation.invited).into_iter();
        let (cancelled, rest): (Invited, Invited) = invited.partition(|(user, name)| is_named(user, name));
        invitation.invited = rest;
        invitation.accepted.retain(|user, name| !is_named(user, name));
        let sender = invitation.sender.clone();
        if let Some(open) = place.and_then(|place| self.invitations.open.get_mut(place)) {
            *open = invitation;
        }
        self.invitations.open.retain(|it| !it.invited.is_empty() || !it.accepted.is_empty());
        for user in cancelled.into_keys() {
            let delivered = CancelInviteUserRequest {
                invite_id: request.invite_id.clone(),
                sender: Some(sender.clone()),
                recipient: Some(Recipient::from_iter([User::new(self.user_id(&user))])),
                invite_note: request.invite_note.clone(),
                url_list: request.url_list.clone(),
                ..CancelInviteUserRequest::default()
            };
            self.post(turn, &user, delivered.into());
        }
        self.event(turn, &NotificationType::InvitationCancelled, |notice| {
            notice.invite_id = Some(id.clone());
        });
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// The name under which an invited user will be in the group: one that she could join with.
    fn name_in_answer(
        &self,
        turn: &Turn,
        wished: Option<&ScreenName<'_>>,
        group: Option<&Key>,
    ) -> Result<Option<ScreenName<'static>>, StatusCode> {
        let Some(wished) = wished else { return Ok(None) };
        let (key, room) = self.room(&wished.group_id).map_err(|_| StatusCode::BAD_PARAMETER)?;
        if Some(&key) != group {
            return Err(StatusCode::BAD_PARAMETER);
        }
        let name = self.screen_name(turn, Some(wished), Some(room))?;
        Ok(Some(ScreenName::new(name, room.id.clone())))
    }

    /// Whether a list of recipients has a user who is known as `name`. It has to name her in the same
    /// way: a match of the address of a user with a screen name would tell who she is.
    fn names(&self, recipient: &Recipient<'_>, user: &Key, name: &Sender<'_>) -> bool {
        let is_user =
            |it: &User<'_>| it.user_id.as_ref().is_some_and(|id| self.user_key(id).as_ref() == Ok(user));
        let is_name = |one: &ScreenName<'_>, other: &ScreenName<'_>| {
            let groups = (self.group_key(&one.group_id), self.group_key(&other.group_id));
            one.name.trim() == other.name.trim() && groups.0.is_ok() && groups.0 == groups.1
        };
        match &name.party {
            Party::User(_) => recipient.users.iter().any(is_user),
            Party::Group(group) => screen_name(group).is_some_and(|own| {
                let mut named = recipient.groups.iter().filter_map(screen_name);
                named.any(|name| is_name(name, own))
            }),
        }
    }

    /// Checks that an invitation has a subject that the caller may invite to.
    fn check_subject(&self, turn: &Turn, request: &InviteRequest<'_>) -> Result<Option<Key>, StatusCode> {
        let kind = request.invite_type.as_ref().ok_or(StatusCode::BAD_REQUEST)?;
        match kind {
            InviteType::Group | InviteType::GroupMembership => {
                let group = request.group_id.as_ref().ok_or(StatusCode::INVALID_GROUP_ID)?;
                if *kind == InviteType::GroupMembership {
                    return Ok(Some(self.managed(turn, group)?));
                }
                let (key, room) = self.room(group)?;
                room.require_part(&turn.user)?;
                Ok(Some(key))
            }
            InviteType::Application if request.application_id.is_none() => {
                Err(StatusCode::INVALID_APPLICATION_ID)
            }
            InviteType::SharedContent if request.url_list.is_none() => Err(StatusCode::BAD_REQUEST),
            InviteType::ExtendedConversation | InviteType::ExtendedGroup => Err(StatusCode::NOT_IMPLEMENTED),
            InviteType::Other(_) => Err(StatusCode::BAD_PARAMETER),
            _ => Ok(None),
        }
    }

    /// The users whom an invitation reaches. The address of a user wins over her screen name, as the
    /// inviting user knows it.
    fn invited(&self, turn: &Turn, recipient: &Recipient<'_>) -> Result<(Invited, Failures), StatusCode> {
        let Recipient { users, groups, contact_lists, .. } = recipient;
        let named = users.len().saturating_add(groups.len()).saturating_add(contact_lists.len());
        if named == 0 || named > self.limits().recipients {
            return Err(StatusCode::BAD_PARAMETER);
        }
        let (mut invited, mut failures) = (Invited::new(), Failures::default());
        let by_address = |user: &Key| -> Sender<'static> { User::new(self.user_id(user)).into() };
        let may = |user: Key, group: Option<(&Key, &str)>| {
            let is_admitted = self.admits(&user, Origin { user: &turn.user, group });
            if is_admitted { Ok(user) } else { Err(StatusCode::RECIPIENT_BLOCKED_SENDER) }
        };
        for user in users {
            let id = user.user_id.clone().unwrap_or_default().into_owned();
            match self.known(&id).and_then(|user| may(user, None)) {
                Ok(user) => {
                    let name = by_address(&user);
                    invited.insert(user, name);
                }
                Err(code) => failures.of(code).user_id.push(id),
            }
        }
        for list in self.list_keys(turn, contact_lists.iter())? {
            let lists = self.people.get(&turn.user).map(|person| &person.lists);
            for user in lists.into_iter().flat_map(|lists| lists.members(&list)) {
                match may(user.clone(), None) {
                    Ok(user) => {
                        let name = by_address(&user);
                        invited.insert(user, name);
                    }
                    Err(code) => failures.of(code).user_id.push(self.user_id(user)),
                }
            }
        }
        for group in groups {
            match &group.member {
                GroupOrMember::Member(name) => {
                    let found = self.room(&name.group_id).and_then(|(key, room)| {
                        let own = room.seat(&turn.user, &turn.client).ok_or(StatusCode::GROUP_NOT_JOINED)?;
                        let seat = room.named(name.name.trim()).ok_or(StatusCode::UNKNOWN_USER)?;
                        let user = may(seat.user.clone(), Some((&key, own.name.as_str())))?;
                        Ok((user, Group::from(room.screen_name(seat))))
                    });
                    match found {
                        Ok((user, name)) => drop(invited.entry(user).or_insert_with(|| name.into())),
                        Err(code) => failures.of(code).screen_name.push((**name).clone().into_owned()),
                    }
                }
                GroupOrMember::Group(group) => {
                    failures.of(StatusCode::BAD_PARAMETER).group_id.push(group.clone().into_owned());
                }
            }
        }
        Ok((invited, failures))
    }

    /// The inviting user, for the invited one: by her name in the group if she says so. The name is
    /// her own, whatever the request says.
    fn inviter(
        &self,
        turn: &Turn,
        request: &InviteRequest<'static>,
    ) -> (Sender<'static>, Option<ScreenName<'static>>) {
        let room = request.group_id.as_ref().and_then(|group| self.room(group).ok());
        let own = room.and_then(|(_, room)| Some(room.screen_name(room.seat(&turn.user, &turn.client)?)));
        let is_by_name = matches!(request.sender.as_ref().map(|it| &it.party), Some(Party::Group(_)));
        let sender = match &own {
            Some(name) if is_by_name => Group::from(name.clone()).into(),
            _ => User::new(self.user_id(&turn.user)).into(),
        };
        (sender, own.filter(|_| request.screen_name.is_some()))
    }
}

/// The participant that a part of a list of recipients names.
fn screen_name<'i, 'a>(group: &'i Group<'a>) -> Option<&'i ScreenName<'a>> {
    match &group.member {
        GroupOrMember::Member(name) => Some(name),
        GroupOrMember::Group(_) => None,
    }
}
