//! The block list and the grant list of a user. OMA-TS-IMPS-CSP, "Access control".

use super::contact_lists::ContactLists;
use super::delivery::Turn;
use super::key::Key;
use super::{Answer, World};
#[cfg(feature = "command")]
use imps_csp::UserId;
use imps_csp::common::ScreenName;
use imps_csp::messaging::{
    AddList, BlockEntityRequest, BlockList, EntityList, GetBlockedListResponse, GrantList, RemoveList,
};
use imps_csp::{NotificationType, Status, StatusCode};
use std::collections::BTreeSet;

/// The two lists. An entity on both is blocked.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct AccessControl {
    blocked: Entities,
    blocks: bool,
    granted: Entities,
    grants: bool,
}

/// Nobody is blocked, and the grant list is not in use.
impl Default for AccessControl {
    fn default() -> Self {
        Self { blocked: Entities::default(), blocks: true, granted: Entities::default(), grants: false }
    }
}

/// Entities that a list names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
struct Entities {
    users: BTreeSet<Key>,
    /// Names in groups, with the key of the group.
    screen_names: BTreeSet<(Key, String)>,
    groups: BTreeSet<Key>,
    contact_lists: BTreeSet<Key>,
    /// Kept, because applications have no part in this world.
    applications: BTreeSet<String>,
}

/// The sender of something, as the lists see her.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'k> {
    pub(super) user: &'k Key,
    /// The group, and the name of the sender in it.
    pub(super) group: Option<(&'k Key, &'k str)>,
}

impl AccessControl {
    /// Returns whether the sender may reach the owner of the lists.
    pub(super) fn admits(&self, origin: Origin<'_>, lists: &ContactLists) -> bool {
        let is_blocked = self.blocks && self.blocked.names(origin, lists);
        !is_blocked && (!self.grants || self.granted.names(origin, lists))
    }

    /// Adds a user to the grant list, if there is room.
    pub(super) fn grant(&mut self, user: &Key, limit: usize) {
        if self.granted.len() < limit {
            self.granted.users.insert(user.clone());
        }
    }

    pub(super) fn forget_list(&mut self, list: &Key) {
        self.blocked.contact_lists.remove(list);
        self.granted.contact_lists.remove(list);
    }
}

impl Entities {
    fn names(&self, origin: Origin<'_>, lists: &ContactLists) -> bool {
        let in_group = origin.group.is_some_and(|(group, name)| {
            self.groups.contains(group) || self.screen_names.contains(&(group.clone(), name.to_owned()))
        });
        in_group
            || self.users.contains(origin.user)
            || self.contact_lists.iter().any(|list| lists.contains(list, origin.user))
    }

    fn len(&self) -> usize {
        [
            self.users.len(),
            self.screen_names.len(),
            self.groups.len(),
            self.contact_lists.len(),
            self.applications.len(),
        ]
        .into_iter()
        .sum()
    }

    fn add(&mut self, other: Self) {
        self.users.extend(other.users);
        self.screen_names.extend(other.screen_names);
        self.groups.extend(other.groups);
        self.contact_lists.extend(other.contact_lists);
        self.applications.extend(other.applications);
    }

    fn remove(&mut self, other: &Self) {
        self.users.retain(|user| !other.users.contains(user));
        self.screen_names.retain(|name| !other.screen_names.contains(name));
        self.groups.retain(|group| !other.groups.contains(group));
        self.contact_lists.retain(|list| !other.contact_lists.contains(list));
        self.applications.retain(|application| !other.applications.contains(application));
    }
}

impl World {
    /// Returns whether something from a sender may reach a user.
    pub(super) fn admits(&self, to: &Key, origin: Origin<'_>) -> bool {
        self.people.get(to).is_none_or(|person| person.access.admits(origin, &person.lists))
    }

    /// Returns whether a user may reach another one, of whatever domains they are.
    #[cfg(feature = "command")]
    pub(crate) fn may_reach(&self, from: &UserId<'_>, to: &UserId<'_>) -> bool {
        let key = |user: &UserId<'_>| Key::of(user.address(), &self.domain);
        let (Some(from), Some(to)) = (key(from), key(to)) else { return false };
        self.admits(&to, Origin { user: &from, group: None })
    }

    pub(super) fn get_blocked_list(&mut self, turn: &Turn) -> Answer {
        let access = self.caller(turn)?.access.clone();
        let block_list =
            BlockList { entity_list: Some(self.entity_list(turn, &access.blocked)), ..BlockList::default() };
        let grant_list =
            GrantList { entity_list: Some(self.entity_list(turn, &access.granted)), ..GrantList::default() };
        Ok(GetBlockedListResponse {
            block_list: Some(Box::new(block_list)),
            block_list_in_use: Some(access.blocks),
            grant_list: Some(Box::new(grant_list)),
            grant_list_in_use: Some(access.grants),
            ..GetBlockedListResponse::default()
        }
        .into())
    }

    pub(super) fn block_entity(&mut self, turn: &mut Turn, request: &BlockEntityRequest<'_>) -> Answer {
        let before = self.caller(turn)?.access.clone();
        let mut access = before.clone();
        if let Some(list) = &request.block_list {
            let (all, add, remove) = (&list.entity_list, &list.add_list, &list.remove_list);
            self.change(turn, &mut access.blocked, all.as_ref(), add.as_ref(), remove.as_ref())?;
        }
        if let Some(list) = &request.grant_list {
            let (all, add, remove) = (&list.entity_list, &list.add_list, &list.remove_list);
            self.change(turn, &mut access.granted, all.as_ref(), add.as_ref(), remove.as_ref())?;
        }
        access.blocks = request.blocks().unwrap_or(access.blocks);
        access.grants = request.grants().unwrap_or(access.grants);
        let (blocks, grants) = (access.blocks, access.grants);
        let events = [
            (before.blocked != access.blocked, NotificationType::BlockListChanged),
            (before.granted != access.granted, NotificationType::GrantListChanged),
            (before.blocks != blocks, NotificationType::BlockListUsageChanged),
            (before.grants != grants, NotificationType::GrantListUsageChanged),
        ];
        self.caller(turn)?.access = access;
        for (_, kind) in events.into_iter().filter(|(is_changed, _)| *is_changed) {
            self.event(turn, &kind, |notice| match kind {
                NotificationType::BlockListUsageChanged => notice.block_list_in_use = Some(blocks),
                NotificationType::GrantListUsageChanged => notice.grant_list_in_use = Some(grants),
                _ => {}
            });
        }
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// Changes a list: all at once, or by additions and removals.
    fn change(
        &self,
        turn: &Turn,
        entities: &mut Entities,
        all: Option<&EntityList<'_>>,
        add: Option<&AddList<'_>>,
        remove: Option<&RemoveList<'_>>,
    ) -> Result<(), StatusCode> {
        if let Some(all) = all {
            *entities = entities_of!(self, turn, all);
        }
        if let Some(add) = add {
            entities.add(entities_of!(self, turn, add));
        }
        if let Some(remove) = remove {
            entities.remove(&entities_of!(self, turn, remove));
        }
        if entities.len() > self.limits().blocked { Err(StatusCode::BAD_PARAMETER) } else { Ok(()) }
    }

    fn entity_list(&self, turn: &Turn, entities: &Entities) -> EntityList<'static> {
        let lists = self.people.get(&turn.user).map(|person| &person.lists);
        EntityList {
            user_ids: entities.users.iter().map(|user| self.user_id(user)).collect(),
            screen_names: entities
                .screen_names
                .iter()
                .map(|(group, name)| ScreenName::new(name.clone(), group.as_str().to_owned()))
                .collect(),
            group_ids: entities.groups.iter().map(|group| group.as_str().to_owned().into()).collect(),
            contact_lists: entities
                .contact_lists
                .iter()
                .filter_map(|list| lists.and_then(|lists| lists.id(list)))
                .collect(),
            application_ids: entities.applications.iter().map(|id| id.clone().into()).collect(),
            ..EntityList::default()
        }
    }
}

/// The entities of a list. A user need not exist to be blocked.
macro_rules! entities_of {
    ($world:expr, $turn:expr, $list:expr) => {{
        let mut entities = Entities::default();
        for user in &$list.user_ids {
            entities.users.insert($world.user_key(user)?);
        }
        for name in &$list.screen_names {
            if name.name.len() > $world.limits().text_bytes {
                return Err(StatusCode::BAD_PARAMETER);
            }
            entities.screen_names.insert(($world.group_key(&name.group_id)?, name.name.trim().to_owned()));
        }
        for group in &$list.group_ids {
            entities.groups.insert($world.group_key(group)?);
        }
        entities.contact_lists.extend($world.list_keys($turn, $list.contact_lists.iter())?);
        for application in &$list.application_ids {
            if application.as_str().len() > $world.limits().text_bytes {
                return Err(StatusCode::BAD_PARAMETER);
            }
            entities.applications.insert(application.as_str().to_owned());
        }
        entities
    }};
}
use entities_of;
