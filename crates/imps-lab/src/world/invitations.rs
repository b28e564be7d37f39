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
use std::collections::BTreeSet;

/// The open invitations of all users.
#[derive(Clone, Debug, Default)]
pub(super) struct Invitations {
    open: Vec<Invitation>,
}

/// An invitation to users who have not decided yet.
#[derive(Clone, Debug)]
struct Invitation {
    from: Key,
    id: String,
    group: Option<Key>,
    is_membership: bool,
    invited: BTreeSet<Key>,
    /// The users who have accepted an invitation to a group.
    accepted: BTreeSet<Key>,
    expires: Duration,
}

impl Invitations {
    pub(super) fn expire(&mut self, now: Duration) {
        self.open.retain(|invitation| invitation.expires > now);
    }

    /// Whether a user has an invitation to a group that she has not refused.
    pub(super) fn has_for_group(&self, user: &Key, group: &Key) -> bool {
        self.open.iter().any(|invitation| {
            let is_invited = invitation.invited.contains(user) || invitation.accepted.contains(user);
            is_invited && invitation.group.as_ref() == Some(group)
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
        let is_known = self.invitations.open.iter().any(|it| it.from == turn.user && it.id == id.as_str());
        if is_bad_id || is_known {
            return Err(StatusCode::INVALID_INVITATION_ID);
        }
        self.invitations.expire(turn.now);
        let open = self.invitations.open.iter().filter(|it| it.from == turn.user).count();
        if open >= self.limits().invitations {
            return Err(StatusCode::BAD_PARAMETER);
        }
        let (invited, failures) = self.invited(turn, &recipient)?;
        let result = Outcome::of(invited.len(), failures.into_results());
        let invitation = Invitation {
            from: turn.user.clone(),
            id: id.as_str().to_owned(),
            group,
            is_membership: request.invite_type == Some(InviteType::GroupMembership),
            invited: invited.iter().cloned().collect(),
            accepted: BTreeSet::new(),
            expires: self.expiry(turn.now, request.validity),
        };
        if !invited.is_empty() {
            self.invitations.open.push(invitation);
        }
        let (sender, screen_name) = self.inviter(turn, &request);
        for user in invited {
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
        // Two users may have chosen the same identifier.
        let named = request.recipient.as_ref().and_then(|recipient| recipient.users.first());
        let named = named.and_then(|user| self.user_key(user.user_id.as_ref()?).ok());
        self.invitations.expire(turn.now);
        let user = turn.user.clone();
        let invitation = self.invitations.open.iter_mut().find(|it| {
            let is_from = named.as_ref().is_none_or(|named| it.from == *named);
            it.id == id.as_str() && is_from && it.invited.contains(&user)
        });
        let invitation = invitation.ok_or(StatusCode::INVALID_INVITATION_ID)?;
        let acceptance = request.acceptance.ok_or(StatusCode::BAD_REQUEST)?;
        invitation.invited.remove(&user);
        let (from, group) = (invitation.from.clone(), invitation.group.clone());
        if acceptance && group.is_some() {
            invitation.accepted.insert(user.clone());
        }
        let becomes_member = acceptance && invitation.is_membership;
        if let Some(group) = group.filter(|_| becomes_member) {
            self.become_member(turn, &group);
        }
        self.invitations.open.retain(|it| !it.invited.is_empty() || !it.accepted.is_empty());
        let delivered = InviteResponse {
            invite_id: request.invite_id,
            acceptance: Some(acceptance),
            sender: Some(User::new(self.user_id(&user)).into()),
            recipient: Some(Recipient::from_iter([User::new(self.user_id(&from))])),
            invite_note: request.response_note,
            screen_name: request.screen_name,
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
        let named: Option<BTreeSet<Key>> = request.recipient.as_ref().map(|recipient| {
            let users = recipient.users.iter().filter_map(|user| self.user_key(user.user_id.as_ref()?).ok());
            users.collect()
        });
        let own = |it: &&mut Invitation| it.from == turn.user && it.id == id.as_str();
        let invitation = self.invitations.open.iter_mut().find(own);
        let invitation = invitation.ok_or(StatusCode::INVALID_INVITATION_ID)?;
        let is_named = |user: &Key| named.as_ref().is_none_or(|named| named.contains(user));
        let cancelled: Vec<Key> = invitation.invited.iter().filter(|user| is_named(user)).cloned().collect();
        invitation.invited.retain(|user| !is_named(user));
        invitation.accepted.retain(|user| !is_named(user));
        self.invitations.open.retain(|it| !it.invited.is_empty() || !it.accepted.is_empty());
        for user in cancelled {
            let delivered = CancelInviteUserRequest {
                invite_id: request.invite_id.clone(),
                sender: Some(User::new(self.user_id(&turn.user)).into()),
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

    /// The users whom an invitation reaches.
    fn invited(&self, turn: &Turn, recipient: &Recipient<'_>) -> Result<(Vec<Key>, Failures), StatusCode> {
        let Recipient { users, groups, contact_lists, .. } = recipient;
        let named = users.len().saturating_add(groups.len()).saturating_add(contact_lists.len());
        if named == 0 || named > self.limits().recipients {
            return Err(StatusCode::BAD_PARAMETER);
        }
        let (mut invited, mut failures) = (BTreeSet::new(), Failures::default());
        let may = |user: Key, group: Option<(&Key, &str)>| {
            let is_admitted = self.admits(&user, Origin { user: &turn.user, group });
            if is_admitted { Ok(user) } else { Err(StatusCode::RECIPIENT_BLOCKED_SENDER) }
        };
        for user in users {
            let id = user.user_id.clone().unwrap_or_default().into_owned();
            match self.known(&id).and_then(|user| may(user, None)) {
                Ok(user) => drop(invited.insert(user)),
                Err(code) => failures.of(code).user_id.push(id),
            }
        }
        for list in self.list_keys(turn, contact_lists.iter())? {
            let lists = self.people.get(&turn.user).map(|person| &person.lists);
            for user in lists.into_iter().flat_map(|lists| lists.members(&list)) {
                match may(user.clone(), None) {
                    Ok(user) => drop(invited.insert(user)),
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
                        may(seat.user.clone(), Some((&key, own.name.as_str())))
                    });
                    match found {
                        Ok(user) => drop(invited.insert(user)),
                        Err(code) => failures.of(code).screen_name.push((**name).clone().into_owned()),
                    }
                }
                GroupOrMember::Group(group) => {
                    failures.of(StatusCode::BAD_PARAMETER).group_id.push(group.clone().into_owned());
                }
            }
        }
        Ok((invited.into_iter().collect(), failures))
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
