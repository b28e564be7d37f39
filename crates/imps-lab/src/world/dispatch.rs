//! The performer of each primitive.

use super::delivery::Turn;
use super::{Answer, World};
use imps_csp::{Primitive, StatusCode};

/// The layer that performs a primitive of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Performer {
    /// The world performs it.
    World,
    /// The session layer performs it: login, negotiation, keep-alive, polling, segments.
    Session,
    /// Nobody performs it. Its answer is 501.
    Nobody,
}

/// Declares the primitives that the world performs, for the table and for the dispatch.
macro_rules! performed {
    ($($variant:ident = $name:literal => |$world:ident, $turn:ident, $request:ident| $perform:expr,)*) => {
        const PERFORMED: &[&str] = &[$($name,)*];

        impl World {
            /// Performs a request.
            pub(super) fn dispatch(&mut self, turn: &mut Turn, request: Primitive<'_>) -> Answer {
                match request {
                    $(Primitive::$variant($request) => {
                        let ($world, $turn) = (self, turn);
                        $perform
                    })*
                    _ => Err(StatusCode::NOT_IMPLEMENTED),
                }
            }
        }
    };
}

performed! {
    GetSpInfoRequest = "GetSPInfo-Request" => |world, _turn, _request| Ok(world.provider()),
    SystemMessageUser = "SystemMessage-User" => |world, turn, request| world.answer_system_messages(turn, *request),
    SubscribeNotificationRequest = "SubscribeNotification-Request" => |world, turn, request| {
        world.subscribe_events(turn, request.notification_type_list.as_ref(), true)
    },
    UnsubscribeNotificationRequest = "UnsubscribeNotification-Request" => |world, turn, request| {
        world.subscribe_events(turn, request.notification_type_list.as_ref(), false)
    },
    GetPublicProfileRequest = "GetPublicProfile-Request" => |world, _turn, request| world.get_public_profile(&request),
    UpdatePublicProfileRequest = "UpdatePublicProfile-Request" => |world, turn, request| {
        world.update_public_profile(turn, &request)
    },
    SearchRequest = "Search-Request" => |world, turn, request| world.search(turn, &request),
    StopSearchRequest = "StopSearch-Request" => |world, turn, request| world.stop_search(turn, &request),
    InviteRequest = "Invite-Request" => |world, turn, request| world.invite(turn, *request),
    InviteUserResponse = "InviteUser-Response" => |world, turn, request| world.answer_invitation(turn, *request),
    CancelInviteRequest = "CancelInvite-Request" => |world, turn, request| world.cancel_invitation(turn, *request),
    VerifyIdRequest = "VerifyID-Request" => |world, turn, request| world.verify(turn, &request),
    GetListRequest = "GetList-Request" => |world, turn, _request| world.get_list(turn),
    CreateListRequest = "CreateList-Request" => |world, turn, request| world.create_list(turn, *request),
    DeleteListRequest = "DeleteList-Request" => |world, turn, request| world.delete_list(turn, &request),
    ListManageRequest = "ListManage-Request" => |world, turn, request| world.manage_list(turn, *request),
    CreateAttributeListRequest = "CreateAttributeList-Request" => |world, turn, request| {
        world.create_attribute_list(turn, &request)
    },
    DeleteAttributeListRequest = "DeleteAttributeList-Request" => |world, turn, request| {
        world.delete_attribute_list(turn, &request)
    },
    GetAttributeListRequest = "GetAttributeList-Request" => |world, turn, request| {
        world.get_attribute_list(turn, &request)
    },
    SubscribePresenceRequest = "SubscribePresence-Request" => |world, turn, request| world.subscribe(turn, &request),
    UnsubscribePresenceRequest = "UnsubscribePresence-Request" => |world, turn, request| {
        world.unsubscribe(turn, &request)
    },
    GetWatcherListRequest = "GetWatcherList-Request" => |world, turn, request| world.watcher_list(turn, &request),
    GetPresenceRequest = "GetPresence-Request" => |world, turn, request| world.get_presence(turn, &request),
    UpdatePresenceRequest = "UpdatePresence-Request" => |world, turn, request| world.update_presence(turn, *request),
    PresenceAuthUser = "PresenceAuth-User" => |world, turn, request| world.decide(turn, &request),
    CancelAuthRequest = "CancelAuth-Request" => |world, turn, request| world.cancel_decision(turn, &request),
    GetReactiveAuthStatusRequest = "GetReactiveAuthStatus-Request" => |world, turn, request| {
        world.decisions(turn, &request)
    },
    SendMessageRequest = "SendMessage-Request" => |world, turn, request| world.send_message(turn, *request),
    SetDeliveryMethodRequest = "SetDeliveryMethod-Request" => |world, turn, request| {
        world.set_delivery_method(turn, &request)
    },
    GetMessageListRequest = "GetMessageList-Request" => |world, turn, request| world.message_list(turn, &request),
    RejectMessageRequest = "RejectMessage-Request" => |world, turn, request| world.reject(turn, &request),
    GetMessageRequest = "GetMessage-Request" => |world, turn, request| world.get_message(turn, &request),
    MessageDelivered = "MessageDelivered" => |world, turn, request| world.message_delivered(turn, &request),
    ForwardMessageRequest = "ForwardMessage-Request" => |world, turn, request| world.forward(turn, *request),
    GetBlockedListRequest = "GetBlockedList-Request" => |world, turn, _request| world.get_blocked_list(turn),
    BlockEntityRequest = "BlockEntity-Request" => |world, turn, request| world.block_entity(turn, &request),
    CreateGroupRequest = "CreateGroup-Request" => |world, turn, request| world.create_group(turn, *request),
    DeleteGroupRequest = "DeleteGroup-Request" => |world, turn, request| world.delete_group(turn, &request),
    JoinGroupRequest = "JoinGroup-Request" => |world, turn, request| world.join_group(turn, &request),
    LeaveGroupRequest = "LeaveGroup-Request" => |world, turn, request| world.leave_group(turn, &request),
    GetGroupMembersRequest = "GetGroupMembers-Request" => |world, turn, request| world.group_members(turn, &request),
    GetJoinedUsersRequest = "GetJoinedUsers-Request" => |world, turn, request| world.joined_users(turn, &request),
    AddGroupMembersRequest = "AddGroupMembers-Request" => |world, turn, request| {
        world.add_group_members(turn, &request)
    },
    RemoveGroupMembersRequest = "RemoveGroupMembers-Request" => |world, turn, request| {
        world.remove_group_members(turn, &request)
    },
    MemberAccessRequest = "MemberAccess-Request" => |world, turn, request| world.member_access(turn, &request),
    GetGroupPropsRequest = "GetGroupProps-Request" => |world, turn, request| world.group_properties(turn, &request),
    SetGroupPropsRequest = "SetGroupProps-Request" => |world, turn, request| {
        world.set_group_properties(turn, &request)
    },
    RejectListRequest = "RejectList-Request" => |world, turn, request| world.reject_list(turn, &request),
    SubscribeGroupNoticeRequest = "SubscribeGroupNotice-Request" => |world, turn, request| {
        world.subscribe_notice(turn, &request)
    },
}

/// The primitives of the session layer. `Status` answers a request of the server.
const SESSION: &[&str] = &[
    "WV-CSP-NSDiscovery-Request",
    "WV-CSP-VersionDiscovery-Request",
    "Status",
    "Polling-Request",
    "Login-Request",
    "Logout-Request",
    "KeepAlive-Request",
    "Service-Request",
    "ClientCapability-Request",
    "GetSegment-Request",
    "DropSegment-Request",
];

/// Returns who performs a primitive of a client, by its name.
///
/// ```
/// use imps_lab::{Performer, performer};
/// assert_eq!(performer("SendMessage-Request"), Performer::World);
/// assert_eq!(performer("Login-Request"), Performer::Session);
/// assert_eq!(performer("GetMap-Request"), Performer::Nobody);
/// ```
pub fn performer(primitive: &str) -> Performer {
    // Token tables of 1.1 have another name for it.
    let primitive = if primitive == "BlockUser-Request" { "BlockEntity-Request" } else { primitive };
    if PERFORMED.contains(&primitive) {
        Performer::World
    } else if SESSION.contains(&primitive) {
        Performer::Session
    } else {
        Performer::Nobody
    }
}
