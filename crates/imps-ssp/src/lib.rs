#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

extern crate alloc;

#[macro_use]
mod page;

mod base64_text;
mod document;
mod entities;
mod envelope;
mod group;
mod group_joined;
mod group_notice;
#[cfg(feature = "handshake")]
pub mod handshake;
mod invitation;
mod messaging;
mod meta;
mod presence;
mod primitive;
mod scalars;
mod setup;
mod status;
pub mod tag;
pub mod unconfirmed;
pub mod validate;

pub use base64_text::Encoding;
pub use document::{Message, MessageContent};
pub use entities::{
    ApplicationId, ClientId, GroupId, Party, ScreenName, User, UserId, UserList, UserListEntry,
};
pub use envelope::{Session, SetupTransaction, Transaction};
pub use group::{
    AddGroupMemberRequest, AddUsers, Admins, DeleteGroupRequest, GetGroupMemberRequest,
    GetGroupMemberResponse, GetGroupPropsRequest, GetGroupPropsResponse, GroupProperties, JoinGroupRequest,
    JoinGroupResponse, JoinedList, LeaveGroupIndication, LeaveGroupRequest, MemberAccessRequest, Moderators,
    OrdinaryUsers, RejectList, RejectListRequest, RejectListResponse, RemoveGroupMemberRequest, RemoveUsers,
    SetGroupPropsRequest, WelcomeNote,
};
pub use group_joined::{
    GetJoinedUsersRequest, GetJoinedUsersResponse, JoinedAdmin, JoinedBlocked, JoinedModerator, JoinedUser,
    Mapping, UserMapList, UserMapping,
};
pub use group_notice::{
    GetGroupSubStatusRequest, GetGroupSubStatusResponse, GroupChangeNotice, Joined, Left, LeftBlocked,
    SubscribeGroupChangeRequest, UnsubscribeGroupChangeRequest,
};
pub use invitation::{
    CancelInviteRequest, Canceled, Canceling, ContentId, ContentIdList, InviteRequest, InviteResponse,
    Invited, Inviting, Responding,
};
pub use messaging::{
    ContentData, DateTime, DeliveryResult, DeliveryStatusReport, DisplayedSender, MessageInfo, Recipient,
    SendMessageRequest, SendMessageResponse, Sender, SenderDisplay, SenderParty,
};
pub use meta::{MetaInfo, Requestor};
pub use presence::{
    AttributeList, GetPresenceRequest, GetPresenceResponse, PresenceNotification, PresenceValue,
    SubscribeRequest, UnsubscribeRequest, VerUserId,
};
pub use primitive::Primitive;
pub use scalars::{Mode, ServiceId, SessionId, Time, TransactionId, YesNo};
pub use setup::{LoginRequest, LoginResponse, PasswordDigest, SecretToken, SendSecretToken, SetupPrimitive};
pub use status::{DetailedResult, Status, status_for};
#[doc(inline)]
pub use tag::SSP;

/// The media type of SSP documents, which have no other form than XML.
pub const MEDIA_TYPE: &str = "application/vnd.wv.ssp+xml";
