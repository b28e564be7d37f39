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
use alloc::boxed::Box;
use imps_core::private::misplaced;
use imps_core::schema::Type;
use imps_core::{
    Content, Element, Error, ErrorKind, IntoOwned, Name, Node, Sink, Source, Tag, UnknownContent,
};
use imps_types::{Area, PrimitiveKind, PrimitiveRow};

/// Declares the primitives: type, element and row; and the rows of the primitives from memory only.
macro_rules! primitives {
    (
        $($(#[$meta:meta])* $primitive:ident = $tag:ident ($area:ident, $kind:ident),)*
        @unconfirmed { $(($rumour:ident = $rumour_tag:ident, $rumour_area:ident, $rumour_kind:ident),)* }
    ) => {
        /// The content of a transaction. It is two words wide: every message is in a box.
        ///
        /// Elements without a type of their own are [`Other`](Self::Other), which loses nothing. A
        /// server answers them with status 405. With [`UnknownContent::Refuse`] they are an error
        /// instead.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Primitive<'a> {
            $($(#[$meta])* $primitive(Box<$primitive<'a>>),)*
            /// A primitive from memory only.
            Unconfirmed(Box<Unconfirmed<'a>>),
            /// An element without a type.
            Other(Box<Node<'a>>),
        }

        impl<'a> Primitive<'a> {
            /// The elements that have a type. The elements from memory only come last.
            pub const TAGS: &'static [Tag] = &[$(tag::$tag,)* $(tag::$rumour_tag,)*];

            /// The row of each primitive in the tables, in the order of [`TAGS`](Self::TAGS).
            pub const ROWS: &'static [PrimitiveRow] = &[
                $(PrimitiveRow::new(tag::$tag, <$primitive as Element>::SCHEMA.versions, Area::$area, PrimitiveKind::$kind),)*
                $(PrimitiveRow::new(
                    tag::$rumour_tag,
                    <unconfirmed::$rumour as Element>::SCHEMA.versions,
                    Area::$rumour_area,
                    PrimitiveKind::$rumour_kind,
                )
                .unconfirmed(),)*
            ];

            /// Returns the element; `Tag::FOREIGN` if the protocol does not have it.
            pub fn tag(&self) -> Tag {
                match self {
                    $(Self::$primitive(_) => tag::$tag,)*
                    Self::Unconfirmed(primitive) => primitive.tag(),
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
                $((tag::$rumour_tag, <unconfirmed::$rumour<'a> as Content>::TYPE),)*
            ]);

            fn blank() -> Self {
                Self::default()
            }

            fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
                *self = match tag {
                    $(tag::$tag => Self::$primitive(Content::read(tag, source)?),)*
                    _ if Unconfirmed::TAGS.contains(&tag) => Self::Unconfirmed(Content::read(tag, source)?),
                    _ if source.options().unknown == UnknownContent::Refuse => return Err(misplaced(source)),
                    _ => Self::Other(Content::read(tag, source)?),
                };
                Ok(())
            }

            fn write<K: Sink>(&self, _: Tag, sink: &mut K) -> Result<(), Error> {
                match self {
                    $(Self::$primitive(message) => message.write(tag::$tag, sink),)*
                    Self::Unconfirmed(message) => message.write(message.tag(), sink),
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
                    Self::Unconfirmed(message) => Primitive::Unconfirmed(IntoOwned::into_owned(message)),
                    Self::Other(node) => Primitive::Other(IntoOwned::into_owned(node)),
                }
            }
        }

        $(
            impl<'a> From<$primitive<'a>> for Primitive<'a> {
                fn from(message: $primitive<'a>) -> Self {
                    Self::$primitive(Box::new(message))
                }
            }

            impl<'p, 'a> TryFrom<&'p Primitive<'a>> for &'p $primitive<'a> {
                type Error = Error;

                fn try_from(primitive: &'p Primitive<'a>) -> Result<Self, Error> {
                    match primitive {
                        Primitive::$primitive(message) => Ok(message),
                        other => Err(unexpected(Some(other), <$primitive<'_> as Element>::TAG)),
                    }
                }
            }
        )*

        $(
            impl<'a> From<unconfirmed::$rumour<'a>> for Primitive<'a> {
                fn from(message: unconfirmed::$rumour<'a>) -> Self {
                    Self::Unconfirmed(Box::new(Unconfirmed::$rumour(message)))
                }
            }

            impl<'p, 'a> TryFrom<&'p Primitive<'a>> for &'p unconfirmed::$rumour<'a> {
                type Error = Error;

                fn try_from(primitive: &'p Primitive<'a>) -> Result<Self, Error> {
                    if let Primitive::Unconfirmed(inner) = primitive
                        && let Unconfirmed::$rumour(message) = &**inner
                    {
                        return Ok(message);
                    }
                    Err(unexpected(Some(primitive), tag::$rumour_tag))
                }
            }
        )*
    };
}

primitives! {
    /// Generic result: numeric code, text, per-item details, retry hint; also nested in response
    /// primitives.
    Status = Status (Common, Status),
    /// Invites a user (or the members of a group) to a group, an application, presence sharing or
    /// content.
    InviteRequest = InviteRequest (Common, Request),
    /// Accepts or declines an invitation.
    InviteResponse = InviteResponse (Common, Request),
    /// Withdraws an earlier invitation.
    CancelInviteRequest = CancelInviteRequest (Common, Request),
    /// Subscribes the requesting user to presence of one or more users, optionally to named
    /// attributes only.
    SubscribeRequest = SubscribeRequest (Presence, Request),
    /// Ends presence subscriptions.
    UnsubscribeRequest = UnsubscribeRequest (Presence, Request),
    /// Delivers presence values of one or more users to listed watchers.
    PresenceNotification = PresenceNotification (Presence, Request),
    /// One-time presence query.
    GetPresenceRequest = GetPresenceRequest (Presence, Request),
    /// Result and presence values.
    GetPresenceResponse = GetPresenceResponse (Presence, Response),
    /// Delivers an instant message with its content to users or groups of the peer domain.
    SendMessageRequest = SendMessageRequest (InstantMessaging, Request),
    /// Result of acceptance plus message id.
    SendMessageResponse = SendMessageResponse (InstantMessaging, Response),
    /// Reports the fate of a message to its original sender.
    DeliveryStatusReport = DeliveryStatusReport (InstantMessaging, Request),
    /// Deletes a group.
    DeleteGroupRequest = DeleteGroupRequest (Group, Request),
    /// Joins a user to a group.
    JoinGroupRequest = JoinGroupRequest (Group, Request),
    /// Result, optional list of joined names, optional welcome note.
    JoinGroupResponse = JoinGroupResponse (Group, Response),
    /// Leaves a group.
    LeaveGroupRequest = LeaveGroupRequest (Group, Request),
    /// The user has left (or was removed from) the group; result and reason text.
    LeaveGroupIndication = LeaveGroupIndication (Group, Both),
    /// Asks for the member lists.
    GetGroupMemberRequest = GetGroupMemberRequest (Group, Request),
    /// Member lists by privilege class.
    GetGroupMemberResponse = GetGroupMemberResponse (Group, Response),
    /// Asks for the users who are joined now.
    GetJoinedUsersRequest = GetJoinedUsersRequest (Group, Request),
    /// Joined users by class, screen name to user mapping.
    GetJoinedUsersResponse = GetJoinedUsersResponse (Group, Response),
    /// Adds members.
    AddGroupMemberRequest = AddGroupMemberRequest (Group, Request),
    /// Removes members.
    RemoveGroupMemberRequest = RemoveGroupMemberRequest (Group, Request),
    /// Changes privilege classes of members.
    MemberAccessRequest = MemberAccessRequest (Group, Request),
    /// Reads group and own properties.
    GetGroupPropsRequest = GetGroupPropsRequest (Group, Request),
    /// The properties.
    GetGroupPropsResponse = GetGroupPropsResponse (Group, Response),
    /// Changes group and own properties.
    SetGroupPropsRequest = SetGroupPropsRequest (Group, Request),
    /// Reads or changes the list of rejected users.
    RejectListRequest = RejectListRequest (Group, Request),
    /// Current reject list.
    RejectListResponse = RejectListResponse (Group, Response),
    /// Asks for group change notices.
    SubscribeGroupChangeRequest = SubscribeGroupChangeRequest (Group, Request),
    /// Stops group change notices.
    UnsubscribeGroupChangeRequest = UnsubscribeGroupChangeRequest (Group, Request),
    /// Asks whether subscribed.
    GetGroupSubStatusRequest = GetGroupSubStatusRequest (Group, Request),
    /// Subscription state.
    GetGroupSubStatusResponse = GetGroupSubStatusResponse (Group, Response),
    /// Joins, leaves, blocks and property changes in a group, for listed users.
    GroupChangeNotice = GroupChangeNotice (Group, Request),
    @unconfirmed {
        (LogoutRequest = LogoutRequest, Access, Request),
        (LogoutResponse = LogoutResponse, Access, Response),
        (Disconnect = Disconnect, Access, Request),
        (KeepAliveRequest = KeepAliveRequest, Access, Request),
        (KeepAliveResponse = KeepAliveResponse, Access, Response),
        (GetServiceRequest = GetServiceRequest, Service, Request),
        (GetServiceResponse = GetServiceResponse, Service, Response),
        (ServiceRequest = ServiceRequest, Service, Request),
        (ServiceResponse = ServiceResponse, Service, Response),
        (SearchRequest = SearchRequest, Common, Request),
        (SearchResponse = SearchResponse, Common, Response),
        (StopSearchRequest = StopSearchRequest, Common, Request),
        (VerifyIdRequest = VerifyIDRequest, Common, Request),
        (GetListRequest = GetListRequest, ContactList, Request),
        (CreateListRequest = CreateListRequest, ContactList, Request),
        (DeleteListRequest = DeleteListRequest, ContactList, Request),
        (ListManageRequest = ListManageRequest, ContactList, Request),
        (AuthorizationRequest = AuthorizationRequest, Presence, Request),
        (AuthorizationResponse = AuthorizationResponse, Presence, Request),
        (UpdatePresenceRequest = UpdatePresenceRequest, Presence, Request),
        (GetWatcherListRequest = GetWatcherListRequest, Presence, Request),
        (GetAttributeListRequest = GetAttributeListRequest, Presence, Request),
        (NewMessage = NewMessage, InstantMessaging, Request),
        (MessageNotification = MessageNotification, InstantMessaging, Request),
        (MessageDelivered = MessageDelivered, InstantMessaging, Request),
        (GetMessageRequest = GetMessageRequest, InstantMessaging, Request),
        (ForwardMessageRequest = ForwardMessageRequest, InstantMessaging, Request),
        (CreateGroupRequest = CreateGroupRequest, Group, Request),
    }
}

impl Primitive<'_> {
    /// Returns the name of the element, as written.
    pub fn name(&self) -> &str {
        match self {
            Self::Other(node) => node.name.as_str(&tag::SSP),
            other => tag::SSP.name(other.tag()).unwrap_or_default(),
        }
    }

    /// Returns the row of the primitive in the tables; `None` if it has no type.
    pub fn row(&self) -> Option<&'static PrimitiveRow> {
        let tag = self.tag();
        Self::ROWS.iter().find(|row| row.tag == tag)
    }

    /// Returns the same primitive, independent of the input.
    pub fn into_owned(self) -> Primitive<'static> {
        IntoOwned::into_owned(self)
    }
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
