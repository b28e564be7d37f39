//! Versions, tokens and codes on the pages of the messages. The declarations know no syntax.
//! Made by the test `pages` of `oma-imps`, which writes it anew with `UPDATE_PAGES=1`.

/// The table on the page of a message: `#[doc = page!(Element)]` behind the comment of its
/// declaration.
#[rustfmt::skip]
macro_rules! page {
    (SendSecretToken) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `SendSecretToken` |" } };
    (LoginRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `LoginRequest` |" } };
    (LoginResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `LoginResponse` |" } };
    (Status) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `Status` |" } };
    (InviteRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `InviteRequest` |" } };
    (InviteResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `InviteResponse` |" } };
    (CancelInviteRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `CancelInviteRequest` |" } };
    (SubscribeRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `SubscribeRequest` |" } };
    (UnsubscribeRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `UnsubscribeRequest` |" } };
    (PresenceNotification) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `PresenceNotification` |" } };
    (GetPresenceRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetPresenceRequest` |" } };
    (GetPresenceResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetPresenceResponse` |" } };
    (SendMessageRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `SendMessageRequest` |" } };
    (SendMessageResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `SendMessageResponse` |" } };
    (DeliveryStatusReport) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `DeliveryStatusReport` |" } };
    (DeleteGroupRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `DeleteGroupRequest` |" } };
    (JoinGroupRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `JoinGroupRequest` |" } };
    (JoinGroupResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `JoinGroupResponse` |" } };
    (LeaveGroupRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `LeaveGroupRequest` |" } };
    (LeaveGroupIndication) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `LeaveGroupIndication` |" } };
    (GetGroupMemberRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetGroupMemberRequest` |" } };
    (GetGroupMemberResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetGroupMemberResponse` |" } };
    (GetJoinedUsersRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetJoinedUsersRequest` |" } };
    (GetJoinedUsersResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetJoinedUsersResponse` |" } };
    (AddGroupMemberRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `AddGroupMemberRequest` |" } };
    (RemoveGroupMemberRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `RemoveGroupMemberRequest` |" } };
    (MemberAccessRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `MemberAccessRequest` |" } };
    (GetGroupPropsRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetGroupPropsRequest` |" } };
    (GetGroupPropsResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetGroupPropsResponse` |" } };
    (SetGroupPropsRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `SetGroupPropsRequest` |" } };
    (RejectListRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `RejectListRequest` |" } };
    (RejectListResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `RejectListResponse` |" } };
    (SubscribeGroupChangeRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `SubscribeGroupChangeRequest` |" } };
    (UnsubscribeGroupChangeRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `UnsubscribeGroupChangeRequest` |" } };
    (GetGroupSubStatusRequest) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetGroupSubStatusRequest` |" } };
    (GetGroupSubStatusResponse) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GetGroupSubStatusResponse` |" } };
    (GroupChangeNotice) => { page! { @ " | 1.3, taken for 1.1 and 1.2 too | `GroupChangeNotice` |" } };
    (LogoutRequest) => { page! { @ " | 1.1-1.3, from memory only | `LogoutRequest` |" } };
    (LogoutResponse) => { page! { @ " | 1.1-1.3, from memory only | `LogoutResponse` |" } };
    (Disconnect) => { page! { @ " | 1.1-1.3, from memory only | `Disconnect` |" } };
    (KeepAliveRequest) => { page! { @ " | 1.1-1.3, from memory only | `KeepAliveRequest` |" } };
    (KeepAliveResponse) => { page! { @ " | 1.1-1.3, from memory only | `KeepAliveResponse` |" } };
    (GetServiceRequest) => { page! { @ " | 1.1-1.3, from memory only | `GetServiceRequest` |" } };
    (GetServiceResponse) => { page! { @ " | 1.1-1.3, from memory only | `GetServiceResponse` |" } };
    (ServiceRequest) => { page! { @ " | 1.1-1.3, from memory only | `ServiceRequest` |" } };
    (ServiceResponse) => { page! { @ " | 1.1-1.3, from memory only | `ServiceResponse` |" } };
    (SearchRequest) => { page! { @ " | 1.1-1.3, from memory only | `SearchRequest` |" } };
    (SearchResponse) => { page! { @ " | 1.1-1.3, from memory only | `SearchResponse` |" } };
    (StopSearchRequest) => { page! { @ " | 1.1-1.3, from memory only | `StopSearchRequest` |" } };
    (VerifyIDRequest) => { page! { @ " | 1.3, from memory only | `VerifyIDRequest` |" } };
    (GetListRequest) => { page! { @ " | 1.1-1.3, from memory only | `GetListRequest` |" } };
    (CreateListRequest) => { page! { @ " | 1.1-1.3, from memory only | `CreateListRequest` |" } };
    (DeleteListRequest) => { page! { @ " | 1.1-1.3, from memory only | `DeleteListRequest` |" } };
    (ListManageRequest) => { page! { @ " | 1.1-1.3, from memory only | `ListManageRequest` |" } };
    (AuthorizationRequest) => { page! { @ " | 1.1-1.3, from memory only | `AuthorizationRequest` |" } };
    (AuthorizationResponse) => { page! { @ " | 1.1-1.3, from memory only | `AuthorizationResponse` |" } };
    (UpdatePresenceRequest) => { page! { @ " | 1.1-1.3, from memory only | `UpdatePresenceRequest` |" } };
    (GetWatcherListRequest) => { page! { @ " | 1.1-1.3, from memory only | `GetWatcherListRequest` |" } };
    (GetAttributeListRequest) => { page! { @ " | 1.1-1.3, from memory only | `GetAttributeListRequest` |" } };
    (NewMessage) => { page! { @ " | 1.1-1.3, from memory only | `NewMessage` |" } };
    (MessageNotification) => { page! { @ " | 1.1-1.3, from memory only | `MessageNotification` |" } };
    (MessageDelivered) => { page! { @ " | 1.1-1.3, from memory only | `MessageDelivered` |" } };
    (GetMessageRequest) => { page! { @ " | 1.1-1.3, from memory only | `GetMessageRequest` |" } };
    (ForwardMessageRequest) => { page! { @ " | 1.1-1.3, from memory only | `ForwardMessageRequest` |" } };
    (CreateGroupRequest) => { page! { @ " | 1.1-1.3, from memory only | `CreateGroupRequest` |" } };
    // One that the test has not made yet.
    ($new:ident) => { "" };
    (@ $($row:literal)+) => { concat!("\n | versions | XML |\n | --- | --- |", $("\n", $row),+) };
}
