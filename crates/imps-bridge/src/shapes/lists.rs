//! Lists of users and of contact lists: one by one until 1.2, in an element of their own in 1.3.

use crate::losses::{Reason, Walk};
use alloc::vec::Vec;
use imps_core::{Extensions, Version};
use imps_csp::common::{ContactListIdList, User, UserIdList};
use imps_csp::{ContactListId, UserId};

/// Moves users between `User` and `UserIDList`.
pub(super) fn users<'a>(walk: &mut Walk<'_>, users: &mut Vec<User<'a>>, list: &mut Option<UserIdList<'a>>) {
    if walk.since(Version::V1_3) {
        let mut ids = Vec::with_capacity(users.len());
        for (index, user) in users.drain(..).enumerate() {
            ids.extend(walk.inside(format_args!("User[{index}]"), |walk| only_id(walk, user)));
        }
        wrap_users(list, ids);
    } else {
        users.extend(unwrap_users(walk, list).into_iter().map(User::from));
    }
}

/// Moves users between `UserID` and `UserIDList`.
pub(super) fn user_ids<'a>(
    walk: &mut Walk<'_>,
    ids: &mut Vec<UserId<'a>>,
    list: &mut Option<UserIdList<'a>>,
) {
    if walk.since(Version::V1_3) {
        wrap_users(list, core::mem::take(ids));
    } else {
        ids.extend(unwrap_users(walk, list));
    }
}

/// Moves contact lists between `ContactList` and `ContactListIDList`.
pub(super) fn contact_lists<'a>(
    walk: &mut Walk<'_>,
    lists: &mut Vec<ContactListId<'a>>,
    wrapped: &mut Option<ContactListIdList<'a>>,
) {
    if walk.since(Version::V1_3) {
        if !lists.is_empty() {
            wrapped.get_or_insert_default().contact_lists.append(lists);
        }
    } else if let Some(ContactListIdList { contact_lists, extensions }) = wrapped.take() {
        lists.extend(contact_lists);
        dissolve(walk, "ContactListIDList", &extensions);
    }
}

/// Returns the address of a user alone. Reports the other parts.
pub(super) fn only_id<'a>(walk: &mut Walk<'_>, user: User<'a>) -> Option<UserId<'a>> {
    let User { user_id, mut friendly_name, mut application_id, mut client_id, extensions } = user;
    walk.clear("FriendlyName", &mut friendly_name);
    walk.clear("ApplicationID", &mut application_id);
    walk.clear("ClientID", &mut client_id);
    walk.lose_extensions(&extensions);
    user_id
}

/// Puts users into the list. An empty list is no list.
pub(super) fn wrap_users<'a>(list: &mut Option<UserIdList<'a>>, ids: Vec<UserId<'a>>) {
    if !ids.is_empty() {
        list.get_or_insert_default().user_ids.extend(ids);
    }
}

/// Takes the users out of the list.
pub(super) fn unwrap_users<'a>(walk: &mut Walk<'_>, list: &mut Option<UserIdList<'a>>) -> Vec<UserId<'a>> {
    let Some(UserIdList { user_ids, extensions }) = list.take() else { return Vec::new() };
    dissolve(walk, "UserIDList", &extensions);
    user_ids
}

/// Reports the extensions of a child that dissolves.
pub(super) fn dissolve(walk: &mut Walk<'_>, name: &str, extensions: &Extensions<'_>) {
    walk.inside(name, |walk| walk.trail.lose_extensions(extensions, Reason::Extension));
}
