//! The way of each primitive: it travels, another one replaces it, or the bridge answers it.

use crate::Context;
use crate::fit::fit;
use crate::losses::{Reason, Walk};
use crate::shapes;
use alloc::boxed::Box;
use imps_core::{Version, tag};
use imps_csp::access::Disconnect;
use imps_csp::common::{NotificationRequest, UserIdList};
use imps_csp::presence::{
    CancelAuthRequest, CreateAttributeListRequest, DeleteAttributeListRequest, Presence, PresenceAuthRequest,
    PresenceAuthUser,
};
use imps_csp::service::Service;
use imps_csp::service::{ServiceRequest, ServiceResponse};
use imps_csp::{NotificationType, Primitive, Status, StatusCode, TransactionMode, UserId};
use imps_presence::{PresenceAttribute, PresenceSubList};

/// The way of a primitive.
pub(crate) enum Fate<'a> {
    /// It travels.
    Travels(Primitive<'a>),
    /// Another primitive travels instead, in its own mode.
    Replaced(Primitive<'a>, TransactionMode<'a>),
    /// Nothing travels. The answer goes to the sender.
    Answered(Primitive<'a>),
}

/// Decides about a primitive, and brings it into the shape of the version.
pub(crate) fn fate<'a>(walk: &mut Walk<'a>, primitive: Primitive<'a>, is_request: bool) -> Fate<'a> {
    let fate = replacement(walk, primitive, is_request);
    let (mut primitive, mode) = match fate {
        Fate::Travels(primitive) => (primitive, None),
        Fate::Replaced(primitive, mode) => (primitive, Some(mode)),
        answered @ Fate::Answered(_) => return answered,
    };
    if let Some(refusal) = shape(walk, &mut primitive) {
        return Fate::Answered(refusal);
    }
    match mode {
        None => Fate::Travels(primitive),
        Some(mode) => Fate::Replaced(primitive, mode),
    }
}

/// Replaces primitives that the version says with another one, and refuses primitives that it
/// lacks.
fn replacement<'a>(walk: &mut Walk<'a>, primitive: Primitive<'a>, is_request: bool) -> Fate<'a> {
    let to = walk.to;
    match primitive {
        Primitive::Disconnect(end) if !is_request && to >= Version::V1_2 => {
            let Disconnect { result, extensions } = *end;
            let status = Status { result, client_id: None, extensions };
            replaced(walk, status.into(), TransactionMode::Response)
        }
        Primitive::CreateListResponse(_) | Primitive::ForwardMessageResponse(_) if to < Version::V1_3 => {
            replaced(walk, Status::new(StatusCode::SUCCESS).into(), TransactionMode::Response)
        }
        Primitive::PresenceAuthRequest(request) if to >= Version::V1_3 => {
            replaced(walk, notification(*request).into(), TransactionMode::Request)
        }
        Primitive::NotificationRequest(notice) if to < Version::V1_3 && asks_for_decision(&notice) => {
            match question(walk, *notice) {
                Some(request) => replaced(walk, request.into(), TransactionMode::Request),
                None => Fate::Answered(Status::new(StatusCode::NOT_IMPLEMENTED).into()),
            }
        }
        Primitive::PresenceAuthUser(decision) if to >= Version::V1_3 => {
            let list = decision_list(walk, *decision);
            replaced(walk, list.into(), TransactionMode::Request)
        }
        Primitive::CancelAuthRequest(request) if to >= Version::V1_3 => {
            let CancelAuthRequest { user_id, extensions } = *request;
            walk.lose_extensions(&extensions);
            replaced(walk, without_list(user_id).into(), TransactionMode::Request)
        }
        other => counterpart(walk, other, is_request),
    }
}

/// Refuses a primitive that the version lacks, as the peer itself would.
fn counterpart<'a>(walk: &mut Walk<'a>, primitive: Primitive<'a>, is_request: bool) -> Fate<'a> {
    let Some(row) = primitive.row().filter(|row| !row.versions.contains(walk.to)) else {
        return Fate::Travels(primitive);
    };
    if is_request {
        let is_agreed_on =
            row.versions.iter().any(|version| Service::that_allow(row.tag, version).next().is_some());
        let code = if is_agreed_on { StatusCode::SERVICE_NOT_AGREED } else { StatusCode::NOT_IMPLEMENTED };
        walk.trail.lose(Reason::NotInVersion);
        return Fate::Answered(Status::new(code).into());
    }
    // The peer that waits for this answer gets one.
    let outcome = primitive.outcome().filter(|outcome| !outcome.is_success() && outcome.code.is_some());
    let status = match outcome {
        Some(outcome) => Status { result: outcome.clone(), ..Status::default() },
        None => Status::new(StatusCode::NOT_IMPLEMENTED),
    };
    replaced(walk, status.into(), TransactionMode::Response)
}

fn replaced<'a>(walk: &mut Walk<'a>, primitive: Primitive<'a>, mode: TransactionMode<'a>) -> Fate<'a> {
    walk.trail.lose(Reason::ReplacedBy(primitive.tag()));
    Fate::Replaced(primitive, mode)
}

fn asks_for_decision(notice: &NotificationRequest<'_>) -> bool {
    matches!(
        notice.notification_type,
        Some(
            NotificationType::AuthorizationNeededUser
                | NotificationType::AuthorizationNeededContactList
                | NotificationType::AuthorizationNeededDefault
        )
    )
}

/// 1.3 asks for a decision with a notification.
fn notification(request: PresenceAuthRequest<'_>) -> NotificationRequest<'_> {
    let PresenceAuthRequest { user_id, presence_sub_list, extensions } = request;
    NotificationRequest {
        notification_type: Some(NotificationType::AuthorizationNeededUser),
        presence_sub_list: Some(presence_sub_list.unwrap_or_default()),
        user_id_list: Some(UserIdList::from_iter([user_id])),
        extensions,
        ..NotificationRequest::default()
    }
}

/// Older versions ask for a decision about one user.
fn question<'a>(walk: &mut Walk<'a>, notice: NotificationRequest<'a>) -> Option<PresenceAuthRequest<'a>> {
    let NotificationRequest {
        notification_type: _,
        mut block_list_in_use,
        mut grant_list_in_use,
        mut group_id,
        mut invite_id,
        mut online_etem_handling,
        presence_sub_list,
        user_id_list,
        mut contact_list_id_list,
        mut default_list,
        mut session_priority,
        mut user_list,
        mut user_id_pair,
        extensions,
    } = notice;
    let UserIdList { user_ids, extensions: of_list } = user_id_list.unwrap_or_default();
    let mut users = user_ids.into_iter();
    let Some(user_id) = users.next() else {
        walk.lose(Reason::NotInVersion);
        return None;
    };
    walk.clear("BlockListInUse", &mut block_list_in_use);
    walk.clear("GrantListInUse", &mut grant_list_in_use);
    walk.clear("GroupID", &mut group_id);
    walk.clear("InviteID", &mut invite_id);
    walk.clear("OnlineETEMHandling", &mut online_etem_handling);
    walk.clear("ContactListIDList", &mut contact_list_id_list);
    walk.clear("DefaultList", &mut default_list);
    walk.clear("SessionPriority", &mut session_priority);
    walk.clear("UserList", &mut user_list);
    walk.clear("UserIDPair", &mut user_id_pair);
    walk.inside("UserIDList", |walk| {
        for (index, _) in (1_usize..).zip(users) {
            walk.lose_child(format_args!("UserID[{index}]"), Reason::Merged);
        }
        walk.lose_extensions(&of_list);
    });
    Some(PresenceAuthRequest { user_id, presence_sub_list, extensions })
}

/// 1.3 decides with an attribute list. An empty list authorises nothing, whatever the default
/// attributes are.
fn decision_list<'a>(walk: &mut Walk<'_>, decision: PresenceAuthUser<'a>) -> CreateAttributeListRequest<'a> {
    let PresenceAuthUser { user_id, acceptance, presence_sub_list, extensions } = decision;
    walk.lose_extensions(&extensions);
    let list = if acceptance {
        // A decision without attributes is about all of them.
        let all = PresenceAttribute::ALL.iter().copied();
        presence_sub_list.unwrap_or_else(|| Box::new(PresenceSubList::names(all)))
    } else {
        walk.lose_child("Acceptance", Reason::Approximated);
        if presence_sub_list.is_some() {
            walk.lose_child("PresenceSubList", Reason::NotInVersion);
        }
        Box::default()
    };
    CreateAttributeListRequest {
        presence_sub_list: Some(list),
        user_id_list: Some(UserIdList::from_iter([user_id])),
        default_list: Some(false),
        ..CreateAttributeListRequest::default()
    }
}

fn without_list(user_id: UserId<'_>) -> DeleteAttributeListRequest<'_> {
    DeleteAttributeListRequest {
        user_id_list: Some(UserIdList::from_iter([user_id])),
        default_list: Some(false),
        ..DeleteAttributeListRequest::default()
    }
}

/// Brings a primitive into the shape of the version. Returns the answer to a request of which
/// nothing remains.
fn shape<'a>(walk: &mut Walk<'a>, primitive: &mut Primitive<'a>) -> Option<Primitive<'a>> {
    shapes::status_codes(walk, primitive);
    match primitive {
        Primitive::LoginRequest(it) => shapes::login(walk, it),
        Primitive::ServiceRequest(it) => {
            if let Some(answer) = unknown_services(walk, it) {
                return Some(answer);
            }
            shapes::service_request(walk, it);
        }
        Primitive::ServiceResponse(it) => shapes::service_response(walk, it),
        Primitive::ClientCapabilityRequest(it) => shapes::capability_request(walk, it),
        Primitive::ClientCapabilityResponse(it) => shapes::capability_response(walk, it),
        Primitive::SearchRequest(it) => {
            if !shapes::search_request(walk, it) {
                walk.trail.lose(Reason::NotInVersion);
                return Some(Status::new(StatusCode::SERVICE_NOT_AGREED).into());
            }
        }
        Primitive::SearchResponse(it) => shapes::search_response(walk, it),
        Primitive::InviteRequest(it) => {
            if !shapes::invitation(walk, &mut it.invite_type) {
                return Some(no_such_invitation(walk));
            }
        }
        Primitive::InviteUserRequest(it) => {
            if !shapes::invitation(walk, &mut it.invite_type) {
                return Some(no_such_invitation(walk));
            }
        }
        Primitive::InviteUserResponse(it) => shapes::invite_user_response(walk, it),
        Primitive::InviteResponse(it) => shapes::invite_response(walk, it),
        Primitive::CancelInviteRequest(it) => shapes::cancel_invite(walk, it),
        Primitive::GetListResponse(it) => shapes::contact_lists(walk, it),
        Primitive::ListManageRequest(it) => shapes::list_change(walk, it),
        Primitive::SubscribePresenceRequest(it) => shapes::subscribe(walk, it),
        Primitive::UnsubscribePresenceRequest(it) => shapes::unsubscribe(walk, it),
        Primitive::GetPresenceRequest(it) => shapes::get_presence(walk, it),
        Primitive::CreateAttributeListRequest(it) => shapes::create_attribute_list(walk, it),
        Primitive::DeleteAttributeListRequest(it) => shapes::delete_attribute_list(walk, it),
        Primitive::GetAttributeListRequest(it) => shapes::get_attribute_list(walk, it),
        Primitive::GetAttributeListResponse(it) => {
            if let Some(list) = &mut it.default_attribute_list {
                walk.inside("DefaultAttributeList", |walk| shapes::default_attributes(walk, list));
            }
        }
        Primitive::GetWatcherListResponse(it) => shapes::watcher_list(walk, it),
        Primitive::PresenceNotificationRequest(it) => values(walk, &mut it.presence),
        Primitive::GetPresenceResponse(it) => values(walk, &mut it.presence),
        Primitive::UpdatePresenceRequest(it) => {
            walk.inside("PresenceSubList", |walk| shapes::best_values(walk, &mut it.presence_sub_list));
        }
        Primitive::GetBlockedListResponse(it) => shapes::blocked_list(walk, it),
        Primitive::BlockEntityRequest(it) => shapes::block_entity(walk, it),
        _ => shape_messaging_or_group(walk, primitive),
    }
    None
}

fn shape_messaging_or_group<'a>(walk: &mut Walk<'a>, primitive: &mut Primitive<'a>) {
    match primitive {
        Primitive::SendMessageRequest(it) => {
            walk.inside("MessageInfo", |walk| shapes::message_info(walk, &mut it.message_info));
        }
        Primitive::MessageNotification(it) => {
            walk.inside("MessageInfo", |walk| shapes::message_info(walk, &mut it.message_info));
        }
        Primitive::GetMessageResponse(it) => {
            walk.inside("MessageInfo", |walk| shapes::message_info(walk, &mut it.message_info));
        }
        Primitive::NewMessage(it) => {
            walk.inside("MessageInfo", |walk| shapes::message_info(walk, &mut it.message_info));
        }
        Primitive::DeliveryReportRequest(it) => {
            walk.inside("MessageInfo", |walk| shapes::message_info(walk, &mut it.message_info));
        }
        Primitive::GetMessageListResponse(it) => shapes::message_list(walk, it),
        Primitive::SetDeliveryMethodRequest(it) => shapes::delivery_method(walk, it),
        Primitive::JoinGroupResponse(it) => shapes::join_response(walk, it),
        Primitive::GroupChangeNotice(it) => shapes::change_notice(walk, it),
        Primitive::GetGroupMembersResponse(it) => shapes::group_members(walk, it),
        Primitive::MemberAccessRequest(it) => shapes::member_access(walk, it),
        Primitive::AddGroupMembersRequest(it) => shapes::add_members(walk, it),
        Primitive::RemoveGroupMembersRequest(it) => shapes::remove_members(walk, it),
        Primitive::CreateGroupRequest(it) => {
            if let Some(properties) = &mut it.group_properties {
                shapes::group_properties(walk, properties);
            }
        }
        Primitive::SetGroupPropsRequest(it) => {
            if let Some(properties) = &mut it.group_properties {
                shapes::group_properties(walk, properties);
            }
        }
        Primitive::GetGroupPropsResponse(it) => shapes::group_properties(walk, &mut it.group_properties),
        // The declarations say all about the others.
        _ => {}
    }
}

fn values(walk: &mut Walk<'_>, presence: &mut [Presence<'_>]) {
    for (index, presence) in presence.iter_mut().enumerate() {
        for (place, list) in presence.presence_sub_list.iter_mut().enumerate() {
            // Most users have one client, and the name of the place takes time.
            if list.online_status.len() > 1 {
                walk.inside(format_args!("Presence[{index}]/PresenceSubList[{place}]"), |walk| {
                    shapes::best_values(walk, list);
                });
            }
        }
    }
}

fn no_such_invitation<'a>(walk: &mut Walk<'_>) -> Primitive<'a> {
    walk.trail.lose(Reason::NotInVersion);
    Status::new(StatusCode::NOT_IMPLEMENTED).into()
}

/// A request for services that the version lacks all of: none is agreed.
fn unknown_services<'a>(walk: &mut Walk<'a>, request: &ServiceRequest<'a>) -> Option<Primitive<'a>> {
    let functions = request.functions.clone()?;
    let mut remaining = functions.clone();
    let mut quiet = Walk { trail: walk.trail.clone(), to: walk.to, context: Context::default() };
    if fit(&mut quiet, tag::Functions, &mut remaining) {
        return None;
    }
    walk.trail.lose(Reason::NotInVersion);
    let client_id = request.client_id.clone();
    Some(ServiceResponse { client_id, functions: Some(functions), ..ServiceResponse::default() }.into())
}
