//! The members of a group and their rights. OMA-TS-IMPS-CSP, "Group feature".

use crate::common::{User, UserIdList, UserList};
use crate::{GroupId, UserId};
use alloc::boxed::Box;
use imps_core::{Version, element};

element! {
    /// Asks for the members of a group. Feature `GETGM`.
    #[doc = page!(GetGroupMembers_Request)]
    #[doc(alias = "GetGroupMembers-Request")]
    pub struct GetGroupMembersRequest<'a> = GetGroupMembers_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.1-1.3": "GroupID";
    }
    duplicates refused;
    primitive Group ClientToServer Request;

    /// Answers [`GetGroupMembersRequest`].
    #[doc = page!(GetGroupMembers_Response)]
    #[doc(alias = "GetGroupMembers-Response")]
    pub struct GetGroupMembersResponse<'a> = GetGroupMembers_Response {
        /// Administrators.
        admin: Option<Admin<'a>> = Admin,
        /// Moderators.
        moderators: Option<Mod<'a>> = Mod,
        /// All other members. 1.1 and 1.2.
        users: Option<Users<'a>> = Users,
        /// All other members. 1.3; [`ordinary_members`](Self::ordinary_members) reads any version.
        user_list: Option<UserList<'a>> = UserList,
    }
    models {
        "1.1-1.2": "Admin?, Mod?, Users?";
        "1.3" guessed: "Admin?, Mod?, UserList?";
    }
    primitive Group ServerToClient Response;
}

element! {
    /// Changes the rights of members of a group. Feature `MBRAC`; answered by `Status`.
    #[doc = page!(MemberAccess_Request)]
    #[doc(alias = "MemberAccess-Request")]
    pub struct MemberAccessRequest<'a> = MemberAccess_Request {
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The members who become administrators.
        admin: Option<Admin<'a>> = Admin,
        /// The members who become moderators.
        moderators: Option<Mod<'a>> = Mod,
        /// The members who become ordinary members. 1.1 and 1.2.
        users: Option<Users<'a>> = Users,
        /// The members who become ordinary members. 1.3;
        /// [`ordinary_members`](Self::ordinary_members) reads any version.
        user_list: Option<UserList<'a>> = UserList,
    }
    models {
        "1.1-1.2": "GroupID, Admin?, Mod?, Users?";
        "1.3" guessed: "GroupID, Admin?, Mod?, UserList?";
    }
    duplicates refused;
    primitive Group ClientToServer Request;

    /// Administrators of a group.
    pub struct Admin<'a> = Admin {
        /// The administrators.
        user_list: UserList<'a> = UserList,
    }
    models {
        "1.1-1.3": "UserList";
    }

    /// Moderators of a group.
    pub struct Mod<'a> = Mod {
        /// The moderators.
        user_list: UserList<'a> = UserList,
    }
    models {
        "1.1-1.3": "UserList";
    }
}

element! {
    /// Ordinary members of a group. 1.1 and 1.2.
    pub struct Users<'a> = Users {
        /// The ordinary members.
        user_list: UserList<'a> = UserList,
    }
    models {
        "1.1-1.2": "UserList";
    }

    /// Adds users to the members of a group. Feature `ADDGM`; answered by `Status`.
    #[doc = page!(AddGroupMembers_Request)]
    #[doc(alias = "AddGroupMembers-Request")]
    pub struct AddGroupMembersRequest<'a> = AddGroupMembers_Request {
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The users. 1.1 and 1.2.
        user_list: Option<Box<UserList<'a>>> = UserList,
        /// The users. 1.3; [`user_ids`](Self::user_ids) reads any version.
        user_id_list: Option<Box<UserIdList<'a>>> = UserIDList,
    }
    models {
        "1.1-1.2": "GroupID, UserList";
        "1.3" guessed: "GroupID, UserIDList";
    }
    duplicates refused;
    primitive Group ClientToServer Request;
}

element! {
    /// Removes users from the members of a group. Feature `RMVGM`; answered by `Status`.
    #[doc = page!(RemoveGroupMembers_Request)]
    #[doc(alias = "RemoveGroupMembers-Request")]
    pub struct RemoveGroupMembersRequest<'a> = RemoveGroupMembers_Request {
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The users. 1.1 and 1.2.
        user_list: Option<Box<UserList<'a>>> = UserList,
        /// The users. 1.3; [`user_ids`](Self::user_ids) reads any version.
        user_id_list: Option<Box<UserIdList<'a>>> = UserIDList,
    }
    models {
        "1.1-1.2": "GroupID, UserList";
        "1.3" guessed: "GroupID, UserIDList";
    }
    duplicates refused;
    primitive Group ClientToServer Request;
}

/// Lists of ordinary members, which 1.1 and 1.2 wrap and 1.3 does not.
macro_rules! ordinary_members {
    ($($name:ident)*) => { $(
        impl<'a> $name<'a> {
            /// Returns the ordinary members in any version.
            pub fn ordinary_members(&self) -> Option<&UserList<'a>> {
                self.user_list.as_ref().or_else(|| self.users.as_ref().map(|users| &users.user_list))
            }
        }
    )* };
}

ordinary_members! { GetGroupMembersResponse MemberAccessRequest }

/// Lists of users, which contain only addresses in 1.3.
macro_rules! user_ids {
    ($($name:ident)*) => { $(
        impl<'a> $name<'a> {
            /// Sets the users, in the form of the version.
            pub fn new(
                version: Version,
                group_id: impl Into<GroupId<'a>>,
                users: impl IntoIterator<Item = UserId<'a>>,
            ) -> Self {
                let (mut user_list, mut user_id_list) = (None, None);
                if version < Version::V1_3 {
                    user_list = Some(Box::new(users.into_iter().map(User::new).collect()));
                } else {
                    user_id_list = Some(Box::new(users.into_iter().collect()));
                }
                Self { group_id: Some(group_id.into()), user_list, user_id_list, ..Self::default() }
            }

            /// Returns the users in any version.
            pub fn user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
                let users = self.user_list.iter().flat_map(|list| list.user_ids());
                users.chain(self.user_id_list.iter().flat_map(|list| &list.user_ids))
            }
        }
    )* };
}

user_ids! { AddGroupMembersRequest RemoveGroupMembersRequest }
