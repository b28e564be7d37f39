//! The primitives, which are the content of transactions. OMA-TS-IMPS-CSP.

mod outcome;

use crate::access::{
    Disconnect, GetSpInfoRequest, GetSpInfoResponse, KeepAliveRequest, KeepAliveResponse, LoginRequest,
    LoginResponse, LogoutRequest,
};
use crate::common::{
    CancelInviteRequest, CancelInviteUserRequest, GetMapRequest, GetMapResponse, GetPublicProfileRequest,
    GetPublicProfileResponse, InviteRequest, InviteResponse, InviteUserRequest, InviteUserResponse,
    NotificationRequest, SearchRequest, SearchResponse, StopSearchRequest, SubscribeNotificationRequest,
    SystemMessageRequest, SystemMessageUser, UnsubscribeNotificationRequest, UpdatePublicProfileRequest,
    VerifyIdRequest,
};
use crate::contact_list::{
    CreateListRequest, CreateListResponse, DeleteListRequest, GetListRequest, GetListResponse,
    ListManageRequest, ListManageResponse,
};
use crate::envelope::{
    DropSegmentRequest, ExtendedRequest, ExtendedResponse, GetSegmentRequest, GetSegmentResponse,
    PollingRequest,
};
use crate::group::{
    AddGroupMembersRequest, CreateGroupRequest, DeleteGroupRequest, GetGroupMembersRequest,
    GetGroupMembersResponse, GetGroupPropsRequest, GetGroupPropsResponse, GetJoinedUsersRequest,
    GetJoinedUsersResponse, GroupChangeNotice, JoinGroupRequest, JoinGroupResponse, LeaveGroupRequest,
    LeaveGroupResponse, MemberAccessRequest, RejectListRequest, RejectListResponse,
    RemoveGroupMembersRequest, SetGroupPropsRequest, SubscribeGroupNoticeRequest,
    SubscribeGroupNoticeResponse,
};
use crate::messaging::{
    BlockEntityRequest, DeliveryReportRequest, ExtendConversationRequest, ExtendConversationResponse,
    ForwardMessageRequest, ForwardMessageResponse, GetBlockedListRequest, GetBlockedListResponse,
    GetMessageListRequest, GetMessageListResponse, GetMessageRequest, GetMessageResponse, MessageDelivered,
    MessageNotification, NewMessage, RejectMessageRequest, SendMessageRequest, SendMessageResponse,
    SetDeliveryMethodRequest,
};
use crate::presence::{
    CancelAuthRequest, CreateAttributeListRequest, DeleteAttributeListRequest, GetAttributeListRequest,
    GetAttributeListResponse, GetPresenceRequest, GetPresenceResponse, GetReactiveAuthStatusRequest,
    GetReactiveAuthStatusResponse, GetWatcherListRequest, GetWatcherListResponse, PresenceAuthRequest,
    PresenceAuthUser, PresenceNotificationRequest, SubscribePresenceRequest, UnsubscribePresenceRequest,
    UpdatePresenceRequest,
};
use crate::service::{ClientCapabilityRequest, ClientCapabilityResponse, ServiceRequest, ServiceResponse};
use crate::{Area, Direction, Outcome, PrimitiveKind, Status};
use alloc::boxed::Box;
use imps_core::{CSP, Error, ErrorKind, Node, Tag};

imps_core::primitives! {
    /// The content of a transaction. It is two words wide: every larger message is in a box.
    ///
    /// Primitives without a type of their own are [`Other`](Self::Other), which loses nothing.
    ///
    /// ```
    /// use imps_csp::{Primitive, Status, StatusCode};
    ///
    /// let primitive = Primitive::from(Status::new(StatusCode::SUCCESS));
    /// assert_eq!(primitive.name(), "Status");
    /// assert!(matches!(&primitive, Primitive::Status(status) if status.result.is_success()));
    /// ```
    pub enum Primitive<'a>;
    unboxed {
        /// The client polls for waiting requests.
        PollingRequest = Polling_Request,
    }
    boxed {
        /// The result of a request.
        Status = Status,
        /// The client opens a session.
        LoginRequest = Login_Request,
        /// The server's challenge, or the session.
        LoginResponse = Login_Response,
        /// The client ends the session.
        LogoutRequest = Logout_Request,
        /// The server ends the session.
        Disconnect = Disconnect,
        /// The client restarts the timer of the session.
        KeepAliveRequest = KeepAlive_Request,
        /// The server has restarted the timer.
        KeepAliveResponse = KeepAlive_Response,
        /// The client asks for information about the provider.
        GetSpInfoRequest = GetSPInfo_Request,
        /// Information about the provider.
        GetSpInfoResponse = GetSPInfo_Response,
        /// The client proposes the services of the session.
        ServiceRequest = Service_Request,
        /// The requested services that are not agreed.
        ServiceResponse = Service_Response,
        /// The client states its capabilities.
        ClientCapabilityRequest = ClientCapability_Request,
        /// The capabilities agreed.
        ClientCapabilityResponse = ClientCapability_Response,
        /// The client asks for another segment of a message.
        GetSegmentRequest = GetSegment_Request,
        /// The segment.
        GetSegmentResponse = GetSegment_Response,
        /// The client ends the transfer of a message.
        DropSegmentRequest = DropSegment_Request,
        /// The provider sends messages to the user.
        SystemMessageRequest = SystemMessage_Request,
        /// The user answers the provider.
        SystemMessageUser = SystemMessage_User,
        /// The client subscribes to notifications of events.
        SubscribeNotificationRequest = SubscribeNotification_Request,
        /// The client ends the subscription to notifications of events.
        UnsubscribeNotificationRequest = UnsubscribeNotification_Request,
        /// An event has happened.
        NotificationRequest = Notification_Request,
        /// The client asks for public profiles.
        GetPublicProfileRequest = GetPublicProfile_Request,
        /// The public profiles.
        GetPublicProfileResponse = GetPublicProfile_Response,
        /// The client changes the user's own public profile.
        UpdatePublicProfileRequest = UpdatePublicProfile_Request,
        /// The client starts or continues a search.
        SearchRequest = Search_Request,
        /// The results of a search.
        SearchResponse = Search_Response,
        /// The client ends a search.
        StopSearchRequest = StopSearch_Request,
        /// The client invites users.
        InviteRequest = Invite_Request,
        /// The server invites the user.
        InviteUserRequest = InviteUser_Request,
        /// The decision of the invited user, from her client.
        InviteUserResponse = InviteUser_Response,
        /// The decision of the invited user, to the inviting user.
        InviteResponse = Invite_Response,
        /// The client withdraws an invitation.
        CancelInviteRequest = CancelInvite_Request,
        /// The server reports that an invitation is withdrawn.
        CancelInviteUserRequest = CancelInviteUser_Request,
        /// The client asks for a map.
        GetMapRequest = GetMap_Request,
        /// The map.
        GetMapResponse = GetMap_Response,
        /// The client asks whether addresses exist.
        VerifyIdRequest = VerifyID_Request,
        /// The client asks for its contact lists.
        GetListRequest = GetList_Request,
        /// The contact lists.
        GetListResponse = GetList_Response,
        /// The client creates a contact list.
        CreateListRequest = CreateList_Request,
        /// The contact list has been created.
        CreateListResponse = CreateList_Response,
        /// The client deletes a contact list.
        DeleteListRequest = DeleteList_Request,
        /// The client reads or changes a contact list.
        ListManageRequest = ListManage_Request,
        /// The contact list.
        ListManageResponse = ListManage_Response,
        /// The client authorises others for presence attributes.
        CreateAttributeListRequest = CreateAttributeList_Request,
        /// The client withdraws authorisations for presence attributes.
        DeleteAttributeListRequest = DeleteAttributeList_Request,
        /// The client asks for the authorisations for presence attributes.
        GetAttributeListRequest = GetAttributeList_Request,
        /// The authorisations for presence attributes.
        GetAttributeListResponse = GetAttributeList_Response,
        /// The client subscribes to presence.
        SubscribePresenceRequest = SubscribePresence_Request,
        /// The client ends subscriptions.
        UnsubscribePresenceRequest = UnsubscribePresence_Request,
        /// New presence values.
        PresenceNotificationRequest = PresenceNotification_Request,
        /// The client asks for the watchers.
        GetWatcherListRequest = GetWatcherList_Request,
        /// The watchers.
        GetWatcherListResponse = GetWatcherList_Response,
        /// The client asks for presence.
        GetPresenceRequest = GetPresence_Request,
        /// The presence.
        GetPresenceResponse = GetPresence_Response,
        /// The client publishes presence.
        UpdatePresenceRequest = UpdatePresence_Request,
        /// The server asks the user to decide about a request for presence.
        PresenceAuthRequest = PresenceAuth_Request,
        /// The decision of the user.
        PresenceAuthUser = PresenceAuth_User,
        /// The client withdraws a reactive authorisation.
        CancelAuthRequest = CancelAuth_Request,
        /// The client asks for the reactive authorisations.
        GetReactiveAuthStatusRequest = GetReactiveAuthStatus_Request,
        /// The reactive authorisations.
        GetReactiveAuthStatusResponse = GetReactiveAuthStatus_Response,
        /// The client sends a message.
        SendMessageRequest = SendMessage_Request,
        /// The server has accepted a message.
        SendMessageResponse = SendMessage_Response,
        /// The client chooses how messages reach it.
        SetDeliveryMethodRequest = SetDeliveryMethod_Request,
        /// The client asks for the list of waiting messages.
        GetMessageListRequest = GetMessageList_Request,
        /// The list of waiting messages.
        GetMessageListResponse = GetMessageList_Response,
        /// The client discards messages.
        RejectMessageRequest = RejectMessage_Request,
        /// The server announces a waiting message.
        MessageNotification = MessageNotification,
        /// The client fetches a message.
        GetMessageRequest = GetMessage_Request,
        /// The message.
        GetMessageResponse = GetMessage_Response,
        /// The server delivers a message.
        NewMessage = NewMessage,
        /// The client confirms the receipt of a message.
        MessageDelivered = MessageDelivered,
        /// The server reports the fate of a message.
        DeliveryReportRequest = DeliveryReport_Request,
        /// The client forwards a message without fetching it.
        ForwardMessageRequest = ForwardMessage_Request,
        /// The server has forwarded it.
        ForwardMessageResponse = ForwardMessage_Response,
        /// The client asks for the block list and the grant list.
        GetBlockedListRequest = GetBlockedList_Request,
        /// The block list and the grant list.
        GetBlockedListResponse = GetBlockedList_Response,
        /// The client changes the block list and the grant list.
        BlockEntityRequest = BlockEntity_Request,
        /// The client creates a group.
        CreateGroupRequest = CreateGroup_Request,
        /// The client deletes a group.
        DeleteGroupRequest = DeleteGroup_Request,
        /// The client enters a group.
        JoinGroupRequest = JoinGroup_Request,
        /// The client is in the group.
        JoinGroupResponse = JoinGroup_Response,
        /// The client leaves a group.
        LeaveGroupRequest = LeaveGroup_Request,
        /// The client has left or was removed from the group.
        LeaveGroupResponse = LeaveGroup_Response,
        /// The client asks for the members of a group.
        GetGroupMembersRequest = GetGroupMembers_Request,
        /// The members.
        GetGroupMembersResponse = GetGroupMembers_Response,
        /// The client asks for the users in a group.
        GetJoinedUsersRequest = GetJoinedUsers_Request,
        /// The users in the group.
        GetJoinedUsersResponse = GetJoinedUsers_Response,
        /// The client adds members.
        AddGroupMembersRequest = AddGroupMembers_Request,
        /// The client removes members.
        RemoveGroupMembersRequest = RemoveGroupMembers_Request,
        /// The client changes the rights of members.
        MemberAccessRequest = MemberAccess_Request,
        /// The client asks for the properties of a group.
        GetGroupPropsRequest = GetGroupProps_Request,
        /// The properties of the group.
        GetGroupPropsResponse = GetGroupProps_Response,
        /// The client changes the properties of a group.
        SetGroupPropsRequest = SetGroupProps_Request,
        /// The client reads or changes the list of barred users of a group.
        RejectListRequest = RejectList_Request,
        /// The list of barred users.
        RejectListResponse = RejectList_Response,
        /// The client reads or changes its subscription to notices of changes.
        SubscribeGroupNoticeRequest = SubscribeGroupNotice_Request,
        /// Whether the client is subscribed to notices of changes.
        SubscribeGroupNoticeResponse = SubscribeGroupNotice_Response,
        /// The server reports changes in a group.
        GroupChangeNotice = GroupChangeNotice,
        /// A conversation becomes a group.
        ExtendConversationRequest = ExtendConversation_Request,
        /// The group, or a refusal.
        ExtendConversationResponse = ExtendConversation_Response,
        /// A request of a vendor.
        ExtendedRequest = Extended_Request,
        /// The answer to a request of a vendor.
        ExtendedResponse = Extended_Response,
    }
}

impl Primitive<'_> {
    /// Returns the area; `None` if the primitive has no type.
    pub fn area(&self) -> Option<Area> {
        self.row().map(|row| row.area)
    }

    /// Returns the direction; `None` if the primitive has no type.
    pub fn direction(&self) -> Option<Direction> {
        self.row().and_then(|row| row.direction)
    }

    /// Returns whether it opens a transaction; `None` if the primitive has no type.
    pub fn kind(&self) -> Option<PrimitiveKind> {
        self.row().map(|row| row.kind)
    }
}

impl<'a> From<Node<'a>> for Primitive<'a> {
    fn from(node: Node<'a>) -> Self {
        Self::Other(Box::new(node))
    }
}

/// A status without a code, which is not a success.
impl Default for Primitive<'_> {
    fn default() -> Self {
        Status::default().into()
    }
}

/// Returns the error for a missing primitive or for another primitive than the expected one. A
/// status carries its own reason.
#[cold]
pub(crate) fn unexpected(found: Option<&Primitive<'_>>, expected: Tag) -> Error {
    let expected = CSP.name(expected).unwrap_or_default();
    Error::new(match found {
        Some(Primitive::Status(status)) => {
            let Outcome { code, description, .. } = &status.result;
            // An empty description says less than the code.
            let said = description.as_deref().filter(|text| !text.trim().is_empty());
            let Some(code) = code else {
                return Error::new(ErrorKind::Unexpected { found: "Status without a code".into(), expected });
            };
            let description = said.or(code.meaning()).unwrap_or_default().into();
            ErrorKind::Status { code: code.number(), description, expected }
        }
        other => ErrorKind::Unexpected { found: other.map_or("nothing", Primitive::name).into(), expected },
    })
}
