//! Publishing presence and reading it once. OMA-TS-IMPS-CSP, "Presence".

use super::attributes::{self, AttributeSet};
use super::contact_lists::failed;
use super::delivery::Turn;
use super::key::Key;
use super::{Answer, World};
use imps_csp::presence::{GetPresenceRequest, GetPresenceResponse, Presence, UpdatePresenceRequest};
use imps_csp::{Outcome, Status, StatusCode, UserId, WatcherStatus};
use std::collections::{BTreeMap, BTreeSet};

/// Users of a request, and the users that do not exist, by the reason.
pub(super) struct Named {
    pub(super) users: BTreeSet<Key>,
    pub(super) failures: BTreeMap<StatusCode, Vec<UserId<'static>>>,
}

impl Named {
    /// The outcome: all users succeeded, some, or none.
    pub(super) fn outcome(self) -> Outcome<'static> {
        let failures = self.failures.into_iter().flat_map(|(code, users)| failed(code, users));
        Outcome::of(self.users.len(), failures.collect())
    }
}

impl World {
    pub(super) fn update_presence(&mut self, turn: &mut Turn, request: UpdatePresenceRequest<'_>) -> Answer {
        self.publish(turn, *request.presence_sub_list)?;
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    pub(super) fn get_presence(&mut self, turn: &mut Turn, request: &GetPresenceRequest<'_>) -> Answer {
        let wanted = AttributeSet::wanted(request.presence_sub_list.as_deref());
        let mut named = self.named(request.user_ids());
        for list in self.list_keys(turn, request.contact_lists())? {
            named.users.extend(self.caller(turn)?.lists.members(&list).cloned());
        }
        if named.users.is_empty() && named.failures.is_empty() {
            return Err(StatusCode::BAD_REQUEST);
        }
        let mut presence = Vec::new();
        for user in &named.users {
            self.log_watcher(turn, user, WatcherStatus::PresenceAccess);
            self.ask_for(turn, user, wanted);
            presence.push(
                self.presence_of(user, &turn.user, wanted)
                    .unwrap_or_else(|| Presence { user_id: Some(self.user_id(user)), ..Presence::default() }),
            );
        }
        Ok(GetPresenceResponse { result: named.outcome(), presence, ..GetPresenceResponse::default() }.into())
    }

    /// The presence of a user, as far as a watcher wants it and may see it. `None` if nothing is
    /// left.
    pub(super) fn presence_of(
        &self,
        user: &Key,
        watcher: &Key,
        wanted: AttributeSet,
    ) -> Option<Presence<'static>> {
        let person = self.people.get(user)?;
        let set = wanted.and(person.visible_to(watcher, user));
        if set.is_empty() {
            return None;
        }
        let mut list = person.presence();
        attributes::retain(&mut list, set);
        if user != watcher {
            // Nobody gets an invalid value.
            for status in &mut list.online_status {
                if status.qualifier == Some(false) {
                    status.presence_value = None;
                }
            }
        }
        list.attributes().next()?;
        Some(Presence {
            user_id: Some(person.account.user_id.clone()),
            presence_sub_list: vec![list],
            ..Presence::default()
        })
    }

    pub(super) fn named<'i, 'a: 'i>(&self, users: impl Iterator<Item = &'i UserId<'a>>) -> Named {
        let mut named = Named { users: BTreeSet::new(), failures: BTreeMap::new() };
        for user in users {
            match self.known(user) {
                Ok(key) => {
                    named.users.insert(key);
                }
                Err(code) => named.failures.entry(code).or_default().push(user.clone().into_owned()),
            }
        }
        named
    }
}
