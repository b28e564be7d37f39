//! Groups: joining and leaving, members, properties, and rejected users.

use crate::common::{MetaInfo, ScreenName, Status, UserId, YesNo};
use crate::messaging::ContentData;
use alloc::vec::Vec;
use imps_core::{Text, element};
use imps_types::{self as csp, OwnProperties, Property};

/// Requests that contain only a group.
macro_rules! group_requests {
    ($($(#[$meta:meta])* $name:ident,)*) => {
        imps_core::element! {
            use crate::tag;
            $(
                $(#[$meta])*
                pub struct $name<'a> = $name {
                    @attributes {
                        /// The group.
                        group_id: imps_types::GroupId<'a> = "groupID",
                    }
                    /// The requesting user or server.
                    meta_info: Option<crate::MetaInfo<'a>> = MetaInfo,
                }
                models {
                    "1.1-1.3" guessed: "MetaInfo?";
                }
                primitive Group Request;
            )*
        }
    };
}
pub(crate) use group_requests;

group_requests! {
    /// Deletes a group.
    #[doc = page!(DeleteGroupRequest)]
    DeleteGroupRequest,
    /// Removes a user from a group.
    #[doc = page!(LeaveGroupRequest)]
    LeaveGroupRequest,
    /// Asks for the members.
    #[doc = page!(GetGroupMemberRequest)]
    GetGroupMemberRequest,
    /// Asks for the properties.
    #[doc = page!(GetGroupPropsRequest)]
    GetGroupPropsRequest,
}

/// Lists of users.
macro_rules! user_lists {
    ($($(#[$meta:meta])* $name:ident,)*) => {
        element! {
            use crate::tag;
            $(
                $(#[$meta])*
                pub struct $name<'a> = $name {
                    /// The users.
                    users: Vec<UserId<'a>> = UserID,
                }
                models {
                    "1.1-1.3" guessed: "UserID*";
                }
            )*
        }

        $(
            impl<'a, U: Into<UserId<'a>>> FromIterator<U> for $name<'a> {
                fn from_iter<I: IntoIterator<Item = U>>(users: I) -> Self {
                    Self { users: users.into_iter().map(Into::into).collect(), ..Self::default() }
                }
            }
        )*
    };
}

user_lists! {
    /// The administrators of a group.
    Admins,
    /// The moderators of a group.
    Moderators,
    /// The members of a group without further rights.
    OrdinaryUsers,
    /// The users to reject from a group.
    AddUsers,
    /// The users to admit again.
    RemoveUsers,
    /// The users who are rejected from a group.
    RejectList,
}

element! {
    use crate::tag;

    /// Joins a user to a group.
    #[doc = page!(JoinGroupRequest)]
    pub struct JoinGroupRequest<'a> = JoinGroupRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
            /// Whether the answer lists the users in the group.
            joined_list_request: Option<YesNo> = "joinedListRequest",
            /// Whether the user subscribes to changes.
            subscribe_notif: Option<YesNo> = "subscribeNotif",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The name of the user in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// The user's own properties in the group.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, ScreenName?, OwnProperties?";
    }
    duplicates refused;
    primitive Group Request;

    /// Confirms that the user is in the group.
    #[doc = page!(JoinGroupResponse)]
    pub struct JoinGroupResponse<'a> = JoinGroupResponse {
        /// The result.
        status: Status<'a> = Status,
        /// The users in the group.
        joined_list: Option<JoinedList<'a>> = JoinedList,
        /// The welcome text.
        welcome_note: Option<WelcomeNote<'a>> = WelcomeNote,
    }
    models {
        "1.1-1.3" guessed: "Status, JoinedList?, WelcomeNote?";
    }
    duplicates refused;
    primitive Group Response;
}

element! {
    use crate::tag;

    /// The users in a group, by their names there.
    pub struct JoinedList<'a> = JoinedList {
        /// The names.
        names: Vec<Text<'a>> = Name,
    }
    models {
        "1.1-1.3" guessed: "Name*";
    }
    duplicates refused;

    /// A welcome note for users who join a group.
    pub struct WelcomeNote<'a> = WelcomeNote {
        /// The note.
        content_data: ContentData<'a> = ContentData,
    }
    models {
        "1.1-1.3" guessed: "ContentData";
    }
    duplicates refused;

    /// Reports that the user has left the group: an answer, or news if the group has removed the
    /// user.
    #[doc = page!(LeaveGroupIndication)]
    pub struct LeaveGroupIndication<'a> = LeaveGroupIndication {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// The result, or the reason.
        status: Status<'a> = Status,
        /// The human-readable reason. The only known server leaves it empty.
        reason_text: Option<Text<'a>> = ReasonText,
    }
    models {
        "1.1-1.3" guessed: "Status, ReasonText?";
    }
    duplicates refused;
    primitive Group Both;
}

element! {
    use crate::tag;

    /// Contains the members.
    #[doc = page!(GetGroupMemberResponse)]
    pub struct GetGroupMemberResponse<'a> = GetGroupMemberResponse {
        /// The result.
        status: Status<'a> = Status,
        /// The administrators.
        admins: Option<Admins<'a>> = Admins,
        /// The moderators.
        moderators: Option<Moderators<'a>> = Moderators,
        /// The other members.
        ordinary_users: Option<OrdinaryUsers<'a>> = OrdinaryUsers,
    }
    models {
        "1.1-1.3" guessed: "Status, Admins?, Moderators?, OrdinaryUsers?";
    }
    duplicates refused;
    primitive Group Response;

    /// Adds users to the members.
    #[doc = page!(AddGroupMemberRequest)]
    pub struct AddGroupMemberRequest<'a> = AddGroupMemberRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The users: at least one.
        users: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, UserID+";
    }
    duplicates refused;
    primitive Group Request;
}

element! {
    use crate::tag;

    /// Removes users from the members.
    #[doc = page!(RemoveGroupMemberRequest)]
    pub struct RemoveGroupMemberRequest<'a> = RemoveGroupMemberRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The users: at least one.
        users: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, UserID+";
    }
    duplicates refused;
    primitive Group Request;

    /// Changes the rights of members.
    #[doc = page!(MemberAccessRequest)]
    pub struct MemberAccessRequest<'a> = MemberAccessRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The new administrators.
        admins: Option<Admins<'a>> = Admins,
        /// The new moderators.
        moderators: Option<Moderators<'a>> = Moderators,
        /// The new members without further rights.
        ordinary_users: Option<OrdinaryUsers<'a>> = OrdinaryUsers,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, Admins?, Moderators?, OrdinaryUsers?";
    }
    duplicates refused;
    primitive Group Request;
}

element! {
    use crate::tag;

    /// The properties of a group, and of the user in it.
    #[doc = page!(GetGroupPropsResponse)]
    pub struct GetGroupPropsResponse<'a> = GetGroupPropsResponse {
        /// The result.
        status: Status<'a> = Status,
        /// The properties of the group.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// The properties of the user in the group.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3" guessed: "Status, GroupProperties?, OwnProperties?";
    }
    duplicates refused;
    primitive Group Response;

    /// Changes properties.
    #[doc = page!(SetGroupPropsRequest)]
    pub struct SetGroupPropsRequest<'a> = SetGroupPropsRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The properties of the group.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// The properties of the user in the group.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, GroupProperties?, OwnProperties?";
    }
    duplicates refused;
    primitive Group Request;
}

element! {
    use crate::tag;

    /// The properties of a group, as in CSP. Only the note has the form of this protocol.
    pub struct GroupProperties<'a> = GroupProperties {
        /// The properties.
        properties: Vec<Property<'a>> = Property,
        /// The welcome text for users who join.
        welcome_note: Option<WelcomeNote<'a>> = WelcomeNote,
    }
    models {
        "1.1-1.3" guessed: "Property*, WelcomeNote?";
    }
    duplicates refused;

    /// Asks for the list of rejected users of a group, and changes it.
    #[doc = page!(RejectListRequest)]
    pub struct RejectListRequest<'a> = RejectListRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The users to reject.
        add_users: Option<AddUsers<'a>> = AddUsers,
        /// The users to admit again.
        remove_users: Option<RemoveUsers<'a>> = RemoveUsers,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, AddUsers?, RemoveUsers?";
    }
    duplicates refused;
    primitive Group Request;
}

element! {
    use crate::tag;

    /// Contains the rejected users.
    #[doc = page!(RejectListResponse)]
    pub struct RejectListResponse<'a> = RejectListResponse {
        /// The result.
        status: Status<'a> = Status,
        /// The rejected users.
        reject_list: Option<RejectList<'a>> = RejectList,
    }
    models {
        "1.1-1.3" guessed: "Status, RejectList?";
    }
    duplicates refused;
    primitive Group Response;
}
