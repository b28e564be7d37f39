//! Notifications in general: of whatever happens to lists, groups, invitations and sessions. OMA-TS-IMPS-CSP, 1.3.

use crate::common::{ContactListIdList, UserIdList, UserList};
use crate::{GroupId, InviteId, NotificationType, OnlineEtemHandling, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::element;
use imps_presence::PresenceSubList;

element! {
    /// Asks to be told of events. 1.3.
    #[doc = page!(SubscribeNotification_Request)]
    pub struct SubscribeNotificationRequest<'a> = SubscribeNotification_Request {
        /// Of which kinds.
        notification_type_list: Option<NotificationTypeList<'a>> = NotificationTypeList,
    }
    models {
        "1.3" inferred: "NotificationTypeList";
    }

    /// Asks to be told of events no longer. 1.3.
    #[doc = page!(UnsubscribeNotification_Request)]
    pub struct UnsubscribeNotificationRequest<'a> = UnsubscribeNotification_Request {
        /// Of which kinds.
        notification_type_list: Option<NotificationTypeList<'a>> = NotificationTypeList,
    }
    models {
        "1.3" inferred: "NotificationTypeList";
    }

    /// Kinds of events. 1.3.
    pub struct NotificationTypeList<'a> = NotificationTypeList {
        /// The kinds: at least one.
        notification_types: Vec<NotificationType<'a>> = NotificationType,
    }
    models {
        "1.3" inferred: "NotificationType+";
    }

    /// Tells of an event. 1.3.
    ///
    /// What it is about stands in one of the fields, by the kind of the event; only `presence_sub_list` has others beside it.
    #[doc = page!(Notification_Request)]
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
        /// `OEU`: which of several sessions gets messages now.
        online_etem_handling: Option<OnlineEtemHandling<'a>> = OnlineETEMHandling,
        /// `ANU`, and most likely `AC`, `ANC`, `AND`: the presence attributes, as names.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The users who wish to see them.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists of those users; alone with `CLC`, `CLCR`, `CLD`: the contact lists.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// Whether it is about the default attribute list.
        default_list: Option<bool> = DefaultList,
        /// `SPA`: the rank of the session.
        session_priority: Option<u32> = SessionPriority,
        /// Most likely `ATCL`, `PPU`: the users.
        user_list: Option<Box<UserList<'a>>> = UserList,
        /// A user address that the server could not resolve, and the one to use instead.
        user_id_pair: Option<Box<UserIdPair<'a>>> = UserIDPair,
    }
    models {
        "1.3" inferred: "NotificationType, (BlockListInUse | GrantListInUse | GroupID | ContactListIDList | InviteID | OnlineETEMHandling | (PresenceSubList, UserIDList?, ContactListIDList?, DefaultList?) | SessionPriority | UserList | UserIDPair)?";
    }

    /// A user address that the server could not resolve, and the one to use instead. 1.3.
    pub struct UserIdPair<'a> = UserIDPair {
        /// The former.
        unrecognized_user_id: Option<UserId<'a>> = UnrecognizedUserID,
        /// The latter.
        valid_user_id: Option<UserId<'a>> = ValidUserID,
    }
    models {
        "1.3" inferred: "UnrecognizedUserID, ValidUserID";
    }
}
