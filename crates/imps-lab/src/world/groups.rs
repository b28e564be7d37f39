//! Groups. OMA-TS-IMPS-CSP, "Group feature".

mod life;
mod members;
mod notices;
mod properties;
mod rejected;
mod room;

use super::World;
use super::key::Key;
use imps_csp::{GroupId, StatusCode};
pub(super) use room::Room;
use std::collections::BTreeMap;

/// All groups.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct Groups {
    rooms: BTreeMap<Key, Room>,
}

impl Groups {
    pub(super) fn has(&self, key: &Key) -> bool {
        self.rooms.contains_key(key)
    }

    /// Forgets all sessions: nobody is in a group, and only its members have choices.
    #[cfg(feature = "state")]
    pub(super) fn without_sessions(mut self) -> Self {
        for room in self.rooms.values_mut() {
            room.seats.clear();
            let Room { members, own, .. } = room;
            own.retain(|user, _| members.contains_key(user));
        }
        self
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&Key, &Room)> {
        self.rooms.iter()
    }
}

impl World {
    pub(super) fn room(&self, group: &GroupId<'_>) -> Result<(Key, &Room), StatusCode> {
        let key = self.group_key(group)?;
        let room = self.groups.rooms.get(&key).ok_or(StatusCode::GROUP_DOES_NOT_EXIST)?;
        Ok((key, room))
    }

    fn room_mut(&mut self, key: &Key) -> Result<&mut Room, StatusCode> {
        self.groups.rooms.get_mut(key).ok_or(StatusCode::GROUP_DOES_NOT_EXIST)
    }
}
