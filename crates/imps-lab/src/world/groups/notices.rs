//! Notices of changes in a group.

use super::room::{Room, Seat};
use crate::world::access_control::Origin;
use crate::world::delivery::Turn;
use crate::world::key::Key;
use crate::world::{Answer, World};
use imps_core::Extensions;
use imps_csp::common::UserList;
use imps_csp::group::{
    GroupChangeNotice, Joined, JoinedBlocked, Left, LeftBlocked, SubscribeGroupNoticeRequest,
    SubscribeGroupNoticeResponse, SubscribeType, UserMapList, UserMapping,
};
use imps_csp::{Status, StatusCode};

impl World {
    pub(in crate::world) fn subscribe_notice(
        &mut self,
        turn: &Turn,
        request: &SubscribeGroupNoticeRequest<'_>,
    ) -> Answer {
        let (key, _) = self.room(&request.group_id)?;
        let seat = self.room_mut(&key)?.seat_mut(&turn.user, &turn.client);
        let seat = seat.ok_or(StatusCode::GROUP_NOT_JOINED)?;
        match request.subscribe_type {
            SubscribeType::Get => {
                let (value, extensions) = (seat.wants_notices, Extensions::new());
                return Ok(SubscribeGroupNoticeResponse { value, extensions }.into());
            }
            SubscribeType::Set => seat.wants_notices = true,
            SubscribeType::Unset => seat.wants_notices = false,
            SubscribeType::Other(_) => return Err(StatusCode::BAD_PARAMETER),
        }
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    pub(super) fn announce_joined(&self, turn: &mut Turn, key: &Key, new: &Seat) {
        self.announce(turn, key, new, |world, room, viewer, is_blocked| {
            let mut notice = GroupChangeNotice::default();
            if is_blocked {
                let user_list = Some(names(room, [new]));
                notice.joined_blocked = Some(JoinedBlocked { user_list, ..JoinedBlocked::default() });
            } else {
                let mappings = vec![world.mapping(room, new, viewer)];
                let user_mapping = Some(UserMapping { mappings, ..UserMapping::default() });
                let user_map_list = Some(UserMapList { user_mapping, ..UserMapList::default() });
                notice.joined = Some(Joined { user_map_list, ..Joined::default() });
            }
            notice
        });
    }

    pub(super) fn announce_left(&self, turn: &mut Turn, key: &Key, gone: &Seat) {
        self.announce(turn, key, gone, |_, room, _, is_blocked| {
            let mut notice = GroupChangeNotice::default();
            let user_list = names(room, [gone]);
            if is_blocked {
                let user_list = Some(user_list);
                notice.left_blocked = Some(LeftBlocked { user_list, ..LeftBlocked::default() });
            } else {
                notice.left = Some(Left { user_list, ..Left::default() });
            }
            notice
        });
    }

    /// Tells the users in a group about its new properties, except the calling session.
    pub(super) fn announce_properties(&self, turn: &mut Turn, key: &Key) {
        let Some(room) = self.groups.rooms.get(key) else { return };
        for seat in room.seats.iter().filter(|seat| seat.wants_notices) {
            if seat.user == turn.user && seat.client == turn.client {
                continue;
            }
            let notice = GroupChangeNotice {
                group_id: Some(room.id.clone()),
                group_properties: Some(Box::new(super::properties::shown(room))),
                ..GroupChangeNotice::default()
            };
            self.send_to_session(turn, &seat.user, &seat.client, notice.into());
        }
    }

    /// The names in a group that a user blocks.
    pub(super) fn blocked_in(&self, room: &Room, viewer: &Key) -> UserList<'static> {
        names(room, room.seats.iter().filter(|seat| self.blocks(room, seat, viewer)))
    }

    fn announce(
        &self,
        turn: &mut Turn,
        key: &Key,
        about: &Seat,
        notice: impl Fn(&Self, &Room, &Key, bool) -> GroupChangeNotice<'static>,
    ) {
        let Some(room) = self.groups.rooms.get(key) else { return };
        for seat in room.seats.iter().filter(|seat| seat.wants_notices) {
            if seat.user == about.user && seat.client == about.client {
                continue;
            }
            let mut notice = notice(self, room, &seat.user, self.blocks(room, about, &seat.user));
            notice.group_id = Some(room.id.clone());
            self.send_to_session(turn, &seat.user, &seat.client, notice.into());
        }
    }

    fn blocks(&self, room: &Room, seat: &Seat, viewer: &Key) -> bool {
        let key = self.group_key(&room.id);
        let group = key.as_ref().ok().map(|key| (key, seat.name.as_str()));
        seat.user != *viewer && !self.admits(viewer, Origin { user: &seat.user, group })
    }
}

fn names<'s>(room: &Room, seats: impl IntoIterator<Item = &'s Seat>) -> UserList<'static> {
    let screen_names = seats.into_iter().map(|seat| room.screen_name(seat)).collect();
    UserList { screen_names, ..UserList::default() }
}
