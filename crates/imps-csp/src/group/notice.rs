//! Notices of changes in a group. OMA-TS-IMPS-CSP, "Group feature".

use crate::common::UserList;
use crate::group::{GroupProperties, Joined};
use crate::{GroupId, OwnProperties};
use alloc::boxed::Box;
use imps_core::{element, enumeration};

element! {
    /// Reads, sets or clears the subscription to notices of changes. Feature `SUBGCN`.
    ///
    /// A query is answered by [`SubscribeGroupNoticeResponse`], a change by `Status`.
    #[doc = page!(SubscribeGroupNotice_Request)]
    #[doc(alias = "SubscribeGroupNotice-Request")]
    pub struct SubscribeGroupNoticeRequest<'a> = SubscribeGroupNotice_Request {
        /// The group.
        group_id: GroupId<'a> = GroupID,
        /// Read, set or clear.
        subscribe_type: SubscribeType<'a> = SubscribeType,
    }
    models {
        "1.1-1.3": "GroupID, SubscribeType";
    }
    duplicates refused;
    primitive Group ClientToServer Request;

    /// Answers a query of [`SubscribeGroupNoticeRequest`].
    #[doc = page!(SubscribeGroupNotice_Response)]
    #[doc(alias = "SubscribeGroupNotice-Response")]
    pub struct SubscribeGroupNoticeResponse<'a> = SubscribeGroupNotice_Response {
        /// Whether the user is subscribed.
        value: bool = Value,
    }
    models {
        "1.1-1.3": "Value";
    }
    primitive Group ServerToClient Response;
}

element! {
    /// Reports the changes in a group. Feature `GRCHN`; answered by `Status`.
    #[doc = page!(GroupChangeNotice)]
    pub struct GroupChangeNotice<'a> = GroupChangeNotice {
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The users who have entered.
        joined: Option<Joined<'a>> = Joined,
        /// The users who have left.
        left: Option<Left<'a>> = Left,
        /// The blocked users who have entered.
        joined_blocked: Option<JoinedBlocked<'a>> = JoinedBlocked,
        /// The blocked users who have left.
        left_blocked: Option<LeftBlocked<'a>> = LeftBlocked,
        /// The properties of the group now.
        group_properties: Option<Box<GroupProperties<'a>>> = GroupProperties,
        /// The user's own properties in the group now.
        own_properties: Option<Box<OwnProperties<'a>>> = OwnProperties,
    }
    models {
        "1.1-1.2": "GroupID, Joined?, Left?, GroupProperties?, OwnProperties?";
        "1.3" guessed: "GroupID, Joined?, Left?, JoinedBlocked?, LeftBlocked?, GroupProperties?, OwnProperties?";
    }
    duplicates refused;
    primitive Group ServerToClient Request;

    /// Users who have left a group.
    pub struct Left<'a> = Left {
        /// Users and names.
        user_list: UserList<'a> = UserList,
    }
    models {
        "1.1-1.3": "UserList";
    }
}

element! {
    /// Users who are blocked by the user and are in a group or have entered it. 1.3.
    pub struct JoinedBlocked<'a> = JoinedBlocked {
        /// Users and names.
        user_list: Option<UserList<'a>> = UserList,
    }
    models {
        "1.3" guessed: "UserList";
    }
    duplicates refused;

    /// Users who are blocked by the user and have left a group. 1.3.
    pub struct LeftBlocked<'a> = LeftBlocked {
        /// Users and names.
        user_list: Option<UserList<'a>> = UserList,
    }
    models {
        "1.3" guessed: "UserList";
    }
    duplicates refused;
}

enumeration! {
    /// The operation on a subscription.
    pub enum SubscribeType {
        /// Ask whether there is a subscription.
        Get = "G",
        /// Subscribe.
        Set = "S",
        /// Cancel the subscription.
        Unset = "U",
    }
}
