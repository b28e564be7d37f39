//! The members of a group and their roles.

use super::lists::{self, only_id, unwrap_users};
use crate::fit::fit;
use crate::losses::{Reason, Walk};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Extensions, Version, tag};
use imps_csp::common::{User, UserIdList, UserList};
use imps_csp::group::{
    AddGroupMembersRequest, GetGroupMembersResponse, MemberAccessRequest, RemoveGroupMembersRequest, Users,
};

pub(crate) fn group_members(walk: &mut Walk<'_>, answer: &mut GetGroupMembersResponse<'_>) {
    let GetGroupMembersResponse { admin: _, moderators: _, users, user_list, extensions: _ } = answer;
    ordinary(walk, users, user_list);
}

pub(crate) fn member_access(walk: &mut Walk<'_>, request: &mut MemberAccessRequest<'_>) {
    let MemberAccessRequest { group_id: _, admin: _, moderators: _, users, user_list, extensions: _ } =
        request;
    ordinary(walk, users, user_list);
}

pub(crate) fn add_members(walk: &mut Walk<'_>, request: &mut AddGroupMembersRequest<'_>) {
    let AddGroupMembersRequest { group_id: _, user_list, user_id_list, extensions: _ } = request;
    changed(walk, user_list, user_id_list);
}

pub(crate) fn remove_members(walk: &mut Walk<'_>, request: &mut RemoveGroupMembersRequest<'_>) {
    let RemoveGroupMembersRequest { group_id: _, user_list, user_id_list, extensions: _ } = request;
    changed(walk, user_list, user_id_list);
}

/// Moves the members without a role: `Users` until 1.2, `UserList` in 1.3.
fn ordinary<'a>(walk: &mut Walk<'_>, users: &mut Option<Users<'a>>, list: &mut Option<UserList<'a>>) {
    if walk.since(Version::V1_3) {
        let Some(Users { user_list, extensions }) = users.take() else { return };
        lists::dissolve(walk, "Users", &extensions);
        walk.inside("Users", |walk| walk.relocate("UserList", &mut Some(user_list), list));
    } else if let Some(mut user_list) = list.take() {
        walk.inside("UserList", |walk| fit(walk, tag::UserList, &mut user_list));
        let mut moved = Some(Users { user_list, extensions: Extensions::new() });
        walk.relocate("UserList", &mut moved, users);
    }
}

/// Moves the changed members: `UserList` until 1.2, `UserIDList` in 1.3.
fn changed<'a>(
    walk: &mut Walk<'_>,
    list: &mut Option<Box<UserList<'a>>>,
    ids: &mut Option<Box<UserIdList<'a>>>,
) {
    if walk.since(Version::V1_3) {
        let Some(list) = list.take() else { return };
        let UserList { users, mut screen_names, extensions } = *list;
        let moved = walk.inside("UserList", |walk| {
            let mut moved = Vec::with_capacity(users.len());
            for (index, user) in users.into_iter().enumerate() {
                moved.extend(walk.inside(format_args!("User[{index}]"), |walk| only_id(walk, user)));
            }
            walk.clear("ScreenName", &mut screen_names);
            walk.trail.lose_extensions(&extensions, Reason::Extension);
            moved
        });
        ids.get_or_insert_default().user_ids.extend(moved);
    } else if let Some(wrapped) = ids.take() {
        let moved = unwrap_users(walk, &mut Some(*wrapped));
        list.get_or_insert_default().users.extend(moved.into_iter().map(User::from));
    }
}
