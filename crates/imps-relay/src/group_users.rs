//! The users in a group, by their names there.

use crate::entities::{csp_screen_name, csp_user, csp_user_id, ssp_screen_name, ssp_user, ssp_user_id};
use crate::losses::{Reason, Walk};
use alloc::format;
use alloc::vec::Vec;
use imps_core::{Text, Version};
use imps_csp::{self as csp, StatusCode};
use imps_ssp::Status;
use imps_ssp::common::{ScreenName, UserId, UserList, UserListEntry};
use imps_ssp::group::{
    GetJoinedUsersResponse, Joined, JoinedAdmin, JoinedBlocked, JoinedUser, Left, LeftBlocked, Mapping,
    UserMapList,
};

/// Returns the names in a list. Addresses do not travel beside them.
pub(super) fn ssp_listed_names<'a>(walk: &mut Walk<'_>, list: &csp::common::UserList<'a>) -> Vec<Text<'a>> {
    let csp::common::UserList { users, screen_names, extensions } = list;
    walk.lost("User", users, Reason::NoPlace);
    walk.lose_extensions(extensions);
    walk.each("ScreenName", screen_names, ssp_name)
}

/// Returns only the name: the exchange determines its group.
fn ssp_name<'a>(walk: &mut Walk<'_>, name: &csp::common::ScreenName<'a>) -> Text<'a> {
    let csp::common::ScreenName { name, group_id, extensions } = name;
    walk.lose_extensions(extensions);
    if !walk.group.as_ref().is_some_and(|group| group.same_as(&walk.context.csp_group_id(group_id))) {
        walk.inside("GroupID", |walk| walk.lose(Reason::NoPlace));
    }
    name.clone()
}

pub(super) fn ssp_mapped_names<'a>(walk: &mut Walk<'_>, list: &csp::group::UserMapList<'a>) -> Vec<Text<'a>> {
    walk.lose_extensions(&list.extensions);
    let names = walk.maybe("UserMapping", &list.user_mapping, |walk, mapping| {
        walk.lose_extensions(&mapping.extensions);
        walk.each("Mapping", &mapping.mappings, |walk, mapping| {
            let csp::group::Mapping { name, user_id, extensions } = mapping;
            walk.lost("UserID", user_id, Reason::NoPlace);
            walk.lose_extensions(extensions);
            name.clone()
        })
    });
    names.unwrap_or_default()
}

/// Names in the group of the exchange.
pub(super) fn csp_listed_names<'a>(walk: &Walk<'_>, names: &[Text<'a>]) -> csp::common::UserList<'a> {
    let group = walk.group.clone().unwrap_or_default();
    let screen_names =
        names.iter().map(|name| csp::common::ScreenName::new(name.clone(), group.clone())).collect();
    csp::common::UserList { screen_names, ..csp::common::UserList::default() }
}

pub(super) fn csp_mapped_names<'a>(names: &[Text<'a>]) -> csp::group::UserMapList<'a> {
    let mapping =
        |name: &Text<'a>| csp::group::Mapping { name: name.clone(), ..csp::group::Mapping::default() };
    let mappings = names.iter().map(mapping).collect();
    let user_mapping = Some(csp::group::UserMapping { mappings, ..csp::group::UserMapping::default() });
    csp::group::UserMapList { user_mapping, ..csp::group::UserMapList::default() }
}

pub(super) fn ssp_joined<'a>(walk: &mut Walk<'_>, joined: &csp::group::Joined<'a>) -> Vec<Text<'a>> {
    let csp::group::Joined { user_list, user_map_list, extensions } = joined;
    walk.lose_extensions(extensions);
    let listed = walk.maybe("UserList", user_list, ssp_listed_names);
    let mapped = walk.maybe("UserMapList", user_map_list, ssp_mapped_names);
    listed.into_iter().chain(mapped).flatten().collect()
}

/// Returns the names in the form of the version.
pub(super) fn csp_joined<'a>(walk: &Walk<'_>, names: &[Text<'a>]) -> csp::group::Joined<'a> {
    if walk.context.version < Version::V1_2 {
        csp::group::Joined { user_list: Some(csp_listed_names(walk, names)), ..csp::group::Joined::default() }
    } else {
        csp::group::Joined { user_map_list: Some(csp_mapped_names(names)), ..csp::group::Joined::default() }
    }
}

pub(super) fn ssp_notice_joined<'a>(walk: &mut Walk<'_>, joined: &csp::group::Joined<'a>) -> Joined<'a> {
    Joined { names: ssp_joined(walk, joined), ..Joined::default() }
}

pub(super) fn csp_notice_joined<'a>(walk: &mut Walk<'_>, joined: &Joined<'a>) -> csp::group::Joined<'a> {
    walk.lose_extensions(&joined.extensions);
    csp_joined(walk, &joined.names)
}

pub(super) fn ssp_left<'a>(walk: &mut Walk<'_>, left: &csp::group::Left<'a>) -> Left<'a> {
    walk.lose_extensions(&left.extensions);
    Left { names: walk.one("UserList", &left.user_list, ssp_listed_names), ..Left::default() }
}

pub(super) fn csp_left<'a>(walk: &mut Walk<'_>, left: &Left<'a>) -> csp::group::Left<'a> {
    walk.lose_extensions(&left.extensions);
    csp::group::Left { user_list: csp_listed_names(walk, &left.names), ..csp::group::Left::default() }
}

/// Blocked users: names, and users without a name.
pub(super) fn ssp_blocked<'a>(
    walk: &mut Walk<'_>,
    blocked: &csp::group::JoinedBlocked<'a>,
) -> JoinedBlocked<'a> {
    walk.lose_extensions(&blocked.extensions);
    let user_map_list = walk.maybe("UserList", &blocked.user_list, |walk, list| {
        let csp::common::UserList { users, screen_names, extensions } = list;
        walk.lose_extensions(extensions);
        let users = walk.each("User", users, |walk, user| {
            let user_id = Some(ssp_user_id(walk, user)?.into());
            Some(Mapping { user_id, ..Mapping::default() })
        });
        let names = walk.each("ScreenName", screen_names, |walk, name| Mapping {
            name: ssp_name(walk, name),
            ..Mapping::default()
        });
        names.into_iter().chain(users.into_iter().flatten()).collect()
    });
    JoinedBlocked { user_map_list, ..JoinedBlocked::default() }
}

pub(super) fn csp_blocked<'a>(
    walk: &mut Walk<'_>,
    blocked: &JoinedBlocked<'a>,
) -> csp::group::JoinedBlocked<'a> {
    walk.lose_extensions(&blocked.extensions);
    let user_list = walk.maybe("UserMapList", &blocked.user_map_list, |walk, list| {
        let group = walk.group.clone().unwrap_or_default();
        let mut users = csp::common::UserList::default();
        for (index, mapping) in csp_mappings(walk, list).into_iter().enumerate() {
            let csp::group::Mapping { name, user_id, .. } = mapping;
            match user_id {
                Some(user_id) if name.is_empty() => users.users.push(user_id.into()),
                // Clients cannot receive both.
                Some(_) => {
                    walk.inside(format_args!("UserMapping/Mapping[{index}]/UserID"), |walk| {
                        walk.lose(Reason::OnlyOne);
                    });
                }
                None => {}
            }
            if !name.is_empty() {
                users.screen_names.push(csp::common::ScreenName::new(name, group.clone()));
            }
        }
        users
    });
    csp::group::JoinedBlocked { user_list, ..csp::group::JoinedBlocked::default() }
}

pub(super) fn ssp_left_blocked<'a>(
    walk: &mut Walk<'_>,
    blocked: &csp::group::LeftBlocked<'a>,
) -> LeftBlocked<'a> {
    walk.lose_extensions(&blocked.extensions);
    let users = walk.maybe("UserList", &blocked.user_list, |walk, list| {
        let csp::common::UserList { users, screen_names, extensions } = list;
        walk.lose_extensions(extensions);
        let users = walk.each("User", users, |walk, user| ssp_user(walk, user).map(UserListEntry::User));
        let names = walk.each("ScreenName", screen_names, |walk, name| {
            UserListEntry::ScreenName(ssp_screen_name(walk, name))
        });
        users.into_iter().flatten().chain(names).collect()
    });
    let user_list = UserList { users: users.unwrap_or_default(), ..UserList::default() };
    LeftBlocked { user_list, ..LeftBlocked::default() }
}

pub(super) fn csp_left_blocked<'a>(
    walk: &mut Walk<'_>,
    blocked: &LeftBlocked<'a>,
) -> csp::group::LeftBlocked<'a> {
    walk.lose_extensions(&blocked.extensions);
    let user_list = walk.one("UserList", &blocked.user_list, |walk, list| {
        walk.lose_extensions(&list.extensions);
        let (mut users, mut names) = (csp::common::UserList::default(), 0_usize);
        for entry in &list.users {
            match entry {
                UserListEntry::User(user) => {
                    let place = format!("User[{}]", users.users.len());
                    users.users.push(walk.one(&place, user, csp_user));
                }
                UserListEntry::ScreenName(name) => {
                    let place = format!("ScreenName[{names}]");
                    names = names.saturating_add(1);
                    users.screen_names.extend(walk.one(&place, name, of_peers_group));
                }
            }
        }
        users
    });
    csp::group::LeftBlocked { user_list: Some(user_list), ..csp::group::LeftBlocked::default() }
}

/// Returns a user in a group of the peer, which cannot speak for others.
fn of_peers_group<'a>(walk: &mut Walk<'_>, name: &ScreenName<'a>) -> Option<csp::common::ScreenName<'a>> {
    if walk.context.is_peer(name.group_id.as_str()) {
        return Some(csp_screen_name(walk, name));
    }
    walk.lose(Reason::NotOfPeer);
    None
}

fn ssp_mappings<'a>(walk: &mut Walk<'_>, mappings: &[csp::group::Mapping<'a>]) -> Vec<Mapping<'a>> {
    walk.each("Mapping", mappings, |walk, mapping| {
        let csp::group::Mapping { name, user_id, extensions } = mapping;
        walk.lose_extensions(extensions);
        let user_id = user_id.as_ref().map(|id| UserId::from(walk.context.ssp_user_id(id)));
        Mapping { name: name.clone(), user_id, ..Mapping::default() }
    })
}

fn csp_mappings<'a>(walk: &mut Walk<'_>, list: &UserMapList<'a>) -> Vec<csp::group::Mapping<'a>> {
    walk.lose_extensions(&list.extensions);
    walk.one("UserMapping", &list.user_mapping, |walk, mapping| {
        walk.lose_extensions(&mapping.extensions);
        walk.each("Mapping", &mapping.mappings, |walk, mapping| {
            let Mapping { name, user_id, extensions } = mapping;
            walk.lose_extensions(extensions);
            let user_id = walk.maybe("UserID", user_id, csp_user_id);
            csp::group::Mapping { name: name.clone(), user_id, ..csp::group::Mapping::default() }
        })
    })
}

/// Converts the list of users in a group. No list of moderators was ever seen: they appear among
/// the other users.
pub(super) fn ssp_joined_users<'a>(
    walk: &mut Walk<'_>,
    response: &csp::group::GetJoinedUsersResponse<'a>,
) -> GetJoinedUsersResponse<'a> {
    let csp::group::GetJoinedUsersResponse { joined, joined_blocked, extensions } = response;
    walk.lose_extensions(extensions);
    let mut result =
        GetJoinedUsersResponse { status: Status::new(StatusCode::SUCCESS), ..Default::default() };
    match joined {
        Some(csp::group::JoinedUsers::ByRole(list)) => walk.inside("AdminMapList", |walk| {
            let csp::group::AdminMapList { admin_mapping, mod_mapping, user_mapping, extensions } = list;
            walk.lose_extensions(extensions);
            result.admins = walk.maybe("AdminMapping", admin_mapping, |walk, list| {
                walk.lose_extensions(&list.extensions);
                let user_map_list = ssp_mappings(walk, &list.mappings).into_iter().collect();
                JoinedAdmin { user_map_list, ..JoinedAdmin::default() }
            });
            let moderators = walk.maybe("ModMapping", mod_mapping, |walk, list| {
                walk.lose_extensions(&list.extensions);
                ssp_mappings(walk, &list.mappings)
            });
            let users = walk.maybe("UserMapping", user_mapping, |walk, list| {
                walk.lose_extensions(&list.extensions);
                ssp_mappings(walk, &list.mappings)
            });
            if moderators.is_some() {
                walk.inside("ModMapping", |walk| walk.lose(Reason::NoPlace));
            }
            if moderators.is_some() || users.is_some() {
                result.users = Some(joined_user(moderators.into_iter().chain(users).flatten()));
            }
        }),
        Some(csp::group::JoinedUsers::Alike(list)) => walk.inside("UserMapList", |walk| {
            walk.lose_extensions(&list.extensions);
            let users = walk.maybe("UserMapping", &list.user_mapping, |walk, list| {
                walk.lose_extensions(&list.extensions);
                ssp_mappings(walk, &list.mappings)
            });
            result.users = Some(joined_user(users.into_iter().flatten()));
        }),
        None => {}
    }
    result.blocked = walk.maybe("JoinedBlocked", joined_blocked, ssp_blocked);
    result
}

fn joined_user<'a>(mappings: impl Iterator<Item = Mapping<'a>>) -> JoinedUser<'a> {
    JoinedUser { user_map_list: mappings.collect(), ..JoinedUser::default() }
}

/// Converts the list of users in a group: by role if administrators are distinguished.
pub(super) fn csp_joined_users<'a>(
    walk: &mut Walk<'_>,
    response: &GetJoinedUsersResponse<'a>,
) -> csp::group::GetJoinedUsersResponse<'a> {
    let GetJoinedUsersResponse { status, admins, moderators, users, blocked, extensions } = response;
    walk.one("Status", status, |walk, status| crate::results::implied(walk, status));
    walk.lose_extensions(extensions);
    let admins = walk.maybe("JoinedAdmin", admins, |walk, list| {
        walk.lose_extensions(&list.extensions);
        let mappings = walk.one("UserMapList", &list.user_map_list, csp_mappings);
        csp::group::AdminMapping { mappings, ..csp::group::AdminMapping::default() }
    });
    let moderators = walk.maybe("JoinedModerator", moderators, |walk, list| {
        walk.lose_extensions(&list.extensions);
        let mappings = walk.one("UserMapList", &list.user_map_list, csp_mappings);
        csp::group::ModMapping { mappings, ..csp::group::ModMapping::default() }
    });
    let user_mapping = walk.maybe("JoinedUser", users, |walk, list| {
        walk.lose_extensions(&list.extensions);
        let mappings = walk.one("UserMapList", &list.user_map_list, csp_mappings);
        csp::group::UserMapping { mappings, ..csp::group::UserMapping::default() }
    });
    let joined = if admins.is_some() || moderators.is_some() {
        let (admin_mapping, mod_mapping) = (admins, moderators);
        csp::group::JoinedUsers::ByRole(csp::group::AdminMapList {
            admin_mapping,
            mod_mapping,
            user_mapping,
            ..Default::default()
        })
    } else {
        csp::group::JoinedUsers::Alike(csp::group::UserMapList {
            user_mapping,
            ..csp::group::UserMapList::default()
        })
    };
    let mut response = csp::group::GetJoinedUsersResponse { joined: Some(joined), ..Default::default() };
    if walk.context.version < Version::V1_3 {
        walk.lost("JoinedBlocked", blocked, Reason::NoPlace);
    } else {
        response.joined_blocked = walk.maybe("JoinedBlocked", blocked, csp_blocked);
    }
    response
}
