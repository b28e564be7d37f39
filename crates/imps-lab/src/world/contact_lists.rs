//! Contact lists: create, delete, manage and list. OMA-TS-IMPS-CSP, "Contact list".

use super::attributes::AttributeSet;
use super::delivery::Turn;
use super::key::{Key, has_control};
use super::{Answer, World};
use imps_core::{Extensions, Version};
use imps_csp::common::{DetailedResult, NickName};
use imps_csp::contact_list::{
    ContactListProperties, CreateListRequest, CreateListResponse, DeleteListRequest, GetListResponse,
    ListChange, ListManageRequest, ListManageResponse, ListMember, NickList,
};
use imps_csp::{ContactListId, NotificationType, Outcome, Property, Status, StatusCode, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// The contact lists of a user.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct ContactLists {
    lists: BTreeMap<Key, ContactList>,
    default: Option<Key>,
}

#[derive(Clone, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
struct ContactList {
    id: ContactListId<'static>,
    display_name: Option<String>,
    /// Members, with the names that the owner has given them.
    members: BTreeMap<Key, Option<String>>,
}

/// The new members of a contact list, with their names; and the users who cannot be members.
#[derive(Debug, Default)]
struct NewMembers {
    members: Vec<(Key, Option<String>)>,
    failures: BTreeMap<StatusCode, Vec<UserId<'static>>>,
}

impl ContactLists {
    pub(super) fn has(&self, list: &Key) -> bool {
        self.lists.contains_key(list)
    }

    pub(super) fn contains(&self, list: &Key, user: &Key) -> bool {
        self.lists.get(list).is_some_and(|list| list.members.contains_key(user))
    }

    pub(super) fn members(&self, list: &Key) -> impl Iterator<Item = &Key> {
        self.lists.get(list).into_iter().flat_map(|list| list.members.keys())
    }

    pub(super) fn id(&self, list: &Key) -> Option<ContactListId<'static>> {
        Some(self.lists.get(list)?.id.clone())
    }
}

impl World {
    /// Names of all lists of the caller.
    pub(super) fn get_list(&mut self, turn: &Turn) -> Answer {
        let lists = &self.caller(turn)?.lists;
        let ids = lists.lists.values().map(|list| list.id.clone());
        let default = lists.default.as_ref().and_then(|default| lists.id(default));
        Ok(GetListResponse::new(Version::V1_3, ids, default).into())
    }

    pub(super) fn create_list(&mut self, turn: &mut Turn, request: CreateListRequest<'_>) -> Answer {
        let CreateListRequest { contact_list, nick_list, contact_list_properties, .. } = request;
        let key = self.list_key(&contact_list, &turn.user)?;
        let limits = self.limits().clone();
        let lists = &self.caller(turn)?.lists;
        if lists.has(&key) {
            return Err(StatusCode::CONTACT_LIST_ALREADY_EXISTS);
        }
        if lists.lists.len() >= limits.contact_lists {
            return Err(StatusCode::TOO_MANY_CONTACT_LISTS);
        }
        let is_first = lists.lists.is_empty();
        if let Some(properties) = &contact_list_properties {
            check_properties(properties, &limits)?;
        }
        let id = ContactListId::from(contact_list.address().resolve(&self.domain).to_string());
        let list = ContactList { id, display_name: None, members: BTreeMap::new() };
        let person = self.caller(turn)?;
        person.lists.lists.insert(key.clone(), list);
        if is_first {
            person.lists.default = Some(key.clone());
        }
        if let Some(properties) = contact_list_properties {
            self.set_list_properties(turn, &key, &properties)?;
        }
        let members = nick_list.map(|list| list.members).unwrap_or_default();
        let members = self.new_members(turn, &key, members)?;
        let (added, failures) = self.add_members(turn, &key, members)?;
        self.event_about_list(turn, &NotificationType::ContactListCreated, &key);
        if failures.is_empty() {
            let contact_list_properties = self.list_properties(turn, &key);
            let contact_list = self.caller(turn)?.lists.id(&key);
            let extensions = Extensions::new();
            return Ok(CreateListResponse { contact_list, contact_list_properties, extensions }.into());
        }
        // The list itself is a success.
        let result = Outcome::of(added.len().saturating_add(1), failures);
        Ok(Status { result, ..Status::default() }.into())
    }

    pub(super) fn delete_list(&mut self, turn: &mut Turn, request: &DeleteListRequest<'_>) -> Answer {
        let key = self.list_key(&request.contact_list, &turn.user)?;
        if !self.caller(turn)?.lists.has(&key) {
            return Err(StatusCode::CONTACT_LIST_DOES_NOT_EXIST);
        }
        self.event_about_list(turn, &NotificationType::ContactListDeleted, &key);
        let before = self.visible_before(turn);
        let person = self.caller(turn)?;
        person.lists.lists.remove(&key);
        if person.lists.default.as_ref() == Some(&key) {
            person.lists.default = person.lists.lists.keys().next().cloned();
        }
        person.attributes.forget_list(&key);
        person.access.forget_list(&key);
        for online in person.sessions.values_mut() {
            online.watched_lists.remove(&key);
        }
        // Without the list, a member may fall to the list for everybody, which shows more.
        self.show_newly_visible(turn, &before);
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    pub(super) fn manage_list(&mut self, turn: &mut Turn, request: ListManageRequest<'_>) -> Answer {
        let list = request.contact_list.ok_or(StatusCode::BAD_REQUEST)?;
        let key = self.list_key(&list, &turn.user)?;
        if !self.caller(turn)?.lists.has(&key) {
            return Err(StatusCode::CONTACT_LIST_DOES_NOT_EXIST);
        }
        let is_change = request.change.is_some();
        let mut result = Outcome::new(StatusCode::SUCCESS);
        match request.change {
            None => {}
            Some(ListChange::Add(add)) => {
                let is_granted = request.authorize_and_grant == Some(true);
                let new = self.new_members(turn, &key, add.members)?;
                if is_granted {
                    let limit = self.limits().attribute_lists;
                    let users = new.members.iter().map(|(user, _)| user);
                    self.caller(turn)?.attributes.check_room(users, [], limit)?;
                }
                let (added, failures) = self.add_members(turn, &key, new)?;
                if is_granted {
                    self.authorize_and_grant(turn, &added)?;
                }
                result = Outcome::of(added.len(), failures);
            }
            Some(ListChange::Remove(remove)) => {
                let (mut removed, mut unknown) = (0_usize, Vec::new());
                let before = self.visible_before(turn);
                for user in remove.user_ids {
                    let member = self.user_key(&user).ok();
                    let list = self.caller(turn)?.lists.lists.get_mut(&key);
                    let is_removed = list.zip(member).and_then(|(list, member)| list.members.remove(&member));
                    match is_removed {
                        Some(_) => removed = removed.saturating_add(1),
                        None => unknown.push(user.into_owned()),
                    }
                }
                self.show_newly_visible(turn, &before);
                result = Outcome::of(removed, failed(StatusCode::UNKNOWN_USER, unknown));
            }
            Some(ListChange::Properties(properties)) => {
                check_properties(&properties, self.limits())?;
                self.set_list_properties(turn, &key, &properties)?;
            }
        }
        if is_change {
            self.event_about_list(turn, &NotificationType::ContactListChanged, &key);
        }
        // 1.1 has no flag and always gets the members.
        let wants_members = request.receive_list.unwrap_or(turn.version < Version::V1_2);
        let nick_list = if wants_members { self.nick_list(turn, &key) } else { None };
        let contact_list_properties = self.list_properties(turn, &key);
        let extensions = Extensions::new();
        Ok(ListManageResponse { result, nick_list, contact_list_properties, extensions }.into())
    }

    /// Sorts users into the ones that a list can take, and the failures. It changes nothing.
    fn new_members(
        &self,
        turn: &Turn,
        list: &Key,
        members: Vec<ListMember<'_>>,
    ) -> Result<NewMembers, StatusCode> {
        let (limit, longest) = (self.limits().contacts, self.limits().text_bytes);
        let lists = self.people.get(&turn.user).map(|person| &person.lists.lists);
        let old =
            &lists.and_then(|lists| lists.get(list)).ok_or(StatusCode::CONTACT_LIST_DOES_NOT_EXIST)?.members;
        let (mut new, mut keys) = (NewMembers::default(), BTreeSet::new());
        for member in members {
            let name = member.name().map(|name| name.trim().to_owned());
            let is_bad = name.as_ref().is_some_and(|name| name.len() > longest || has_control(name));
            let found = if is_bad { Err(StatusCode::BAD_PARAMETER) } else { self.known(member.user_id()) };
            let result = found.and_then(|key| {
                let is_new = !old.contains_key(&key) && !keys.contains(&key);
                if is_new && old.len().saturating_add(keys.len()) >= limit {
                    return Err(StatusCode::TOO_MANY_CONTACTS);
                }
                Ok((key, is_new))
            });
            match result {
                Ok((key, is_new)) => {
                    if is_new {
                        keys.insert(key.clone());
                    }
                    new.members.push((key, name));
                }
                Err(code) => {
                    new.failures.entry(code).or_default().push(member.user_id().clone().into_owned());
                }
            }
        }
        Ok(new)
    }

    /// Adds users to a list. Returns the users that are members now, and the failures.
    fn add_members(
        &mut self,
        turn: &mut Turn,
        list: &Key,
        new: NewMembers,
    ) -> Result<(Vec<Key>, Vec<DetailedResult<'static>>), StatusCode> {
        let NewMembers { members, failures } = new;
        let added: Vec<Key> = members.iter().map(|(user, _)| user.clone()).collect();
        let before = self.visible_before(turn);
        let lists = &mut self.caller(turn)?.lists.lists;
        lists.get_mut(list).ok_or(StatusCode::CONTACT_LIST_DOES_NOT_EXIST)?.members.extend(members);
        for user in &added {
            self.event_added_to_list(turn, user);
        }
        self.show_new_members(turn, list, &added);
        self.show_newly_visible(turn, &before);
        let failures = failures.into_iter().flat_map(|(code, users)| failed(code, users));
        Ok((added, failures.collect()))
    }

    /// Lets users see all attributes and send messages.
    fn authorize_and_grant(&mut self, turn: &mut Turn, users: &[Key]) -> Result<(), StatusCode> {
        let limits = self.limits().clone();
        for user in users {
            let person = self.caller(turn)?;
            let before = person.visible_to(user, &turn.user);
            person.attributes.set_user(user.clone(), AttributeSet::ALL, false, limits.attribute_lists)?;
            person.access.grant(user, limits.blocked);
            self.show_newly_visible(turn, &[(user.clone(), before)]);
        }
        Ok(())
    }

    fn set_list_properties(
        &mut self,
        turn: &mut Turn,
        key: &Key,
        properties: &ContactListProperties<'_>,
    ) -> Result<(), StatusCode> {
        let lists = &mut self.caller(turn)?.lists;
        if let Some(list) = lists.lists.get_mut(key)
            && let Some(name) = properties.get("DisplayName")
        {
            list.display_name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        match Property::find_boolean(&properties.properties, "Default") {
            Some(true) => lists.default = Some(key.clone()),
            // There is always a default list: another one takes its place.
            Some(false) if lists.default.as_ref() == Some(key) => {
                let other = lists.lists.keys().find(|other| *other != key);
                lists.default = Some(other.unwrap_or(key).clone());
            }
            _ => {}
        }
        Ok(())
    }

    fn nick_list(&mut self, turn: &Turn, key: &Key) -> Option<NickList<'static>> {
        let list = self.people.get(&turn.user)?.lists.lists.get(key)?;
        let members = list.members.iter().map(|(user, name)| match name {
            Some(name) => ListMember::from(NickName::new(name.clone(), self.user_id(user))),
            None => ListMember::from(self.user_id(user)),
        });
        Some(members.collect())
    }

    fn list_properties(&self, turn: &Turn, key: &Key) -> Option<ContactListProperties<'static>> {
        let lists = &self.people.get(&turn.user)?.lists;
        let list = lists.lists.get(key)?;
        let name = list.display_name.clone().map(|name| Property::new("DisplayName", name));
        let is_default = if lists.default.as_ref() == Some(key) { "T" } else { "F" };
        Some(name.into_iter().chain([Property::new("Default", is_default)]).collect())
    }
}

fn check_properties(
    properties: &ContactListProperties<'_>,
    limits: &super::Limits,
) -> Result<(), StatusCode> {
    let is_known = |property: &Property<'_>| {
        let name = property.name.trim();
        let value = property.value.as_deref().unwrap_or_default();
        let is_flag = Property::find_boolean(core::slice::from_ref(property), "Default").is_some();
        value.len() <= limits.text_bytes
            && !has_control(value)
            && (name.eq_ignore_ascii_case("DisplayName") || is_flag)
    };
    let is_valid =
        properties.properties.len() <= limits.properties && properties.properties.iter().all(is_known);
    if is_valid { Ok(()) } else { Err(StatusCode::INVALID_CONTACT_LIST_PROPERTY) }
}

/// The detailed result for users; nothing for no users.
pub(super) fn failed(code: StatusCode, user_id: Vec<UserId<'static>>) -> Vec<DetailedResult<'static>> {
    if user_id.is_empty() {
        return Vec::new();
    }
    vec![DetailedResult { code: Some(code), user_id, ..DetailedResult::default() }]
}
