//! The members of a group and their rights.

use super::life::rights;
use super::room::{Role, Room};
use crate::world::contact_lists::failed;
use crate::world::delivery::Turn;
use crate::world::key::Key;
use crate::world::{Answer, World};
use imps_csp::common::{User, UserList};
use imps_csp::group::{
    AddGroupMembersRequest, Admin, AdminMapList, AdminMapping, GetGroupMembersRequest,
    GetGroupMembersResponse, GetJoinedUsersRequest, GetJoinedUsersResponse, GroupChangeNotice, JoinedBlocked,
    JoinedUsers, Mapping, MemberAccessRequest, Mod, ModMapping, RemoveGroupMembersRequest, UserMapList,
    UserMapping,
};
use imps_csp::{GroupId, NotificationType, Outcome, Status, StatusCode, UserId};

impl World {
    /// The members by their rights, for members and for users in the group.
    pub(in crate::world) fn group_members(
        &self,
        turn: &Turn,
        request: &GetGroupMembersRequest<'_>,
    ) -> Answer {
        let (_, room) = self.room(&request.group_id)?;
        room.require_part(&turn.user)?;
        let list = |role: Role| {
            let members = room.members.iter().filter(|(_, of_member)| **of_member == role);
            let users: UserList<'_> = members.map(|(user, _)| User::new(self.user_id(user))).collect();
            Some(users).filter(|users| !users.users.is_empty())
        };
        Ok(GetGroupMembersResponse {
            admin: list(Role::Admin).map(|user_list| Admin { user_list, ..Admin::default() }),
            moderators: list(Role::Moderator).map(|user_list| Mod { user_list, ..Mod::default() }),
            user_list: list(Role::Ordinary),
            ..GetGroupMembersResponse::default()
        }
        .into())
    }

    pub(in crate::world) fn add_group_members(
        &mut self,
        turn: &mut Turn,
        request: &AddGroupMembersRequest<'_>,
    ) -> Answer {
        let group = request.group_id.as_ref().ok_or(StatusCode::INVALID_GROUP_ID)?;
        let key = self.managed(turn, group)?;
        let most = self.limits().members;
        let mut named = self.named(request.user_ids());
        for user in named.users.clone() {
            let room = self.room_mut(&key)?;
            if room.members.contains_key(&user) {
                continue;
            }
            if room.members.len() >= most {
                named.users.remove(&user);
                let id = self.user_id(&user);
                named.failures.entry(StatusCode::BAD_PARAMETER).or_default().push(id);
                continue;
            }
            room.members.insert(user.clone(), Role::Ordinary);
            self.event_about_group(turn, &user, &NotificationType::GroupMembershipGranted, &key);
        }
        self.event_about_group(turn, &turn.user.clone(), &NotificationType::GroupMembersUpdated, &key);
        Ok(Status { result: named.outcome(), ..Status::default() }.into())
    }

    /// Removes members. Only an administrator removes another one, and nobody removes the owner. A
    /// member who is in a group for members only has to leave it.
    pub(in crate::world) fn remove_group_members(
        &mut self,
        turn: &mut Turn,
        request: &RemoveGroupMembersRequest<'_>,
    ) -> Answer {
        let group = request.group_id.as_ref().ok_or(StatusCode::INVALID_GROUP_ID)?;
        let key = self.managed(turn, group)?;
        let mut named = self.named(request.user_ids());
        for user in named.users.clone() {
            let (_, room) = self.room(group)?;
            let code = match room.role(&user) {
                None => Some(StatusCode::NOT_A_GROUP_MEMBER),
                Some(Role::Admin) if room.owner == user || room.role(&turn.user) != Some(Role::Admin) => {
                    Some(StatusCode::INSUFFICIENT_GROUP_PRIVILEGES)
                }
                Some(_) => None,
            };
            if let Some(code) = code {
                named.users.remove(&user);
                named.failures.entry(code).or_default().push(self.user_id(&user));
                continue;
            }
            let room = self.room_mut(&key)?;
            room.members.remove(&user);
            let is_restricted = room.properties.access_type() == Some(imps_csp::GroupAccessType::Restricted);
            room.forget_stranger(&user);
            if is_restricted {
                self.throw_out(turn, &key, &user, StatusCode::NOT_A_GROUP_MEMBER);
            }
            self.event_about_group(turn, &user, &NotificationType::GroupMembershipRevoked, &key);
        }
        self.event_about_group(turn, &turn.user.clone(), &NotificationType::GroupMembersUpdated, &key);
        Ok(Status { result: named.outcome(), ..Status::default() }.into())
    }

    /// Changes the rights of members. The owner stays an administrator.
    pub(in crate::world) fn member_access(
        &mut self,
        turn: &mut Turn,
        request: &MemberAccessRequest<'_>,
    ) -> Answer {
        let group = request.group_id.as_ref().ok_or(StatusCode::INVALID_GROUP_ID)?;
        let (key, room) = self.room(group)?;
        room.require(&turn.user, Role::Admin)?;
        let admins = request.admin.as_ref().map(|list| &list.user_list);
        let moderators = request.moderators.as_ref().map(|list| &list.user_list);
        let lists = [
            (admins, Role::Admin),
            (moderators, Role::Moderator),
            (request.ordinary_members(), Role::Ordinary),
        ];
        let (mut changed, mut strangers) = (0_usize, Vec::<UserId<'static>>::new());
        for (list, role) in lists {
            let Some(list) = list else { continue };
            for id in list.user_ids() {
                let user = self.user_key(id).ok();
                let room = self.room_mut(&key)?;
                let member = user.filter(|user| room.members.contains_key(user));
                let Some(user) = member.filter(|user| role == Role::Admin || *user != room.owner) else {
                    strangers.push(id.clone().into_owned());
                    continue;
                };
                room.members.insert(user.clone(), role);
                changed = changed.saturating_add(1);
                self.announce_rights(turn, &key, &user, role);
                self.event_about_group(turn, &user, &NotificationType::GroupMemberAccessUpdated, &key);
            }
        }
        let result = Outcome::of(changed, failed(StatusCode::NOT_A_GROUP_MEMBER, strangers));
        Ok(Status { result, ..Status::default() }.into())
    }

    /// The users in a group, for users in it. Administrators and moderators see the rights and all
    /// addresses.
    pub(in crate::world) fn joined_users(&self, turn: &Turn, request: &GetJoinedUsersRequest<'_>) -> Answer {
        let (_, room) = self.room(&request.group_id)?;
        room.seat(&turn.user, &turn.client).ok_or(StatusCode::GROUP_NOT_JOINED)?;
        let is_manager = room.require(&turn.user, Role::Moderator).is_ok();
        let joined = if is_manager {
            let of = |role| {
                let mappings =
                    self.mappings(room, &turn.user, |user| room.role(user).unwrap_or(Role::Ordinary) == role);
                Some(mappings).filter(|mappings| !mappings.is_empty())
            };
            let user_mapping = of(Role::Ordinary);
            JoinedUsers::ByRole(AdminMapList {
                admin_mapping: of(Role::Admin)
                    .map(|mappings| AdminMapping { mappings, ..AdminMapping::default() }),
                mod_mapping: of(Role::Moderator)
                    .map(|mappings| ModMapping { mappings, ..ModMapping::default() }),
                user_mapping: user_mapping.map(|mappings| UserMapping { mappings, ..UserMapping::default() }),
                ..AdminMapList::default()
            })
        } else {
            JoinedUsers::Alike(self.map_list(room, &turn.user))
        };
        let blocked = self.blocked_in(room, &turn.user);
        let joined_blocked = (!blocked.screen_names.is_empty())
            .then(|| JoinedBlocked { user_list: Some(blocked), ..JoinedBlocked::default() });
        Ok(GetJoinedUsersResponse {
            joined: Some(joined),
            joined_blocked,
            ..GetJoinedUsersResponse::default()
        }
        .into())
    }

    /// The names in a group with the addresses that a user may see.
    pub(super) fn map_list(&self, room: &Room, user: &Key) -> UserMapList<'static> {
        let mappings = self.mappings(room, user, |_| true);
        UserMapList {
            user_mapping: Some(UserMapping { mappings, ..UserMapping::default() }),
            ..UserMapList::default()
        }
    }

    /// The name and the address of a user in a group, for another user.
    pub(super) fn mapping(&self, room: &Room, seat: &super::room::Seat, viewer: &Key) -> Mapping<'static> {
        let shows = room.own(&seat.user).show_id
            || seat.user == *viewer
            || room.require(viewer, Role::Moderator).is_ok();
        Mapping {
            name: seat.name.clone().into(),
            user_id: shows.then(|| self.user_id(&seat.user)),
            ..Mapping::default()
        }
    }

    fn mappings(&self, room: &Room, viewer: &Key, is_wanted: impl Fn(&Key) -> bool) -> Vec<Mapping<'static>> {
        let seats = room.seats.iter().filter(|seat| is_wanted(&seat.user));
        seats.map(|seat| self.mapping(room, seat, viewer)).collect()
    }

    /// Makes the caller a member who has accepted an invitation to become one.
    pub(in crate::world) fn become_member(&mut self, turn: &mut Turn, key: &Key) {
        let most = self.limits().members;
        let user = turn.user.clone();
        let Ok(room) = self.room_mut(key) else { return };
        if room.members.len() < most && !room.members.contains_key(&user) {
            room.members.insert(user.clone(), Role::Ordinary);
            self.event_about_group(turn, &user, &NotificationType::GroupMembershipGranted, key);
        }
    }

    /// A group in which the caller may manage members.
    pub(in crate::world) fn managed(&self, turn: &Turn, group: &GroupId<'_>) -> Result<Key, StatusCode> {
        let (key, room) = self.room(group)?;
        room.require(&turn.user, Role::Moderator)?;
        Ok(key)
    }

    /// Tells a user in a group about her new rights.
    fn announce_rights(&self, turn: &mut Turn, key: &Key, user: &Key, role: Role) {
        let Some(room) = self.groups.rooms.get(key) else { return };
        for seat in room.seats.iter().filter(|seat| seat.user == *user) {
            let notice = GroupChangeNotice {
                group_id: Some(room.id.clone()),
                own_properties: Some(Box::new(rights(role))),
                ..GroupChangeNotice::default()
            };
            self.send_to_session(turn, user, &seat.client, notice.into());
        }
    }
}
