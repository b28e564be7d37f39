//! The users who are barred from a group.

use super::room::Role;
use crate::world::delivery::Turn;
use crate::world::key::Key;
use crate::world::{Answer, World};
use imps_csp::common::{ScreenName, User};
use imps_csp::group::{RejectListRequest, RejectListResponse};
use imps_csp::{StatusCode, UserId};

impl World {
    /// Reads or changes the list of barred users. A barred user who is in the group has to
    /// leave it. Nobody bars an administrator.
    pub(in crate::world) fn reject_list(
        &mut self,
        turn: &mut Turn,
        request: &RejectListRequest<'_>,
    ) -> Answer {
        let key = self.managed(turn, &request.group_id)?;
        let most = self.limits().members;
        let add = request.add_list.as_ref().map(|list| (&list.user_ids, &list.screen_names));
        let added = add.map_or(Ok(Vec::new()), |(users, names)| self.persons(&key, users, names))?;
        let remove = request.remove_list.as_ref().map(|list| (&list.user_ids, &list.screen_names));
        let removed = remove.map_or(Ok(Vec::new()), |(users, names)| self.persons(&key, users, names))?;
        let room = self.room_mut(&key)?;
        if added.iter().any(|user| room.role(user) == Some(Role::Admin)) {
            return Err(StatusCode::INSUFFICIENT_GROUP_PRIVILEGES);
        }
        if room.rejected.len().saturating_add(added.len()) > most {
            return Err(StatusCode::BAD_PARAMETER);
        }
        for user in &removed {
            room.rejected.remove(user);
        }
        room.rejected.extend(added.iter().cloned());
        for user in &added {
            self.throw_out(turn, &key, user, StatusCode::REJECTED_FROM_GROUP);
        }
        let (_, room) = self.room(&request.group_id)?;
        let user_list = room.rejected.iter().map(|user| User::new(self.user_id(user))).collect();
        Ok(RejectListResponse { user_list: Some(user_list), ..RejectListResponse::default() }.into())
    }

    fn persons(
        &self,
        key: &Key,
        users: &[UserId<'_>],
        names: &[ScreenName<'_>],
    ) -> Result<Vec<Key>, StatusCode> {
        let mut found = self.user_keys(users.iter())?;
        let room = self.groups.rooms.get(key).ok_or(StatusCode::GROUP_DOES_NOT_EXIST)?;
        for name in names {
            let seat = room.named(name.name.trim()).ok_or(StatusCode::UNKNOWN_USER)?;
            found.push(seat.user.clone());
        }
        Ok(found)
    }
}
