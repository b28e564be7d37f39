//! Requests for the presence of users and contact lists, attribute lists, and watchers.

use super::lists;
use crate::losses::{Reason, Walk};
use imps_core::Version;
use imps_csp::common::User;
use imps_csp::presence::{
    CreateAttributeListRequest, DeleteAttributeListRequest, GetAttributeListRequest, GetPresenceRequest,
    GetWatcherListResponse, SubscribePresenceRequest, UnsubscribePresenceRequest, Watcher,
};

pub(crate) fn subscribe(walk: &mut Walk<'_>, request: &mut SubscribePresenceRequest<'_>) {
    let SubscribePresenceRequest {
        user,
        contact_list,
        user_id_list,
        contact_list_id_list,
        presence_sub_list: _,
        auto_subscribe,
        extensions: _,
    } = request;
    lists::users(walk, user, user_id_list);
    lists::contact_lists(walk, contact_list, contact_list_id_list);
    if walk.to == Version::V1_2 {
        // Clients of the other versions watch the present members.
        auto_subscribe.get_or_insert(false);
    }
}

pub(crate) fn unsubscribe(walk: &mut Walk<'_>, request: &mut UnsubscribePresenceRequest<'_>) {
    let UnsubscribePresenceRequest { user, contact_list, user_id_list, contact_list_id_list, extensions: _ } =
        request;
    lists::users(walk, user, user_id_list);
    lists::contact_lists(walk, contact_list, contact_list_id_list);
}

pub(crate) fn get_presence(walk: &mut Walk<'_>, request: &mut GetPresenceRequest<'_>) {
    let GetPresenceRequest {
        user,
        contact_list,
        user_id_list,
        contact_list_id_list,
        presence_sub_list: _,
        extensions: _,
    } = request;
    lists::users(walk, user, user_id_list);
    lists::contact_lists(walk, contact_list, contact_list_id_list);
}

pub(crate) fn create_attribute_list(walk: &mut Walk<'_>, request: &mut CreateAttributeListRequest<'_>) {
    let CreateAttributeListRequest {
        presence_sub_list: _,
        user_id,
        contact_list,
        user_id_list,
        contact_list_id_list,
        default_list: _,
        default_notify: _,
        user_notify: _,
        contact_list_notify: _,
        extensions: _,
    } = request;
    lists::user_ids(walk, user_id, user_id_list);
    lists::contact_lists(walk, contact_list, contact_list_id_list);
}

pub(crate) fn delete_attribute_list(walk: &mut Walk<'_>, request: &mut DeleteAttributeListRequest<'_>) {
    let DeleteAttributeListRequest {
        user_id,
        contact_list,
        user_id_list,
        contact_list_id_list,
        default_list: _,
        extensions: _,
    } = request;
    lists::user_ids(walk, user_id, user_id_list);
    lists::contact_lists(walk, contact_list, contact_list_id_list);
}

pub(crate) fn get_attribute_list(walk: &mut Walk<'_>, request: &mut GetAttributeListRequest<'_>) {
    let GetAttributeListRequest {
        default_list: _,
        contact_list,
        user,
        contact_list_id_list,
        user_id_list,
        extensions: _,
    } = request;
    lists::users(walk, user, user_id_list);
    lists::contact_lists(walk, contact_list, contact_list_id_list);
}

/// Moves watchers: `User` in 1.1, `Watcher` with `User` in 1.2, `Watcher` with `UserID` in 1.3.
pub(crate) fn watcher_list(walk: &mut Walk<'_>, answer: &mut GetWatcherListResponse<'_>) {
    let GetWatcherListResponse { user, history_period: _, watcher_count: _, watcher, extensions: _ } = answer;
    for (index, watcher) in watcher.iter_mut().enumerate() {
        walk.inside(format_args!("Watcher[{index}]"), |walk| shape_watcher(walk, watcher));
    }
    if walk.since(Version::V1_2) {
        for (index, known) in user.drain(..).enumerate() {
            let mut added = Watcher { user: Some(known), ..Watcher::default() };
            walk.inside(format_args!("User[{index}]"), |walk| unwrap_user(walk, &mut added));
            watcher.push(added);
        }
    } else {
        for (index, watcher) in watcher.drain(..).enumerate() {
            let Watcher { user: known, user_id: _, friendly_name: _, mut watcher_status, extensions } =
                watcher;
            walk.inside(format_args!("Watcher[{index}]"), |walk| {
                walk.clear("WatcherStatus", &mut watcher_status);
                walk.lose_extensions(&extensions);
            });
            user.extend(known);
        }
    }
}

fn shape_watcher(walk: &mut Walk<'_>, watcher: &mut Watcher<'_>) {
    if walk.since(Version::V1_3) {
        return walk.inside("User", |walk| unwrap_user(walk, watcher));
    }
    let Watcher { user, user_id, friendly_name, watcher_status: _, extensions: _ } = watcher;
    walk.clear("FriendlyName", friendly_name);
    let Some(id) = user_id.take() else { return };
    match user {
        None => *user = Some(User::from(id)),
        Some(_) => walk.lose_child("UserID", Reason::Merged),
    }
}

/// Moves the parts of the user into the watcher, in 1.3.
fn unwrap_user(walk: &mut Walk<'_>, watcher: &mut Watcher<'_>) {
    if walk.to < Version::V1_3 {
        return;
    }
    let Watcher { user, user_id, friendly_name, watcher_status: _, extensions: _ } = watcher;
    let Some(user) = user.take() else { return };
    let User { user_id: id, friendly_name: name, mut application_id, mut client_id, extensions } = user;
    walk.relocate("UserID", &mut { id }, user_id);
    walk.relocate("FriendlyName", &mut { name }, friendly_name);
    walk.clear("ApplicationID", &mut application_id);
    walk.clear("ClientID", &mut client_id);
    walk.lose_extensions(&extensions);
}
