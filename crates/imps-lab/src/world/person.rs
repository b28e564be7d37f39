//! A user, with everything that belongs to her.

use super::access_control::AccessControl;
use super::account::Account;
use super::attribute_lists::AttributeLists;
use super::attributes::{self, AttributeSet};
use super::authorisation::Questions;
use super::contact_lists::ContactLists;
use super::delivery::{ClientKey, Delivery, PushSettings, Turn};
use super::key::Key;
use super::letters::Letters;
use super::search::Searches;
use super::system_messages::SystemMessages;
use super::watchers::WatchLog;
use super::{World, size};
use imps_core::Version;
use imps_csp::{ClientId, Primitive, Property};
use imps_presence::{OnlineStatus, PresenceSubList};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

#[derive(Clone, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct Person {
    #[cfg_attr(feature = "state", serde(with = "super::saved::SavedAccount"))]
    pub(super) account: Account,
    /// Whether she sends messages back, and needs no session.
    #[cfg_attr(feature = "state", serde(skip))]
    pub(super) is_echo: bool,
    /// Whether she belongs to another domain.
    pub(super) is_guest: bool,
    #[cfg_attr(feature = "state", serde(skip))]
    pub(super) sessions: BTreeMap<ClientKey, Online>,
    pub(super) lists: ContactLists,
    pub(super) attributes: AttributeLists,
    pub(super) questions: Questions,
    pub(super) access: AccessControl,
    pub(super) letters: Letters,
    /// Invitations, answers and reports that wait for a session.
    pub(super) notes: VecDeque<Primitive<'static>>,
    pub(super) profile: Vec<Property<'static>>,
    pub(super) watch_log: WatchLog,
    pub(super) system_messages: SystemMessages,
}

/// A session.
#[derive(Clone, Debug)]
pub(super) struct Online {
    pub(super) client_id: ClientId<'static>,
    pub(super) version: Version,
    /// The way in which messages come, and the ways of single groups.
    pub(super) push: PushSettings,
    pub(super) group_push: BTreeMap<Key, PushSettings>,
    pub(super) presence: PresenceSubList<'static>,
    /// A higher rank for a newer session.
    pub(super) rank: u64,
    /// The users that it watches.
    pub(super) watched: BTreeMap<Key, AttributeSet>,
    /// The contact lists that it watches: with their present and future members.
    pub(super) watched_lists: BTreeMap<Key, AttributeSet>,
    /// The kinds of general notifications that it wants.
    pub(super) notifications: BTreeSet<String>,
    pub(super) searches: Searches,
}

impl Person {
    pub(super) fn new(account: Account, public: Option<AttributeSet>) -> Self {
        let mut attributes = AttributeLists::default();
        if let Some(public) = public {
            attributes.set_default(public);
        }
        Self {
            account,
            is_echo: false,
            is_guest: false,
            sessions: BTreeMap::new(),
            lists: ContactLists::default(),
            attributes,
            questions: Questions::default(),
            access: AccessControl::default(),
            letters: Letters::default(),
            notes: VecDeque::new(),
            profile: Vec::new(),
            watch_log: WatchLog::default(),
            system_messages: SystemMessages::default(),
        }
    }

    /// Her presence over all sessions, the newest first.
    pub(super) fn presence(&self) -> PresenceSubList<'static> {
        if self.is_echo {
            return PresenceSubList {
                online_status: vec![OnlineStatus::new(true)],
                ..PresenceSubList::default()
            };
        }
        let mut sessions: Vec<&Online> = self.sessions.values().collect();
        sessions.sort_by_key(|online| core::cmp::Reverse(online.rank));
        let mut sessions = sessions.into_iter();
        let Some(newest) = sessions.next() else { return attributes::offline() };
        let mut view = newest.presence.clone();
        for older in sessions {
            attributes::add_older(&mut view, &older.presence);
        }
        view
    }

    /// The attributes that a watcher may see.
    pub(super) fn visible_to(&self, watcher: &Key, own: &Key) -> AttributeSet {
        if watcher == own {
            return AttributeSet::ALL;
        }
        self.attributes.for_watcher(watcher, &self.lists)
    }

    /// Puts a request of the server into the mailboxes of her sessions. Returns whether she has
    /// any.
    fn deliver(&self, turn: &mut Turn, primitive: &Primitive<'static>) -> bool {
        let sessions = self.sessions.values();
        turn.deliveries.extend(sessions.map(|online| online.delivery(&self.account, primitive.clone())));
        !self.sessions.is_empty()
    }
}

impl Online {
    pub(super) fn delivery(&self, account: &Account, primitive: Primitive<'static>) -> Delivery {
        Delivery {
            user: account.user_id.clone(),
            client: self.client_id.clone(),
            version: self.version,
            primitive,
        }
    }

    /// The attributes of a user that the session wants to know, if it watches her at all.
    pub(super) fn wants(&self, user: &Key, lists: &ContactLists) -> Option<AttributeSet> {
        let direct = self.watched.get(user).copied();
        let listed = self.watched_lists.iter().filter(|(list, _)| lists.contains(list, user));
        listed.map(|(_, set)| *set).chain(direct).reduce(AttributeSet::or)
    }
}

impl World {
    /// Sends something to all sessions of a user; something that nobody misses without a session.
    pub(super) fn send(&self, turn: &mut Turn, to: &Key, primitive: &Primitive<'static>) {
        if let Some(person) = self.people.get(to) {
            person.deliver(turn, primitive);
        }
    }

    /// Sends something to one session.
    pub(super) fn send_to_session(
        &self,
        turn: &mut Turn,
        to: &Key,
        client: &ClientKey,
        primitive: Primitive<'static>,
    ) {
        let Some(person) = self.people.get(to) else { return };
        if let Some(online) = person.sessions.get(client) {
            turn.deliveries.push(online.delivery(&person.account, primitive));
        }
    }

    /// Sends something to all sessions of a user, or keeps it until she has one.
    pub(super) fn post(&mut self, turn: &mut Turn, to: &Key, primitive: Primitive<'static>) {
        let (most, most_bytes) = (self.limits().notes, self.limits().waiting_bytes);
        let Some(person) = self.people.get_mut(to) else { return };
        if person.is_echo || person.deliver(turn, &primitive) {
            return;
        }
        person.notes.push_back(primitive);
        let mut bytes = person.notes.iter().map(size::of).fold(0, usize::saturating_add);
        while person.notes.len() > most || bytes > most_bytes {
            let Some(oldest) = person.notes.pop_front() else { return };
            bytes = bytes.saturating_sub(size::of(&oldest));
        }
    }
}
