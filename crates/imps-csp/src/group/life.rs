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
    #[doc(alias("CreateGroup-Request", "chat room"))]
    pub struct CreateGroupRequest<'a> = CreateGroup_Request {
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The properties of the group.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// The creator's own properties in the group.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
        /// Whether the creator joins it at once.
        join_group: Option<bool> = JoinGroup,
        /// The name of the creator in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// Whether to subscribe to notices of changes.
        subscribe_notification: Option<bool> = SubscribeNotification,
    }
    models {
        "1.1-1.2": "GroupID, GroupProperties, JoinGroup, ScreenName?, SubscribeNotification";
        "1.3" guessed: "GroupID, GroupProperties, OwnProperties?, JoinGroup, ScreenName?, SubscribeNotification";
    }
    duplicates refused;
    primitive Group ClientToServer Request;

    /// Deletes a private group. The server sends its users [`LeaveGroupResponse`]. Feature `DELGR`;
    /// answered by `Status`.
    #[doc = page!(DeleteGroup_Request)]
    #[doc(alias = "DeleteGroup-Request")]
    pub struct DeleteGroupRequest<'a> = DeleteGroup_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.1-1.3": "GroupID";
    }
    duplicates refused;
    primitive Group ClientToServer Request;
}

element! {
    /// Enters a group.
    #[doc = page!(JoinGroup_Request)]
    #[doc(alias("JoinGroup-Request", "chat room"))]
    pub struct JoinGroupRequest<'a> = JoinGroup_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
        /// The name of the user in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// Whether the answer lists the users in the group. Every version requires it.
        joined_request: Option<bool> = JoinedRequest,
        /// Whether to subscribe to notices of changes.
        subscribe_notification: bool = SubscribeNotification,
        /// The user's own properties in the group.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1": "GroupID, ScreenName?, JoinedRequest, SubscribeNotification";
        "1.2-1.3": "GroupID, ScreenName?, JoinedRequest, SubscribeNotification, OwnProperties?";
    }
    duplicates refused;
    primitive Group ClientToServer Request;
}

element! {
    /// Answers [`JoinGroupRequest`] if it succeeds.
    ///
    /// Each version lists the users in the group in its own form.
    /// [`joined_user_ids`](Self::joined_user_ids) and [`joined_names`](Self::joined_names) read all
    /// of them.
    #[doc = page!(JoinGroup_Response)]
    #[doc(alias = "JoinGroup-Response")]
    pub struct JoinGroupResponse<'a> = JoinGroup_Response {
        /// The users in the group. 1.1.
        user_list: Option<UserList<'a>> = UserList,
        /// The users in the group. 1.2.
        user_map_list: Option<UserMapList<'a>> = UserMapList,
        /// The users in the group. 1.3.
        joined: Option<Joined<'a>> = Joined,
        /// The name of the user in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// The welcome text.
        welcome_note: Option<Box<WelcomeNote<'a>>> = WelcomeNote,
    }
    models {
        "1.1": "UserList?, WelcomeNote?";
        "1.2": "UserMapList?, WelcomeNote?";
        "1.3" guessed: "Joined?, ScreenName?, WelcomeNote?";
    }
    duplicates refused;
    primitive Group ServerToClient Response;

    /// Leaves a group.
    #[doc = page!(LeaveGroup_Request)]
    #[doc(alias = "LeaveGroup-Request")]
    pub struct LeaveGroupRequest<'a> = LeaveGroup_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.1-1.3": "GroupID";
    }
    duplicates refused;
    primitive Group ClientToServer Request;
}

element! {
    /// Answers [`LeaveGroupRequest`]. As a request of the server, it reports that the user was
    /// removed.
    #[doc = page!(LeaveGroup_Response)]
    #[doc(alias = "LeaveGroup-Response")]
    pub struct LeaveGroupResponse<'a> = LeaveGroup_Response {
        /// The group; always present if the user was removed.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The result of the request or the reason of the removal: 800 if the group does not exist,
        /// 809 if the user is barred.
        result: Outcome<'a> = Result,
    }
    models {
        "1.1-1.3": "GroupID?, Result";
    }
    duplicates refused;
    primitive Group ServerToClient Both;

    /// Asks for the properties of a group and for the user's own properties in it. Feature `GETGP`.
    #[doc = page!(GetGroupProps_Request)]
    #[doc(alias = "GetGroupProps-Request")]
    pub struct GetGroupPropsRequest<'a> = GetGroupProps_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.1-1.3": "GroupID";
    }
    duplicates refused;
    primitive Group ClientToServer Request;

    /// Answers [`GetGroupPropsRequest`].
    #[doc = page!(GetGroupProps_Response)]
    #[doc(alias = "GetGroupProps-Response")]
    pub struct GetGroupPropsResponse<'a> = GetGroupProps_Response {
        /// The properties of the group.
        group_properties: GroupProperties<'a> = GroupProperties,
        /// The user's own properties in the group.
        own_properties: OwnProperties<'a> = OwnProperties,
    }
    models {
        "1.1-1.3": "GroupProperties, OwnProperties";
    }
    primitive Group ServerToClient Response;
}

element! {
    /// Changes properties. Feature `SETGP`; answered by `Status`.
    #[doc = page!(SetGroupProps_Request)]
    #[doc(alias = "SetGroupProps-Request")]
    pub struct SetGroupPropsRequest<'a> = SetGroupProps_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
        /// The changed properties of the group.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// The changed own properties of the user.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3": "GroupID, GroupProperties?, OwnProperties?";
    }
    duplicates refused;
    primitive Group ClientToServer Request;

    /// Bars users from a group, or lifts the bar. Without either list, asks for the barred users.
    /// Feature `REJEC`.
    #[doc = page!(RejectList_Request)]
    #[doc(alias = "RejectList-Request")]
    pub struct RejectListRequest<'a> = RejectList_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
        /// The users to bar.
        add_list: Option<AddList<'a>> = AddList,
        /// The users to admit again.
        remove_list: Option<RemoveList<'a>> = RemoveList,
    }
    models {
        "1.1-1.3": "GroupID, AddList?, RemoveList?";
    }
    duplicates refused;
    primitive Group ClientToServer Request;
}

element! {
    /// Answers [`RejectListRequest`].
    #[doc = page!(RejectList_Response)]
    #[doc(alias = "RejectList-Response")]
    pub struct RejectListResponse<'a> = RejectList_Response {
        /// The users who are barred now.
        user_list: Option<UserList<'a>> = UserList,
    }
    models {
        "1.1-1.3": "UserList?";
    }
    primitive Group ServerToClient Response;
}
