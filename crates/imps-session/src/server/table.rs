//! The sessions with their indexes.

use super::session::Session;
use super::user_key::UserKey;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

/// A session inside this program.
pub(super) type Serial = u64;

/// All sessions, by number, id, user, and address for wake-ups; and the times at which they need
/// attention.
///
/// Ids are found by hash, so that the time of a search reveals nothing about them.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// In boxes, because nodes of the tree have room for eleven.
    sessions: BTreeMap<Serial, Box<Session>>,
    ids: HashMap<String, Serial>,
    cir_tokens: HashMap<String, Serial>,
    users: BTreeMap<UserKey, Vec<Serial>>,
    timers: BTreeSet<(Duration, Serial)>,
    last: Serial,
}

impl Table {
    pub(super) fn len(&self) -> usize {
        self.sessions.len()
    }

    pub(super) fn get(&self, serial: Serial) -> Option<&Session> {
        self.sessions.get(&serial).map(|session| &**session)
    }

    pub(super) fn get_mut(&mut self, serial: Serial) -> Option<&mut Session> {
        self.sessions.get_mut(&serial).map(|session| &mut **session)
    }

    pub(super) fn find(&self, id: &str) -> Option<Serial> {
        self.ids.get(id).copied()
    }

    pub(super) fn find_cir(&self, token: &str) -> Option<Serial> {
        self.cir_tokens.get(token).copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Session> {
        self.sessions.values().map(|session| &**session)
    }

    pub(super) fn of_user(&self, user: &UserKey) -> impl Iterator<Item = (Serial, &Session)> {
        let serials = self.users.get(user).map(Vec::as_slice).unwrap_or_default();
        serials.iter().filter_map(|serial| Some((*serial, self.get(*serial)?)))
    }

    /// Adds a session, which is due at once. Returns `None` if its id is in use.
    pub(super) fn insert(&mut self, mut session: Session) -> Option<Serial> {
        if self.ids.contains_key(session.id.as_str()) {
            return None;
        }
        self.last = self.last.saturating_add(1);
        session.timer = Some(Duration::ZERO);
        self.timers.insert((Duration::ZERO, self.last));
        self.ids.insert(session.id.as_str().to_owned(), self.last);
        if let Some(token) = &session.cir_token {
            self.cir_tokens.insert(token.clone(), self.last);
        }
        self.users.entry(session.user.clone()).or_default().push(self.last);
        self.sessions.insert(self.last, Box::new(session));
        Some(self.last)
    }

    pub(super) fn remove(&mut self, serial: Serial) -> Option<Session> {
        let session = self.sessions.remove(&serial)?;
        self.ids.remove(session.id.as_str());
        if let Some(token) = &session.cir_token {
            self.cir_tokens.remove(token);
        }
        if let Some(serials) = self.users.get_mut(&session.user) {
            serials.retain(|other| *other != serial);
            if serials.is_empty() {
                self.users.remove(&session.user);
            }
        }
        if let Some(at) = session.timer {
            self.timers.remove(&(at, serial));
        }
        Some(*session)
    }

    /// Sets the time at which a session needs attention.
    pub(super) fn schedule(&mut self, serial: Serial, at: Duration) {
        let Some(session) = self.sessions.get_mut(&serial) else { return };
        if session.timer == Some(at) {
            return;
        }
        if let Some(before) = session.timer.replace(at) {
            self.timers.remove(&(before, serial));
        }
        self.timers.insert((at, serial));
    }

    /// Returns the session that needs attention first, with the time.
    pub(super) fn first_due(&self) -> Option<(Duration, Serial)> {
        self.timers.first().copied()
    }
}
