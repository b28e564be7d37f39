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
use crate::{Area, Direction, PrimitiveKind, PrimitiveRow};
use crate::{Outcome, Status};
use alloc::boxed::Box;
use imps_core::schema::Type;
use imps_core::{CSP, Content, Element, Error, ErrorKind, IntoOwned, Name, Node, Sink, Source, Tag, tag};

/// Declares the primitives: type, element and row (area, direction, kind).
macro_rules! primitives {
    (
        unboxed { $($(#[$small_meta:meta])* $small:ident = $small_tag:ident ($($small_row:tt)*),)* }
        boxed { $($(#[$meta:meta])* $primitive:ident = $tag:ident ($($row:tt)*),)* }
    ) => {
        primitives! {
            $($(#[$small_meta])* $small[$small<'a>] = $small_tag ($($small_row)*),)*
            $($(#[$meta])* $primitive[Box<$primitive<'a>>] = $tag ($($row)*),)*
        }
    };
    ($($(#[$meta:meta])* $primitive:ident[$held:ty] = $tag:ident ($area:ident, $direction:ident, $kind:ident),)*) => {
        /// The content of a transaction. It is two words wide: every larger message is in a box.
        ///
        /// Primitives without a type of their own are [`Other`](Self::Other), which loses nothing.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Primitive<'a> {
            $($(#[$meta])* $primitive($held),)*
            /// A primitive without a type.
            Other(Box<Node<'a>>),
        }

        impl<'a> Primitive<'a> {
            /// The elements of the primitives that have a type.
            pub const TAGS: &'static [Tag] = &[$(tag::$tag),*];

            /// The row of each primitive in the standard's table, in the order of
            /// [`TAGS`](Self::TAGS).
            pub const ROWS: &'static [PrimitiveRow] = &[
                $(PrimitiveRow::new(
                    tag::$tag,
                    <$primitive as Element>::SCHEMA.versions,
                    Area::$area,
                    PrimitiveKind::$kind,
                )
                .with_direction(Direction::$direction),)*
            ];

            /// Returns the row of the primitive in the standard's table; `None` if it has no type.
            pub fn row(&self) -> Option<&'static PrimitiveRow> {
                let index = match self {
                    $(Self::$primitive(_) => const { position(tag::$tag) },)*
                    Self::Other(_) => return None,
                };
                Self::ROWS.get(index)
            }

            /// Returns the element; `Tag::FOREIGN` if it is not an element of the standard.
            pub fn tag(&self) -> Tag {
                match self {
                    $(Self::$primitive(_) => tag::$tag,)*
                    Self::Other(node) => match node.name {
                        Name::Known(tag) => tag,
                        Name::Foreign(_) => Tag::FOREIGN,
                    },
                }
            }
        }

        impl<'a> Content<'a> for Primitive<'a> {
            const TYPE: Type = Type::Choice(&[
                $((tag::$tag, <$primitive<'a> as Content>::TYPE),)*
            ]);

            // The default would allocate in vain.
            fn blank() -> Self {
                Self::PollingRequest(Content::blank())
            }

            fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
                *self = match tag {
                    $(tag::$tag => Self::$primitive(Content::read(tag, source)?),)*
                    _ => Self::Other(Content::read(tag, source)?),
                };
                Ok(())
            }

            fn write<K: Sink>(&self, _: Tag, sink: &mut K) -> Result<(), Error> {
                match self {
                    $(Self::$primitive(message) => message.write(tag::$tag, sink),)*
                    Self::Other(node) => node.write(self.tag(), sink),
                }
            }
        }

        imps_core::serde_view! { content Primitive }

        impl IntoOwned for Primitive<'_> {
            type Owned = Primitive<'static>;

            fn into_owned(self) -> Primitive<'static> {
                match self {
                    $(Self::$primitive(message) => Primitive::$primitive(IntoOwned::into_owned(message)),)*
                    Self::Other(node) => Primitive::Other(IntoOwned::into_owned(node)),
                }
            }
        }

        $(
            impl<'a> From<$primitive<'a>> for Primitive<'a> {
                fn from(message: $primitive<'a>) -> Self {
                    Self::$primitive(message.into())
                }
            }

            impl<'p, 'a> TryFrom<&'p Primitive<'a>> for &'p $primitive<'a> {
                type Error = Error;

                fn try_from(primitive: &'p Primitive<'a>) -> Result<Self, Error> {
                    match primitive {
                        Primitive::$primitive(message) => Ok(message),
                        other => Err(unexpected(Some(other), tag::$tag)),
                    }
                }
            }
        )*
    };
}

primitives! {
unboxed {
    /// The client polls for waiting requests.
    PollingRequest = Polling_Request (Access, ClientToServer, Request),
}
boxed {
    /// The result of a request.
    Status = Status (Access, Both, Status),
    /// The client opens a session.
    LoginRequest = Login_Request (Access, ClientToServer, Request),
    /// The server's challenge, or the session.
    LoginResponse = Login_Response (Access, ServerToClient, Response),
    /// The client ends the session.
    LogoutRequest = Logout_Request (Access, ClientToServer, Request),
    /// The server ends the session.
    Disconnect = Disconnect (Access, ServerToClient, Both),
    /// The client restarts the timer of the session.
    KeepAliveRequest = KeepAlive_Request (Access, ClientToServer, Request),
    /// The server has restarted the timer.
    KeepAliveResponse = KeepAlive_Response (Access, ServerToClient, Response),
    /// The client asks for information about the provider.
    GetSpInfoRequest = GetSPInfo_Request (Access, ClientToServer, Request),
    /// Information about the provider.
    GetSpInfoResponse = GetSPInfo_Response (Access, ServerToClient, Response),
    /// The client proposes the services of the session.
    ServiceRequest = Service_Request (Service, ClientToServer, Request),
    /// The services that are not agreed.
    ServiceResponse = Service_Response (Service, ServerToClient, Response),
    /// The client states its capabilities.
    ClientCapabilityRequest = ClientCapability_Request (ClientCapability, ClientToServer, Request),
    /// The capabilities agreed.
    ClientCapabilityResponse = ClientCapability_Response (ClientCapability, ServerToClient, Response),
    /// The client asks for another segment of a message.
    GetSegmentRequest = GetSegment_Request (Access, ClientToServer, Request),
    /// The segment.
    GetSegmentResponse = GetSegment_Response (Access, ServerToClient, Response),
    /// The client ends the transfer of a message.
    DropSegmentRequest = DropSegment_Request (Access, ClientToServer, Request),
    /// The provider sends messages to the user.
    SystemMessageRequest = SystemMessage_Request (Common, ServerToClient, Request),
    /// The user answers the provider.
    SystemMessageUser = SystemMessage_User (Common, ClientToServer, Request),
    /// The client subscribes to notifications of events.
    SubscribeNotificationRequest = SubscribeNotification_Request (Notification, ClientToServer, Request),
    /// The client ends the subscription to notifications of events.
    UnsubscribeNotificationRequest = UnsubscribeNotification_Request (Notification, ClientToServer, Request),
    /// An event has happened.
    NotificationRequest = Notification_Request (Notification, ServerToClient, Request),
    /// The client asks for public profiles.
    GetPublicProfileRequest = GetPublicProfile_Request (Common, ClientToServer, Request),
    /// The public profiles.
    GetPublicProfileResponse = GetPublicProfile_Response (Common, ServerToClient, Response),
    /// The client changes the user's own public profile.
    UpdatePublicProfileRequest = UpdatePublicProfile_Request (Common, ClientToServer, Request),
    /// The client starts or continues a search.
    SearchRequest = Search_Request (Search, ClientToServer, Request),
    /// The results of a search.
    SearchResponse = Search_Response (Search, ServerToClient, Response),
    /// The client ends a search.
    StopSearchRequest = StopSearch_Request (Search, ClientToServer, Request),
    /// The client invites users.
    InviteRequest = Invite_Request (Invitation, ClientToServer, Request),
    /// The server invites the user.
    InviteUserRequest = InviteUser_Request (Invitation, ServerToClient, Request),
    /// The decision of the invited user, from her client.
    InviteUserResponse = InviteUser_Response (Invitation, ClientToServer, Request),
    /// The decision of the invited user, to the inviting user.
    InviteResponse = Invite_Response (Invitation, ServerToClient, Request),
    /// The client withdraws an invitation.
    CancelInviteRequest = CancelInvite_Request (Invitation, ClientToServer, Request),
    /// The server reports that an invitation is withdrawn.
    CancelInviteUserRequest = CancelInviteUser_Request (Invitation, ServerToClient, Request),
    /// The client asks for a map.
    GetMapRequest = GetMap_Request (Common, ClientToServer, Request),
    /// The map.
    GetMapResponse = GetMap_Response (Common, ServerToClient, Response),
    /// The client asks whether addresses exist.
    VerifyIdRequest = VerifyID_Request (Common, ClientToServer, Request),
    /// The client asks for its contact lists.
    GetListRequest = GetList_Request (ContactList, ClientToServer, Request),
    /// The contact lists.
    GetListResponse = GetList_Response (ContactList, ServerToClient, Response),
    /// The client creates a contact list.
    CreateListRequest = CreateList_Request (ContactList, ClientToServer, Request),
    /// The contact list has been created.
    CreateListResponse = CreateList_Response (ContactList, ServerToClient, Response),
    /// The client deletes a contact list.
    DeleteListRequest = DeleteList_Request (ContactList, ClientToServer, Request),
    /// The client reads or changes a contact list.
    ListManageRequest = ListManage_Request (ContactList, ClientToServer, Request),
    /// The contact list.
    ListManageResponse = ListManage_Response (ContactList, ServerToClient, Response),
    /// The client authorises others for presence attributes.
    CreateAttributeListRequest = CreateAttributeList_Request (PresenceAuth, ClientToServer, Request),
    /// The client withdraws such authorisations.
    DeleteAttributeListRequest = DeleteAttributeList_Request (PresenceAuth, ClientToServer, Request),
    /// The client asks for such authorisations.
    GetAttributeListRequest = GetAttributeList_Request (PresenceAuth, ClientToServer, Request),
    /// The authorisations.
    GetAttributeListResponse = GetAttributeList_Response (PresenceAuth, ServerToClient, Response),
    /// The client subscribes to presence.
    SubscribePresenceRequest = SubscribePresence_Request (Presence, ClientToServer, Request),
    /// The client ends subscriptions.
    UnsubscribePresenceRequest = UnsubscribePresence_Request (Presence, ClientToServer, Request),
    /// New presence values.
    PresenceNotificationRequest = PresenceNotification_Request (Presence, ServerToClient, Request),
    /// The client asks for the watchers.
    GetWatcherListRequest = GetWatcherList_Request (Presence, ClientToServer, Request),
    /// The watchers.
    GetWatcherListResponse = GetWatcherList_Response (Presence, ServerToClient, Response),
    /// The client asks for presence.
    GetPresenceRequest = GetPresence_Request (Presence, ClientToServer, Request),
    /// The presence.
    GetPresenceResponse = GetPresence_Response (Presence, ServerToClient, Response),
    /// The client publishes presence.
    UpdatePresenceRequest = UpdatePresence_Request (Presence, ClientToServer, Request),
    /// The server asks the user to decide about a request for presence.
    PresenceAuthRequest = PresenceAuth_Request (PresenceAuth, ServerToClient, Request),
    /// The decision of the user.
    PresenceAuthUser = PresenceAuth_User (PresenceAuth, ClientToServer, Request),
    /// The client withdraws a reactive authorisation.
    CancelAuthRequest = CancelAuth_Request (PresenceAuth, ClientToServer, Request),
    /// The client asks for the reactive authorisations.
    GetReactiveAuthStatusRequest = GetReactiveAuthStatus_Request (PresenceAuth, ClientToServer, Request),
    /// The reactive authorisations.
    GetReactiveAuthStatusResponse = GetReactiveAuthStatus_Response (PresenceAuth, ServerToClient, Response),
    /// The client sends a message.
    SendMessageRequest = SendMessage_Request (InstantMessaging, ClientToServer, Request),
    /// The server has accepted a message.
    SendMessageResponse = SendMessage_Response (InstantMessaging, ServerToClient, Response),
    /// The client chooses how messages reach it.
    SetDeliveryMethodRequest = SetDeliveryMethod_Request (InstantMessaging, ClientToServer, Request),
    /// The client asks for the list of waiting messages.
    GetMessageListRequest = GetMessageList_Request (InstantMessaging, ClientToServer, Request),
    /// The list of waiting messages.
    GetMessageListResponse = GetMessageList_Response (InstantMessaging, ServerToClient, Response),
    /// The client discards messages.
    RejectMessageRequest = RejectMessage_Request (InstantMessaging, ClientToServer, Request),
    /// The server announces a waiting message.
    MessageNotification = MessageNotification (InstantMessaging, ServerToClient, Request),
    /// The client fetches a message.
    GetMessageRequest = GetMessage_Request (InstantMessaging, ClientToServer, Request),
    /// The message.
    GetMessageResponse = GetMessage_Response (InstantMessaging, ServerToClient, Response),
    /// The server delivers a message.
    NewMessage = NewMessage (InstantMessaging, ServerToClient, Request),
    /// The client confirms the receipt of a message.
    MessageDelivered = MessageDelivered (InstantMessaging, ClientToServer, Both),
    /// The server reports the fate of a message.
    DeliveryReportRequest = DeliveryReport_Request (InstantMessaging, ServerToClient, Request),
    /// The client forwards a message without fetching it.
    ForwardMessageRequest = ForwardMessage_Request (InstantMessaging, ClientToServer, Request),
    /// The server has forwarded it.
    ForwardMessageResponse = ForwardMessage_Response (InstantMessaging, ServerToClient, Response),
    /// The client asks for the block list and the grant list.
    GetBlockedListRequest = GetBlockedList_Request (AccessControl, ClientToServer, Request),
    /// The block list and the grant list.
    GetBlockedListResponse = GetBlockedList_Response (AccessControl, ServerToClient, Response),
    /// The client changes the block list and the grant list.
    BlockEntityRequest = BlockEntity_Request (AccessControl, ClientToServer, Request),
    /// The client creates a group.
    CreateGroupRequest = CreateGroup_Request (Group, ClientToServer, Request),
    /// The client deletes a group.
    DeleteGroupRequest = DeleteGroup_Request (Group, ClientToServer, Request),
    /// The client enters a group.
    JoinGroupRequest = JoinGroup_Request (Group, ClientToServer, Request),
    /// The client is in the group.
    JoinGroupResponse = JoinGroup_Response (Group, ServerToClient, Response),
    /// The client leaves a group.
    LeaveGroupRequest = LeaveGroup_Request (Group, ClientToServer, Request),
    /// The client has left or was removed from the group.
    LeaveGroupResponse = LeaveGroup_Response (Group, ServerToClient, Both),
    /// The client asks for the members of a group.
    GetGroupMembersRequest = GetGroupMembers_Request (Group, ClientToServer, Request),
    /// The members.
    GetGroupMembersResponse = GetGroupMembers_Response (Group, ServerToClient, Response),
    /// The client asks for the users in a group.
    GetJoinedUsersRequest = GetJoinedUsers_Request (Group, ClientToServer, Request),
    /// The users in the group.
    GetJoinedUsersResponse = GetJoinedUsers_Response (Group, ServerToClient, Response),
    /// The client adds members.
    AddGroupMembersRequest = AddGroupMembers_Request (Group, ClientToServer, Request),
    /// The client removes members.
    RemoveGroupMembersRequest = RemoveGroupMembers_Request (Group, ClientToServer, Request),
    /// The client changes the rights of members.
    MemberAccessRequest = MemberAccess_Request (Group, ClientToServer, Request),
    /// The client asks for the properties of a group.
    GetGroupPropsRequest = GetGroupProps_Request (Group, ClientToServer, Request),
    /// The properties of the group.
    GetGroupPropsResponse = GetGroupProps_Response (Group, ServerToClient, Response),
    /// The client changes the properties of a group.
    SetGroupPropsRequest = SetGroupProps_Request (Group, ClientToServer, Request),
    /// The client reads or changes the list of barred users of a group.
    RejectListRequest = RejectList_Request (Group, ClientToServer, Request),
    /// The list of barred users.
    RejectListResponse = RejectList_Response (Group, ServerToClient, Response),
    /// The client reads or changes its subscription to notices of changes.
    SubscribeGroupNoticeRequest = SubscribeGroupNotice_Request (Group, ClientToServer, Request),
    /// Whether the client is subscribed to notices of changes.
    SubscribeGroupNoticeResponse = SubscribeGroupNotice_Response (Group, ServerToClient, Response),
    /// The server reports changes in a group.
    GroupChangeNotice = GroupChangeNotice (Group, ServerToClient, Request),
    /// A conversation becomes a group.
    ExtendConversationRequest = ExtendConversation_Request (Group, Both, Request),
    /// The group, or a refusal.
    ExtendConversationResponse = ExtendConversation_Response (Group, Both, Response),
    /// A request of a vendor.
    ExtendedRequest = Extended_Request (Extension, Both, Request),
    /// The answer to a request of a vendor.
    ExtendedResponse = Extended_Response (Extension, Both, Response),
}
}

/// Returns the index of a primitive among the rows.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "called for constants only, where a fault is a compile error"
)]
const fn position(tag: Tag) -> usize {
    let mut index = 0;
    while Primitive::ROWS[index].tag.index() != tag.index() {
        index += 1;
    }
    index
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

    /// Returns the name of the element: `Login-Request`.
    pub fn name(&self) -> &str {
        match self {
            Self::Other(node) => node.name.as_str(&CSP),
            typed => CSP.name(typed.tag()).unwrap_or_default(),
        }
    }

    /// Returns the same primitive, independent of the input.
    pub fn into_owned(self) -> Primitive<'static> {
        IntoOwned::into_owned(self)
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
