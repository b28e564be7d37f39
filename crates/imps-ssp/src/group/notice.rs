//! Notices of changes in a group.

use crate::common::{MetaInfo, Status, User, UserList, YesNo};
use crate::group::life::group_requests;
use crate::group::{GroupProperties, JoinedBlocked};
use alloc::vec::Vec;
use imps_core::{Text, element};
use imps_types::{self as csp, OwnProperties};

group_requests! {
    /// Subscribes to notices of changes.
    #[doc = page!(SubscribeGroupChangeRequest)]
    SubscribeGroupChangeRequest,
    /// Ends the subscription to notices of changes.
    #[doc = page!(UnsubscribeGroupChangeRequest)]
    UnsubscribeGroupChangeRequest,
    /// Asks whether the user is subscribed.
    #[doc = page!(GetGroupSubStatusRequest)]
    GetGroupSubStatusRequest,
}

element! {
    use crate::tag;

    /// Reports whether the user is subscribed.
    #[doc = page!(GetGroupSubStatusResponse)]
    pub struct GetGroupSubStatusResponse<'a> = GetGroupSubStatusResponse {
        @attributes {
            /// The group. Writers must state it; no known reader needs it.
            group_id: Option<csp::GroupId<'a>> = "groupID",
            /// Whether the user is subscribed.
            subscribed: YesNo = "subscribed",
        }
        /// The result.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" guessed: "Status";
    }
    duplicates refused;
    primitive Group Response;
}

element! {
    use crate::tag;

    /// Reports the changes in a group.
    #[doc = page!(GroupChangeNotice)]
    pub struct GroupChangeNotice<'a> = GroupChangeNotice {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The recipients: at least one.
        users: Vec<User<'a>> = User,
        /// The users who have come.
        joined: Option<Joined<'a>> = Joined,
        /// The users who have left.
        left: Option<Left<'a>> = Left,
        /// The users who have come against a block.
        joined_blocked: Option<JoinedBlocked<'a>> = JoinedBlocked,
        /// The users who have left against a block.
        left_blocked: Option<LeftBlocked<'a>> = LeftBlocked,
        /// The properties of the group now.
        group_properties: Option<GroupProperties<'a>> = GroupProperties,
        /// The user's own properties in the group now.
        own_properties: Option<OwnProperties<'a>> = OwnProperties,
    }
    models {
        "1.1-1.3" guessed:
            "MetaInfo?, User+, Joined?, Left?, JoinedBlocked?, LeftBlocked?, GroupProperties?, OwnProperties?";
    }
    duplicates refused;
    primitive Group Request;

    /// The users who have come, by their names in the group.
    pub struct Joined<'a> = Joined {
        /// The names.
        names: Vec<Text<'a>> = Name,
    }
    models {
        "1.1-1.3" guessed: "Name*";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// The users who have left, by their names in the group.
    pub struct Left<'a> = Left {
        /// The names.
        names: Vec<Text<'a>> = Name,
    }
    models {
        "1.1-1.3" guessed: "Name*";
    }
    duplicates refused;

    /// The users who have left against a block.
    pub struct LeftBlocked<'a> = LeftBlocked {
        /// The users.
        user_list: UserList<'a> = UserList,
    }
    models {
        "1.1-1.3" guessed: "UserList";
    }
    duplicates refused;
}
