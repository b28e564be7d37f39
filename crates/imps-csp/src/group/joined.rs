//! Who is in a group right now. OMA-TS-IMPS-CSP, "Group feature".

use crate::common::UserList;
use crate::group::{AdminMapList, JoinGroupResponse, JoinedBlocked, Mapping, UserMapList};
use crate::{GroupId, UserId};
use imps_core::{choice, element};

element! {
    /// Asks who is in a group. Since 1.2, feature `GETJU`.
    #[doc = page!(GetJoinedUsers_Request)]
    pub struct GetJoinedUsersRequest<'a> = GetJoinedUsers_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.2-1.3": "GroupID";
    }
    duplicates refused;

    /// Answers [`GetJoinedUsersRequest`]. Since 1.2.
    #[doc = page!(GetJoinedUsers_Response)]
    pub struct GetJoinedUsersResponse<'a> = GetJoinedUsers_Response {
        /// Who is in the group.
        joined: Option<JoinedUsers<'a>> = AdminMapList | UserMapList,
        /// Those in it whom the user has blocked. 1.3.
        joined_blocked: Option<JoinedBlocked<'a>> = JoinedBlocked,
    }
    models {
        "1.2": "(AdminMapList | UserMapList)";
        "1.3" inferred: "(AdminMapList | UserMapList), JoinedBlocked?";
    }

    /// Who is in a group, or has entered it.
    pub struct Joined<'a> = Joined {
        /// Users and names. 1.1.
        user_list: Option<UserList<'a>> = UserList,
        /// Names, with the users behind them. Since 1.2.
        user_map_list: Option<UserMapList<'a>> = UserMapList,
    }
    models {
        "1.1": "UserList";
        "1.2-1.3": "UserMapList";
    }
}

choice! {
    /// Who is in a group: as much as the user who asks may know.
    pub enum JoinedUsers<'a> {
        /// By what they may do, for administrators and moderators.
        ByRole(AdminMapList<'a>) = AdminMapList,
        /// All of them alike, for everybody else.
        Alike(UserMapList<'a>) = UserMapList,
    }
}

impl<'a> AdminMapList<'a> {
    /// All names, administrators first, ordinary users last.
    pub fn mappings(&self) -> impl Iterator<Item = &Mapping<'a>> {
        let admins = self.admin_mapping.iter().flat_map(|list| &list.mappings);
        let moderators = self.mod_mapping.iter().flat_map(|list| &list.mappings);
        let users = self.user_mapping.iter().flat_map(|list| &list.mappings);
        admins.chain(moderators).chain(users)
    }
}

impl<'a> UserMapList<'a> {
    /// All names.
    pub fn mappings(&self) -> impl Iterator<Item = &Mapping<'a>> {
        self.user_mapping.iter().flat_map(|list| &list.mappings)
    }
}

impl<'a> GetJoinedUsersResponse<'a> {
    /// The names of all in the group, with their users, whatever they may do.
    pub fn mappings(&self) -> impl Iterator<Item = &Mapping<'a>> {
        let (by_role, alike) = match &self.joined {
            Some(JoinedUsers::ByRole(list)) => (Some(list), None),
            Some(JoinedUsers::Alike(list)) => (None, Some(list)),
            None => (None, None),
        };
        let by_role = by_role.into_iter().flat_map(AdminMapList::mappings);
        by_role.chain(alike.into_iter().flat_map(UserMapList::mappings))
    }

    /// The users in the group who show their addresses.
    pub fn joined_user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
        self.mappings().filter_map(|mapping| mapping.user_id.as_ref())
    }

    /// The names of all in the group.
    pub fn joined_names(&self) -> impl Iterator<Item = &str> {
        self.mappings().map(|mapping| mapping.name.as_str())
    }
}

impl<'a> Joined<'a> {
    /// The users whose addresses are told, however the version lists them.
    pub fn joined_user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
        user_ids(self.user_list.as_ref(), self.user_map_list.as_ref())
    }

    /// The names that are told, however the version lists them.
    pub fn joined_names(&self) -> impl Iterator<Item = &str> {
        names(self.user_list.as_ref(), self.user_map_list.as_ref())
    }
}

impl<'a> JoinGroupResponse<'a> {
    /// The users in the group whose addresses are told, however the version lists them.
    pub fn joined_user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
        let joined = self.joined.iter().flat_map(Joined::joined_user_ids);
        user_ids(self.user_list.as_ref(), self.user_map_list.as_ref()).chain(joined)
    }

    /// The names in the group that are told, however the version lists them.
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
