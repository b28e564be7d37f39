//! Groups.

pub(crate) mod joined;
pub(crate) mod life;
pub(crate) mod notice;

pub use joined::{
    GetJoinedUsersRequest, GetJoinedUsersResponse, JoinedAdmin, JoinedBlocked, JoinedModerator, JoinedUser,
    Mapping, UserMapList, UserMapping,
};
pub use life::{
    AddGroupMemberRequest, AddUsers, Admins, DeleteGroupRequest, GetGroupMemberRequest,
    GetGroupMemberResponse, GetGroupPropsRequest, GetGroupPropsResponse, GroupProperties, JoinGroupRequest,
    JoinGroupResponse, JoinedList, LeaveGroupIndication, LeaveGroupRequest, MemberAccessRequest, Moderators,
    OrdinaryUsers, RejectList, RejectListRequest, RejectListResponse, RemoveGroupMemberRequest, RemoveUsers,
    SetGroupPropsRequest, WelcomeNote,
};
pub use notice::{
    GetGroupSubStatusRequest, GetGroupSubStatusResponse, GroupChangeNotice, Joined, Left, LeftBlocked,
    SubscribeGroupChangeRequest, UnsubscribeGroupChangeRequest,
};
