//! Groups: joining and leaving, members, properties, and who is rejected.

use crate::common::{MetaInfo, ScreenName, Status, UserId, YesNo};
use crate::messaging::ContentData;
use alloc::vec::Vec;
use imps_core::{Text, element};
use imps_types::{self as csp, OwnProperties, Property};

/// Requests that say nothing but which group they are about.
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
                    /// On whose behalf.
                    meta_info: Option<crate::MetaInfo<'a>> = MetaInfo,
                }
                models {
                    "1.1-1.3" inferred: "MetaInfo?";
                }
            )*
        }
    };
}
pub(crate) use group_requests;

group_requests! {
    /// Deletes a group.
    #[doc = page!(DeleteGroupRequest)]
    DeleteGroupRequest,
    /// Takes a user out of a group.
    #[doc = page!(LeaveGroupRequest)]
    LeaveGroupRequest,
    /// Asks who the members are.
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
                    "1.1-1.3" inferred: "UserID*";
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
    /// Who is to be rejected from a group.
    AddUsers,
    /// Who is to be rejected no longer.
    RemoveUsers,
    /// Who is rejected from a group.
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
            /// Whether the answer shall tell who is in the group.
            joined_list_request: Option<YesNo> = "joinedListRequest",
            /// Whether the user wants to be told of changes.
            subscribe_notif: Option<YesNo> = "subscribeNotif",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// Under which name.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// What the user is like in the group.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3" inferred: "MetaInfo?, ScreenName?, OwnProperties?";
    }
    duplicates refused;

    /// The user is in the group.
    #[doc = page!(JoinGroupResponse)]
    pub struct JoinGroupResponse<'a> = JoinGroupResponse {
        /// How it went.
        status: Status<'a> = Status,
        /// Who is in the group.
        joined_list: Option<JoinedList<'a>> = JoinedList,
        /// A word of welcome.
        welcome_note: Option<WelcomeNote<'a>> = WelcomeNote,
    }
    models {
        "1.1-1.3" inferred: "Status, JoinedList?, WelcomeNote?";
    }
    duplicates refused;

    /// Who is in a group, by the names they have there.
    pub struct JoinedList<'a> = JoinedList {
        /// The names.
        names: Vec<Text<'a>> = Name,
    }
    models {
        "1.1-1.3" inferred: "Name*";
    }
    duplicates refused;

    /// A word of welcome for those who join a group.
    pub struct WelcomeNote<'a> = WelcomeNote {
        /// The note.
        content_data: ContentData<'a> = ContentData,
    }
    models {
        "1.1-1.3" inferred: "ContentData";
    }
    duplicates refused;

    /// The user is in the group no longer: an answer, or news when the group has thrown the user out.
    #[doc = page!(LeaveGroupIndication)]
    pub struct LeaveGroupIndication<'a> = LeaveGroupIndication {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// How it went, or why.
        status: Status<'a> = Status,
        /// Why, for people to read. The one server that was seen leaves it empty.
        reason_text: Option<Text<'a>> = ReasonText,
    }
    models {
        "1.1-1.3" inferred: "Status, ReasonText?";
    }
    duplicates refused;

    /// Who the members are.
    #[doc = page!(GetGroupMemberResponse)]
    pub struct GetGroupMemberResponse<'a> = GetGroupMemberResponse {
        /// How it went.
        status: Status<'a> = Status,
        /// The administrators.
        admins: Option<Admins<'a>> = Admins,
        /// The moderators.
        moderators: Option<Moderators<'a>> = Moderators,
        /// The others.
        ordinary_users: Option<OrdinaryUsers<'a>> = OrdinaryUsers,
    }
    models {
        "1.1-1.3" inferred: "Status, Admins?, Moderators?, OrdinaryUsers?";
    }
    duplicates refused;

    /// Makes users members.
    #[doc = page!(AddGroupMemberRequest)]
    pub struct AddGroupMemberRequest<'a> = AddGroupMemberRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The users: at least one.
        users: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.1-1.3" inferred: "MetaInfo?, UserID+";
    }
    duplicates refused;

    /// Takes users out of the members.
    #[doc = page!(RemoveGroupMemberRequest)]
    pub struct RemoveGroupMemberRequest<'a> = RemoveGroupMemberRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The users: at least one.
        users: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.1-1.3" inferred: "MetaInfo?, UserID+";
    }
    duplicates refused;

    /// Changes what members may do.
    #[doc = page!(MemberAccessRequest)]
    pub struct MemberAccessRequest<'a> = MemberAccessRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// Who shall be administrator.
        admins: Option<Admins<'a>> = Admins,
        /// Who shall be moderator.
        moderators: Option<Moderators<'a>> = Moderators,
        /// Who shall have no further rights.
        ordinary_users: Option<OrdinaryUsers<'a>> = OrdinaryUsers,
    }
    models {
        "1.1-1.3" inferred: "MetaInfo?, Admins?, Moderators?, OrdinaryUsers?";
    }
    duplicates refused;

    /// The properties of a group, and of the user in it.
    #[doc = page!(GetGroupPropsResponse)]
    pub struct GetGroupPropsResponse<'a> = GetGroupPropsResponse {
        /// How it went.
        status: Status<'a> = Status,
        /// Those of the group.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// Those of the user in it.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3" inferred: "Status, GroupProperties?, OwnProperties?";
    }
    duplicates refused;

    /// Changes properties.
    #[doc = page!(SetGroupPropsRequest)]
    pub struct SetGroupPropsRequest<'a> = SetGroupPropsRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// Those of the group.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// Those of the user in it.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3" inferred: "MetaInfo?, GroupProperties?, OwnProperties?";
    }
    duplicates refused;

    /// What a group is like: the properties of CSP, but for the note, which has the form of this protocol.
    pub struct GroupProperties<'a> = GroupProperties {
        /// The properties.
        properties: Vec<Property<'a>> = Property,
        /// A word of welcome for those who join.
        welcome_note: Option<WelcomeNote<'a>> = WelcomeNote,
    }
    models {
        "1.1-1.3" inferred: "Property*, WelcomeNote?";
    }
    duplicates refused;

    /// Asks who is rejected from a group, and changes it.
    #[doc = page!(RejectListRequest)]
    pub struct RejectListRequest<'a> = RejectListRequest {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// Who is to be rejected.
        add_users: Option<AddUsers<'a>> = AddUsers,
        /// Who is to be rejected no longer.
        remove_users: Option<RemoveUsers<'a>> = RemoveUsers,
    }
    models {
        "1.1-1.3" inferred: "MetaInfo?, AddUsers?, RemoveUsers?";
    }
    duplicates refused;

    /// Who is rejected.
    #[doc = page!(RejectListResponse)]
    pub struct RejectListResponse<'a> = RejectListResponse {
        /// How it went.
        status: Status<'a> = Status,
        /// Who is rejected.
        reject_list: Option<RejectList<'a>> = RejectList,
    }
    models {
        "1.1-1.3" inferred: "Status, RejectList?";
    }
    duplicates refused;
}
