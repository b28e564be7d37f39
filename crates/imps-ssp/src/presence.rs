//! Presence between servers.
//!
//! A server subscribes to the presence of users of another domain, for its own users. The other
//! server sends the values after each change. Both use the presence attributes of CSP. Contact lists
//! do not travel: a server sends their members instead.

use crate::common::{MetaInfo, Status, User, UserId};
use alloc::vec::Vec;
use imps_core::{Text, element};
use imps_presence::PresenceSubList;
use imps_types as csp;

element! {
    use crate::tag;

    /// Subscribes to the presence of users.
    #[doc = page!(SubscribeRequest)]
    pub struct SubscribeRequest<'a> = SubscribeRequest {
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The users: at least one.
        users: Vec<UserId<'a>> = UserID,
        /// The attributes; all if missing.
        attribute_list: Option<AttributeList<'a>> = AttributeList,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, UserID+, AttributeList?";
    }
    duplicates refused;
    primitive Presence Request;

    /// Ends subscriptions.
    #[doc = page!(UnsubscribeRequest)]
    pub struct UnsubscribeRequest<'a> = UnsubscribeRequest {
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The users: at least one.
        users: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, UserID+";
    }
    duplicates refused;
    primitive Presence Request;
}

element! {
    use crate::tag;

    /// New presence values.
    #[doc = page!(PresenceNotification)]
    pub struct PresenceNotification<'a> = PresenceNotification {
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The watchers: at least one.
        watchers: Vec<User<'a>> = User,
        /// The values: at least one.
        presence_values: Vec<PresenceValue<'a>> = PresenceValue,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, User+, PresenceValue+";
    }
    duplicates refused;
    primitive Presence Request;

    /// The presence of one user.
    pub struct PresenceValue<'a> = PresenceValue {
        @attributes {
            /// The user.
            user_id: csp::UserId<'a> = "userID",
        }
        /// The attributes.
        presence_sub_list: Option<PresenceSubList<'a>> = PresenceSubList,
    }
    models {
        "1.1-1.3" guessed: "PresenceSubList?";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// Asks for presence once.
    #[doc = page!(GetPresenceRequest)]
    pub struct GetPresenceRequest<'a> = GetPresenceRequest {
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The users: at least one.
        users: Vec<VerUserId<'a>> = VerUserID,
        /// The attributes; all if missing.
        attribute_list: Option<AttributeList<'a>> = AttributeList,
    }
    models {
        "1.1-1.3" guessed: "MetaInfo?, VerUserID+, AttributeList?";
    }
    duplicates refused;
    primitive Presence Request;

    /// A user, and the presence of this user that the requester already knows.
    pub struct VerUserId<'a> = VerUserID {
        @attributes {
            /// The user.
            user_id: csp::UserId<'a> = "userID",
            /// The presence that the requester already knows. From memory only: the only known
            /// server knows the field and ignores it.
            version: Option<Text<'a>> = "version",
        }
    }
    models {
        "1.1-1.3" guessed: "EMPTY";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// Contains the requested presence.
    #[doc = page!(GetPresenceResponse)]
    pub struct GetPresenceResponse<'a> = GetPresenceResponse {
        /// The result. Writers must state it; the only known server omits it, and drops answers
        /// without it.
        status: Option<Status<'a>> = Status,
        /// The values.
        presence_values: Vec<PresenceValue<'a>> = PresenceValue,
    }
    models {
        "1.1-1.3" guessed: "Status, PresenceValue*";
    }
    duplicates refused;
    primitive Presence Response;

    /// Presence attributes.
    pub struct AttributeList<'a> = AttributeList {
        /// The attributes, as in CSP.
        presence_sub_list: PresenceSubList<'a> = PresenceSubList,
    }
    models {
        "1.1-1.3" guessed: "PresenceSubList";
    }
    duplicates refused;
}

impl<'a> From<&'a str> for VerUserId<'a> {
    fn from(user_id: &'a str) -> Self {
        Self { user_id: user_id.into(), ..Self::default() }
    }
}
