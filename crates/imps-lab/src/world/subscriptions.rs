//! Subscriptions to presence, and the notifications that follow from them. OMA-TS-IMPS-CSP,
//! "Presence".

use super::attributes::AttributeSet;
use super::delivery::{ClientKey, Turn};
use super::key::Key;
use super::{Answer, World};
use imps_csp::presence::{
    Presence, PresenceNotificationRequest, SubscribePresenceRequest, UnsubscribePresenceRequest,
};
use imps_csp::{Status, StatusCode};

impl World {
    /// Subscribes the calling session, and sends it what it may see now. A session that may see
    /// nothing yet is subscribed, too, and hears of it when that changes.
    pub(super) fn subscribe(&mut self, turn: &mut Turn, request: &SubscribePresenceRequest<'_>) -> Answer {
        let wanted = AttributeSet::wanted(request.presence_sub_list.as_deref());
        let mut named = self.named(request.user_ids());
        let lists = self.list_keys(turn, request.contact_lists())?;
        if named.users.is_empty() && named.failures.is_empty() && lists.is_empty() {
            return Err(StatusCode::BAD_REQUEST);
        }
        let limit = self.limits().subscriptions;
        let direct = named.users.clone();
        for list in &lists {
            named.users.extend(self.caller(turn)?.lists.members(list).cloned());
        }
        let client = turn.client.clone();
        let online = self.caller(turn)?.sessions.get_mut(&client).ok_or(StatusCode::NOT_LOGGED_IN)?;
        let is_automatic = request.auto_subscribe == Some(true);
        let subscribed = if is_automatic { &direct } else { &named.users };
        let new = subscribed.iter().filter(|user| !online.watched.contains_key(*user)).count();
        if online.watched.len().saturating_add(new) > limit {
            return Err(StatusCode::TOO_MANY_CONTACTS);
        }
        online.watched.extend(subscribed.iter().map(|user| (user.clone(), wanted)));
        if is_automatic {
            online.watched_lists.extend(lists.into_iter().map(|list| (list, wanted)));
        }
        let users: Vec<Key> = named.users.iter().cloned().collect();
        let shown = users.iter().filter_map(|user| self.presence_of(user, &turn.user, wanted)).collect();
        let (watcher, client) = (turn.user.clone(), turn.client.clone());
        for user in &users {
            self.ask_for(turn, user, wanted);
        }
        self.notify(turn, &watcher, &client, shown);
        // Lists without members succeed.
        let result = if users.is_empty() && named.failures.is_empty() {
            StatusCode::SUCCESS.into()
        } else {
            named.outcome()
        };
        Ok(Status { result, ..Status::default() }.into())
    }

    pub(super) fn unsubscribe(
        &mut self,
        turn: &mut Turn,
        request: &UnsubscribePresenceRequest<'_>,
    ) -> Answer {
        let mut named = self.named(request.user_ids());
        let lists = self.list_keys(turn, request.contact_lists())?;
        for list in &lists {
            named.users.extend(self.caller(turn)?.lists.members(list).cloned());
        }
        let client = turn.client.clone();
        for user in named.users.clone() {
            let online = self.caller(turn)?.sessions.get_mut(&client);
            if online.and_then(|online| online.watched.remove(&user)).is_some() {
                self.log_watcher(turn, &user, imps_csp::WatcherStatus::FormerSubscriber);
            }
        }
        if let Some(online) = self.caller(turn)?.sessions.get_mut(&client) {
            online.watched_lists.retain(|list, _| !lists.contains(list));
        }
        let result = if named.failures.is_empty() { StatusCode::SUCCESS.into() } else { named.outcome() };
        Ok(Status { result, ..Status::default() }.into())
    }

    /// Tells the watchers of the caller about changed attributes that they want and may see.
    pub(super) fn notify_watchers(&self, turn: &mut Turn, changed: AttributeSet) {
        for (watcher, client, wanted) in self.watching(&turn.user.clone()) {
            if watcher == turn.user && client == turn.client {
                continue;
            }
            let shown = self.presence_of(&turn.user, &watcher, wanted.and(changed));
            self.notify(turn, &watcher, &client, shown.into_iter().collect());
        }
    }

    /// The attributes that each watcher of the caller may see now.
    pub(super) fn visible_before(&self, turn: &Turn) -> Vec<(Key, AttributeSet)> {
        let Some(person) = self.people.get(&turn.user) else { return Vec::new() };
        let mut watchers: Vec<Key> = self.watching(&turn.user).map(|(watcher, ..)| watcher).collect();
        watchers.dedup();
        let visible = |watcher: Key| {
            let set = person.visible_to(&watcher, &turn.user);
            (watcher, set)
        };
        watchers.into_iter().map(visible).collect()
    }

    /// Sends watchers the attributes that they may see since a change of the authorisations.
    pub(super) fn show_newly_visible(&self, turn: &mut Turn, before: &[(Key, AttributeSet)]) {
        let Some(person) = self.people.get(&turn.user) else { return };
        for (watcher, client, wanted) in self.watching(&turn.user.clone()) {
            let Some((_, old)) = before.iter().find(|(known, _)| *known == watcher) else { continue };
            let new = person.visible_to(&watcher, &turn.user).without(*old);
            let shown = self.presence_of(&turn.user, &watcher, wanted.and(new));
            self.notify(turn, &watcher, &client, shown.into_iter().collect());
        }
    }

    /// Shows the members that a list has gained to the sessions of the caller that watch the list.
    pub(super) fn show_new_members(&mut self, turn: &mut Turn, list: &Key, added: &[Key]) {
        let Some(person) = self.people.get(&turn.user) else { return };
        let watching = person.sessions.iter();
        let watching: Vec<_> = watching
            .filter_map(|(client, online)| Some((client.clone(), *online.watched_lists.get(list)?)))
            .collect();
        let watcher = turn.user.clone();
        for (client, wanted) in watching {
            let shown = added.iter().filter_map(|user| self.presence_of(user, &watcher, wanted)).collect();
            for user in added {
                self.ask_for(turn, user, wanted);
            }
            self.notify(turn, &watcher, &client, shown);
        }
    }

    /// The sessions that watch a user, and the attributes that they want.
    pub(super) fn watching(&self, user: &Key) -> impl Iterator<Item = (Key, ClientKey, AttributeSet)> {
        self.people.iter().flat_map(move |(watcher, person)| {
            person.sessions.iter().filter_map(move |(client, online)| {
                Some((watcher.clone(), client.clone(), online.wants(user, &person.lists)?))
            })
        })
    }

    fn notify(&self, turn: &mut Turn, watcher: &Key, client: &ClientKey, presence: Vec<Presence<'static>>) {
        if presence.is_empty() {
            return;
        }
        let notice = PresenceNotificationRequest { presence, ..PresenceNotificationRequest::default() };
        self.send_to_session(turn, watcher, client, notice.into());
    }
}
