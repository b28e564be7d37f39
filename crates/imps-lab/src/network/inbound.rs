//! The news from users of the network.

use imps_core::Version;
use imps_csp::common::{NotificationTypeList, Recipient, SubscribeNotificationRequest, User};
use imps_csp::contact_list::{
    AddNickList, CreateListRequest, ListChange, ListManageRequest, ListMember, RemoveNickList,
};
use imps_csp::messaging::{MessageDelivered, SendMessageRequest};
use imps_csp::presence::{
    PresenceAuthUser, SubscribePresenceRequest, UnsubscribePresenceRequest, UpdatePresenceRequest,
};
use imps_csp::{ContactListId, MessageId, NotificationType, Primitive, UserId};
use imps_presence::{OnlineStatus, PresenceSubList};

/// News from a user of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inbound {
    /// She writes a message. [`text`](Self::text) makes one. The answer has its identifier, or the
    /// reasons why it does not arrive.
    Message {
        /// The user.
        from: UserId<'static>,
        /// The request with recipient, content, validity in seconds, and the wish for a report.
        message: Box<SendMessageRequest<'static>>,
    },
    /// She has a message. Its sender gets the report that she asked for.
    Delivered {
        /// The user.
        by: UserId<'static>,
        /// The identifier of the message.
        message_id: MessageId<'static>,
    },
    /// Her presence has changed. Watchers that she has admitted see it.
    Presence {
        /// The user.
        of: UserId<'static>,
        /// The attributes that have changed.
        presence: Box<PresenceSubList<'static>>,
    },
    /// She wants to see the presence of a user of the world.
    Watch {
        /// The user.
        from: UserId<'static>,
        /// The user of the world.
        of: UserId<'static>,
    },
    /// She wants to see it no more.
    Unwatch {
        /// The user.
        from: UserId<'static>,
        /// The user of the world.
        of: UserId<'static>,
    },
    /// She lets a user of the world see her presence, or not.
    Decide {
        /// The user.
        from: UserId<'static>,
        /// The user of the world.
        watcher: UserId<'static>,
        /// Whether she does.
        accepts: bool,
    },
    /// She has a user of the world in her roster.
    Add {
        /// The user.
        from: UserId<'static>,
        /// The user of the world.
        contact: UserId<'static>,
    },
    /// She has her there no more.
    Remove {
        /// The user.
        from: UserId<'static>,
        /// The user of the world.
        contact: UserId<'static>,
    },
}

impl Inbound {
    /// A text message that is valid as long as the world allows.
    pub fn text(
        from: impl Into<UserId<'static>>,
        to: impl Into<UserId<'static>>,
        text: impl Into<String>,
    ) -> Self {
        let recipient = Recipient::from_iter([User::new(to.into())]);
        let message = Box::new(SendMessageRequest::text(recipient, text.into()));
        Self::Message { from: from.into(), message }
    }

    /// The user of the network.
    pub fn user(&self) -> &UserId<'static> {
        match self {
            Self::Delivered { by: user, .. }
            | Self::Presence { of: user, .. }
            | Self::Message { from: user, .. }
            | Self::Watch { from: user, .. }
            | Self::Unwatch { from: user, .. }
            | Self::Decide { from: user, .. }
            | Self::Add { from: user, .. }
            | Self::Remove { from: user, .. } => user,
        }
    }

    /// The users to whom it goes.
    pub(super) fn others(&self) -> impl Iterator<Item = &UserId<'static>> {
        let (one, recipient) = match self {
            Self::Message { message, .. } => (None, message.message_info.recipient.as_ref()),
            Self::Watch { of: user, .. }
            | Self::Unwatch { of: user, .. }
            | Self::Decide { watcher: user, .. }
            | Self::Add { contact: user, .. }
            | Self::Remove { contact: user, .. } => (Some(user), None),
            Self::Delivered { .. } | Self::Presence { .. } => (None, None),
        };
        let users = recipient.into_iter().flat_map(|recipient| &recipient.users);
        one.into_iter().chain(users.filter_map(|user| user.user_id.as_ref()))
    }

    /// The requests that the user would send as a client of the world. The answer to the last one
    /// counts.
    pub(super) fn into_requests(self) -> Vec<Primitive<'static>> {
        let version = Version::V1_3;
        match self {
            Self::Message { message, .. } => vec![(*message).into()],
            Self::Delivered { message_id, .. } => {
                vec![MessageDelivered { message_id, ..MessageDelivered::default() }.into()]
            }
            Self::Presence { presence, .. } => vec![publish(*presence)],
            Self::Watch { of, .. } => {
                vec![SubscribePresenceRequest::default().with_user_ids(version, [of]).into()]
            }
            Self::Unwatch { of, .. } => {
                vec![UnsubscribePresenceRequest::default().with_user_ids(version, [of]).into()]
            }
            Self::Decide { watcher, accepts, .. } => vec![
                PresenceAuthUser { user_id: watcher, acceptance: accepts, ..PresenceAuthUser::default() }
                    .into(),
            ],
            Self::Add { from, contact } => {
                let members = [ListMember::Unnamed(contact)].into_iter().collect::<AddNickList<'_>>();
                let create =
                    CreateListRequest { contact_list: roster(&from), ..CreateListRequest::default() };
                // It exists from the second contact on.
                vec![create.into(), manage(&from, ListChange::Add(members))]
            }
            Self::Remove { from, contact } => {
                let members = [contact].into_iter().collect::<RemoveNickList<'_>>();
                vec![manage(&from, ListChange::Remove(members))]
            }
        }
    }
}

/// The first requests of a guest: she is offline, and hears of contact lists that she comes into.
pub(super) fn first_requests() -> [Primitive<'static>; 2] {
    let online_status = vec![OnlineStatus::new(false)];
    let types = vec![NotificationType::AddedToContactList];
    let list = NotificationTypeList { notification_types: types, ..NotificationTypeList::default() };
    let notification_type_list = Some(list);
    [
        publish(PresenceSubList { online_status, ..PresenceSubList::default() }),
        SubscribeNotificationRequest { notification_type_list, ..SubscribeNotificationRequest::default() }
            .into(),
    ]
}

fn publish(list: PresenceSubList<'static>) -> Primitive<'static> {
    UpdatePresenceRequest { presence_sub_list: Box::new(list), ..UpdatePresenceRequest::default() }.into()
}

/// The contact list for the roster of a guest.
fn roster(user: &UserId<'_>) -> ContactListId<'static> {
    let address = user.address();
    let (name, domain) = (address.user().unwrap_or_default(), address.domain().unwrap_or_default());
    format!("wv:{name}/roster@{domain}").into()
}

fn manage(user: &UserId<'_>, change: ListChange<'static>) -> Primitive<'static> {
    let (contact_list, change) = (Some(roster(user)), Some(change));
    ListManageRequest { contact_list, change, receive_list: Some(false), ..ListManageRequest::default() }
        .into()
}
