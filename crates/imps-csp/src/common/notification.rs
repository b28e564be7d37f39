//! General notifications about contact lists, groups, invitations and sessions. OMA-TS-IMPS-CSP,
//! 1.3.

use crate::common::{ContactListIdList, UserIdList, UserList};
use crate::{GroupId, InviteId, NotificationType, OnlineEtemHandling, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::element;
use imps_presence::PresenceSubList;

element! {
    /// Subscribes to notifications of events. 1.3.
    #[doc = page!(SubscribeNotification_Request)]
    #[doc(alias = "SubscribeNotification-Request")]
    pub struct SubscribeNotificationRequest<'a> = SubscribeNotification_Request {
        /// The kinds of events.
        notification_type_list: Option<NotificationTypeList<'a>> = NotificationTypeList,
    }
    models {
        "1.3" guessed: "NotificationTypeList";
    }
    primitive Notification ClientToServer Request;

    /// Ends the subscription to notifications of events. 1.3.
    #[doc = page!(UnsubscribeNotification_Request)]
    #[doc(alias = "UnsubscribeNotification-Request")]
    pub struct UnsubscribeNotificationRequest<'a> = UnsubscribeNotification_Request {
        /// The kinds of events.
        notification_type_list: Option<NotificationTypeList<'a>> = NotificationTypeList,
    }
    models {
        "1.3" guessed: "NotificationTypeList";
    }
    primitive Notification ClientToServer Request;

    /// Kinds of events. 1.3.
    pub struct NotificationTypeList<'a> = NotificationTypeList {
        /// The kinds: at least one.
        notification_types: Vec<NotificationType<'a>> = NotificationType,
    }
    models {
        "1.3" guessed: "NotificationType+";
    }
}

element! {
    /// Reports an event. 1.3.
    ///
    /// The kind of the event determines which field is present. Only `presence_sub_list` appears
    /// together with others.
    #[doc = page!(Notification_Request)]
    #[doc(alias("Notification-Request", "general notification"))]
    pub struct NotificationRequest<'a> = Notification_Request {
        /// The kind of the event.
        notification_type: Option<NotificationType<'a>> = NotificationType,
        /// `BLUC`: whether the block list is in use now.
        block_list_in_use: Option<bool> = BlockListInUse,
        /// `GLUC`: whether the grant list is in use now.
        grant_list_in_use: Option<bool> = GrantListInUse,
        /// `GC`, `GD`, `GMAU`, `GMG`, `GMR`, `GMU`: the group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// `IA`, `IC`, `IR`: the invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// `OEU`: the one of several sessions that receives messages now.
        online_etem_handling: Option<OnlineEtemHandling<'a>> = OnlineETEMHandling,
        /// `ANU`, and most likely `AC`, `ANC`, `AND`: the names of the presence attributes.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The users who want to see the attributes.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists of those users. With `CLC`, `CLCR`, `CLD`, alone: the contact lists.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// Whether the event concerns the default attribute list.
        default_list: Option<bool> = DefaultList,
        /// `SPA`: the rank of the session.
        session_priority: Option<u32> = SessionPriority,
        /// Most likely `ATCL`, `PPU`: the users.
        user_list: Option<Box<UserList<'a>>> = UserList,
        /// A user address that the server could not resolve, and its replacement.
        user_id_pair: Option<Box<UserIdPair<'a>>> = UserIDPair,
    }
    models {
        "1.3" guessed: "NotificationType, (BlockListInUse | GrantListInUse | GroupID | ContactListIDList | InviteID | OnlineETEMHandling | (PresenceSubList, UserIDList?, ContactListIDList?, DefaultList?) | SessionPriority | UserList | UserIDPair)?";
    }
    primitive Notification ServerToClient Request;
}

element! {
    /// A user address that the server could not resolve, and its replacement. 1.3.
    pub struct UserIdPair<'a> = UserIDPair {
        /// The unresolved address.
        unrecognized_user_id: Option<UserId<'a>> = UnrecognizedUserID,
        /// The replacement.
        valid_user_id: Option<UserId<'a>> = ValidUserID,
    }
    models {
        "1.3" guessed: "UnrecognizedUserID, ValidUserID";
    }
}
