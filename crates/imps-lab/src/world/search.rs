//! Search for users and groups. OMA-TS-IMPS-CSP, "Search".

use super::attributes::AttributeSet;
use super::delivery::Turn;
use super::groups::Room;
use super::key::Key;
use super::{Answer, World};
use imps_core::Extensions;
use imps_csp::common::{
    GroupList, SearchId, SearchRequest, SearchResponse, SearchResult, StopSearchRequest, User, UserList,
};
use imps_csp::{GroupType, Property, SearchElement, Status, StatusCode};
use imps_presence::{PresenceAttribute, PresenceSubList};
use std::collections::VecDeque;

/// The open searches of a session, the oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Searches {
    open: VecDeque<Search>,
}

#[derive(Clone, Debug)]
struct Search {
    id: SearchId<'static>,
    found: Found,
    /// The results in one answer.
    page: usize,
}

#[derive(Clone, Debug)]
enum Found {
    Users(Vec<Key>),
    Groups(Vec<Key>),
}

impl Found {
    fn keys(&self) -> &[Key] {
        match self {
            Self::Users(keys) | Self::Groups(keys) => keys,
        }
    }
}

/// A criterion: the element and the text, in small letters.
type Criterion = (SearchElement<'static>, String);

impl World {
    pub(super) fn search(&mut self, turn: &mut Turn, request: &SearchRequest<'_>) -> Answer {
        let client = turn.client.clone();
        if let Some(id) = &request.search_id {
            let online = self.caller(turn)?.sessions.get(&client).ok_or(StatusCode::NOT_LOGGED_IN)?;
            let open = online.searches.open.iter().find(|search| search.id.as_str() == id.as_str().trim());
            let search = open.ok_or(StatusCode::INVALID_SEARCH_ID)?.clone();
            let first = request.search_index.unwrap_or(1);
            return self.page(turn, &search, first);
        }
        if request.advanced_criteria.is_some() {
            return Err(StatusCode::NOT_IMPLEMENTED);
        }
        let criteria = self.criteria(request)?;
        let found = self.find(turn, &criteria)?;
        if found.keys().len() > self.limits().findings {
            return Err(StatusCode::TOO_MANY_HITS);
        }
        let most = self.limits().page;
        let wished = request.search_limit.and_then(|limit| usize::try_from(limit).ok());
        let page = wished.map_or(most, |wished| wished.clamp(1, most));
        let id = SearchId::from(self.next_number().to_string());
        let search = Search { id, found, page };
        let most = self.limits().searches;
        let online = self.caller(turn)?.sessions.get_mut(&client).ok_or(StatusCode::NOT_LOGGED_IN)?;
        if online.searches.open.len() >= most {
            online.searches.open.pop_front();
        }
        online.searches.open.push_back(search.clone());
        self.page(turn, &search, 1)
    }

    pub(super) fn stop_search(&mut self, turn: &mut Turn, request: &StopSearchRequest<'_>) -> Answer {
        self.end_search(turn, request.search_id.as_str())?;
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    fn end_search(&mut self, turn: &Turn, id: &str) -> Result<(), StatusCode> {
        let client = turn.client.clone();
        let online = self.caller(turn)?.sessions.get_mut(&client).ok_or(StatusCode::NOT_LOGGED_IN)?;
        let open = &mut online.searches.open;
        let place = open.iter().position(|search| search.id.as_str() == id.trim());
        open.remove(place.ok_or(StatusCode::INVALID_SEARCH_ID)?);
        Ok(())
    }

    /// Some of the results, from an index that counts from 1. The last page ends the search.
    fn page(&mut self, turn: &Turn, search: &Search, first: u32) -> Answer {
        let all = search.found.keys();
        let skipped = usize::try_from(first).unwrap_or(usize::MAX).checked_sub(1);
        let skipped = skipped.filter(|skipped| *skipped < all.len() || *skipped == 0);
        let skipped = skipped.ok_or(StatusCode::INVALID_SEARCH_INDEX)?;
        let end = skipped.saturating_add(search.page).min(all.len());
        let shown = all.get(skipped..end).unwrap_or_default();
        let is_complete = end >= all.len();
        let result = match &search.found {
            Found::Users(_) => {
                let users: UserList<'_> = shown.iter().map(|user| User::new(self.user_id(user))).collect();
                SearchResult { user_list: Some(users), ..SearchResult::default() }
            }
            Found::Groups(_) => {
                let rooms = shown.iter().map(|group| group.as_str().to_owned().into());
                let groups: GroupList<'_> = rooms.collect();
                SearchResult { group_list: Some(groups), ..SearchResult::default() }
            }
        };
        if is_complete {
            // It may have ended before.
            let _ = self.end_search(turn, search.id.as_str());
        }
        Ok(SearchResponse {
            search_id: Some(search.id.clone()),
            search_findings: u32::try_from(all.len()).ok(),
            completion_flag: Some(is_complete),
            search_index: u32::try_from(end).ok(),
            search_result: (!shown.is_empty()).then(|| Box::new(result)),
            extensions: Extensions::new(),
        }
        .into())
    }

    /// The criteria of a search. Criteria about users and about groups do not mix.
    fn criteria(&self, request: &SearchRequest<'_>) -> Result<Vec<Criterion>, StatusCode> {
        let mut criteria = Vec::new();
        for pair in request.pairs() {
            let (element, text) =
                pair.search_element.zip(pair.search_string).ok_or(StatusCode::BAD_REQUEST)?;
            let text = text.trim().to_lowercase();
            if text.len() > self.limits().text_bytes || matches!(element, SearchElement::Other(_)) {
                return Err(StatusCode::BAD_PARAMETER);
            }
            if text.is_empty() {
                return Err(StatusCode::TOO_BROAD_CRITERIA);
            }
            criteria.push((element.into_owned(), text));
        }
        let about_groups = criteria.iter().filter(|(element, _)| is_about_groups(element)).count();
        if criteria.is_empty() {
            return Err(StatusCode::BAD_REQUEST);
        }
        if about_groups > 0 && about_groups < criteria.len() || criteria.len() > self.limits().properties {
            return Err(StatusCode::INVALID_SEARCH);
        }
        Ok(criteria)
    }

    fn find(&self, turn: &Turn, criteria: &[Criterion]) -> Result<Found, StatusCode> {
        let (first, _) = criteria.first().ok_or(StatusCode::BAD_REQUEST)?;
        if is_about_groups(first) {
            let groups = self.groups.all().filter(|(_, room)| may_be_found(room, &turn.user));
            let matching = groups.filter(|(key, room)| {
                criteria.iter().all(|(element, text)| self.group_matches(turn, key, room, element, text))
            });
            return Ok(Found::Groups(matching.map(|(key, _)| key.clone()).collect()));
        }
        let matching = self.people.keys().filter(|user| !self.is_guest(user)).filter(|user| {
            criteria.iter().all(|(element, text)| self.user_matches(turn, user, element, text) == Some(true))
        });
        Ok(Found::Users(matching.cloned().collect()))
    }

    /// Whether a user matches a criterion. Presence attributes count only as far as the caller may
    /// see them.
    fn user_matches(&self, turn: &Turn, user: &Key, element: &SearchElement<'_>, text: &str) -> Option<bool> {
        let person = self.people.get(user)?;
        let has = |value: &str| value.to_lowercase().contains(text);
        let account = &person.account;
        let visible = |attribute| {
            let wanted = AttributeSet::from_iter([attribute]);
            let presence = self.presence_of(user, &turn.user, wanted)?;
            presence.presence_sub_list.into_iter().next()
        };
        let property = |name| Property::find(&person.profile, name);
        let age = || property("PP_AGE")?.trim().parse::<u32>().ok();
        Some(match element {
            SearchElement::UserId => has(account.user_id.as_str()),
            SearchElement::UserFirstName => has(&account.first_name),
            SearchElement::UserLastName => has(&account.last_name),
            SearchElement::UserEmailAddress => has(&account.email),
            SearchElement::UserMobileNumber => has(&account.mobile),
            SearchElement::UserAlias => {
                let list: PresenceSubList<'_> = visible(PresenceAttribute::Alias)?;
                has(list.alias?.presence_value?.as_str())
            }
            SearchElement::UserOnlineStatus => {
                let is_online = visible(PresenceAttribute::OnlineStatus)?.is_online()?;
                text == if is_online { "t" } else { "f" }
            }
            SearchElement::UserFriendlyName => {
                has(&account.friendly_name) || property("PP_FRIENDLY_NAME").is_some_and(has)
            }
            SearchElement::UserAgeMin => age()? >= text.parse().ok()?,
            SearchElement::UserAgeMax => age()? <= text.parse().ok()?,
            SearchElement::UserCity => has(property("PP_CITY")?),
            SearchElement::UserCountry => has(property("PP_COUNTRY")?),
            SearchElement::UserGender => property("PP_GENDER")?.eq_ignore_ascii_case(text),
            SearchElement::UserIntention => has(property("PP_INTENTION")?),
            SearchElement::UserInterestsHobbies => has(property("PP_INTERESTS")?),
            SearchElement::UserMaritalStatus => has(property("PP_MARITAL_STATUS")?),
            _ => false,
        })
    }

    /// Whether a group matches a criterion. A user in it counts if she shows her address there, or
    /// is the caller.
    fn group_matches(
        &self,
        turn: &Turn,
        key: &Key,
        room: &Room,
        element: &SearchElement<'_>,
        text: &str,
    ) -> bool {
        let has = |value: &str| value.to_lowercase().contains(text);
        let named = || self.user_key(&text.to_owned().into()).ok();
        match element {
            SearchElement::GroupId => has(key.as_str()),
            SearchElement::GroupName => room.properties.name().is_some_and(has),
            SearchElement::GroupTopic => room.properties.topic().is_some_and(has),
            SearchElement::GroupUserIdOwner => named().is_some_and(|user| room.owner == user),
            SearchElement::GroupUserIdJoined => named().is_some_and(|user| {
                let is_in = room.seats.iter().any(|seat| seat.user == user);
                is_in && (user == turn.user || room.own(&user).show_id)
            }),
            SearchElement::GroupUserIdAutojoin => {
                named().is_some_and(|user| user == turn.user && room.own(&user).auto_join)
            }
            _ => false,
        }
    }
}

fn is_about_groups(element: &SearchElement<'_>) -> bool {
    element.as_str().starts_with("GROUP_")
}

/// A search finds groups that want it, groups of the provider, and the groups of the caller.
fn may_be_found(room: &Room, user: &Key) -> bool {
    room.properties.searchable() == Some(true)
        || room.properties.group_type() == Some(GroupType::Public)
        || room.members.contains_key(user)
}
