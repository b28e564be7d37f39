//! Watching and publishing presence. OMA-TS-IMPS-CSP, "Presence".

use crate::common::version_shapes::id_lists;
use crate::common::{ContactListIdList, User, UserIdList};
use crate::{ContactListId, Outcome, UserId, WatcherStatus};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};
use imps_presence::PresenceSubList;

element! {
    /// Subscribes to the presence of users, and of the members of contact lists.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(SubscribePresence_Request)]
    #[doc(alias("SubscribePresence-Request", "watcher", "subscription"))]
    pub struct SubscribePresenceRequest<'a> = SubscribePresence_Request {
        /// The users. 1.1 and 1.2.
        user: Vec<User<'a>> = User,
        /// The contact lists. 1.1 and 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The users. 1.3.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists. 1.3.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// The names of the requested attributes; missing for all.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// Whether to watch also members that join the contact lists later. Since 1.2; clients omit
        /// it for users.
        auto_subscribe: Option<bool> = AutoSubscribe,
    }
    models {
        "1.1": "User*, ContactList*, PresenceSubList?";
        "1.2": "User*, ContactList*, PresenceSubList?, AutoSubscribe";
        "1.3" guessed: "UserIDList?, ContactListIDList?, PresenceSubList?, AutoSubscribe?";
    }
    primitive Presence ClientToServer Request;
}

element! {
    /// Ends subscriptions to presence.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(UnsubscribePresence_Request)]
    #[doc(alias = "UnsubscribePresence-Request")]
    pub struct UnsubscribePresenceRequest<'a> = UnsubscribePresence_Request {
        /// The users. 1.1 and 1.2.
        user: Vec<User<'a>> = User,
        /// The contact lists. 1.1 and 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The users. 1.3.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists. 1.3.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
    }
    models {
        "1.1-1.2": "User*, ContactList*";
        "1.3" guessed: "UserIDList?, ContactListIDList?";
    }
    primitive Presence ClientToServer Request;

    /// Delivers new values to a watcher.
    #[doc = page!(PresenceNotification_Request)]
    #[doc(alias = "PresenceNotification-Request")]
    pub struct PresenceNotificationRequest<'a> = PresenceNotification_Request {
        /// The values, one element per user: at least one.
        presence: Vec<Presence<'a>> = Presence,
    }
    models {
        "1.1-1.3": "Presence+";
    }
    primitive Presence ServerToClient Request;
}

element! {
    /// Presence attributes of a user or of a contact list: values, or names in attribute lists.
    pub struct Presence<'a> = Presence {
        /// The user.
        user_id: Option<UserId<'a>> = UserID,
        /// Whether to notify the user when an authorisation is needed. Only in attribute lists.
        user_notify: Option<bool> = UserNotify,
        /// The contact list, instead of the user.
        contact_list: Option<ContactListId<'a>> = ContactList,
        /// Whether to notify the owner when members without full authorisation subscribe. Only in
        /// attribute lists.
        contact_list_notify: Option<bool> = ContactListNotify,
        /// The attributes.
        presence_sub_list: Vec<PresenceSubList<'a>> = PresenceSubList,
    }
    models {
        "1.1-1.2": "(UserID | ContactList), PresenceSubList*";
        "1.3" guessed: "((UserID, UserNotify?) | (ContactList, ContactListNotify?)), PresenceSubList*";
    }
    duplicates refused;

    /// Asks for the watchers of the user's own presence. Feature `GETWL`.
    #[doc = page!(GetWatcherList_Request)]
    #[doc(alias = "GetWatcherList-Request")]
    pub struct GetWatcherListRequest<'a> = GetWatcherList_Request {
        /// How far to look back for former watchers; the unit is not known.
        history_period: Option<u32> = HistoryPeriod,
        /// The maximum number of watchers in the answer.
        max_watcher_list: Option<u32> = MaxWatcherList,
    }
    models {
        "1.1": "EMPTY";
        "1.2-1.3": "HistoryPeriod?, MaxWatcherList?";
    }
    primitive Presence ClientToServer Request;
}

element! {
    /// Contains the watchers of the user's own presence. [`watchers`](Self::watchers) reads any
    /// version.
    #[doc = page!(GetWatcherList_Response)]
    #[doc(alias = "GetWatcherList-Response")]
    pub struct GetWatcherListResponse<'a> = GetWatcherList_Response {
        /// The watchers. 1.1.
        user: Vec<User<'a>> = User,
        /// How far the server has looked back; the unit is not known.
        history_period: Option<u32> = HistoryPeriod,
        /// The number of watchers.
        watcher_count: Option<u32> = WatcherCount,
        /// The watchers. Since 1.2.
        watcher: Vec<Watcher<'a>> = Watcher,
    }
    models {
        "1.1": "User*";
        "1.2": "HistoryPeriod?, Watcher*";
        "1.3" guessed: "HistoryPeriod?, WatcherCount?, Watcher*";
    }
    primitive Presence ServerToClient Response;

    /// A present or former watcher. Since 1.2. [`user_id`](Self::user_id()) reads any version.
    pub struct Watcher<'a> = Watcher {
        /// The watcher. 1.2.
        user: Option<User<'a>> = User,
        /// The watcher. 1.3.
        user_id: Option<UserId<'a>> = UserID,
        /// Her display name.
        friendly_name: Option<Text<'a>> = FriendlyName,
        /// The state of her subscription.
        watcher_status: Option<WatcherStatus<'a>> = WatcherStatus,
    }
    models {
        "1.2": "User, WatcherStatus?";
        "1.3" guessed: "UserID, FriendlyName?, WatcherStatus?";
    }
}

element! {
    /// Asks once for the presence of users or of the members of contact lists. Feature `GETPR`.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(GetPresence_Request)]
    #[doc(alias = "GetPresence-Request")]
    pub struct GetPresenceRequest<'a> = GetPresence_Request {
        /// The users. 1.1 and 1.2.
        user: Vec<User<'a>> = User,
        /// The contact lists, instead of the users. 1.1 and 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The users. 1.3.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists, instead of the users. 1.3.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// The names of the requested attributes; missing for all.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
    }
    models {
        "1.1-1.2": "(User+ | ContactList+), PresenceSubList?";
        "1.3" guessed: "(UserIDList | ContactListIDList), PresenceSubList?";
    }
    primitive Presence ClientToServer Request;

    /// Contains the requested presence.
    #[doc = page!(GetPresence_Response)]
    #[doc(alias = "GetPresence-Response")]
    pub struct GetPresenceResponse<'a> = GetPresence_Response {
        /// The result of the request.
        result: Outcome<'a> = Result,
        /// The values, one element per user.
        presence: Vec<Presence<'a>> = Presence,
    }
    models {
        "1.1-1.3": "Result, Presence*";
    }
    primitive Presence ServerToClient Response;
}

element! {
    /// Publishes the user's own presence values. Feature `UPDPR`.
    #[doc = page!(UpdatePresence_Request)]
    #[doc(alias = "UpdatePresence-Request")]
    pub struct UpdatePresenceRequest<'a> = UpdatePresence_Request {
        /// The values.
        presence_sub_list: Box<PresenceSubList<'a>> = PresenceSubList,
    }
    models {
        "1.1-1.3": "PresenceSubList";
    }
    primitive Presence ClientToServer Request;
}

id_lists! {
    SubscribePresenceRequest user: |user| user.user_id.as_ref();
    UnsubscribePresenceRequest user: |user| user.user_id.as_ref();
    GetPresenceRequest user: |user| user.user_id.as_ref();
}

impl<'a> GetWatcherListResponse<'a> {
    /// Iterates over the watchers, with the state of their subscription if the version has it.
    pub fn watchers(&self) -> impl Iterator<Item = (&UserId<'a>, Option<&WatcherStatus<'a>>)> {
        let plain = self.user.iter().filter_map(|user| Some((user.user_id.as_ref()?, None)));
        let watchers = self
            .watcher
            .iter()
            .filter_map(|watcher| Some((watcher.user_id()?, watcher.watcher_status.as_ref())));
        plain.chain(watchers)
    }
}

impl<'a> Watcher<'a> {
    /// Returns the watcher in any version.
    pub fn user_id(&self) -> Option<&UserId<'a>> {
        self.user_id.as_ref().or_else(|| self.user.as_ref()?.user_id.as_ref())
    }
}
