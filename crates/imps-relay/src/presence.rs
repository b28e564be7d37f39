//! Presence: subscriptions, requests and values.

use crate::entities::{csp_user, csp_user_id, ssp_user_id};
use crate::incoming::{Incoming, acting};
use crate::losses::{Reason, Walk};
use crate::results::{csp_result, ssp_status};
use crate::routing::{addressees, meta_info, per_domain};
use crate::{Outgoing, RelayError, Route};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use imps_csp::{self as csp, StatusCode};
use imps_presence::PresenceSubList;
use imps_ssp::Status;
use imps_ssp::common::{User, UserId};
use imps_ssp::presence::{
    AttributeList, GetPresenceRequest, GetPresenceResponse, PresenceNotification, PresenceValue,
    SubscribeRequest, UnsubscribeRequest, VerUserId,
};

pub(super) fn ssp_attributes<'a>(names: &Option<Box<PresenceSubList<'a>>>) -> Option<AttributeList<'a>> {
    let list = |names: &PresenceSubList<'a>| AttributeList {
        presence_sub_list: names.clone(),
        ..Default::default()
    };
    names.as_deref().map(list)
}

pub(super) fn csp_attributes<'a>(
    walk: &mut Walk<'_>,
    list: &Option<AttributeList<'a>>,
) -> Option<Box<PresenceSubList<'a>>> {
    walk.maybe("AttributeList", list, |walk, list| {
        walk.lose_extensions(&list.extensions);
        Box::new(list.presence_sub_list.clone())
    })
}

/// Returns the users that a request names, in the form of any version, with their domains.
fn watched<'a>(
    walk: &mut Walk<'_>,
    users: &[csp::common::User<'a>],
    list: &Option<csp::common::UserIdList<'a>>,
) -> Vec<(String, csp::UserId<'a>)> {
    let plain = walk.each("User", users, |walk, user| {
        let id = ssp_user_id(walk, user)?;
        walk.in_other_domain(user.user_id.as_ref()?.as_str(), id)
    });
    let listed = walk.maybe("UserIDList", list, |walk, list| {
        walk.lose_extensions(&list.extensions);
        walk.each("UserID", &list.user_ids, |walk, id| {
            let bare = walk.context.ssp_user_id(id);
            walk.in_other_domain(id.as_str(), bare)
        })
    });
    plain.into_iter().chain(listed.into_iter().flatten()).flatten().collect()
}

fn user_ids(ids: Vec<csp::UserId<'_>>) -> Vec<UserId<'_>> {
    ids.into_iter().map(UserId::from).collect()
}

pub(super) fn ssp_subscribe<'a>(
    walk: &mut Walk<'_>,
    request: &csp::presence::SubscribePresenceRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::presence::SubscribePresenceRequest {
        user,
        contact_list,
        user_id_list,
        contact_list_id_list,
        ..
    } = request;
    let csp::presence::SubscribePresenceRequest { presence_sub_list, auto_subscribe, extensions, .. } =
        request;
    let meta_info = meta_info(walk, route);
    walk.lost("ContactList", contact_list, Reason::ContactList);
    walk.lost("ContactListIDList", contact_list_id_list, Reason::ContactList);
    walk.lost("AutoSubscribe", auto_subscribe, Reason::NoPlace);
    walk.lose_extensions(extensions);
    let attribute_list = ssp_attributes(presence_sub_list);
    per_domain(watched(walk, user, user_id_list), |users| SubscribeRequest {
        meta_info: meta_info.clone(),
        users: user_ids(users),
        attribute_list: attribute_list.clone(),
        ..SubscribeRequest::default()
    })
}

pub(super) fn ssp_unsubscribe<'a>(
    walk: &mut Walk<'_>,
    request: &csp::presence::UnsubscribePresenceRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::presence::UnsubscribePresenceRequest {
        user,
        contact_list,
        user_id_list,
        contact_list_id_list,
        extensions,
    } = request;
    let meta_info = meta_info(walk, route);
    walk.lost("ContactList", contact_list, Reason::ContactList);
    walk.lost("ContactListIDList", contact_list_id_list, Reason::ContactList);
    walk.lose_extensions(extensions);
    per_domain(watched(walk, user, user_id_list), |users| UnsubscribeRequest {
        meta_info: meta_info.clone(),
        users: user_ids(users),
        ..UnsubscribeRequest::default()
    })
}

pub(super) fn ssp_get_presence<'a>(
    walk: &mut Walk<'_>,
    request: &csp::presence::GetPresenceRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::presence::GetPresenceRequest { user, contact_list, user_id_list, contact_list_id_list, .. } =
        request;
    let csp::presence::GetPresenceRequest { presence_sub_list, extensions, .. } = request;
    let meta_info = meta_info(walk, route);
    walk.lost("ContactList", contact_list, Reason::ContactList);
    walk.lost("ContactListIDList", contact_list_id_list, Reason::ContactList);
    walk.lose_extensions(extensions);
    let attribute_list = ssp_attributes(presence_sub_list);
    per_domain(watched(walk, user, user_id_list), |users| GetPresenceRequest {
        meta_info: meta_info.clone(),
        users: users.into_iter().map(|user_id| VerUserId { user_id, ..VerUserId::default() }).collect(),
        attribute_list: attribute_list.clone(),
        ..GetPresenceRequest::default()
    })
}

/// Returns the local users of a request, in the form of 1.3.
fn served<'a>(walk: &mut Walk<'_>, users: &[UserId<'a>]) -> Result<Vec<csp::UserId<'a>>, RelayError> {
    let served =
        walk.each("UserID", users, |walk, user| walk.serves(&user.user_id).then(|| csp_user_id(walk, user)));
    walk.somebody(served.into_iter().flatten().collect())
}

pub(super) fn csp_subscribe<'a>(
    walk: &mut Walk<'_>,
    request: &SubscribeRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let SubscribeRequest { meta_info, users, attribute_list, extensions } = request;
    let sender = acting(walk, meta_info)?;
    walk.lose_extensions(extensions);
    let users = served(walk, users)?;
    let presence_sub_list = csp_attributes(walk, attribute_list);
    let request = csp::presence::SubscribePresenceRequest { presence_sub_list, ..Default::default() };
    Ok(Incoming::new(sender, request.with_user_ids(walk.context.version, users)))
}

pub(super) fn csp_unsubscribe<'a>(
    walk: &mut Walk<'_>,
    request: &UnsubscribeRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let UnsubscribeRequest { meta_info, users, extensions } = request;
    let sender = acting(walk, meta_info)?;
    walk.lose_extensions(extensions);
    let users = served(walk, users)?;
    let request = csp::presence::UnsubscribePresenceRequest::default();
    Ok(Incoming::new(sender, request.with_user_ids(walk.context.version, users)))
}

pub(super) fn csp_get_presence<'a>(
    walk: &mut Walk<'_>,
    request: &GetPresenceRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let GetPresenceRequest { meta_info, users, attribute_list, extensions } = request;
    let sender = acting(walk, meta_info)?;
    walk.lose_extensions(extensions);
    let served = walk.each("VerUserID", users, |walk, user| {
        let VerUserId { user_id, version, extensions } = user;
        walk.lost("@version", version, Reason::NoPlace);
        walk.lose_extensions(extensions);
        walk.serves(user_id).then(|| walk.context.csp_user_id(user_id))
    });
    let users = walk.somebody(served.into_iter().flatten().collect())?;
    let presence_sub_list = csp_attributes(walk, attribute_list);
    let request = csp::presence::GetPresenceRequest { presence_sub_list, ..Default::default() };
    Ok(Incoming::new(sender, request.with_user_ids(walk.context.version, users)))
}

/// Converts the values of users. Values of contact lists stay here, and only the first list of each
/// user travels.
fn ssp_values<'a>(walk: &mut Walk<'_>, values: &[csp::presence::Presence<'a>]) -> Vec<PresenceValue<'a>> {
    let values = walk.each("Presence", values, |walk, value| {
        let csp::presence::Presence {
            user_id,
            user_notify,
            contact_list,
            contact_list_notify,
            presence_sub_list,
            extensions,
        } = value;
        let Some(user_id) = user_id else {
            walk.lose(Reason::ContactList);
            return None;
        };
        walk.lost("UserNotify", user_notify, Reason::NoPlace);
        walk.lost("ContactList", contact_list, Reason::ContactList);
        walk.lost("ContactListNotify", contact_list_notify, Reason::NoPlace);
        walk.lost_but_first("PresenceSubList", presence_sub_list);
        walk.lose_extensions(extensions);
        let presence_sub_list = presence_sub_list.first().cloned();
        let user_id = walk.context.ssp_user_id(user_id);
        Some(PresenceValue { user_id, presence_sub_list, ..PresenceValue::default() })
    });
    values.into_iter().flatten().collect()
}

/// Converts the values of users of the peer, which cannot speak for others.
fn csp_values<'a>(walk: &mut Walk<'_>, values: &[PresenceValue<'a>]) -> Vec<csp::presence::Presence<'a>> {
    let values = walk.each("PresenceValue", values, |walk, value| {
        let PresenceValue { user_id, presence_sub_list, extensions } = value;
        if !walk.context.is_peer(user_id.as_str()) {
            walk.lose(Reason::NotOfPeer);
            return None;
        }
        walk.lose_extensions(extensions);
        Some(csp::presence::Presence {
            user_id: Some(walk.context.csp_user_id(user_id)),
            presence_sub_list: presence_sub_list.iter().cloned().collect(),
            ..csp::presence::Presence::default()
        })
    });
    values.into_iter().flatten().collect()
}

pub(super) fn ssp_notification<'a>(
    walk: &mut Walk<'_>,
    notification: &csp::presence::PresenceNotificationRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    walk.lose_extensions(&notification.extensions);
    let meta_info = meta_info(walk, route);
    let presence_values = ssp_values(walk, &notification.presence);
    per_domain(addressees(walk, route), |watchers| PresenceNotification {
        meta_info: meta_info.clone(),
        watchers: watchers.into_iter().map(User::from).collect(),
        presence_values: presence_values.clone(),
        ..PresenceNotification::default()
    })
}

pub(super) fn csp_notification<'a>(
    walk: &mut Walk<'_>,
    notification: &PresenceNotification<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let PresenceNotification { meta_info, watchers, presence_values, extensions } = notification;
    let sender = acting(walk, meta_info)?;
    walk.lose_extensions(extensions);
    let addressees = local(walk, watchers)?;
    let presence = csp_values(walk, presence_values);
    if let ([], Some(first)) = (presence.as_slice(), presence_values.first()) {
        // Fail if the news concerns no user of the peer.
        walk.of_peer(first.user_id.as_str())?;
    }
    let request = csp::presence::PresenceNotificationRequest { presence, ..Default::default() };
    Ok(Incoming { addressees, ..Incoming::new(sender, request) })
}

/// Returns the local recipients of a message of the peer.
pub(super) fn local<'a>(
    walk: &mut Walk<'_>,
    users: &[User<'a>],
) -> Result<Vec<csp::common::User<'a>>, RelayError> {
    let served =
        walk.each("User", users, |walk, user| walk.serves(&user.user_id).then(|| csp_user(walk, user)));
    walk.somebody(served.into_iter().flatten().collect())
}

pub(super) fn ssp_get_presence_response<'a>(
    walk: &mut Walk<'_>,
    response: &csp::presence::GetPresenceResponse<'a>,
) -> GetPresenceResponse<'a> {
    let csp::presence::GetPresenceResponse { result, presence, extensions } = response;
    walk.lose_extensions(extensions);
    let status = Some(walk.one("Result", result, ssp_status));
    let presence_values = ssp_values(walk, presence);
    GetPresenceResponse { status, presence_values, ..GetPresenceResponse::default() }
}

/// Converts an answer. A late answer reaches the client as news. An answer without a status counts
/// as success.
pub(super) fn csp_get_presence_response<'a>(
    walk: &mut Walk<'_>,
    response: &GetPresenceResponse<'a>,
    is_late: bool,
) -> csp::Primitive<'a> {
    let GetPresenceResponse { status, presence_values, extensions } = response;
    walk.lose_extensions(extensions);
    let presence = csp_values(walk, presence_values);
    let status = status.clone().unwrap_or_else(|| Status::new(StatusCode::SUCCESS));
    if is_late {
        walk.one("Status", &status, |walk, status| crate::results::implied(walk, status));
        return csp::presence::PresenceNotificationRequest { presence, ..Default::default() }.into();
    }
    let result = walk.one("Status", &status, |walk, status: &Status<'a>| csp_result(walk, status));
    csp::presence::GetPresenceResponse { result, presence, ..Default::default() }.into()
}
