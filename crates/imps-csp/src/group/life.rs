//! Creating, joining, leaving and deleting groups. OMA-TS-IMPS-CSP, "Group feature".

use crate::common::{ScreenName, UserList};
use crate::group::{GroupProperties, Joined, UserMapList, WelcomeNote};
use crate::messaging::{AddList, RemoveList};
use crate::{GroupId, Outcome, OwnProperties};
use alloc::boxed::Box;
use imps_core::element;

element! {
    /// Creates a private group. Feature `CREAG`; answered by `Status`.
    #[doc = page!(CreateGroup_Request)]
    pub struct CreateGroupRequest<'a> = CreateGroup_Request {
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// What it shall be like.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// What the creator shall be like in it. 1.3.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
        /// Whether the creator joins it at once.
        join_group: Option<bool> = JoinGroup,
        /// Under which name.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// Whether to be told of changes.
        subscribe_notification: Option<bool> = SubscribeNotification,
    }
    models {
        "1.1-1.2": "GroupID, GroupProperties, JoinGroup, ScreenName?, SubscribeNotification";
        "1.3" inferred: "GroupID, GroupProperties, OwnProperties?, JoinGroup, ScreenName?, SubscribeNotification";
    }
    duplicates refused;

    /// Deletes a private group; those in it are sent [`LeaveGroupResponse`]. Feature `DELGR`; answered by `Status`.
    #[doc = page!(DeleteGroup_Request)]
    pub struct DeleteGroupRequest<'a> = DeleteGroup_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.1-1.3": "GroupID";
    }
    duplicates refused;

    /// Enters a group.
    #[doc = page!(JoinGroup_Request)]
    pub struct JoinGroupRequest<'a> = JoinGroup_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
        /// Under which name.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// Whether the answer shall tell who is in it. Every version requires it.
        joined_request: Option<bool> = JoinedRequest,
        /// Whether to be told of changes.
        subscribe_notification: bool = SubscribeNotification,
        /// What the user shall be like in it. Since 1.2.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1": "GroupID, ScreenName?, JoinedRequest, SubscribeNotification";
        "1.2-1.3": "GroupID, ScreenName?, JoinedRequest, SubscribeNotification, OwnProperties?";
    }
    duplicates refused;

    /// Answers [`JoinGroupRequest`] when it succeeds.
    ///
    /// Every version tells in its own way who is in the group; [`joined_user_ids`](Self::joined_user_ids) and
    /// [`joined_names`](Self::joined_names) read them all.
    #[doc = page!(JoinGroup_Response)]
    pub struct JoinGroupResponse<'a> = JoinGroup_Response {
        /// Who is in the group. 1.1.
        user_list: Option<UserList<'a>> = UserList,
        /// Who is in the group. 1.2.
        user_map_list: Option<UserMapList<'a>> = UserMapList,
        /// Who is in the group. 1.3.
        joined: Option<Joined<'a>> = Joined,
        /// The name that the user has in the group now. 1.3.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// A word of welcome.
        welcome_note: Option<Box<WelcomeNote<'a>>> = WelcomeNote,
    }
    models {
        "1.1": "UserList?, WelcomeNote?";
        "1.2": "UserMapList?, WelcomeNote?";
        "1.3" inferred: "Joined?, ScreenName?, WelcomeNote?";
    }
    duplicates refused;

    /// Leaves a group.
    #[doc = page!(LeaveGroup_Request)]
    pub struct LeaveGroupRequest<'a> = LeaveGroup_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.1-1.3": "GroupID";
    }
    duplicates refused;

    /// Answers [`LeaveGroupRequest`]; or, as a request of the server, tells that the user had to leave.
    #[doc = page!(LeaveGroup_Response)]
    pub struct LeaveGroupResponse<'a> = LeaveGroup_Response {
        /// The group; always there when the user had to leave.
        group_id: Option<GroupId<'a>> = GroupID,
        /// How it went, or why: 800 when the group is gone, 809 when the user is barred.
        result: Outcome<'a> = Result,
    }
    models {
        "1.1-1.3": "GroupID?, Result";
    }
    duplicates refused;

    /// Asks what a group is like, and what the user is like in it. Feature `GETGP`.
    #[doc = page!(GetGroupProps_Request)]
    pub struct GetGroupPropsRequest<'a> = GetGroupProps_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.1-1.3": "GroupID";
    }
    duplicates refused;

    /// Answers [`GetGroupPropsRequest`].
    #[doc = page!(GetGroupProps_Response)]
    pub struct GetGroupPropsResponse<'a> = GetGroupProps_Response {
        /// What the group is like.
        group_properties: GroupProperties<'a> = GroupProperties,
        /// What the user is like in it.
        own_properties: OwnProperties<'a> = OwnProperties,
    }
    models {
        "1.1-1.3": "GroupProperties, OwnProperties";
    }

    /// Changes properties. Feature `SETGP`; answered by `Status`.
    #[doc = page!(SetGroupProps_Request)]
    pub struct SetGroupPropsRequest<'a> = SetGroupProps_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
        /// What changes about the group.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// What changes about the user.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3": "GroupID, GroupProperties?, OwnProperties?";
    }
    duplicates refused;

    /// Bars users from a group, or no longer; without either list, asks who is barred. Feature `REJEC`.
    #[doc = page!(RejectList_Request)]
    pub struct RejectListRequest<'a> = RejectList_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
        /// Those to bar.
        add_list: Option<AddList<'a>> = AddList,
        /// Those to bar no longer.
        remove_list: Option<RemoveList<'a>> = RemoveList,
    }
    models {
        "1.1-1.3": "GroupID, AddList?, RemoveList?";
    }
    duplicates refused;

    /// Answers [`RejectListRequest`].
    #[doc = page!(RejectList_Response)]
    pub struct RejectListResponse<'a> = RejectList_Response {
        /// Those who are barred now.
        user_list: Option<UserList<'a>> = UserList,
    }
    models {
        "1.1-1.3": "UserList?";
    }
}
