//! Groups.

mod joined;
mod life;
mod mapping;
mod members;
mod notice;
mod properties;

pub use joined::{GetJoinedUsersRequest, GetJoinedUsersResponse, Joined, JoinedUsers};
pub use life::{
    CreateGroupRequest, DeleteGroupRequest, GetGroupPropsRequest, GetGroupPropsResponse, JoinGroupRequest,
    JoinGroupResponse, LeaveGroupRequest, LeaveGroupResponse, RejectListRequest, RejectListResponse,
    SetGroupPropsRequest,
};
pub use mapping::{AdminMapList, AdminMapping, Mapping, ModMapping, UserMapList, UserMapping};
pub use members::{
    AddGroupMembersRequest, Admin, GetGroupMembersRequest, GetGroupMembersResponse, MemberAccessRequest, Mod,
    RemoveGroupMembersRequest, Users,
};
pub use notice::{
    GroupChangeNotice, JoinedBlocked, Left, LeftBlocked, SubscribeGroupNoticeRequest,
    SubscribeGroupNoticeResponse, SubscribeType,
};
pub use properties::{GroupProperties, WelcomeNote};
