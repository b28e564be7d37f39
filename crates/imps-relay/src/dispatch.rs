//! Dispatches each primitive to the function that relays it.

use crate::losses::Walk;
use crate::results::{beside_status, csp_result, implied, ssp_status, with_refused};
use crate::{Context, Incoming, Outgoing, Reason, RelayError, Relayed, Route, Waiting};
use crate::{group_users, groups, invitations, members, messaging, notices, presence};
use alloc::vec::Vec;
use imps_core::CSP;
use imps_csp as csp;
use imps_ssp::{Primitive, tag::SSP};

/// Converts a request of a client, or news of the server for users of other domains, to requests
/// for the servers of those domains.
///
/// One request becomes one per domain of the named parties. An invitation becomes one per invited
/// user. Parties of this server are omitted and reported as losses [`OwnDomain`](Reason::OwnDomain).
///
/// # Errors
/// [`NotRelayed`](RelayError::NotRelayed) for primitives that belong to the home server,
/// [`NoOtherDomain`](RelayError::NoOtherDomain) for primitives that name nobody of another domain,
/// [`NoSender`](RelayError::NoSender) for an invitation without a sender.
/// [`Missing`](RelayError::Missing) or [`BadValue`](RelayError::BadValue) for an element that the
/// peer needs.
#[doc(alias("gateway", "interworking", "routing"))]
pub fn to_ssp<'a>(
    request: &csp::Primitive<'a>,
    route: &Route<'a>,
    context: &Context<'_>,
) -> Result<Relayed<Vec<Outgoing<'a>>>, RelayError> {
    use csp::Primitive as Csp;
    let walk = &mut Walk::new(context, &CSP, request.name());
    let requests = match request {
        Csp::InviteRequest(it) => invitations::ssp_invite(walk, it, route),
        Csp::InviteUserResponse(it) => invitations::ssp_user_response(walk, it, route),
        Csp::InviteResponse(it) => invitations::ssp_response(walk, it, route),
        Csp::CancelInviteRequest(it) => invitations::ssp_cancel(walk, it, route),
        Csp::SubscribePresenceRequest(it) => presence::ssp_subscribe(walk, it, route),
        Csp::UnsubscribePresenceRequest(it) => presence::ssp_unsubscribe(walk, it, route),
        Csp::PresenceNotificationRequest(it) => presence::ssp_notification(walk, it, route),
        Csp::GetPresenceRequest(it) => presence::ssp_get_presence(walk, it, route),
        Csp::SendMessageRequest(it) => messaging::ssp_send_message(walk, it, route),
        Csp::DeliveryReportRequest(it) => messaging::ssp_delivery_report(walk, it, route),
        Csp::DeleteGroupRequest(it) => groups::ssp_delete(walk, it, route),
        Csp::JoinGroupRequest(it) => groups::ssp_join(walk, it, route),
        Csp::LeaveGroupRequest(it) => groups::ssp_leave(walk, it, route),
        Csp::LeaveGroupResponse(it) => groups::ssp_thrown_out(walk, it, route),
        Csp::GetGroupMembersRequest(it) => groups::ssp_get_members(walk, it, route),
        Csp::GetJoinedUsersRequest(it) => groups::ssp_get_joined(walk, it, route),
        Csp::GetGroupPropsRequest(it) => groups::ssp_get_props(walk, it, route),
        Csp::SetGroupPropsRequest(it) => groups::ssp_set_props(walk, it, route),
        Csp::AddGroupMembersRequest(it) => members::ssp_add_members(walk, it, route),
        Csp::RemoveGroupMembersRequest(it) => members::ssp_remove_members(walk, it, route),
        Csp::MemberAccessRequest(it) => members::ssp_access(walk, it, route),
        Csp::RejectListRequest(it) => members::ssp_reject(walk, it, route),
        Csp::SubscribeGroupNoticeRequest(it) => notices::ssp_subscription(walk, it, route),
        Csp::GroupChangeNotice(it) => notices::ssp_notice(walk, it, route),
        other => Err(RelayError::NotRelayed { primitive: other.name().into() }),
    }?;
    Ok(walk.finish(requests))
}

/// Converts a request of the peer, as if a client of this server had made it.
///
/// # Errors
/// [`ForeignSender`](RelayError::ForeignSender) for statements of the peer about other domains than
/// its own, [`NoPeer`](RelayError::NoPeer) if the context has no peer.
/// [`Refused`](RelayError::Refused) for requests without any party of this server.
/// [`NotUnderstood`](RelayError::NotUnderstood) or [`NoHandler`](RelayError::NoHandler) for
/// primitives that no server handles. [`Missing`](RelayError::Missing) or
/// [`BadValue`](RelayError::BadValue) for an element.
pub fn request_to_csp<'a>(
    request: &Primitive<'a>,
    context: &Context<'_>,
) -> Result<Relayed<Incoming<'a>>, RelayError> {
    context.check_peer()?;
    let walk = &mut Walk::new(context, &SSP, request.name());
    let mut incoming = match request {
        Primitive::InviteRequest(it) => invitations::csp_invite(walk, it),
        Primitive::InviteResponse(it) => invitations::csp_response(walk, it),
        Primitive::CancelInviteRequest(it) => invitations::csp_cancel(walk, it),
        Primitive::SubscribeRequest(it) => presence::csp_subscribe(walk, it),
        Primitive::UnsubscribeRequest(it) => presence::csp_unsubscribe(walk, it),
        Primitive::PresenceNotification(it) => presence::csp_notification(walk, it),
        Primitive::GetPresenceRequest(it) => presence::csp_get_presence(walk, it),
        Primitive::SendMessageRequest(it) => messaging::csp_send_message(walk, it),
        Primitive::DeliveryStatusReport(it) => messaging::csp_delivery_report(walk, it),
        Primitive::DeleteGroupRequest(it) => groups::csp_delete(walk, it),
        Primitive::JoinGroupRequest(it) => groups::csp_join(walk, it),
        Primitive::LeaveGroupRequest(it) => groups::csp_leave(walk, it),
        Primitive::LeaveGroupIndication(it) => groups::csp_thrown_out(walk, it),
        Primitive::GetGroupMemberRequest(it) => groups::csp_get_members(walk, it),
        Primitive::GetJoinedUsersRequest(it) => groups::csp_get_joined(walk, it),
        Primitive::GetGroupPropsRequest(it) => groups::csp_get_props(walk, it),
        Primitive::SetGroupPropsRequest(it) => groups::csp_set_props(walk, it),
        Primitive::AddGroupMemberRequest(it) => members::csp_add_members(walk, it),
        Primitive::RemoveGroupMemberRequest(it) => members::csp_remove_members(walk, it),
        Primitive::MemberAccessRequest(it) => members::csp_access(walk, it),
        Primitive::RejectListRequest(it) => members::csp_reject(walk, it),
        Primitive::SubscribeGroupChangeRequest(it) => notices::csp_set_subscription(walk, it),
        Primitive::UnsubscribeGroupChangeRequest(it) => notices::csp_unset_subscription(walk, it),
        Primitive::GetGroupSubStatusRequest(it) => notices::csp_get_subscription(walk, it),
        Primitive::GroupChangeNotice(it) => notices::csp_notice(walk, it),
        Primitive::Other(_) => Err(RelayError::NotUnderstood { primitive: request.name().into() }),
        known => Err(RelayError::NoHandler { primitive: known.name().into() }),
    }?;
    incoming.refused.append(&mut walk.refused);
    Ok(walk.finish(incoming))
}

/// Converts the answer of this server to a request of the peer, as if it answered a client. Adds
/// the refused parties.
///
/// # Errors
/// [`Mismatch`](RelayError::Mismatch) for primitives that do not answer that request.
/// [`Missing`](RelayError::Missing) or [`BadValue`](RelayError::BadValue) for an element that the
/// peer needs.
pub fn answer<'a>(
    incoming: &Incoming<'a>,
    response: &csp::Primitive<'a>,
    context: &Context<'_>,
) -> Result<Relayed<Primitive<'a>>, RelayError> {
    use csp::Primitive as Csp;
    let walk = &mut Walk::new(context, &CSP, response.name());
    walk.group = group_of(&incoming.primitive).map(|group| walk.context.csp_group_id(group));
    let mut message: Primitive<'a> = match (response, &incoming.primitive) {
        (Csp::Status(status), _) => {
            walk.lost("ClientID", &status.client_id, Reason::NoPlace);
            walk.lose_extensions(&status.extensions);
            walk.one("Result", &status.result, ssp_status).into()
        }
        (Csp::SendMessageResponse(it), Csp::SendMessageRequest(request)) => {
            messaging::ssp_send_message_response(walk, it, request).into()
        }
        (Csp::GetPresenceResponse(it), Csp::GetPresenceRequest(_)) => {
            presence::ssp_get_presence_response(walk, it).into()
        }
        (Csp::JoinGroupResponse(it), Csp::JoinGroupRequest(_)) => groups::ssp_join_response(walk, it)?.into(),
        (Csp::LeaveGroupResponse(it), Csp::LeaveGroupRequest(_)) => groups::ssp_left(walk, it).into(),
        (Csp::GetGroupMembersResponse(it), Csp::GetGroupMembersRequest(_)) => {
            members::ssp_members(walk, it).into()
        }
        (Csp::GetJoinedUsersResponse(it), Csp::GetJoinedUsersRequest(_)) => {
            group_users::ssp_joined_users(walk, it).into()
        }
        (Csp::GetGroupPropsResponse(it), Csp::GetGroupPropsRequest(_)) => {
            groups::ssp_props_response(walk, it)?.into()
        }
        (Csp::RejectListResponse(it), Csp::RejectListRequest(_)) => {
            members::ssp_reject_response(walk, it).into()
        }
        (Csp::SubscribeGroupNoticeResponse(it), Csp::SubscribeGroupNoticeRequest(_)) => {
            notices::ssp_subscribed(walk, it).into()
        }
        (other, request) => return Err(mismatch(other.name(), request)),
    };
    let status = match &mut message {
        Primitive::Status(status) => Some(&mut **status),
        Primitive::SendMessageResponse(response) => Some(&mut response.status),
        Primitive::GetPresenceResponse(response) => response.status.as_mut(),
        _ => None,
    };
    if let Some(status) = status {
        *status = with_refused(core::mem::take(status), &incoming.refused);
    }
    Ok(walk.finish(message))
}

/// Converts the answer of the peer for the waiting client. Returns `None` if it is a success that
/// the client already knows.
///
/// # Errors
/// [`Mismatch`](RelayError::Mismatch) for primitives that do not answer the request.
/// [`NoPeer`](RelayError::NoPeer) if the context has no peer.
pub fn answer_to_csp<'a>(
    response: &Primitive<'a>,
    waiting: &Waiting,
    context: &Context<'_>,
) -> Result<Relayed<Option<csp::Primitive<'a>>>, RelayError> {
    use csp::Primitive as Csp;
    context.check_peer()?;
    let walk = &mut Walk::new(&context.with_version(waiting.version), &SSP, response.name());
    walk.group = group_of(&waiting.request).map(|group| walk.context.csp_group_id(group));
    if let Some(status) = failure(response) {
        if waiting.told && status.code == csp::StatusCode::SUCCESS {
            implied(walk, status);
            return Ok(walk.finish(None));
        }
        // A failure of any request is a status.
        let result = if matches!(response, Primitive::Status(_)) {
            csp_result(walk, status)
        } else {
            beside_status(walk, response);
            walk.one("Status", status, csp_result)
        };
        let client_id = waiting.client_id.clone();
        return Ok(walk.finish(Some(csp::Status { result, client_id, ..csp::Status::default() }.into())));
    }
    let answer: csp::Primitive<'a> = match (response, &waiting.request) {
        (Primitive::SendMessageResponse(it), Csp::SendMessageRequest(request)) => {
            let is_known = request.message_info.message_id.as_ref() == Some(&it.message_id);
            if waiting.told && it.status.code == csp::StatusCode::SUCCESS {
                walk.inside("Status", |walk| implied(walk, &it.status));
                walk.lose_extensions(&it.extensions);
                if !is_known {
                    walk.inside("@messageID", |walk| walk.lose(Reason::NoPlace));
                }
                return Ok(walk.finish(None));
            }
            messaging::csp_send_message_response(walk, it, request).into()
        }
        (Primitive::GetPresenceResponse(it), Csp::GetPresenceRequest(_)) => {
            presence::csp_get_presence_response(walk, it, waiting.told)
        }
        (Primitive::JoinGroupResponse(it), Csp::JoinGroupRequest(_)) => {
            groups::csp_join_response(walk, it)?.into()
        }
        (Primitive::LeaveGroupIndication(it), Csp::LeaveGroupRequest(_))
            if walk.is_asked(Some(&it.group_id)) =>
        {
            groups::csp_left(walk, it).into()
        }
        (Primitive::GetGroupMemberResponse(it), Csp::GetGroupMembersRequest(_)) => {
            members::csp_members(walk, it).into()
        }
        (Primitive::GetJoinedUsersResponse(it), Csp::GetJoinedUsersRequest(_)) => {
            group_users::csp_joined_users(walk, it).into()
        }
        (Primitive::GetGroupPropsResponse(it), Csp::GetGroupPropsRequest(_)) => {
            groups::csp_props_response(walk, it)?.into()
        }
        (Primitive::RejectListResponse(it), Csp::RejectListRequest(_)) => {
            members::csp_reject_response(walk, it).into()
        }
        (Primitive::GetGroupSubStatusResponse(it), Csp::SubscribeGroupNoticeRequest(_))
            if walk.is_asked(it.group_id.as_ref()) =>
        {
            notices::csp_subscribed(walk, it).into()
        }
        (other, request) => return Err(mismatch(other.name(), request)),
    };
    Ok(walk.finish(Some(answer)))
}

/// Returns the status that answers alone: a bare status, or the status of a failed answer if its
/// form for clients has no place for a status.
fn failure<'r, 'a>(response: &'r Primitive<'a>) -> Option<&'r imps_ssp::Status<'a>> {
    let status = match response {
        Primitive::Status(status) => return Some(status),
        Primitive::GetPresenceResponse(it) => it.status.as_ref()?,
        Primitive::JoinGroupResponse(it) => &it.status,
        Primitive::GetGroupMemberResponse(it) => &it.status,
        Primitive::GetJoinedUsersResponse(it) => &it.status,
        Primitive::GetGroupPropsResponse(it) => &it.status,
        Primitive::RejectListResponse(it) => &it.status,
        Primitive::GetGroupSubStatusResponse(it) => &it.status,
        _ => return None,
    };
    (!status.is_success()).then_some(status)
}

/// Returns the group of a request.
fn group_of<'r, 'a>(request: &'r csp::Primitive<'a>) -> Option<&'r csp::GroupId<'a>> {
    use csp::Primitive as Csp;
    Some(match request {
        Csp::JoinGroupRequest(it) => &it.group_id,
        Csp::LeaveGroupRequest(it) => &it.group_id,
        Csp::GetJoinedUsersRequest(it) => &it.group_id,
        Csp::SubscribeGroupNoticeRequest(it) => &it.group_id,
        _ => return None,
    })
}

fn mismatch(answer: &str, request: &csp::Primitive<'_>) -> RelayError {
    RelayError::Mismatch { answer: answer.into(), request: request.name().into() }
}
