//! The users who are in a group right now. OMA-TS-IMPS-CSP, "Group feature".

use crate::common::UserList;
use crate::group::{AdminMapList, JoinGroupResponse, JoinedBlocked, Mapping, UserMapList};
use crate::{GroupId, UserId};
use imps_core::{choice, element};

element! {
    /// Asks for the users who are in a group. Since 1.2, feature `GETJU`.
    #[doc = page!(GetJoinedUsers_Request)]
    #[doc(alias = "GetJoinedUsers-Request")]
    pub struct GetJoinedUsersRequest<'a> = GetJoinedUsers_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.2-1.3": "GroupID";
    }
    duplicates refused;
    primitive Group ClientToServer Request;

    /// Answers [`GetJoinedUsersRequest`]. Since 1.2.
    #[doc = page!(GetJoinedUsers_Response)]
    #[doc(alias = "GetJoinedUsers-Response")]
    pub struct GetJoinedUsersResponse<'a> = GetJoinedUsers_Response {
        /// The users in the group.
        joined: Option<JoinedUsers<'a>> = AdminMapList | UserMapList,
        /// The users in the group who are blocked by the requesting user.
        joined_blocked: Option<JoinedBlocked<'a>> = JoinedBlocked,
    }
    models {
        "1.2": "(AdminMapList | UserMapList)";
        "1.3" guessed: "(AdminMapList | UserMapList), JoinedBlocked?";
    }
    primitive Group ServerToClient Response;

    /// Users who are in a group or have entered it.
    pub struct Joined<'a> = Joined {
        /// Users and names.
        user_list: Option<UserList<'a>> = UserList,
        /// Names, with their users.
        user_map_list: Option<UserMapList<'a>> = UserMapList,
    }
    models {
        "1.1": "UserList";
        "1.2-1.3": "UserMapList";
    }
}

choice! {
    /// The users in a group, as far as the requesting user may see them.
    pub enum JoinedUsers<'a> {
        /// Users by their rights, for administrators and moderators.
        ByRole(AdminMapList<'a>) = AdminMapList,
        /// All users in one list, for everybody else.
        Alike(UserMapList<'a>) = UserMapList,
    }
}

impl<'a> AdminMapList<'a> {
    /// Iterates over all names, administrators first, ordinary users last.
    pub fn mappings(&self) -> impl Iterator<Item = &Mapping<'a>> {
        let admins = self.admin_mapping.iter().flat_map(|list| &list.mappings);
        let moderators = self.mod_mapping.iter().flat_map(|list| &list.mappings);
        let users = self.user_mapping.iter().flat_map(|list| &list.mappings);
        admins.chain(moderators).chain(users)
    }
}

impl<'a> UserMapList<'a> {
    /// Iterates over all names.
    pub fn mappings(&self) -> impl Iterator<Item = &Mapping<'a>> {
        self.user_mapping.iter().flat_map(|list| &list.mappings)
    }
}

impl<'a> GetJoinedUsersResponse<'a> {
    /// Iterates over the names of all users in the group, with their addresses, regardless of their
    /// rights.
    pub fn mappings(&self) -> impl Iterator<Item = &Mapping<'a>> {
        let (by_role, alike) = match &self.joined {
            Some(JoinedUsers::ByRole(list)) => (Some(list), None),
            Some(JoinedUsers::Alike(list)) => (None, Some(list)),
            None => (None, None),
        };
        let by_role = by_role.into_iter().flat_map(AdminMapList::mappings);
        by_role.chain(alike.into_iter().flat_map(UserMapList::mappings))
    }

    /// Iterates over the users in the group who show their addresses.
    pub fn joined_user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
        self.mappings().filter_map(|mapping| mapping.user_id.as_ref())
    }

    /// Iterates over the names of all users in the group.
    pub fn joined_names(&self) -> impl Iterator<Item = &str> {
        self.mappings().map(|mapping| mapping.name.as_str())
    }
}

impl<'a> Joined<'a> {
    /// Iterates over the users with visible addresses, in the form of any version.
    pub fn joined_user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
        user_ids(self.user_list.as_ref(), self.user_map_list.as_ref())
    }

    /// Iterates over the visible names, in the form of any version.
    pub fn joined_names(&self) -> impl Iterator<Item = &str> {
        names(self.user_list.as_ref(), self.user_map_list.as_ref())
    }
}

impl<'a> JoinGroupResponse<'a> {
    /// Iterates over the users in the group with visible addresses, in the form of any version.
    pub fn joined_user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
        let joined = self.joined.iter().flat_map(Joined::joined_user_ids);
        user_ids(self.user_list.as_ref(), self.user_map_list.as_ref()).chain(joined)
    }

    /// Iterates over the visible names in the group, in the form of any version.
    pub fn joined_names(&self) -> impl Iterator<Item = &str> {
        let joined = self.joined.iter().flat_map(Joined::joined_names);
        names(self.user_list.as_ref(), self.user_map_list.as_ref()).chain(joined)
    }
}

fn user_ids<'l, 'a>(
    listed: Option<&'l UserList<'a>>,
    mapped: Option<&'l UserMapList<'a>>,
) -> impl Iterator<Item = &'l UserId<'a>> {
    let listed = listed.into_iter().flat_map(UserList::user_ids);
    let mapped = mapped.into_iter().flat_map(UserMapList::mappings);
    listed.chain(mapped.filter_map(|mapping| mapping.user_id.as_ref()))
}

fn names<'l>(
    listed: Option<&'l UserList<'_>>,
    mapped: Option<&'l UserMapList<'_>>,
) -> impl Iterator<Item = &'l str> {
    let listed = listed.into_iter().flat_map(|list| &list.screen_names).map(|name| name.name.as_str());
    let mapped = mapped.into_iter().flat_map(UserMapList::mappings);
    listed.chain(mapped.map(|mapping| mapping.name.as_str()))
}
