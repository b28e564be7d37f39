//! The properties of groups, and of users in them. OMA-TS-IMPS-CSP, "Group properties".

use super::room::{Own, Role, Room};
use crate::world::delivery::Turn;
use crate::world::key::has_control;
use crate::world::{Answer, Limits, World};
use core::time::Duration;
use imps_core::Extensions;
use imps_csp::group::{GetGroupPropsRequest, GetGroupPropsResponse, GroupProperties, SetGroupPropsRequest};
use imps_csp::{GroupAccessType, GroupType, OwnProperties, Property, Status, StatusCode};

impl World {
    /// The properties of any group, and the caller's own in it.
    pub(in crate::world) fn group_properties(
        &self,
        turn: &Turn,
        request: &GetGroupPropsRequest<'_>,
    ) -> Answer {
        let (_, room) = self.room(&request.group_id)?;
        let own = room.own(&turn.user);
        let flag = |value: bool| if value { "T" } else { "F" }.to_owned();
        let role = room.role(&turn.user);
        let own_properties = OwnProperties::from_iter([
            ("PrivilegeLevel", role.unwrap_or(Role::Ordinary).level().as_str().to_owned()),
            ("IsMember", flag(role.is_some())),
            ("PrivateMessaging", flag(own.private_messaging)),
            ("ShowID", flag(own.show_id)),
            ("AutoJoin", flag(own.auto_join)),
        ]);
        let group_properties = shown(room);
        Ok(GetGroupPropsResponse { group_properties, own_properties, extensions: Extensions::new() }.into())
    }

    /// Changes the properties of a group, which needs an administrator, and the caller's own, which
    /// needs her to be a member or in the group.
    pub(in crate::world) fn set_group_properties(
        &mut self,
        turn: &mut Turn,
        request: &SetGroupPropsRequest<'_>,
    ) -> Answer {
        let limits = self.limits().clone();
        let (key, room) = self.room(&request.group_id)?;
        let mut properties = None;
        let has_lifetime = request.group_properties.as_ref().is_some_and(|given| given.validity().is_some());
        if let Some(given) = &request.group_properties {
            room.require(&turn.user, Role::Admin)?;
            properties = Some(changed(&room.properties, given, &limits)?);
        }
        let mut own = None;
        if let Some(given) = &request.own_properties {
            room.require_part(&turn.user)?;
            let mut next = room.own(&turn.user);
            set_own(&mut next, given)?;
            own = Some(next);
        }
        let room = self.room_mut(&key)?;
        if let Some(own) = own {
            room.own.insert(turn.user.clone(), own);
        }
        if let Some(properties) = properties {
            if has_lifetime {
                room.expires = expiry(&properties, turn.now);
            }
            room.properties = properties;
            self.announce_properties(turn, &key);
        }
        Ok(Status::new(StatusCode::SUCCESS).into())
    }
}

/// The properties of a group if its creator wishes nothing.
pub(super) fn initial() -> GroupProperties<'static> {
    GroupProperties::from_iter([
        ("AccessType", "Open"),
        ("Type", "Private"),
        ("PrivateMessaging", "T"),
        ("Searchable", "F"),
        ("AutoDelete", "F"),
    ])
}

/// The end of a group that gets these properties now. A group without a lifetime has no end.
pub(super) fn expiry(properties: &GroupProperties<'_>, now: Duration) -> Option<Duration> {
    let validity = properties.validity().filter(|validity| *validity > 0)?;
    Some(now.saturating_add(Duration::from_secs(validity.into())))
}

/// The properties of a group for everybody.
pub(super) fn shown(room: &Room) -> GroupProperties<'static> {
    let mut properties = room.properties.clone();
    properties.set("ActiveUsers", room.seats.len().to_string());
    properties
}

/// The properties after a change. `ActiveUsers` belongs to the server.
///
/// # Errors
/// 806 for values that make no sense, names and values with control characters, too many and too
/// long ones; 822 for a searchable group without name and topic.
pub(super) fn changed(
    old: &GroupProperties<'static>,
    given: &GroupProperties<'_>,
    limits: &Limits,
) -> Result<GroupProperties<'static>, StatusCode> {
    let mut next = old.clone();
    for property in &given.properties {
        let (name, value) = (property.name.trim(), property.value.as_deref().unwrap_or_default());
        if !is_valid(property, limits) {
            return Err(StatusCode::INVALID_GROUP_PROPERTIES);
        }
        if !name.eq_ignore_ascii_case("ActiveUsers") {
            next.set(name.to_owned(), value.to_owned());
        }
    }
    if let Some(note) = &given.welcome_note {
        if crate::world::size::of(note) > limits.welcome_note_bytes {
            return Err(StatusCode::INVALID_GROUP_PROPERTIES);
        }
        next.welcome_note = Some(note.clone().into_owned());
    }
    if next.properties.len() > limits.properties {
        return Err(StatusCode::INVALID_GROUP_PROPERTIES);
    }
    let is_named = [next.name(), next.topic()].into_iter().flatten().any(|text| !text.trim().is_empty());
    if next.searchable() == Some(true) && !is_named {
        return Err(StatusCode::SEARCHABLE_GROUP_WITHOUT_NAME);
    }
    Ok(next)
}

/// Sets the caller's own properties.
///
/// # Errors
/// 806 for values that make no sense. 816 for rights: only `MemberAccess-Request` changes them.
pub(super) fn set_own(own: &mut Own, given: &OwnProperties<'_>) -> Result<(), StatusCode> {
    for property in &given.properties {
        let name = property.name.trim();
        if name.eq_ignore_ascii_case("PrivilegeLevel") || name.eq_ignore_ascii_case("IsMember") {
            return Err(StatusCode::INSUFFICIENT_GROUP_PRIVILEGES);
        }
        let value = Property::find_boolean(core::slice::from_ref(property), name);
        let value = value.ok_or(StatusCode::INVALID_GROUP_PROPERTIES)?;
        if name.eq_ignore_ascii_case("PrivateMessaging") {
            own.private_messaging = value;
        } else if name.eq_ignore_ascii_case("ShowID") {
            own.show_id = value;
        } else if name.eq_ignore_ascii_case("AutoJoin") {
            own.auto_join = value;
        } else {
            return Err(StatusCode::INVALID_GROUP_PROPERTIES);
        }
    }
    Ok(())
}

fn is_valid(property: &Property<'_>, limits: &Limits) -> bool {
    let (name, value) = (property.name.trim(), property.value.as_deref().unwrap_or_default());
    let one = core::slice::from_ref(property);
    let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let alone = GroupProperties { properties: one.to_vec(), ..GroupProperties::default() };
    let has_sense = if is_one_of(&["PrivateMessaging", "Searchable", "AutoDelete", "RequireInvitation"]) {
        Property::find_boolean(one, name).is_some()
    } else if is_one_of(&["MaxActiveUsers", "Validity", "MinimumAge"]) {
        Property::find_number(one, name).is_some()
    } else if is_one_of(&["AccessType"]) {
        matches!(alone.access_type(), Some(GroupAccessType::Open | GroupAccessType::Restricted))
    } else if is_one_of(&["Type"]) {
        // The provider alone makes public groups.
        matches!(alone.group_type(), Some(GroupType::Private))
    } else {
        true
    };
    let (longest, is_empty) = (limits.text_bytes, name.is_empty());
    !is_empty
        && name.len() <= longest
        && value.len() <= longest
        && !has_control(name)
        && !has_control(value)
        && has_sense
}
