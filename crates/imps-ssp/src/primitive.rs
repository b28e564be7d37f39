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
        /// Generic result: numeric code, text, per-item details, retry hint; also nested in response
        /// primitives.
        Status = Status,
        /// Invites a user (or the members of a group) to a group, an application, presence sharing or
        /// content.
        InviteRequest = InviteRequest,
        /// Accepts or declines an invitation.
        InviteResponse = InviteResponse,
        /// Withdraws an earlier invitation.
        CancelInviteRequest = CancelInviteRequest,
        /// Subscribes the requesting user to presence of one or more users, optionally to named
        /// attributes only.
        SubscribeRequest = SubscribeRequest,
        /// Ends presence subscriptions.
        UnsubscribeRequest = UnsubscribeRequest,
        /// Delivers presence values of one or more users to listed watchers.
        PresenceNotification = PresenceNotification,
        /// One-time presence query.
        GetPresenceRequest = GetPresenceRequest,
        /// Result and presence values.
        GetPresenceResponse = GetPresenceResponse,
        /// Delivers an instant message with its content to users or groups of the peer domain.
        SendMessageRequest = SendMessageRequest,
        /// Result of acceptance plus message id.
        SendMessageResponse = SendMessageResponse,
        /// Reports the fate of a message to its original sender.
        DeliveryStatusReport = DeliveryStatusReport,
        /// Deletes a group.
        DeleteGroupRequest = DeleteGroupRequest,
        /// Joins a user to a group.
        JoinGroupRequest = JoinGroupRequest,
        /// Result, optional list of joined names, optional welcome note.
        JoinGroupResponse = JoinGroupResponse,
        /// Leaves a group.
        LeaveGroupRequest = LeaveGroupRequest,
        /// The user has left (or was removed from) the group; result and reason text.
        LeaveGroupIndication = LeaveGroupIndication,
        /// Asks for the member lists.
        GetGroupMemberRequest = GetGroupMemberRequest,
        /// Member lists by privilege class.
        GetGroupMemberResponse = GetGroupMemberResponse,
        /// Asks for the users who are joined now.
        GetJoinedUsersRequest = GetJoinedUsersRequest,
        /// Joined users by class, screen name to user mapping.
        GetJoinedUsersResponse = GetJoinedUsersResponse,
        /// Adds members.
        AddGroupMemberRequest = AddGroupMemberRequest,
        /// Removes members.
        RemoveGroupMemberRequest = RemoveGroupMemberRequest,
        /// Changes privilege classes of members.
        MemberAccessRequest = MemberAccessRequest,
        /// Reads group and own properties.
        GetGroupPropsRequest = GetGroupPropsRequest,
        /// The properties.
        GetGroupPropsResponse = GetGroupPropsResponse,
        /// Changes group and own properties.
        SetGroupPropsRequest = SetGroupPropsRequest,
        /// Reads or changes the list of rejected users.
        RejectListRequest = RejectListRequest,
        /// Current reject list.
        RejectListResponse = RejectListResponse,
        /// Asks for group change notices.
        SubscribeGroupChangeRequest = SubscribeGroupChangeRequest,
        /// Stops group change notices.
        UnsubscribeGroupChangeRequest = UnsubscribeGroupChangeRequest,
        /// Asks whether subscribed.
        GetGroupSubStatusRequest = GetGroupSubStatusRequest,
        /// Subscription state.
        GetGroupSubStatusResponse = GetGroupSubStatusResponse,
        /// Joins, leaves, blocks and property changes in a group, for listed users.
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
