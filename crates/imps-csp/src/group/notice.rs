//! Being told of changes in a group. OMA-TS-IMPS-CSP, "Group feature".

use crate::common::UserList;
use crate::group::{GroupProperties, Joined};
use crate::{GroupId, OwnProperties};
use alloc::boxed::Box;
use imps_core::{element, enumeration};

element! {
    /// Asks for, sets or clears the subscription to notices of change. Feature `SUBGCN`.
    ///
    /// A question is answered by [`SubscribeGroupNoticeResponse`], a change by `Status`.
    #[doc = page!(SubscribeGroupNotice_Request)]
    pub struct SubscribeGroupNoticeRequest<'a> = SubscribeGroupNotice_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
        /// Which of the three.
        subscribe_type: SubscribeType<'a> = SubscribeType,
    }
    models {
        "1.1-1.3": "GroupID, SubscribeType";
    }
    duplicates refused;

    /// Answers a question of [`SubscribeGroupNoticeRequest`].
    #[doc = page!(SubscribeGroupNotice_Response)]
    pub struct SubscribeGroupNoticeResponse<'a> = SubscribeGroupNotice_Response {
        /// Whether the user is told of changes.
        value: bool = Value,
    }
    models {
        "1.1-1.3": "Value";
    }

    /// Tells what has changed in a group. Feature `GRCHN`; answered by `Status`.
    #[doc = page!(GroupChangeNotice)]
    pub struct GroupChangeNotice<'a> = GroupChangeNotice {
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// Who has entered.
        joined: Option<Joined<'a>> = Joined,
        /// Who has left.
        left: Option<Left<'a>> = Left,
        /// Who has entered of those whom the user has blocked. 1.3.
        joined_blocked: Option<JoinedBlocked<'a>> = JoinedBlocked,
        /// Who has left of those whom the user has blocked. 1.3.
        left_blocked: Option<LeftBlocked<'a>> = LeftBlocked,
        /// What the group is like now.
        group_properties: Option<Box<GroupProperties<'a>>> = GroupProperties,
        /// What the user is like in it now.
        own_properties: Option<Box<OwnProperties<'a>>> = OwnProperties,
    }
    models {
        "1.1-1.2": "GroupID, Joined?, Left?, GroupProperties?, OwnProperties?";
        "1.3" inferred: "GroupID, Joined?, Left?, JoinedBlocked?, LeftBlocked?, GroupProperties?, OwnProperties?";
    }
    duplicates refused;

    /// Who has left a group.
    pub struct Left<'a> = Left {
        /// Users and names.
        user_list: UserList<'a> = UserList,
    }
    models {
        "1.1-1.3": "UserList";
    }

    /// Who is in a group, or has entered it, of those whom the user has blocked. 1.3.
    pub struct JoinedBlocked<'a> = JoinedBlocked {
        /// Users and names.
        user_list: Option<UserList<'a>> = UserList,
    }
    models {
        "1.3" inferred: "UserList";
    }
    duplicates refused;

    /// Who has left a group, of those whom the user has blocked. 1.3.
    pub struct LeftBlocked<'a> = LeftBlocked {
        /// Users and names.
        user_list: Option<UserList<'a>> = UserList,
    }
    models {
        "1.3" inferred: "UserList";
    }
    duplicates refused;
}

enumeration! {
    /// What to do about a subscription.
    pub enum SubscribeType {
        /// Ask whether there is one.
        Get = "G",
        /// Subscribe.
        Set = "S",
        /// Cancel it.
        Unset = "U",
    }
}
