//! The sessions of users: login, logout, and what waits for a user who comes back.

use super::attributes::{self, AttributeSet};
use super::delivery::{Caller, Delivery, PushSettings, Turn};
use super::person::Online;
use super::search::Searches;
use super::{World, size};
use core::time::Duration;
use imps_csp::StatusCode;
use imps_presence::{OnlineStatus, PresenceSubList};
use std::collections::{BTreeMap, BTreeSet};

impl World {
    /// Opens the session of a client, and returns the messages and requests that wait for it. A
    /// second login of the same client replaces its session.
    ///
    /// # Errors
    /// 531 for an unknown user, 503 for a user with too many sessions.
    pub fn log_in(
        &mut self,
        who: &Caller,
        push: PushSettings,
        now: Duration,
    ) -> Result<Vec<Delivery>, StatusCode> {
        let key = self.known(&who.user)?;
        let mut turn = Turn::new(key.clone(), who, now);
        let (limit, rank) = (self.limits().sessions, self.next_number());
        let person = self.caller(&turn)?;
        if person.is_echo {
            return Err(StatusCode::FORBIDDEN);
        }
        if person.sessions.len() >= limit && !person.sessions.contains_key(&turn.client) {
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
        turn.deliveries = self.expire_groups(now);
        self.close(&mut turn);
        let status =
            OnlineStatus { client_id: Some(Box::new(who.client.clone())), ..OnlineStatus::new(true) };
        let online = Online {
            client_id: who.client.clone(),
            version: who.version,
            push,
            group_push: BTreeMap::new(),
            presence: PresenceSubList { online_status: vec![status], ..PresenceSubList::default() },
            rank,
            watched: BTreeMap::new(),
            watched_lists: BTreeMap::new(),
            notifications: BTreeSet::new(),
            searches: Searches::default(),
        };
        let person = self.caller(&turn)?;
        person.sessions.insert(turn.client.clone(), online);
        let notes = core::mem::take(&mut person.notes);
        for note in notes {
            self.send(&mut turn, &key, &note);
        }
        self.expire_letters(&mut turn);
        self.offer_waiting(&mut turn);
        self.ask_again(&mut turn);
        self.join_automatically(&mut turn);
        self.notify_watchers(&mut turn, AttributeSet::ALL);
        Ok(turn.deliveries)
    }

    /// Changes the way in which messages reach a session, after a negotiation of capabilities.
    ///
    /// # Errors
    /// 604 for a caller without a session.
    pub fn set_push(&mut self, who: &Caller, push: PushSettings) -> Result<(), StatusCode> {
        let turn = self.turn(who, Duration::ZERO)?;
        let client = turn.client.clone();
        let online = self.caller(&turn)?.sessions.get_mut(&client).ok_or(StatusCode::NOT_LOGGED_IN)?;
        online.push = push;
        Ok(())
    }

    /// Closes the session of a client: it leaves all groups, and its subscriptions end. Messages
    /// that it has not confirmed wait for the next session.
    pub fn log_out(&mut self, who: &Caller, now: Duration) -> Vec<Delivery> {
        let Ok(mut turn) = self.turn(who, now) else { return Vec::new() };
        self.close(&mut turn);
        self.notify_watchers(&mut turn, AttributeSet::ALL);
        turn.deliveries
    }

    /// Ends what has become too old: messages, with reports to their senders, invitations and
    /// groups.
    pub fn expire(&mut self, now: Duration) -> Vec<Delivery> {
        let mut deliveries = Vec::new();
        let people: Vec<_> = self.people.keys().cloned().collect();
        for key in people {
            let mut turn = Turn::of_server(now, key);
            self.expire_letters(&mut turn);
            deliveries.append(&mut turn.deliveries);
        }
        self.invitations.expire(now);
        deliveries.append(&mut self.expire_groups(now));
        deliveries
    }

    /// Closes the session of the caller, if there is one.
    fn close(&mut self, turn: &mut Turn) {
        let client = turn.client.clone();
        let Ok(person) = self.caller(turn) else { return };
        let Some(online) = person.sessions.remove(&client) else { return };
        person.letters.session_ended(&client);
        self.remember_former(turn, &online);
        self.leave_all_groups(turn);
    }

    /// Changes the presence of the session of the caller, and tells her watchers.
    pub(super) fn publish(&mut self, turn: &mut Turn, list: PresenceSubList<'_>) -> Result<(), StatusCode> {
        let rank = self.next_number();
        let limit = self.limits().presence_bytes;
        let client = turn.client.clone();
        let person = self.caller(turn)?;
        let is_guest = person.is_guest;
        let online = person.sessions.get_mut(&client).ok_or(StatusCode::NOT_LOGGED_IN)?;
        let mut next = online.presence.clone();
        let changed = attributes::update(&mut next, list, is_guest);
        attributes::set_client(&mut next, &online.client_id);
        if size::of(&next) > limit {
            return Err(StatusCode::INVALID_PRESENCE_VALUE);
        }
        online.presence = next;
        online.rank = rank;
        self.notify_watchers(turn, changed);
        Ok(())
    }
}
