//! The users in a group. The nesting of these lists is the habit of one server.

use crate::common::{Status, UserId};
use crate::group::life::group_requests;
use alloc::vec::Vec;
use imps_core::{Text, element};

group_requests! {
    /// Asks for the users who are in a group now.
    #[doc = page!(GetJoinedUsersRequest)]
    GetJoinedUsersRequest,
}

element! {
    use crate::tag;

    /// The users who are in a group now.
    #[doc = page!(GetJoinedUsersResponse)]
    pub struct GetJoinedUsersResponse<'a> = GetJoinedUsersResponse {
        /// The result.
        status: Status<'a> = Status,
        /// The administrators.
        admins: Option<JoinedAdmin<'a>> = JoinedAdmin,
        /// The moderators. From memory only: the only known server has no such list.
        moderators: Option<JoinedModerator<'a>> = JoinedModerator,
        /// The other users. `JoinedUsers` is read as well.
        users: Option<JoinedUser<'a>> = JoinedUser,
        /// The users who are in the group although it blocks them.
        blocked: Option<JoinedBlocked<'a>> = JoinedBlocked,
    }
    models {
        "1.1-1.3" guessed: "Status, JoinedAdmin?, JoinedModerator?, JoinedUser?, JoinedBlocked?";
    }
    duplicates refused;
    primitive Group Response;

    /// The administrators in a group.
    pub struct JoinedAdmin<'a> = JoinedAdmin {
        /// The names of the administrators in the group.
        user_map_list: UserMapList<'a> = UserMapList,
    }
    models {
        "1.1-1.3" guessed: "UserMapList";
    }
    duplicates refused;

    /// The moderators in a group. From memory only.
    pub struct JoinedModerator<'a> = JoinedModerator {
        /// The names of the moderators in the group.
        user_map_list: UserMapList<'a> = UserMapList,
    }
    models {
        "1.1-1.3" guessed: "UserMapList";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// The users in a group without further rights.
    pub struct JoinedUser<'a> = JoinedUser {
        /// The names of the users in the group.
        user_map_list: UserMapList<'a> = UserMapList,
    }
    models {
        "1.1-1.3" guessed: "UserMapList";
    }
    duplicates refused;

    /// The users who are in the group although it blocks them. The only known server doubts its own
    /// form of it.
    pub struct JoinedBlocked<'a> = JoinedBlocked {
        /// The names of the users in the group.
        user_map_list: Option<UserMapList<'a>> = UserMapList,
    }
    models {
        "1.1-1.3" guessed: "UserMapList";
    }
    duplicates refused;

    /// Names and users.
    pub struct UserMapList<'a> = UserMapList {
        /// Names and users.
        user_mapping: UserMapping<'a> = UserMapping,
    }
    models {
        "1.1-1.3" guessed: "UserMapping";
    }
    duplicates refused;

    /// Names and users.
    pub struct UserMapping<'a> = UserMapping {
        /// One entry per name.
        mappings: Vec<Mapping<'a>> = Mapping,
    }
    models {
        "1.1-1.3" guessed: "Mapping*";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// A name in a group, and its user.
    pub struct Mapping<'a> = Mapping {
        /// The name.
        name: Text<'a> = SName,
        /// The user, if known.
        user_id: Option<UserId<'a>> = UserID,
    }
    models {
        "1.1-1.3" guessed: "SName, UserID?";
    }
    duplicates refused;
}

impl<'a> FromIterator<Mapping<'a>> for UserMapList<'a> {
    fn from_iter<I: IntoIterator<Item = Mapping<'a>>>(mappings: I) -> Self {
        let user_mapping = UserMapping { mappings: mappings.into_iter().collect(), ..UserMapping::default() };
        Self { user_mapping, ..Self::default() }
    }
}
