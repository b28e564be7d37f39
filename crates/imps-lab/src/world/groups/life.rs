//! Creating, joining, leaving and deleting groups.

use super::room::{Own, Role, Room, Seat};
use crate::world::delivery::{ClientKey, Delivery, Turn};
use crate::world::key::{Key, has_control};
use crate::world::{Answer, World};
use core::time::Duration;
use imps_core::Extensions;
use imps_csp::common::ScreenName;
use imps_csp::group::{
    CreateGroupRequest, DeleteGroupRequest, JoinGroupRequest, JoinGroupResponse, Joined, LeaveGroupRequest,
    LeaveGroupResponse,
};
use imps_csp::{GroupAccessType, GroupId, NotificationType, Outcome, OwnProperties, Status, StatusCode};
use std::collections::{BTreeMap, BTreeSet};

impl World {
    /// Creates a group of the caller, who becomes its administrator.
    pub(in crate::world) fn create_group(
        &mut self,
        turn: &mut Turn,
        request: CreateGroupRequest<'_>,
    ) -> Answer {
        let id = request.group_id.ok_or(StatusCode::INVALID_GROUP_ID)?;
        let key = self.group_key(&id)?;
        if key.owner().as_ref() != Some(&turn.user) {
            return Err(StatusCode::INVALID_GROUP_PROPERTIES);
        }
        if self.groups.has(&key) {
            return Err(StatusCode::GROUP_ALREADY_EXISTS);
        }
        let limits = self.limits();
        let own_groups = self.groups.rooms.values().filter(|room| room.owner == turn.user).count();
        if own_groups >= limits.own_groups {
            return Err(StatusCode::TOO_MANY_GROUPS_FOR_USER);
        }
        if self.groups.rooms.len() >= limits.groups {
            return Err(StatusCode::TOO_MANY_GROUPS_ON_SERVER);
        }
        let given = request.group_properties.unwrap_or_default();
        let properties = super::properties::changed(&super::properties::initial(), &given, limits)?;
        let expires = super::properties::expiry(&properties, turn.now);
        let mut own = Own::default();
        if let Some(given) = &request.own_properties {
            super::properties::set_own(&mut own, given)?;
        }
        let name = self.screen_name(turn, request.screen_name.as_ref(), None)?;
        let id = GroupId::from(id.address().resolve(&self.domain).to_string());
        let room = Room {
            id,
            properties,
            owner: turn.user.clone(),
            members: BTreeMap::from([(turn.user.clone(), Role::Admin)]),
            rejected: BTreeSet::new(),
            seats: Vec::new(),
            own: BTreeMap::from([(turn.user.clone(), own)]),
            expires,
        };
        self.groups.rooms.insert(key.clone(), room);
        if request.join_group == Some(true) {
            self.sit_down(turn, &key, name, request.subscribe_notification == Some(true))?;
        }
        self.event_about_group(turn, &turn.user.clone(), &NotificationType::GroupCreated, &key);
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    pub(in crate::world) fn delete_group(
        &mut self,
        turn: &mut Turn,
        request: &DeleteGroupRequest<'_>,
    ) -> Answer {
        let (key, room) = self.room(&request.group_id)?;
        if room.owner != turn.user {
            room.require(&turn.user, Role::Admin)?;
        }
        self.event_about_group(turn, &turn.user.clone(), &NotificationType::GroupDeleted, &key);
        self.close_group(turn, &key, true);
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// Enters a group. The checks and their order: barred, members only, name taken, full.
    pub(in crate::world) fn join_group(&mut self, turn: &mut Turn, request: &JoinGroupRequest<'_>) -> Answer {
        let (key, room) = self.room(&request.group_id)?;
        if room.seat(&turn.user, &turn.client).is_some() {
            return Err(StatusCode::GROUP_ALREADY_JOINED);
        }
        self.may_join(turn, &key, room)?;
        let name = self.screen_name(turn, request.screen_name.as_ref(), Some(room))?;
        let most = room.properties.max_active_users().filter(|most| *most > 0);
        let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        if room.seats.len() >= most.min(self.limits().joined) {
            return Err(StatusCode::TOO_MANY_JOINED_USERS);
        }
        let mut own = room.own(&turn.user);
        if let Some(given) = &request.own_properties {
            super::properties::set_own(&mut own, given)?;
        }
        self.room_mut(&key)?.own.insert(turn.user.clone(), own);
        self.sit_down(turn, &key, name, request.subscribe_notification)?;
        let (_, room) = self.room(&request.group_id)?;
        let own_seat = room.seat(&turn.user, &turn.client).ok_or(StatusCode::GROUP_NOT_JOINED)?;
        let joined = (request.joined_request == Some(true))
            .then(|| Joined { user_map_list: Some(self.map_list(room, &turn.user)), ..Joined::default() });
        Ok(JoinGroupResponse {
            joined,
            screen_name: Some(room.screen_name(own_seat)),
            welcome_note: room.properties.welcome_note.clone().map(Box::new),
            ..JoinGroupResponse::default()
        }
        .into())
    }

    pub(in crate::world) fn leave_group(
        &mut self,
        turn: &mut Turn,
        request: &LeaveGroupRequest<'_>,
    ) -> Answer {
        let (key, room) = self.room(&request.group_id)?;
        room.seat(&turn.user, &turn.client).ok_or(StatusCode::GROUP_NOT_JOINED)?;
        let group_id = Some(room.id.clone());
        let (user, client) = (turn.user.clone(), turn.client.clone());
        self.stand_up(turn, &key, &user, &client);
        let result = Outcome::new(StatusCode::SUCCESS);
        Ok(LeaveGroupResponse { group_id, result, extensions: Extensions::new() }.into())
    }

    /// Takes the calling session out of all groups.
    pub(in crate::world) fn leave_all_groups(&mut self, turn: &mut Turn) {
        let (user, client) = (turn.user.clone(), turn.client.clone());
        let rooms = self.groups.rooms.iter();
        let joined: Vec<Key> = rooms
            .filter(|(_, room)| room.seat(&user, &client).is_some())
            .map(|(key, _)| key.clone())
            .collect();
        for key in joined {
            self.stand_up(turn, &key, &user, &client);
        }
    }

    /// Puts the session that has just been opened into the groups that its user always joins.
    pub(in crate::world) fn join_automatically(&mut self, turn: &mut Turn) {
        let wanted = |(_, room): &(&Key, &Room)| room.own.get(&turn.user).is_some_and(|own| own.auto_join);
        let groups: Vec<GroupId<'static>> =
            self.groups.rooms.iter().filter(wanted).map(|(_, room)| room.id.clone()).collect();
        for group_id in groups {
            let request = JoinGroupRequest { group_id, ..JoinGroupRequest::default() };
            // A full group stays closed, as for anybody.
            let _ = self.join_group(turn, &request);
        }
    }

    /// Deletes the groups with a lifetime that has ended.
    pub(in crate::world) fn expire_groups(&mut self, now: Duration) -> Vec<Delivery> {
        let mut deliveries = Vec::new();
        let ended = |room: &Room| room.expires.is_some_and(|expires| expires <= now);
        let rooms = self.groups.rooms.iter().filter(|(_, room)| ended(room));
        let expired: Vec<(Key, Key)> = rooms.map(|(key, room)| (key.clone(), room.owner.clone())).collect();
        for (key, owner) in expired {
            let mut turn = Turn::of_server(now, owner);
            self.close_group(&mut turn, &key, false);
            deliveries.append(&mut turn.deliveries);
        }
        deliveries
    }

    /// Takes all sessions of a user out of a group, and tells her why.
    pub(super) fn throw_out(&mut self, turn: &mut Turn, key: &Key, user: &Key, code: StatusCode) {
        let Ok(room) = self.room_mut(key) else { return };
        let id = room.id.clone();
        let seats = room.seats.iter().filter(|seat| seat.user == *user);
        let clients: Vec<ClientKey> = seats.map(|seat| seat.client.clone()).collect();
        for client in clients {
            self.send_to_session(turn, user, &client, left(&id, code));
            self.stand_up(turn, key, user, &client);
        }
    }

    fn may_join(&self, turn: &Turn, key: &Key, room: &Room) -> Result<(), StatusCode> {
        if room.rejected.contains(&turn.user) {
            return Err(StatusCode::REJECTED_FROM_GROUP);
        }
        let is_member = room.role(&turn.user).is_some();
        let is_restricted = room.properties.access_type() == Some(GroupAccessType::Restricted);
        let needs_invitation = room.properties.require_invitation() == Some(true);
        let is_invited = self.invitations.has_for_group(&turn.user, key, turn.now);
        if is_member || !is_restricted && (!needs_invitation || is_invited) {
            return Ok(());
        }
        Err(StatusCode::INSUFFICIENT_GROUP_PRIVILEGES)
    }

    /// The name of the caller in a group: as she wishes, or the last one, or one that is free.
    pub(in crate::world) fn screen_name(
        &self,
        turn: &Turn,
        wished: Option<&ScreenName<'_>>,
        room: Option<&Room>,
    ) -> Result<String, StatusCode> {
        let is_free = |name: &str| {
            let seat = room.and_then(|room| room.named(name));
            seat.is_none_or(|seat| seat.user == turn.user)
        };
        if let Some(wished) = wished {
            let name = wished.name.trim();
            if name.is_empty() || name.len() > self.limits().text_bytes || has_control(name) {
                return Err(StatusCode::BAD_PARAMETER);
            }
            return if is_free(name) { Ok(name.to_owned()) } else { Err(StatusCode::SCREEN_NAME_IN_USE) };
        }
        let last = room.and_then(|room| room.own(&turn.user).name);
        let usual = last.unwrap_or_else(|| turn.user.user_part());
        let others = (2_u32..).map(|number| format!("{usual}{number}"));
        let mut names = core::iter::once(usual.clone()).chain(others);
        // The limit of users in a group bounds the search.
        names.find(|name| is_free(name)).ok_or(StatusCode::SCREEN_NAME_IN_USE)
    }

    fn sit_down(
        &mut self,
        turn: &mut Turn,
        key: &Key,
        name: String,
        wants_notices: bool,
    ) -> Result<(), StatusCode> {
        let room = self.room_mut(key)?;
        room.own.entry(turn.user.clone()).or_default().name = Some(name.clone());
        let seat = Seat { user: turn.user.clone(), client: turn.client.clone(), name, wants_notices };
        self.announce_joined(turn, key, &seat);
        self.room_mut(key)?.seats.push(seat);
        Ok(())
    }

    fn stand_up(&mut self, turn: &mut Turn, key: &Key, user: &Key, client: &ClientKey) {
        if let Some(online) = self.people.get_mut(user).and_then(|person| person.sessions.get_mut(client)) {
            online.group_push.remove(key);
        }
        let Ok(room) = self.room_mut(key) else { return };
        let is_leaving = |seat: &Seat| seat.user == *user && seat.client == *client;
        let Some(place) = room.seats.iter().position(is_leaving) else { return };
        let seat = room.seats.swap_remove(place);
        room.forget_stranger(user);
        let is_over = room.seats.is_empty() && room.properties.auto_delete() == Some(true);
        self.announce_left(turn, key, &seat);
        if is_over {
            self.close_group(turn, key, false);
        }
    }

    /// Deletes a group, and tells the sessions in it.
    fn close_group(&mut self, turn: &mut Turn, key: &Key, is_called: bool) {
        let Some(room) = self.groups.rooms.remove(key) else { return };
        for seat in &room.seats {
            let is_own = seat.user == turn.user && seat.client == turn.client;
            if let Some(person) = self.people.get_mut(&seat.user)
                && let Some(online) = person.sessions.get_mut(&seat.client)
            {
                online.group_push.remove(key);
            }
            // The caller knows from the answer.
            if !(is_called && is_own) {
                let notice = left(&room.id, StatusCode::GROUP_DOES_NOT_EXIST);
                self.send_to_session(turn, &seat.user, &seat.client, notice);
            }
        }
    }
}

fn left(group: &GroupId<'static>, code: StatusCode) -> imps_csp::Primitive<'static> {
    let result = Outcome::new(code);
    LeaveGroupResponse { group_id: Some(group.clone()), result, extensions: Extensions::new() }.into()
}

/// The own properties that tell a user her rights.
pub(super) fn rights(role: Role) -> OwnProperties<'static> {
    OwnProperties::from_iter([("PrivilegeLevel", role.level().as_str().to_owned())])
}
