//! Made by the test `made` from `imps_csp::Message::SCHEMA`; `UPDATE=1` writes it anew.
//! The messages that differ if the variants of a `oneof` are boxed, as `prost-build` does if told to.
#![allow(missing_docs, clippy::large_enum_variant, reason = "as prost-build writes it")]

use super::full;

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchPairList {
    #[prost(message, repeated, tag = "1")]
    pub parts: Vec<SearchPairListPartsItem>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum SearchPairListParts {
    #[prost(int32, tag = "1")]
    SearchElement(i32),
    #[prost(string, tag = "2")]
    SearchString(String),
    #[prost(uint32, tag = "3")]
    PairID(u32),
    #[prost(message, boxed, tag = "4")]
    SearchPair(Box<full::SearchPair>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchPairListPartsItem {
    #[prost(oneof = "SearchPairListParts", tags = "1, 2, 3, 4")]
    pub item: Option<SearchPairListParts>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchRequest {
    #[prost(message, repeated, tag = "1")]
    pub search_pair_list: Vec<SearchPairList>,
    #[prost(string, optional, tag = "2")]
    pub advanced_criteria: Option<String>,
    #[prost(uint32, optional, tag = "3")]
    pub search_limit: Option<u32>,
    #[prost(string, optional, tag = "4")]
    pub search_id: Option<String>,
    #[prost(uint32, optional, tag = "5")]
    pub search_index: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Group {
    #[prost(oneof = "GroupMember", tags = "1, 2")]
    pub member: Option<GroupMember>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GroupMember {
    #[prost(string, tag = "1")]
    GroupID(String),
    #[prost(message, boxed, tag = "2")]
    ScreenName(Box<full::ScreenName>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Sender {
    #[prost(oneof = "SenderParty", tags = "1, 2")]
    pub party: Option<SenderParty>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum SenderParty {
    #[prost(message, boxed, tag = "1")]
    User(Box<full::User>),
    #[prost(message, boxed, tag = "2")]
    Group(Box<Group>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Recipient {
    #[prost(message, repeated, tag = "1")]
    pub users: Vec<full::User>,
    #[prost(message, repeated, tag = "2")]
    pub groups: Vec<Group>,
    #[prost(string, repeated, tag = "3")]
    pub contact_lists: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteRequest {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(int32, optional, tag = "2")]
    pub invite_type: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "5")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<full::PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub url_list: Option<full::URLList>,
    #[prost(string, optional, tag = "9")]
    pub invite_note: Option<String>,
    #[prost(message, optional, tag = "10")]
    pub screen_name: Option<full::ScreenName>,
    #[prost(uint32, optional, tag = "11")]
    pub validity: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteUserRequest {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(int32, optional, tag = "2")]
    pub invite_type: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "5")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<full::PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub url_list: Option<full::URLList>,
    #[prost(string, optional, tag = "9")]
    pub invite_note: Option<String>,
    #[prost(message, optional, tag = "10")]
    pub screen_name: Option<full::ScreenName>,
    #[prost(uint32, optional, tag = "11")]
    pub validity: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteUserResponse {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(bool, optional, tag = "2")]
    pub acceptance: Option<bool>,
    #[prost(message, optional, tag = "3")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "5")]
    pub response_note: Option<String>,
    #[prost(message, optional, tag = "6")]
    pub screen_name: Option<full::ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteResponse {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(bool, optional, tag = "2")]
    pub acceptance: Option<bool>,
    #[prost(message, optional, tag = "3")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "5")]
    pub response_note: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub invite_note: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub screen_name: Option<full::ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CancelInviteRequest {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "3")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "4")]
    pub invite_note: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<full::PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub url_list: Option<full::URLList>,
    #[prost(message, optional, tag = "9")]
    pub screen_name: Option<full::ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CancelInviteUserRequest {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "3")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "4")]
    pub invite_note: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<full::PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub url_list: Option<full::URLList>,
    #[prost(message, optional, tag = "9")]
    pub screen_name: Option<full::ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMapRequest {
    #[prost(oneof = "GetMapRequestPlace", tags = "1, 2")]
    pub place: Option<GetMapRequestPlace>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetMapRequestPlace {
    #[prost(string, tag = "1")]
    UserID(String),
    #[prost(message, boxed, tag = "2")]
    PresenceSubList(Box<full::PresenceSubList>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMapResponse {
    #[prost(oneof = "GetMapResponseMap", tags = "1, 2")]
    pub map: Option<GetMapResponseMap>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetMapResponseMap {
    #[prost(message, boxed, tag = "1")]
    Map(Box<full::Map>),
    #[prost(string, tag = "2")]
    URL(String),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NickList {
    #[prost(message, repeated, tag = "1")]
    pub members: Vec<NickListMembersItem>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum NickListMembers {
    #[prost(message, boxed, tag = "1")]
    NickName(Box<full::NickName>),
    #[prost(string, tag = "2")]
    UserID(String),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NickListMembersItem {
    #[prost(oneof = "NickListMembers", tags = "1, 2")]
    pub item: Option<NickListMembers>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateListRequest {
    #[prost(string, tag = "1")]
    pub contact_list: String,
    #[prost(message, optional, tag = "2")]
    pub nick_list: Option<NickList>,
    #[prost(message, optional, tag = "3")]
    pub contact_list_properties: Option<full::ContactListProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AddNickList {
    #[prost(message, repeated, tag = "1")]
    pub members: Vec<AddNickListMembersItem>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum AddNickListMembers {
    #[prost(message, boxed, tag = "1")]
    NickName(Box<full::NickName>),
    #[prost(string, tag = "2")]
    UserID(String),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AddNickListMembersItem {
    #[prost(oneof = "AddNickListMembers", tags = "1, 2")]
    pub item: Option<AddNickListMembers>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListManageRequest {
    #[prost(string, optional, tag = "1")]
    pub contact_list: Option<String>,
    #[prost(oneof = "ListManageRequestChange", tags = "2, 3, 4")]
    pub change: Option<ListManageRequestChange>,
    #[prost(bool, optional, tag = "5")]
    pub receive_list: Option<bool>,
    #[prost(bool, optional, tag = "6")]
    pub authorize_and_grant: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum ListManageRequestChange {
    #[prost(message, boxed, tag = "2")]
    AddNickList(Box<AddNickList>),
    #[prost(message, boxed, tag = "3")]
    RemoveNickList(Box<full::RemoveNickList>),
    #[prost(message, boxed, tag = "4")]
    ContactListProperties(Box<full::ContactListProperties>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListManageResponse {
    #[prost(message, optional, tag = "1")]
    pub result: Option<full::Result>,
    #[prost(message, optional, tag = "2")]
    pub nick_list: Option<NickList>,
    #[prost(message, optional, tag = "3")]
    pub contact_list_properties: Option<full::ContactListProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MessageInfo {
    #[prost(string, optional, tag = "1")]
    pub message_id: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub message_uri: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub content_type: Option<String>,
    #[prost(int32, optional, tag = "4")]
    pub content_encoding: Option<i32>,
    #[prost(uint32, optional, tag = "5")]
    pub content_size: Option<u32>,
    #[prost(string, optional, tag = "6")]
    pub content_name: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub recipient: Option<Recipient>,
    #[prost(message, optional, tag = "8")]
    pub sender: Option<Sender>,
    #[prost(int64, optional, tag = "9")]
    pub date_time: Option<i64>,
    #[prost(message, optional, tag = "10")]
    pub font: Option<full::Font>,
    #[prost(uint32, optional, tag = "11")]
    pub validity: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SendMessageRequest {
    #[prost(bool, optional, tag = "1")]
    pub delivery_report: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub message_info: Option<MessageInfo>,
    #[prost(oneof = "SendMessageRequestContentData", tags = "3, 4")]
    pub content_data: Option<SendMessageRequestContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum SendMessageRequestContentData {
    #[prost(string, tag = "3")]
    Text(String),
    #[prost(bytes = "vec", tag = "4")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MessageInfoList {
    #[prost(message, repeated, tag = "1")]
    pub message_info: Vec<MessageInfo>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMessageListResponse {
    #[prost(message, repeated, tag = "1")]
    pub message_info: Vec<MessageInfo>,
    #[prost(message, optional, tag = "2")]
    pub message_info_list: Option<MessageInfoList>,
    #[prost(uint32, optional, tag = "3")]
    pub message_total_count: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MessageNotification {
    #[prost(message, optional, tag = "1")]
    pub message_info: Option<MessageInfo>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMessageResponse {
    #[prost(message, optional, tag = "1")]
    pub message_info: Option<MessageInfo>,
    #[prost(oneof = "GetMessageResponseContentData", tags = "2, 3")]
    pub content_data: Option<GetMessageResponseContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetMessageResponseContentData {
    #[prost(string, tag = "2")]
    Text(String),
    #[prost(bytes = "vec", tag = "3")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NewMessage {
    #[prost(message, optional, tag = "1")]
    pub message_info: Option<MessageInfo>,
    #[prost(oneof = "NewMessageContentData", tags = "2, 3")]
    pub content_data: Option<NewMessageContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum NewMessageContentData {
    #[prost(string, tag = "2")]
    Text(String),
    #[prost(bytes = "vec", tag = "3")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeliveryReportRequest {
    #[prost(message, optional, tag = "1")]
    pub result: Option<full::Result>,
    #[prost(int64, optional, tag = "2")]
    pub delivery_time: Option<i64>,
    #[prost(message, optional, tag = "3")]
    pub message_info: Option<MessageInfo>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ForwardMessageRequest {
    #[prost(string, optional, tag = "1")]
    pub message_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "3")]
    pub recipient: Option<Recipient>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetJoinedUsersResponse {
    #[prost(oneof = "GetJoinedUsersResponseJoined", tags = "1, 2")]
    pub joined: Option<GetJoinedUsersResponseJoined>,
    #[prost(message, optional, tag = "3")]
    pub joined_blocked: Option<full::JoinedBlocked>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetJoinedUsersResponseJoined {
    #[prost(message, boxed, tag = "1")]
    AdminMapList(Box<full::AdminMapList>),
    #[prost(message, boxed, tag = "2")]
    UserMapList(Box<full::UserMapList>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TransactionContent {
    #[prost(
        oneof = "TransactionContentPrimitive",
        tags = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103"
    )]
    pub primitive: Option<TransactionContentPrimitive>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum TransactionContentPrimitive {
    #[prost(message, boxed, tag = "1")]
    PollingRequest(Box<full::PollingRequest>),
    #[prost(message, boxed, tag = "2")]
    Status(Box<full::Status>),
    #[prost(message, boxed, tag = "3")]
    LoginRequest(Box<full::LoginRequest>),
    #[prost(message, boxed, tag = "4")]
    LoginResponse(Box<full::LoginResponse>),
    #[prost(message, boxed, tag = "5")]
    LogoutRequest(Box<full::LogoutRequest>),
    #[prost(message, boxed, tag = "6")]
    Disconnect(Box<full::Disconnect>),
    #[prost(message, boxed, tag = "7")]
    KeepAliveRequest(Box<full::KeepAliveRequest>),
    #[prost(message, boxed, tag = "8")]
    KeepAliveResponse(Box<full::KeepAliveResponse>),
    #[prost(message, boxed, tag = "9")]
    GetSPInfoRequest(Box<full::GetSPInfoRequest>),
    #[prost(message, boxed, tag = "10")]
    GetSPInfoResponse(Box<full::GetSPInfoResponse>),
    #[prost(message, boxed, tag = "11")]
    ServiceRequest(Box<full::ServiceRequest>),
    #[prost(message, boxed, tag = "12")]
    ServiceResponse(Box<full::ServiceResponse>),
    #[prost(message, boxed, tag = "13")]
    ClientCapabilityRequest(Box<full::ClientCapabilityRequest>),
    #[prost(message, boxed, tag = "14")]
    ClientCapabilityResponse(Box<full::ClientCapabilityResponse>),
    #[prost(message, boxed, tag = "15")]
    GetSegmentRequest(Box<full::GetSegmentRequest>),
    #[prost(message, boxed, tag = "16")]
    GetSegmentResponse(Box<full::GetSegmentResponse>),
    #[prost(message, boxed, tag = "17")]
    DropSegmentRequest(Box<full::DropSegmentRequest>),
    #[prost(message, boxed, tag = "18")]
    SystemMessageRequest(Box<full::SystemMessageRequest>),
    #[prost(message, boxed, tag = "19")]
    SystemMessageUser(Box<full::SystemMessageUser>),
    #[prost(message, boxed, tag = "20")]
    SubscribeNotificationRequest(Box<full::SubscribeNotificationRequest>),
    #[prost(message, boxed, tag = "21")]
    UnsubscribeNotificationRequest(Box<full::UnsubscribeNotificationRequest>),
    #[prost(message, boxed, tag = "22")]
    NotificationRequest(Box<full::NotificationRequest>),
    #[prost(message, boxed, tag = "23")]
    GetPublicProfileRequest(Box<full::GetPublicProfileRequest>),
    #[prost(message, boxed, tag = "24")]
    GetPublicProfileResponse(Box<full::GetPublicProfileResponse>),
    #[prost(message, boxed, tag = "25")]
    UpdatePublicProfileRequest(Box<full::UpdatePublicProfileRequest>),
    #[prost(message, boxed, tag = "26")]
    SearchRequest(Box<SearchRequest>),
    #[prost(message, boxed, tag = "27")]
    SearchResponse(Box<full::SearchResponse>),
    #[prost(message, boxed, tag = "28")]
    StopSearchRequest(Box<full::StopSearchRequest>),
    #[prost(message, boxed, tag = "29")]
    InviteRequest(Box<InviteRequest>),
    #[prost(message, boxed, tag = "30")]
    InviteUserRequest(Box<InviteUserRequest>),
    #[prost(message, boxed, tag = "31")]
    InviteUserResponse(Box<InviteUserResponse>),
    #[prost(message, boxed, tag = "32")]
    InviteResponse(Box<InviteResponse>),
    #[prost(message, boxed, tag = "33")]
    CancelInviteRequest(Box<CancelInviteRequest>),
    #[prost(message, boxed, tag = "34")]
    CancelInviteUserRequest(Box<CancelInviteUserRequest>),
    #[prost(message, boxed, tag = "35")]
    GetMapRequest(Box<GetMapRequest>),
    #[prost(message, boxed, tag = "36")]
    GetMapResponse(Box<GetMapResponse>),
    #[prost(message, boxed, tag = "37")]
    VerifyIDRequest(Box<full::VerifyIDRequest>),
    #[prost(message, boxed, tag = "38")]
    GetListRequest(Box<full::GetListRequest>),
    #[prost(message, boxed, tag = "39")]
    GetListResponse(Box<full::GetListResponse>),
    #[prost(message, boxed, tag = "40")]
    CreateListRequest(Box<CreateListRequest>),
    #[prost(message, boxed, tag = "41")]
    CreateListResponse(Box<full::CreateListResponse>),
    #[prost(message, boxed, tag = "42")]
    DeleteListRequest(Box<full::DeleteListRequest>),
    #[prost(message, boxed, tag = "43")]
    ListManageRequest(Box<ListManageRequest>),
    #[prost(message, boxed, tag = "44")]
    ListManageResponse(Box<ListManageResponse>),
    #[prost(message, boxed, tag = "45")]
    CreateAttributeListRequest(Box<full::CreateAttributeListRequest>),
    #[prost(message, boxed, tag = "46")]
    DeleteAttributeListRequest(Box<full::DeleteAttributeListRequest>),
    #[prost(message, boxed, tag = "47")]
    GetAttributeListRequest(Box<full::GetAttributeListRequest>),
    #[prost(message, boxed, tag = "48")]
    GetAttributeListResponse(Box<full::GetAttributeListResponse>),
    #[prost(message, boxed, tag = "49")]
    SubscribePresenceRequest(Box<full::SubscribePresenceRequest>),
    #[prost(message, boxed, tag = "50")]
    UnsubscribePresenceRequest(Box<full::UnsubscribePresenceRequest>),
    #[prost(message, boxed, tag = "51")]
    PresenceNotificationRequest(Box<full::PresenceNotificationRequest>),
    #[prost(message, boxed, tag = "52")]
    GetWatcherListRequest(Box<full::GetWatcherListRequest>),
    #[prost(message, boxed, tag = "53")]
    GetWatcherListResponse(Box<full::GetWatcherListResponse>),
    #[prost(message, boxed, tag = "54")]
    GetPresenceRequest(Box<full::GetPresenceRequest>),
    #[prost(message, boxed, tag = "55")]
    GetPresenceResponse(Box<full::GetPresenceResponse>),
    #[prost(message, boxed, tag = "56")]
    UpdatePresenceRequest(Box<full::UpdatePresenceRequest>),
    #[prost(message, boxed, tag = "57")]
    PresenceAuthRequest(Box<full::PresenceAuthRequest>),
    #[prost(message, boxed, tag = "58")]
    PresenceAuthUser(Box<full::PresenceAuthUser>),
    #[prost(message, boxed, tag = "59")]
    CancelAuthRequest(Box<full::CancelAuthRequest>),
    #[prost(message, boxed, tag = "60")]
    GetReactiveAuthStatusRequest(Box<full::GetReactiveAuthStatusRequest>),
    #[prost(message, boxed, tag = "61")]
    GetReactiveAuthStatusResponse(Box<full::GetReactiveAuthStatusResponse>),
    #[prost(message, boxed, tag = "62")]
    SendMessageRequest(Box<SendMessageRequest>),
    #[prost(message, boxed, tag = "63")]
    SendMessageResponse(Box<full::SendMessageResponse>),
    #[prost(message, boxed, tag = "64")]
    SetDeliveryMethodRequest(Box<full::SetDeliveryMethodRequest>),
    #[prost(message, boxed, tag = "65")]
    GetMessageListRequest(Box<full::GetMessageListRequest>),
    #[prost(message, boxed, tag = "66")]
    GetMessageListResponse(Box<GetMessageListResponse>),
    #[prost(message, boxed, tag = "67")]
    RejectMessageRequest(Box<full::RejectMessageRequest>),
    #[prost(message, boxed, tag = "68")]
    MessageNotification(Box<MessageNotification>),
    #[prost(message, boxed, tag = "69")]
    GetMessageRequest(Box<full::GetMessageRequest>),
    #[prost(message, boxed, tag = "70")]
    GetMessageResponse(Box<GetMessageResponse>),
    #[prost(message, boxed, tag = "71")]
    NewMessage(Box<NewMessage>),
    #[prost(message, boxed, tag = "72")]
    MessageDelivered(Box<full::MessageDelivered>),
    #[prost(message, boxed, tag = "73")]
    DeliveryReportRequest(Box<DeliveryReportRequest>),
    #[prost(message, boxed, tag = "74")]
    ForwardMessageRequest(Box<ForwardMessageRequest>),
    #[prost(message, boxed, tag = "75")]
    ForwardMessageResponse(Box<full::ForwardMessageResponse>),
    #[prost(message, boxed, tag = "76")]
    GetBlockedListRequest(Box<full::GetBlockedListRequest>),
    #[prost(message, boxed, tag = "77")]
    GetBlockedListResponse(Box<full::GetBlockedListResponse>),
    #[prost(message, boxed, tag = "78")]
    BlockEntityRequest(Box<full::BlockEntityRequest>),
    #[prost(message, boxed, tag = "79")]
    CreateGroupRequest(Box<full::CreateGroupRequest>),
    #[prost(message, boxed, tag = "80")]
    DeleteGroupRequest(Box<full::DeleteGroupRequest>),
    #[prost(message, boxed, tag = "81")]
    JoinGroupRequest(Box<full::JoinGroupRequest>),
    #[prost(message, boxed, tag = "82")]
    JoinGroupResponse(Box<full::JoinGroupResponse>),
    #[prost(message, boxed, tag = "83")]
    LeaveGroupRequest(Box<full::LeaveGroupRequest>),
    #[prost(message, boxed, tag = "84")]
    LeaveGroupResponse(Box<full::LeaveGroupResponse>),
    #[prost(message, boxed, tag = "85")]
    GetGroupMembersRequest(Box<full::GetGroupMembersRequest>),
    #[prost(message, boxed, tag = "86")]
    GetGroupMembersResponse(Box<full::GetGroupMembersResponse>),
    #[prost(message, boxed, tag = "87")]
    GetJoinedUsersRequest(Box<full::GetJoinedUsersRequest>),
    #[prost(message, boxed, tag = "88")]
    GetJoinedUsersResponse(Box<GetJoinedUsersResponse>),
    #[prost(message, boxed, tag = "89")]
    AddGroupMembersRequest(Box<full::AddGroupMembersRequest>),
    #[prost(message, boxed, tag = "90")]
    RemoveGroupMembersRequest(Box<full::RemoveGroupMembersRequest>),
    #[prost(message, boxed, tag = "91")]
    MemberAccessRequest(Box<full::MemberAccessRequest>),
    #[prost(message, boxed, tag = "92")]
    GetGroupPropsRequest(Box<full::GetGroupPropsRequest>),
    #[prost(message, boxed, tag = "93")]
    GetGroupPropsResponse(Box<full::GetGroupPropsResponse>),
    #[prost(message, boxed, tag = "94")]
    SetGroupPropsRequest(Box<full::SetGroupPropsRequest>),
    #[prost(message, boxed, tag = "95")]
    RejectListRequest(Box<full::RejectListRequest>),
    #[prost(message, boxed, tag = "96")]
    RejectListResponse(Box<full::RejectListResponse>),
    #[prost(message, boxed, tag = "97")]
    SubscribeGroupNoticeRequest(Box<full::SubscribeGroupNoticeRequest>),
    #[prost(message, boxed, tag = "98")]
    SubscribeGroupNoticeResponse(Box<full::SubscribeGroupNoticeResponse>),
    #[prost(message, boxed, tag = "99")]
    GroupChangeNotice(Box<full::GroupChangeNotice>),
    #[prost(message, boxed, tag = "100")]
    ExtendConversationRequest(Box<full::ExtendConversationRequest>),
    #[prost(message, boxed, tag = "101")]
    ExtendConversationResponse(Box<full::ExtendConversationResponse>),
    #[prost(message, boxed, tag = "102")]
    ExtendedRequest(Box<full::ExtendedRequest>),
    #[prost(message, boxed, tag = "103")]
    ExtendedResponse(Box<full::ExtendedResponse>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Transaction {
    #[prost(message, optional, tag = "1")]
    pub descriptor: Option<full::TransactionDescriptor>,
    #[prost(message, optional, tag = "2")]
    pub content: Option<TransactionContent>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Session {
    #[prost(message, optional, tag = "1")]
    pub descriptor: Option<full::SessionDescriptor>,
    #[prost(message, repeated, tag = "2")]
    pub transactions: Vec<Transaction>,
    #[prost(bool, optional, tag = "3")]
    pub poll: Option<bool>,
    #[prost(bool, optional, tag = "4")]
    pub cir: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WVCSPMessage {
    #[prost(message, optional, tag = "1")]
    pub session: Option<Session>,
}
