//! The primitives, which are the content of transactions.

use crate::common::{CancelInviteRequest, InviteRequest, InviteResponse, Status};
use crate::group::{
    AddGroupMemberRequest, DeleteGroupRequest, GetGroupMemberRequest, GetGroupMemberResponse,
    GetGroupPropsRequest, GetGroupPropsResponse, GetGroupSubStatusRequest, GetGroupSubStatusResponse,
    GetJoinedUsersRequest, GetJoinedUsersResponse, GroupChangeNotice, JoinGroupRequest, JoinGroupResponse,
    LeaveGroupIndication, LeaveGroupRequest, MemberAccessRequest, RejectListRequest, RejectListResponse,
    RemoveGroupMemberRequest, SetGroupPropsRequest, SubscribeGroupChangeRequest,
    UnsubscribeGroupChangeRequest,
};
use crate::messaging::{DeliveryStatusReport, SendMessageRequest, SendMessageResponse};
use crate::presence::{
    GetPresenceRequest, GetPresenceResponse, PresenceNotification, SubscribeRequest, UnsubscribeRequest,
};
use crate::tag;
use crate::unconfirmed::{self, Unconfirmed};
use imps_core::{Error, ErrorKind, Tag};

imps_core::primitives! {
    use crate::tag;

    /// The content of a transaction. It is two words wide: every message is in a box.
    ///
    /// Elements without a type of their own are [`Other`](Self::Other), which loses nothing. A
    /// server answers them with status 405. With
    /// [`UnknownContent::Refuse`](imps_core::UnknownContent::Refuse) they are an error instead.
    pub enum Primitive<'a>;
    boxed {
        /// The result of a request: a code, a text, details per party, a time for another attempt.
        /// It is also part of other answers.
        Status = Status,
        /// Invites a user, or the members of a group, to a group, an application, presence or
        /// content.
        InviteRequest = InviteRequest,
        /// Accepts or declines an invitation.
        InviteResponse = InviteResponse,
        /// Withdraws an earlier invitation.
        CancelInviteRequest = CancelInviteRequest,
        /// Subscribes the requesting user to the presence of users, optionally only to named
        /// attributes.
        SubscribeRequest = SubscribeRequest,
        /// Ends presence subscriptions.
        UnsubscribeRequest = UnsubscribeRequest,
        /// Delivers presence values of one or more users to listed watchers.
        PresenceNotification = PresenceNotification,
        /// Asks for presence once.
        GetPresenceRequest = GetPresenceRequest,
        /// The result and the presence values.
        GetPresenceResponse = GetPresenceResponse,
        /// Delivers an instant message with its content to users or groups of the peer domain.
        SendMessageRequest = SendMessageRequest,
        /// Reports whether a message was accepted, with its id.
        SendMessageResponse = SendMessageResponse,
        /// Reports the fate of a message to its original sender.
        DeliveryStatusReport = DeliveryStatusReport,
        /// Deletes a group.
        DeleteGroupRequest = DeleteGroupRequest,
        /// Joins a user to a group.
        JoinGroupRequest = JoinGroupRequest,
        /// The result, optionally with the names of the users in the group and a welcome note.
        JoinGroupResponse = JoinGroupResponse,
        /// Leaves a group.
        LeaveGroupRequest = LeaveGroupRequest,
        /// Reports that the user has left the group or was removed from it, with the result and the
        /// reason.
        LeaveGroupIndication = LeaveGroupIndication,
        /// Asks for the members of a group.
        GetGroupMemberRequest = GetGroupMemberRequest,
        /// The members of a group, by their rights.
        GetGroupMemberResponse = GetGroupMemberResponse,
        /// Asks for the users who are in a group now.
        GetJoinedUsersRequest = GetJoinedUsersRequest,
        /// The users in a group, by their rights, with their names in the group.
        GetJoinedUsersResponse = GetJoinedUsersResponse,
        /// Adds members to a group.
        AddGroupMemberRequest = AddGroupMemberRequest,
        /// Removes members from a group.
        RemoveGroupMemberRequest = RemoveGroupMemberRequest,
        /// Changes the rights of members of a group.
        MemberAccessRequest = MemberAccessRequest,
        /// Asks for the properties of a group, and of the user in it.
        GetGroupPropsRequest = GetGroupPropsRequest,
        /// The properties.
        GetGroupPropsResponse = GetGroupPropsResponse,
        /// Changes the properties of a group, and of the user in it.
        SetGroupPropsRequest = SetGroupPropsRequest,
        /// Asks for the list of rejected users of a group, or changes it.
        RejectListRequest = RejectListRequest,
        /// The list of rejected users.
        RejectListResponse = RejectListResponse,
        /// Subscribes to notices of changes in a group.
        SubscribeGroupChangeRequest = SubscribeGroupChangeRequest,
        /// Ends the subscription to notices of changes in a group.
        UnsubscribeGroupChangeRequest = UnsubscribeGroupChangeRequest,
        /// Asks whether the user is subscribed to notices of changes.
        GetGroupSubStatusRequest = GetGroupSubStatusRequest,
        /// Whether the user is subscribed to notices of changes.
        GetGroupSubStatusResponse = GetGroupSubStatusResponse,
        /// Reports changes in a group to listed users: users who join or leave, blocks, properties.
        GroupChangeNotice = GroupChangeNotice,
    }
    /// A primitive from memory only.
    within Unconfirmed in unconfirmed {
        LogoutRequest = LogoutRequest,
        LogoutResponse = LogoutResponse,
        Disconnect = Disconnect,
        KeepAliveRequest = KeepAliveRequest,
        KeepAliveResponse = KeepAliveResponse,
        GetServiceRequest = GetServiceRequest,
        GetServiceResponse = GetServiceResponse,
        ServiceRequest = ServiceRequest,
        ServiceResponse = ServiceResponse,
        SearchRequest = SearchRequest,
        SearchResponse = SearchResponse,
        StopSearchRequest = StopSearchRequest,
        VerifyIdRequest = VerifyIDRequest,
        GetListRequest = GetListRequest,
        CreateListRequest = CreateListRequest,
        DeleteListRequest = DeleteListRequest,
        ListManageRequest = ListManageRequest,
        AuthorizationRequest = AuthorizationRequest,
        AuthorizationResponse = AuthorizationResponse,
        UpdatePresenceRequest = UpdatePresenceRequest,
        GetWatcherListRequest = GetWatcherListRequest,
        GetAttributeListRequest = GetAttributeListRequest,
        NewMessage = NewMessage,
        MessageNotification = MessageNotification,
        MessageDelivered = MessageDelivered,
        GetMessageRequest = GetMessageRequest,
        ForwardMessageRequest = ForwardMessageRequest,
        CreateGroupRequest = CreateGroupRequest,
    }
    other refused;
}

/// A status that is not a success.
impl Default for Primitive<'_> {
    fn default() -> Self {
        Status::default().into()
    }
}

/// Returns the error for a missing primitive or for another primitive than the expected one. A
/// status carries its own reason.
#[cold]
pub(crate) fn unexpected(found: Option<&Primitive<'_>>, expected: Tag) -> Error {
    let expected = tag::SSP.name(expected).unwrap_or("(foreign)");
    Error::new(match found {
        Some(Primitive::Status(status)) => {
            let Status { code, description, .. } = &**status;
            // An empty description says less than the code.
            let said = description.as_deref().filter(|text| !text.trim().is_empty());
            let description = said.or(code.meaning()).unwrap_or_default().into();
            ErrorKind::Status { code: code.number(), description, expected }
        }
        other => ErrorKind::Unexpected { found: other.map_or("nothing", Primitive::name).into(), expected },
    })
}
