//! The users who are in a group, and the properties of groups.

use super::lists;
use crate::losses::{Reason, Walk};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use imps_core::Version;
use imps_csp::common::{ScreenName, User, UserList};
use imps_csp::group::{
    GroupChangeNotice, GroupProperties, JoinGroupResponse, Joined, Mapping, UserMapList, UserMapping,
};
use imps_csp::{GroupId, Property};

/// Moves the users in the group: `UserList` in 1.1, `UserMapList` in 1.2, `Joined` in 1.3.
pub(crate) fn join_response<'a>(walk: &mut Walk<'a>, answer: &mut JoinGroupResponse<'a>) {
    let JoinGroupResponse { user_list, user_map_list, joined, screen_name, welcome_note: _, extensions: _ } =
        answer;
    let own = screen_name.as_ref().map(|name| name.group_id.clone());
    let group_id = own.or_else(|| walk.context.group_id.clone());
    let mut inside = joined.take();
    if let Some(Joined { user_list: listed, user_map_list: mapped, extensions }) = &mut inside
        && walk.to < Version::V1_3
    {
        lists::dissolve(walk, "Joined", extensions);
        walk.inside("Joined", |walk| walk.relocate("UserList", listed, user_list));
        let step = if user_map_list.is_none() { "Joined/" } else { "" };
        walk.relocate("Joined/UserMapList", mapped, user_map_list);
        present(walk, step, user_list, user_map_list, group_id.as_ref());
        return;
    }
    present(walk, "", user_list, user_map_list, group_id.as_ref());
    if walk.since(Version::V1_3) {
        let users = inside.as_mut().map(|inside| (&mut inside.user_list, &mut inside.user_map_list));
        if let Some((listed, mapped)) = users {
            present(walk, "Joined/", listed, mapped, group_id.as_ref());
        }
        if user_map_list.is_some() {
            let place = &mut inside.get_or_insert_default().user_map_list;
            walk.relocate("UserMapList", user_map_list, place);
        }
        *joined = inside;
    }
}

pub(crate) fn change_notice(walk: &mut Walk<'_>, notice: &mut GroupChangeNotice<'_>) {
    let GroupChangeNotice {
        group_id,
        joined,
        left: _,
        joined_blocked: _,
        left_blocked: _,
        group_properties,
        own_properties: _,
        extensions: _,
    } = notice;
    if let Some(Joined { user_list, user_map_list, extensions: _ }) = joined {
        present(walk, "Joined/", user_list, user_map_list, group_id.as_ref());
    }
    if let Some(properties) = group_properties {
        walk.inside("GroupProperties", |walk| self::group_properties(walk, properties));
    }
}

/// States a property, because 1.1 and 1.2 require one: the name, without a value.
pub(crate) fn group_properties(walk: &mut Walk<'_>, properties: &mut GroupProperties<'_>) {
    let GroupProperties { properties, welcome_note: _, extensions: _ } = properties;
    if walk.to < Version::V1_3 && properties.is_empty() {
        properties.push(Property { name: "Name".into(), ..Property::default() });
    }
}

/// Moves users between the list of 1.1 and the mappings of later versions.
fn present<'a>(
    walk: &mut Walk<'_>,
    step: &str,
    list: &mut Option<UserList<'a>>,
    mapped: &mut Option<UserMapList<'a>>,
    group_id: Option<&GroupId<'a>>,
) {
    if walk.since(Version::V1_2) {
        let Some(UserList { users, screen_names, extensions }) = list.take() else { return };
        let mut mappings: Vec<Mapping<'a>> = Vec::with_capacity(users.len());
        walk.inside(format_args!("{step}UserList"), |walk| {
            for (index, user) in users.into_iter().enumerate() {
                let mapping = walk.inside(format_args!("User[{index}]"), |walk| of_user(walk, user));
                mappings.extend(mapping);
            }
            for (index, name) in screen_names.into_iter().enumerate() {
                let mapping =
                    walk.inside(format_args!("ScreenName[{index}]"), |walk| of_name(walk, name, group_id));
                mappings.push(mapping);
            }
            walk.lose_extensions(&extensions);
        });
        let place = mapped.get_or_insert_default().user_mapping.get_or_insert_default();
        place.mappings.append(&mut mappings);
    } else if let Some(UserMapList { user_mapping, extensions }) = mapped.take() {
        let list = list.get_or_insert_default();
        walk.inside(format_args!("{step}UserMapList"), |walk| {
            walk.lose_extensions(&extensions);
            let Some(UserMapping { mappings, extensions }) = user_mapping else { return };
            lists::dissolve(walk, "UserMapping", &extensions);
            for (index, mapping) in mappings.into_iter().enumerate() {
                walk.inside(format_args!("UserMapping/Mapping[{index}]"), |walk| {
                    unmap(walk, mapping, list, group_id);
                });
            }
        });
    }
}

fn of_user<'a>(walk: &mut Walk<'_>, user: User<'a>) -> Option<Mapping<'a>> {
    let user_id = lists::only_id(walk, user)?;
    Some(Mapping { name: user_id.as_str().to_owned().into(), user_id: Some(user_id), ..Mapping::default() })
}

fn of_name<'a>(walk: &mut Walk<'_>, name: ScreenName<'a>, group_id: Option<&GroupId<'a>>) -> Mapping<'a> {
    let ScreenName { name, group_id: own, extensions } = name;
    let reason = if group_id == Some(&own) { Reason::Merged } else { Reason::NotInVersion };
    walk.lose_child("GroupID", reason);
    walk.lose_extensions(&extensions);
    Mapping { name, ..Mapping::default() }
}

/// Names a user as 1.1 does: by her name in the group, or by her address if the group is unknown.
fn unmap<'a>(
    walk: &mut Walk<'_>,
    mapping: Mapping<'a>,
    list: &mut UserList<'a>,
    group_id: Option<&GroupId<'a>>,
) {
    let Mapping { name, user_id, extensions } = mapping;
    walk.lose_extensions(&extensions);
    match (user_id, group_id) {
        (Some(user_id), _) if user_id.as_str() == name.as_str() => list.users.push(user_id.into()),
        (user_id, Some(group_id)) => {
            if user_id.is_some() {
                walk.lose_child("UserID", Reason::NotInVersion);
            }
            list.screen_names.push(ScreenName::new(name, group_id.clone()));
        }
        (Some(user_id), None) => {
            walk.lose_child("SName", Reason::NotInVersion);
            list.users.push(user_id.into());
        }
        (None, None) => walk.lose(Reason::NotInVersion),
    }
}
