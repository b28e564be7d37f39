//! A group: its members with their rights, and the sessions that are in it.

use crate::world::delivery::ClientKey;
use crate::world::key::Key;
use core::time::Duration;
use imps_csp::common::ScreenName;
use imps_csp::group::GroupProperties;
use imps_csp::{GroupId, PrivilegeLevel, StatusCode};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(in crate::world) struct Room {
    pub(in crate::world) id: GroupId<'static>,
    pub(in crate::world) properties: GroupProperties<'static>,
    pub(in crate::world) owner: Key,
    pub(in crate::world) members: BTreeMap<Key, Role>,
    pub(super) rejected: BTreeSet<Key>,
    #[cfg_attr(feature = "state", serde(skip))]
    pub(in crate::world) seats: Vec<Seat>,
    /// The own properties of members and of users in the group.
    pub(super) own: BTreeMap<Key, Own>,
    pub(super) expires: Option<Duration>,
}

/// The rights of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(in crate::world) enum Role {
    Ordinary,
    Moderator,
    Admin,
}

/// A session that is in a group.
#[derive(Clone, Debug)]
pub(in crate::world) struct Seat {
    pub(in crate::world) user: Key,
    pub(in crate::world) client: ClientKey,
    pub(in crate::world) name: String,
    pub(super) wants_notices: bool,
}

/// The choices of a user in a group.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(in crate::world) struct Own {
    pub(in crate::world) private_messaging: bool,
    pub(in crate::world) show_id: bool,
    pub(in crate::world) auto_join: bool,
    /// The name that she had last.
    pub(super) name: Option<String>,
}

impl Default for Own {
    fn default() -> Self {
        Self { private_messaging: true, show_id: false, auto_join: false, name: None }
    }
}

impl Role {
    pub(super) const fn level(self) -> PrivilegeLevel<'static> {
        match self {
            Self::Ordinary => PrivilegeLevel::User,
            Self::Moderator => PrivilegeLevel::Moderator,
            Self::Admin => PrivilegeLevel::Admin,
        }
    }
}

impl Room {
    /// The place of a session in the group.
    pub(in crate::world) fn seat(&self, user: &Key, client: &ClientKey) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.user == *user && seat.client == *client)
    }

    pub(super) fn seat_mut(&mut self, user: &Key, client: &ClientKey) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|seat| seat.user == *user && seat.client == *client)
    }

    /// The place of the user with a name.
    pub(in crate::world) fn named(&self, name: &str) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.name == name)
    }

    pub(in crate::world) fn screen_name(&self, seat: &Seat) -> ScreenName<'static> {
        ScreenName::new(seat.name.clone(), self.id.clone())
    }

    pub(in crate::world) fn own(&self, user: &Key) -> Own {
        self.own.get(user).cloned().unwrap_or_default()
    }

    pub(super) fn role(&self, user: &Key) -> Option<Role> {
        self.members.get(user).copied()
    }

    /// Refuses users without these rights.
    pub(super) fn require(&self, user: &Key, role: Role) -> Result<(), StatusCode> {
        let is_enough = self.role(user).is_some_and(|own| own >= role);
        if is_enough { Ok(()) } else { Err(StatusCode::INSUFFICIENT_GROUP_PRIVILEGES) }
    }

    /// Refuses users who are neither in the group nor members.
    pub(in crate::world) fn require_part(&self, user: &Key) -> Result<(), StatusCode> {
        let is_in = self.seats.iter().any(|seat| seat.user == *user);
        if is_in || self.members.contains_key(user) { Ok(()) } else { Err(StatusCode::NOT_A_GROUP_MEMBER) }
    }

    /// Forgets the choices of a user who is neither a member nor in the group.
    pub(super) fn forget_stranger(&mut self, user: &Key) {
        if self.require_part(user).is_err() {
            self.own.remove(user);
        }
    }
}
