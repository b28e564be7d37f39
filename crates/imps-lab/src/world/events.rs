//! General notifications: what happens elsewhere to the things of a user. OMA-TS-IMPS-CSP, 1.3.
//!
//! They keep the sessions of one user in step (guideline 7), and tell of other users.

use super::delivery::{ClientKey, Turn};
use super::key::Key;
use super::{Answer, World};
use imps_csp::common::{ContactListIdList, NotificationRequest, NotificationTypeList, User, UserList};
use imps_csp::{NotificationType, Status, StatusCode};

impl World {
    pub(super) fn subscribe_events(
        &mut self,
        turn: &Turn,
        list: Option<&NotificationTypeList<'_>>,
        is_wanted: bool,
    ) -> Answer {
        let kinds = list.map(|list| list.notification_types.as_slice()).unwrap_or_default();
        let is_unknown = |kind: &NotificationType<'_>| matches!(kind, NotificationType::Other(_));
        if kinds.is_empty() || kinds.iter().any(is_unknown) {
            return Err(StatusCode::BAD_PARAMETER);
        }
        let client = turn.client.clone();
        let online = self.caller(turn)?.sessions.get_mut(&client).ok_or(StatusCode::NOT_LOGGED_IN)?;
        for kind in kinds {
            let word = kind.as_str();
            if is_wanted {
                online.notifications.insert(word.to_owned());
            } else {
                online.notifications.remove(word);
            }
        }
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// Tells the other sessions of the caller about something that the caller has done.
    pub(super) fn event(
        &self,
        turn: &mut Turn,
        kind: &NotificationType<'static>,
        fill: impl Fn(&mut NotificationRequest<'static>),
    ) {
        let (user, client) = (turn.user.clone(), turn.client.clone());
        self.put_event(turn, &user, Some(&client), kind, fill);
    }

    /// Tells the sessions of a user about something that somebody has done.
    pub(super) fn event_to(
        &self,
        turn: &mut Turn,
        user: &Key,
        kind: &NotificationType<'static>,
        fill: impl Fn(&mut NotificationRequest<'static>),
    ) {
        self.put_event(turn, user, None, kind, fill);
    }

    pub(super) fn event_about_list(&self, turn: &mut Turn, kind: &NotificationType<'static>, list: &Key) {
        let Some(person) = self.people.get(&turn.user) else { return };
        let Some(id) = person.lists.id(list) else { return };
        self.event(turn, kind, |notice| {
            notice.contact_list_id_list = Some(ContactListIdList::from_iter([id.clone()]));
        });
    }

    pub(super) fn event_added_to_list(&self, turn: &mut Turn, user: &Key) {
        let owner = self.user_id(&turn.user);
        self.event_to(turn, user, &NotificationType::AddedToContactList, |notice| {
            notice.user_list = Some(Box::new(UserList::from_iter([User::new(owner.clone())])));
        });
    }

    pub(super) fn event_about_group(
        &self,
        turn: &mut Turn,
        user: &Key,
        kind: &NotificationType<'static>,
        group: &Key,
    ) {
        let id = group.as_str().to_owned();
        let fill = |notice: &mut NotificationRequest<'static>| notice.group_id = Some(id.clone().into());
        if *user == turn.user { self.event(turn, kind, fill) } else { self.event_to(turn, user, kind, fill) }
    }

    fn put_event(
        &self,
        turn: &mut Turn,
        user: &Key,
        except: Option<&ClientKey>,
        kind: &NotificationType<'static>,
        fill: impl Fn(&mut NotificationRequest<'static>),
    ) {
        let Some(person) = self.people.get(user) else { return };
        for (client, online) in &person.sessions {
            if Some(client) == except || !online.notifications.contains(kind.as_str()) {
                continue;
            }
            let mut notice = NotificationRequest {
                notification_type: Some(kind.clone()),
                ..NotificationRequest::default()
            };
            fill(&mut notice);
            turn.deliveries.push(online.delivery(&person.account, notice.into()));
        }
    }
}
