//! News of a group.

use crate::common::{MetaInfo, Status, User, UserList, YesNo};
use crate::group::life::group_requests;
use crate::group::{GroupProperties, JoinedBlocked};
use alloc::vec::Vec;
use imps_core::{Text, element};
use imps_types::{self as csp, OwnProperties};

group_requests! {
    /// Asks to be told of changes.
    #[doc = page!(SubscribeGroupChangeRequest)]
    SubscribeGroupChangeRequest,
    /// Asks to be told of changes no longer.
    #[doc = page!(UnsubscribeGroupChangeRequest)]
    UnsubscribeGroupChangeRequest,
    /// Asks whether the user is told of changes.
    #[doc = page!(GetGroupSubStatusRequest)]
    GetGroupSubStatusRequest,
}

element! {
    use crate::tag;

    /// Whether the user is told of changes.
    #[doc = page!(GetGroupSubStatusResponse)]
    pub struct GetGroupSubStatusResponse<'a> = GetGroupSubStatusResponse {
        @attributes {
            /// The group. Writers owe it; no reader was seen to need it.
            group_id: Option<csp::GroupId<'a>> = "groupID",
            /// Whether the user is told.
            subscribed: YesNo = "subscribed",
        }
        /// How it went.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" inferred: "Status";
    }
    duplicates refused;

    /// What has changed in a group.
    #[doc = page!(GroupChangeNotice)]
    pub struct GroupChangeNotice<'a> = GroupChangeNotice {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// Whom to tell: at least one.
        users: Vec<User<'a>> = User,
        /// Who has come.
        joined: Option<Joined<'a>> = Joined,
        /// Who has gone.
        left: Option<Left<'a>> = Left,
        /// Who has come against a block.
        joined_blocked: Option<JoinedBlocked<'a>> = JoinedBlocked,
        /// Who has gone against a block.
        left_blocked: Option<LeftBlocked<'a>> = LeftBlocked,
        /// What the group is like now.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// What the user is like in the group now.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3" inferred:
            "MetaInfo?, User+, Joined?, Left?, JoinedBlocked?, LeftBlocked?, GroupProperties?, OwnProperties?";
    }
    duplicates refused;

    /// Who has come, by the names they have in the group.
    pub struct Joined<'a> = Joined {
        /// The names.
        names: Vec<Text<'a>> = Name,
    }
    models {
        "1.1-1.3" inferred: "Name*";
    }
    duplicates refused;

    /// Who has gone, by the names they had in the group.
    pub struct Left<'a> = Left {
        /// The names.
        names: Vec<Text<'a>> = Name,
    }
    models {
        "1.1-1.3" inferred: "Name*";
    }
    duplicates refused;

    /// Who has gone against a block.
    pub struct LeftBlocked<'a> = LeftBlocked {
        /// Who.
        user_list: UserList<'a> = UserList,
    }
    models {
        "1.1-1.3" inferred: "UserList";
    }
    duplicates refused;
}
