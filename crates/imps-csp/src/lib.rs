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

mod access_control;
mod capability;
mod contact_list;
mod conversation;
#[cfg(feature = "digest")]
pub mod digest;
mod document;
mod entities;
mod envelope;
mod extended;
pub mod features;
mod group;
mod group_joined;
mod group_members;
mod group_notice;
mod group_properties;
mod invitation;
mod login;
mod map;
mod mapping;
mod messaging;
mod messaging_content;
mod messaging_info;
mod notification;
mod polling;
mod presence;
mod presence_auth;
mod primitive;
mod provider_info;
mod public_profile;
mod registry;
mod search;
mod segment;
mod service;
mod service_tree;
mod session;
mod status;
mod system_message;
pub mod validate;
mod verification;
mod version_discovery;
mod version_shapes;

pub use access_control::{
    AddList, BlockEntityRequest, BlockList, EntityList, GetBlockedListRequest, GetBlockedListResponse,
    GrantList, RemoveList,
};
pub use capability::{
    AgreedCapabilityList, CapabilityList, CirHttpAddress, CirUrl, ClientCapabilityRequest,
    ClientCapabilityResponse,
};
pub use contact_list::{
    AddNickList, ContactListProperties, CreateListRequest, CreateListResponse, DeleteListRequest,
    GetListRequest, GetListResponse, ListChange, ListManageRequest, ListManageResponse, ListMember, NickList,
    RemoveNickList,
};
pub use conversation::{ExtendConversationRequest, ExtendConversationResponse, ExtendConversationUser};
pub use document::{CspDocument, Message, VersionDiscoveryRequest, VersionDiscoveryResponse};
pub use entities::{
    ContactListIdList, Group, GroupList, GroupOrMember, NickName, Party, Recipient, ScreenName, Sender,
    UrlList, User, UserIdList, UserList,
};
pub use envelope::{Session, SessionDescriptor, Transaction, TransactionContent, TransactionDescriptor};
pub use extended::{ExtendedRequest, ExtendedResponse};
pub use group::{
    CreateGroupRequest, DeleteGroupRequest, GetGroupPropsRequest, GetGroupPropsResponse, JoinGroupRequest,
    JoinGroupResponse, LeaveGroupRequest, LeaveGroupResponse, RejectListRequest, RejectListResponse,
    SetGroupPropsRequest,
};
pub use group_joined::{GetJoinedUsersRequest, GetJoinedUsersResponse, Joined, JoinedUsers};
pub use group_members::{
    AddGroupMembersRequest, Admin, GetGroupMembersRequest, GetGroupMembersResponse, MemberAccessRequest, Mod,
    RemoveGroupMembersRequest, Users,
};
pub use group_notice::{
    GroupChangeNotice, JoinedBlocked, Left, LeftBlocked, SubscribeGroupNoticeRequest,
    SubscribeGroupNoticeResponse, SubscribeType,
};
pub use group_properties::{GroupProperties, WelcomeNote};
#[doc(inline)]
pub use imps_types::*;
pub use invitation::{
    CancelInviteRequest, CancelInviteUserRequest, InviteRequest, InviteResponse, InviteUserRequest,
    InviteUserResponse,
};
pub use login::{LoginRequest, LoginResponse};
pub use map::{GetMapRequest, GetMapResponse, Map, MapOrUrl, MapPlace};
pub use mapping::{AdminMapList, AdminMapping, Mapping, ModMapping, UserMapList, UserMapping};
pub use messaging::{
    DeliveryReportRequest, ForwardMessageRequest, ForwardMessageResponse, GetMessageListRequest,
    GetMessageListResponse, GetMessageRequest, GetMessageResponse, MessageDelivered, MessageInfoList,
    MessageNotification, NewMessage, RejectMessageRequest, SendMessageRequest, SendMessageResponse,
    SetDeliveryMethodRequest,
};
pub use messaging_content::content_octets;
pub use messaging_info::{Font, MessageInfo};
pub use notification::{
    NotificationRequest, NotificationTypeList, SubscribeNotificationRequest, UnsubscribeNotificationRequest,
    UserIdPair,
};
pub use polling::PollingRequest;
pub use presence::{
    GetPresenceRequest, GetPresenceResponse, GetWatcherListRequest, GetWatcherListResponse, Presence,
    PresenceNotificationRequest, SubscribePresenceRequest, UnsubscribePresenceRequest, UpdatePresenceRequest,
    Watcher,
};
pub use presence_auth::{
    CancelAuthRequest, CreateAttributeListRequest, DefaultAttributeList, DeleteAttributeListRequest,
    GetAttributeListRequest, GetAttributeListResponse, GetReactiveAuthStatusRequest,
    GetReactiveAuthStatusResponse, PresenceAuthRequest, PresenceAuthUser, ReactiveAuthStatus,
    ReactiveAuthStatusList,
};
pub use primitive::Primitive;
pub use provider_info::{GetSpInfoRequest, GetSpInfoResponse, Logo};
pub use public_profile::{
    GetPublicProfileRequest, GetPublicProfileResponse, PublicProfile, UpdatePublicProfileRequest,
};
pub use registry::{schema_of, schemas};
pub use search::{
    SearchId, SearchPair, SearchPairList, SearchPart, SearchRequest, SearchResponse, SearchResult,
    StopSearchRequest,
};
pub use segment::{DropSegmentRequest, GetSegmentRequest, GetSegmentResponse, SegmentId, SegmentInfo};
pub use service::{ServiceRequest, ServiceResponse};
pub use service_tree::{Service, ServiceTree, UnknownService};
pub use session::{Disconnect, KeepAliveRequest, KeepAliveResponse, LogoutRequest};
pub use status::{DetailedResult, Outcome, Status};
pub use system_message::{
    AnswerOption, AnswerOptions, SystemMessage, SystemMessageList, SystemMessageRequest,
    SystemMessageResponse, SystemMessageResponseList, SystemMessageUser, VerificationMechanism,
};
pub use verification::{IdList, VerifyIdRequest};
pub use version_discovery::{OtherServer, VersionList};
