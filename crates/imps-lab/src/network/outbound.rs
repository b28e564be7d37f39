//! The news for users of the network.

use imps_csp::messaging::{DeliveryReportRequest, NewMessage};
use imps_csp::{NotificationType, Primitive, UserId};
use imps_presence::PresenceSubList;

/// News for a user of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outbound {
    /// A message. It waits, as long as it is valid, until
    /// [`Inbound::Delivered`](super::Inbound::Delivered) confirms it; a new session of the user in
    /// the world offers it again.
    Message {
        /// The user.
        to: UserId<'static>,
        /// The message, with its sender and its identifier.
        message: Box<NewMessage<'static>>,
    },
    /// A message of the user has arrived, was refused, or has expired, and she wanted to know.
    Report {
        /// The user.
        to: UserId<'static>,
        /// The report, with the identifier of the message.
        report: Box<DeliveryReportRequest<'static>>,
    },
    /// The presence of a user of the world that the user watches and may see.
    Presence {
        /// The user.
        to: UserId<'static>,
        /// The user of the world.
        of: UserId<'static>,
        /// The attributes that have changed.
        presence: Box<PresenceSubList<'static>>,
    },
    /// A user of the world wants to see the presence of the user:
    /// [`Inbound::Decide`](super::Inbound::Decide) answers.
    Asks {
        /// The user.
        to: UserId<'static>,
        /// The user of the world.
        watcher: UserId<'static>,
    },
    /// A user of the world has named the user in the end of a subscription. The end of a
    /// subscription to a contact list, or with a session, does not leave.
    Unwatch {
        /// The user.
        to: UserId<'static>,
        /// The user of the world.
        watcher: UserId<'static>,
    },
    /// A user of the world has added the user to a contact list.
    Added {
        /// The user.
        to: UserId<'static>,
        /// The user of the world.
        by: UserId<'static>,
    },
    /// Something that networks rarely have, such as an invitation.
    Other {
        /// The user.
        to: UserId<'static>,
        /// The request of the server.
        request: Box<Primitive<'static>>,
    },
}

impl Outbound {
    /// Turns a request of the server to a guest into what leaves.
    pub(super) fn of(to: UserId<'static>, request: Primitive<'static>) -> Vec<Self> {
        match request {
            Primitive::NewMessage(message) => vec![Self::Message { to, message }],
            Primitive::DeliveryReportRequest(report) => vec![Self::Report { to, report }],
            Primitive::PresenceNotificationRequest(notice) => {
                let shown = notice.presence.into_iter().flat_map(|presence| {
                    let of = presence.user_id.unwrap_or_default();
                    presence.presence_sub_list.into_iter().map(move |list| (of.clone(), list))
                });
                let presence = |(of, list)| Self::Presence { to: to.clone(), of, presence: Box::new(list) };
                shown.map(presence).collect()
            }
            Primitive::NotificationRequest(notice) => match &notice.notification_type {
                Some(
                    NotificationType::AuthorizationNeededUser
                    | NotificationType::AuthorizationNeededContactList
                    | NotificationType::AuthorizationNeededDefault,
                ) => {
                    let watchers = notice.user_id_list.into_iter().flat_map(|list| list.user_ids);
                    watchers.map(|watcher| Self::Asks { to: to.clone(), watcher }).collect()
                }
                Some(NotificationType::AddedToContactList) => {
                    let owners = notice.user_list.into_iter().flat_map(|list| list.users);
                    let owners = owners.filter_map(|user| user.user_id);
                    owners.map(|by| Self::Added { to: to.clone(), by }).collect()
                }
                _ => vec![Self::Other { to, request: Box::new(Primitive::NotificationRequest(notice)) }],
            },
            request => vec![Self::Other { to, request: Box::new(request) }],
        }
    }
}
