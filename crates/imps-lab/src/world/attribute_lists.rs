//! Attribute lists: who may see which presence attributes. OMA-TS-IMPS-CSP, "Presence
//! authorisation".

use super::attributes::AttributeSet;
use super::contact_lists::ContactLists;
use super::delivery::Turn;
use super::key::Key;
use super::{Answer, World};
use imps_csp::presence::{
    CreateAttributeListRequest, DefaultAttributeList, DeleteAttributeListRequest, GetAttributeListRequest,
    GetAttributeListResponse, Presence,
};
use imps_csp::{NotificationType, Outcome, Status, StatusCode};
use std::collections::{BTreeMap, BTreeSet};

/// The attribute lists of a user.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct AttributeLists {
    default: Option<Grant>,
    users: BTreeMap<Key, Grant>,
    lists: BTreeMap<Key, Grant>,
}

#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
struct Grant {
    attributes: AttributeSet,
    /// Whether the owner wants to know who asks for more.
    notify: bool,
}

/// The kind of the attribute list that decides about a watcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    User,
    List,
    Default,
    Nothing,
}

impl AttributeLists {
    /// The attributes that a watcher may see: a list for the user decides, else all contact lists
    /// with her together, else the list for everybody.
    pub(super) fn for_watcher(&self, watcher: &Key, lists: &ContactLists) -> AttributeSet {
        self.deciding(watcher, lists).1.map_or(AttributeSet::NONE, |grant| grant.attributes)
    }

    /// The kind of list that decides about a watcher, and whether the owner wants to know when she
    /// asks for more.
    pub(super) fn source(&self, watcher: &Key, lists: &ContactLists) -> (Source, bool) {
        let (source, grant) = self.deciding(watcher, lists);
        (source, grant.is_some_and(|grant| grant.notify))
    }

    fn deciding(&self, watcher: &Key, lists: &ContactLists) -> (Source, Option<Grant>) {
        if let Some(grant) = self.users.get(watcher) {
            return (Source::User, Some(*grant));
        }
        let listed = self.lists.iter().filter(|(list, _)| lists.contains(list, watcher));
        let listed = listed.map(|(_, grant)| *grant).reduce(|one, other| Grant {
            attributes: one.attributes.or(other.attributes),
            notify: one.notify || other.notify,
        });
        match (listed, self.default) {
            (Some(grant), _) => (Source::List, Some(grant)),
            (None, Some(grant)) => (Source::Default, Some(grant)),
            (None, None) => (Source::Nothing, None),
        }
    }

    pub(super) fn set_default(&mut self, attributes: AttributeSet) {
        self.default = Some(Grant { attributes, notify: false });
    }

    pub(super) fn set_user(
        &mut self,
        user: Key,
        attributes: AttributeSet,
        notify: bool,
        limit: usize,
    ) -> Result<(), StatusCode> {
        self.check_room([&user], [], limit)?;
        self.users.insert(user, Grant { attributes, notify });
        Ok(())
    }

    pub(super) fn remove_user(&mut self, user: &Key) -> bool {
        self.users.remove(user).is_some()
    }

    pub(super) fn forget_list(&mut self, list: &Key) {
        self.lists.remove(list);
    }

    /// Checks that there is room for the lists of all these users and contact lists together.
    ///
    /// # Errors
    /// 755 for new lists beyond the limit.
    pub(super) fn check_room<'k>(
        &self,
        users: impl IntoIterator<Item = &'k Key>,
        lists: impl IntoIterator<Item = &'k Key>,
        limit: usize,
    ) -> Result<(), StatusCode> {
        let users = users.into_iter().filter(|user| !self.users.contains_key(user));
        let lists = lists.into_iter().filter(|list| !self.lists.contains_key(list));
        let new = [users.collect::<BTreeSet<_>>().len(), lists.collect::<BTreeSet<_>>().len()];
        let old = [self.users.len(), self.lists.len()];
        let is_enough = old.into_iter().chain(new).fold(0, usize::saturating_add) <= limit;
        if is_enough || new == [0, 0] { Ok(()) } else { Err(StatusCode::TOO_MANY_ATTRIBUTE_LISTS) }
    }
}

impl World {
    pub(super) fn create_attribute_list(
        &mut self,
        turn: &mut Turn,
        request: &CreateAttributeListRequest<'_>,
    ) -> Answer {
        let named = request.presence_sub_list.as_deref().ok_or(StatusCode::BAD_REQUEST)?;
        let attributes = AttributeSet::named(named);
        let users = self.user_keys(request.user_ids())?;
        let lists = self.list_keys(turn, request.contact_lists())?;
        let limit = self.limits().attribute_lists;
        let before = self.visible_before(turn);
        let person = self.caller(turn)?;
        person.attributes.check_room(&users, &lists, limit)?;
        for user in &users {
            let notify = request.user_notify == Some(true);
            person.attributes.set_user(user.clone(), attributes, notify, limit)?;
            person.questions.decided(user, attributes);
        }
        for list in lists {
            let notify = request.contact_list_notify == Some(true);
            person.attributes.lists.insert(list, Grant { attributes, notify });
        }
        if request.default_list == Some(true) {
            let notify = request.default_notify == Some(true);
            person.attributes.default = Some(Grant { attributes, notify });
        }
        self.show_newly_visible(turn, &before);
        self.event(turn, &NotificationType::AuthorizationChanged, |_| {});
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    pub(super) fn delete_attribute_list(
        &mut self,
        turn: &mut Turn,
        request: &DeleteAttributeListRequest<'_>,
    ) -> Answer {
        let users = self.user_keys(request.user_ids())?;
        let lists = self.list_keys(turn, request.contact_lists())?;
        let before = self.visible_before(turn);
        let person = self.caller(turn)?;
        for user in &users {
            person.attributes.remove_user(user);
            person.questions.forget(user);
        }
        for list in &lists {
            person.attributes.forget_list(list);
        }
        if request.default_list == Some(true) {
            person.attributes.default = None;
        }
        // Without her own list, a user may fall to a list that shows more.
        self.show_newly_visible(turn, &before);
        self.event(turn, &NotificationType::AuthorizationChanged, |_| {});
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// The lists for the named users and contact lists; all if the request names none.
    pub(super) fn get_attribute_list(
        &mut self,
        turn: &Turn,
        request: &GetAttributeListRequest<'_>,
    ) -> Answer {
        let mut users = self.user_keys(request.user_ids())?;
        let mut lists = self.list_keys(turn, request.contact_lists())?;
        let person = self.people.get(&turn.user).ok_or(StatusCode::NOT_LOGGED_IN)?;
        let all = &person.attributes;
        if users.is_empty() && lists.is_empty() {
            users.extend(all.users.keys().cloned());
            lists.extend(all.lists.keys().cloned());
        }
        let of_user = |user: &Key| {
            let grant = all.users.get(user)?;
            Some(Presence {
                user_id: Some(self.user_id(user)),
                user_notify: Some(grant.notify),
                presence_sub_list: vec![grant.attributes.names()],
                ..Presence::default()
            })
        };
        let of_list = |list: &Key| {
            let grant = all.lists.get(list)?;
            Some(Presence {
                contact_list: person.lists.id(list),
                contact_list_notify: Some(grant.notify),
                presence_sub_list: vec![grant.attributes.names()],
                ..Presence::default()
            })
        };
        let presence = users.iter().filter_map(of_user).chain(lists.iter().filter_map(of_list)).collect();
        let wants_default = request.default_list == Some(true);
        let default_attribute_list =
            all.default.filter(|_| wants_default).map(|grant| DefaultAttributeList {
                default_notify: Some(grant.notify),
                presence_sub_list: vec![grant.attributes.names()],
                ..DefaultAttributeList::default()
            });
        Ok(GetAttributeListResponse {
            result: Outcome::new(StatusCode::SUCCESS),
            default_attribute_list,
            presence,
            ..GetAttributeListResponse::default()
        }
        .into())
    }

    /// The keys of known users; the first unknown one refuses the request.
    pub(super) fn user_keys<'i, 'a: 'i>(
        &self,
        users: impl Iterator<Item = &'i imps_csp::UserId<'a>>,
    ) -> Result<Vec<Key>, StatusCode> {
        users.map(|user| self.known(user)).collect()
    }

    /// The keys of contact lists of the caller; the first that does not exist refuses the request.
    pub(super) fn list_keys<'i, 'a: 'i>(
        &self,
        turn: &Turn,
        lists: impl Iterator<Item = &'i imps_csp::ContactListId<'a>>,
    ) -> Result<Vec<Key>, StatusCode> {
        let person = self.people.get(&turn.user).ok_or(StatusCode::NOT_LOGGED_IN)?;
        lists
            .map(|list| {
                let key = self.list_key(list, &turn.user)?;
                if person.lists.has(&key) { Ok(key) } else { Err(StatusCode::CONTACT_LIST_DOES_NOT_EXIST) }
            })
            .collect()
    }
}
